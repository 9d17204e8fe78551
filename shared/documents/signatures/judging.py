"""One signature: intact, whose, by which chain, when, and whether its certificate held then. Runs in the child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from asn1crypto import x509
from pyhanko.sign.validation.generic_cms import async_validate_cms_signature, validate_tst_signed_data
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureStatus, TimestampSignatureStatus

from shared.documents.signatures.integrity import leaves_out_itself_alone, since_signing
from shared.documents.signatures.reader import Reader
from shared.documents.signatures.stamps import Moment, claimed, gen_time, stamped
from shared.documents.signatures.subject import named
from shared.documents.signatures.trust import DEMANDING, Grounds, grounds
from shared.tanda_tangan import Keutuhan, Masa, Pencabutan, Rantai, SumberWaktu, TandaTangan

SIGNATURES: Final = {"/adbe.pkcs7.detached", "/ETSI.CAdES.detached"}
STAMPS: Final = {"/ETSI.RFC3161"}
USAGE: Final = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})


class Unsupported(Exception):
    """A kind of signature that is not looked at."""


async def judged(
    reader: Reader, signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate] | None, now: datetime
) -> TandaTangan:
    """All that is found. Raises Unsupported, and whatever pyHanko raises for what is no signature."""
    kind = str(signature.sig_object.get("/SubFilter"))
    if kind not in SIGNATURES | STAMPS:
        raise Unsupported
    if not leaves_out_itself_alone(signature):
        return TandaTangan(keutuhan=Keutuhan.TIDAK_TERBACA, sebab="letaknya di berkas tidak seperti yang disebutkannya")
    case = Case(signature, grounds(reader, signature, roots), now, kind in STAMPS)
    return await case.judged()


@dataclass(frozen=True)
class Case:
    """A signature whose byte range is as it should be."""

    signature: EmbeddedPdfSignature
    grounds: Grounds
    now: datetime
    is_stamp: bool

    async def judged(self) -> TandaTangan:
        when = await self._when()
        status = await self._status(when.time or self.now)
        about = {"cap_waktu": self.is_stamp, **named(self.signature.signer_cert)}
        if not (status.intact and status.valid):
            return TandaTangan(keutuhan=Keutuhan.BERUBAH, **about)
        return TandaTangan(
            keutuhan=since_signing(self.signature), rantai=self.grounds.chain(status),
            masa=self._validity(when), pencabutan=await self._revocation(status, when), waktu=when.time,
            sumber_waktu=when.source, **about,
        )  # fmt: skip

    async def _when(self) -> Moment:
        if self.is_stamp:
            return Moment(gen_time(self.signature.signed_data), SumberWaktu.CAP_WAKTU)
        return await stamped(self.signature, self.grounds) or claimed(self.signature)

    async def _status(self, moment: datetime, **policy: Any) -> SignatureStatus:  # noqa: ANN401
        context, data = self.grounds.context(moment, **policy), self.signature.signed_data
        if self.is_stamp:
            return TimestampSignatureStatus(
                **await validate_tst_signed_data(data, context, self.signature.compute_digest)
            )
        return await async_validate_cms_signature(
            data, raw_digest=self.signature.compute_digest(), validation_context=context, key_usage_settings=USAGE
        )

    def _validity(self, when: Moment) -> Masa:
        """A time that only the signer claims counts as long as the certificate is still good."""
        if when.time is None:
            return Masa.TIDAK_PASTI
        if not self._in_force(when.time):
            return Masa.TIDAK_BERLAKU
        return Masa.BERLAKU if when.proven or self._in_force(self.now) else Masa.TIDAK_PASTI

    def _in_force(self, moment: datetime) -> bool:
        certificate = self.signature.signer_cert
        return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)

    async def _revocation(self, status: SignatureStatus, when: Moment) -> Pencabutan:
        """Of a time that nobody proves, what holds now must be known as well: an old answer proves nothing."""
        if self.grounds.chain(status) is not Rantai.DIKENAL:
            return Pencabutan.TIDAK_DIPERIKSA
        moments = [when.time] if when.time and when.proven else [when.time or self.now, self.now]
        found = [status, *[await self._status(moment, policy=DEMANDING) for moment in moments]]
        if any(one.revocation_details for one in found):
            return Pencabutan.DICABUT
        vouched = all(one.trust_problem_indic is None for one in found)
        return Pencabutan.TIDAK_DICABUT if vouched else Pencabutan.TIDAK_DIPERIKSA
