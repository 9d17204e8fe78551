"""Certificates for signed samples: a root, an authority under it that issues, its time stamps and revocation lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
NO_USAGE = dict.fromkeys(
    ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
     "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False,
)  # fmt: skip
YEARS = timedelta(days=365 * 2)


def new_key() -> Key:
    """A key that is quickly made."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Holder:
    """Who has a certificate, and its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> bytes:
        """As an operator gets it."""
        return self.certificate.public_bytes(Encoding.PEM)


@dataclass(frozen=True)
class Authority:
    """A root and what stands under it. `began`: when all certificates begin; revocation lists are of that time, too."""

    root: Holder
    issuing: Holder
    stamping: Holder
    began: datetime

    @classmethod
    def made(cls, name: str = "Contoh") -> "Authority":
        """A new one, whose certificates are two years long valid from yesterday."""
        began = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
        key = new_key()
        root = Holder(_certificate(f"Akar {name}", name, key.public_key(), None, key, began, _authority()), key)
        issuing = _issued(root, f"Penerbit {name}", new_key(), began, _authority())
        stamping_key = rsa.generate_private_key(65537, 2048)
        return cls(root, issuing, _issued(issuing, f"Cap Waktu {name}", stamping_key, began, _stamps()), began)

    def signer(
        self, name: str, organisation: str = "KPU Contoh", begins: timedelta = timedelta(), lasts: timedelta = YEARS
    ) -> Holder:
        """A person's certificate; `begins` and `lasts` count from when the authority began."""
        extensions: Extensions = [(_usage(digital_signature=True, content_commitment=True), True)]
        return _issued(self.issuing, name, new_key(), self.began + begins, extensions, organisation, lasts)

    def revocations(
        self, revoked: Sequence[Holder] = (), at: timedelta = timedelta()
    ) -> list[x509.CertificateRevocationList]:
        """The lists of both; `at`: since when the revoked are, from when the authority began."""
        return [self._revocations(self.root, [], at), self._revocations(self.issuing, revoked, at)]

    def _revocations(self, by: Holder, revoked: Sequence[Holder], at: timedelta) -> x509.CertificateRevocationList:
        builder = x509.CertificateRevocationListBuilder().issuer_name(by.certificate.subject)
        builder = builder.last_update(self.began).next_update(self.began + timedelta(days=8))
        for one in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
            builder = builder.add_revoked_certificate(entry.revocation_date(self.began + at).build())
        key = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
        return builder.add_extension(key, False).add_extension(x509.CRLNumber(1), False).sign(by.key, hashes.SHA256())


Extensions = list[tuple[x509.ExtensionType, bool]]


def _usage(**allowed: bool) -> x509.KeyUsage:
    return x509.KeyUsage(**{**NO_USAGE, **allowed})


def _authority() -> Extensions:
    usage = _usage(key_cert_sign=True, crl_sign=True)
    return [(x509.BasicConstraints(ca=True, path_length=None), True), (usage, True)]


def _stamps() -> Extensions:
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    return [(_usage(digital_signature=True), True), (stamping, True)]


def _issued(
    by: Holder, name: str, key: Key, begins: datetime, extensions: Extensions, organisation: str = "Penerbit Contoh",
    lasts: timedelta = YEARS,
) -> Holder:  # fmt: skip
    made = _certificate(name, organisation, key.public_key(), by.certificate, by.key, begins, extensions, lasts)
    return Holder(made, key)


def _certificate(
    name: str, organisation: str, key: Any, issuer: x509.Certificate | None, signing: Key, begins: datetime,  # noqa: ANN401
    extensions: Extensions, lasts: timedelta = YEARS,
) -> x509.Certificate:  # fmt: skip
    subject = x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer.subject if issuer else subject)
    builder = builder.public_key(key).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(begins).not_valid_after(begins + lasts)
    identifiers: Extensions = [
        (x509.SubjectKeyIdentifier.from_public_key(key), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False),
    ]
    where = x509.DistributionPoint([x509.UniformResourceIdentifier("http://crl.invalid/daftar.crl")], None, None, None)
    lists: Extensions = [(x509.CRLDistributionPoints([where]), False)] if issuer else []
    for extension, critical in [*extensions, *identifiers, *lists]:
        builder = builder.add_extension(extension, critical)
    return builder.sign(signing, hashes.SHA256())
