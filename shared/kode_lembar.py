"""The code on a printed sheet: which case, which document, whether the sheet is that document or only parts a stack.

`TRB1` (what it is, and its version), one letter for the sheet, 25 characters of the case, two of the document, two
check characters. All are digits and capitals, so that a QR code holds them in its alphanumeric mode. The check
characters are those of ISO/IEC 7064 MOD 1271-36: the whole, read as a number of base 36, leaves 1 when divided by 1271.
They show every single wrong character and every two that changed places.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from shared.sop.jenis import JenisDokumen

PREFIX = "TRB1"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BASE, MODULUS = 36, 1271
CASE_LENGTH = 25
SHAPE = re.compile(rf"{PREFIX}([PL])([0-9A-Z]{{{CASE_LENGTH}}})([A-Z]{{2}})[0-9A-Z]{{2}}")

SINGKATAN: dict[JenisDokumen, str] = {
    JenisDokumen.NASKAH_ASLI: "NA",
    JenisDokumen.SALINAN: "SA",
    JenisDokumen.LEMBAR_DISPOSISI: "LD",
    JenisDokumen.LEMBAR_PERSETUJUAN: "LP",
    JenisDokumen.NOTA_DINAS: "ND",
    JenisDokumen.LAMPIRAN: "LA",
}
"""The documents that lie on a desk as paper."""
_JENIS = {short: jenis for jenis, short in SINGKATAN.items()}


class Lembar(StrEnum):
    """What the sheet is: one that only separates, or the document itself."""

    PEMISAH = "P"
    DOKUMEN = "L"


class KodeRusak(ValueError):
    """A code of ours that is not as it was printed, or of a version that is not known here."""


@dataclass(frozen=True, slots=True)
class KodeLembar:
    """What a code says."""

    lembar: Lembar
    berkas_id: UUID
    jenis: JenisDokumen

    @property
    def teks(self) -> str:
        """The code, as it stands in the QR."""
        body = f"{PREFIX}{self.lembar}{_written(self.berkas_id.int, CASE_LENGTH)}{SINGKATAN[self.jenis]}"
        return body + check_characters(body)

    @property
    def terbaca(self) -> str:
        """The same in groups, for eyes."""
        code = self.teks
        return " ".join(code[start : start + 5] for start in range(0, len(code), 5))


def read(text: str) -> KodeLembar | None:
    """What a code says; None for a text that was never one of ours. Raises KodeRusak."""
    if not text.startswith(PREFIX[:3]):
        return None
    found = SHAPE.fullmatch(text)
    if found is None or int(text, BASE) % MODULUS != 1:
        raise KodeRusak(text)
    lembar, case, short = found.groups()
    number = int(case, BASE)
    if short not in _JENIS or number >= 1 << 128:
        raise KodeRusak(text)
    return KodeLembar(Lembar(lembar), UUID(int=number), _JENIS[short])


def check_characters(body: str) -> str:
    """The two characters that make the whole leave 1."""
    return _written((1 - int(body, BASE) * BASE**2) % MODULUS, 2)


def _written(number: int, length: int) -> str:
    places = (number // BASE**place % BASE for place in reversed(range(length)))
    return "".join(DIGITS[digit] for digit in places)
