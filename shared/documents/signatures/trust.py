"""What certificates are judged by: the operator's roots and what the document brings along. Runs in the child.

Nothing is fetched: of revocation there is what the document carries.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.general import find_cms_attribute_iter
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

from shared.documents.signatures.reader import Reader
from shared.tanda_tangan import Rantai

TOLERANT = RevocationCheckingPolicy.from_legacy("soft-fail")
DEMANDING = RevocationCheckingPolicy(
    ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
    intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED,
)
"""The signer's certificate must be vouched for, those above it if they say where to ask."""
KNOWN_BUT_NOT_NOW = {
    None,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE,
    AdESIndeterminate.REVOKED_NO_POE,
    AdESIndeterminate.REVOKED_CA_NO_POE,
}
WEAK = {AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE, AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE}


@dataclass(frozen=True)
class Grounds:
    """`roots`: None when the operator trusts nobody yet."""

    roots: Sequence[x509.Certificate] | None
    certificates: list[x509.Certificate] = field(default_factory=list)
    crls: list[Any] = field(default_factory=list)
    ocsps: list[Any] = field(default_factory=list)

    def context(self, moment: datetime, policy: RevocationCheckingPolicy = TOLERANT) -> ValidationContext:
        """To judge a certificate by, as of a moment."""
        return ValidationContext(
            trust_roots=list(self.roots or ()), other_certs=self.certificates, moment=moment, allow_fetching=False,
            crls=self.crls, ocsps=self.ocsps, revinfo_policy=CertRevTrustPolicy(policy, retroactive_revinfo=True),
        )  # fmt: skip

    def chain(self, status: SignatureStatus) -> Rantai:
        """What the problem that was found says of the chain; a weak algorithm needs no root to be seen."""
        problem = status.trust_problem_indic
        if problem in WEAK:
            return Rantai.TIDAK_SAH
        if self.roots is None:
            return Rantai.TIDAK_DIPERIKSA
        if problem in KNOWN_BUT_NOT_NOW:
            return Rantai.DIKENAL
        unknown = problem is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND or status.signing_cert.self_issued
        return Rantai.TIDAK_DIKENAL if unknown else Rantai.TIDAK_SAH


def grounds(reader: Reader, signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate] | None) -> Grounds:
    """All that helps to judge a signature. What the document brings and cannot be read is not there."""
    found = Grounds(roots, list(signature.other_embedded_certs))
    with suppress(NoDSSFoundError, ValueError, KeyError, TypeError, AttributeError):
        store = DocumentSecurityStore.read_dss(reader)
        brought = store.as_validation_context({"trust_roots": [], "allow_fetching": False})
        found.certificates.extend(brought.certificate_registry)
        found.crls.extend(brought.crls)
        found.ocsps.extend(brought.ocsps)
    for archive in _archives(signature):
        found.crls.extend(archive["crl"] or ())
        found.ocsps.extend(archive["ocsp"] or ())
    return found


def _archives(signature: EmbeddedPdfSignature) -> Iterator[Any]:
    attributes = signature.signer_info["signed_attrs"]
    yield from find_cms_attribute_iter(attributes, "adobe_revocation_info_archival")
