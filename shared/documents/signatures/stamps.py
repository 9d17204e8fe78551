"""When something was signed, and who says so. Runs in the child."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from pyhanko.sign.validation.generic_cms import (
    extract_tst_data_iter,
    message_imprint_checker,
    validate_tst_signed_data,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import TimestampSignatureStatus

from shared.documents.signatures.trust import Grounds
from shared.tanda_tangan import Rantai, SumberWaktu


class Moment(NamedTuple):
    """A time and its source."""

    time: datetime | None
    source: SumberWaktu

    @property
    def proven(self) -> bool:
        """Whether an authority that we know says so."""
        return self.source is SumberWaktu.CAP_WAKTU


async def stamped(signature: EmbeddedPdfSignature, grounds: Grounds) -> Moment | None:
    """The best time stamp in the signature, None without any."""
    found = [
        await _stamp(token, signature, grounds) for token in extract_tst_data_iter(signature.signer_info, signed=False)
    ]
    order = (SumberWaktu.CAP_WAKTU, SumberWaktu.CAP_ASING, SumberWaktu.CAP_RUSAK)
    return min(found, key=lambda moment: order.index(moment.source), default=None)


async def _stamp(token: Any, signature: EmbeddedPdfSignature, grounds: Grounds) -> Moment:  # noqa: ANN401 - asn1crypto
    time = gen_time(token)
    imprint = message_imprint_checker(signature.signer_info)
    status = TimestampSignatureStatus(**await validate_tst_signed_data(token, grounds.context(time), imprint))
    if not (status.intact and status.valid):
        return Moment(None, SumberWaktu.CAP_RUSAK)
    known = status.trusted and grounds.chain(status) is Rantai.DIKENAL
    return Moment(time, SumberWaktu.CAP_WAKTU if known else SumberWaktu.CAP_ASING)


def gen_time(token: Any) -> datetime:  # noqa: ANN401 - asn1crypto
    """The time in a time stamp."""
    time: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return time


def claimed(signature: EmbeddedPdfSignature) -> Moment:
    """What the signer's own clock said."""
    time: datetime | None = signature.self_reported_timestamp
    if time is None:
        return Moment(None, SumberWaktu.TIDAK_ADA)
    return Moment(time if time.tzinfo else time.replace(tzinfo=UTC), SumberWaktu.PENANDA_TANGAN)
