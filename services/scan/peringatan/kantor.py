"""Addresses that are nobody's home: the office's own, other bodies', polling places, roads that are built."""

import re

from services.scan.domain.pencocokan import likeness
from services.scan.peringatan.aliran import Aliran, Rentang
from services.scan.peringatan.jenis import Kepala

LABELLED = re.compile(r"[:;]\s*(?:di )?$")
PLACE = re.compile(
    r"\b(?:kantor|sekretariat|gedung|balai|aula|hotel|sekolah|tempat pemungutan suara|lokasi|ruas|pembangunan|"
    r"peningkatan|rehabilitasi|lapangan|posko|(?:SD|SMP|SMA|SMK|MI|MTs|MA)(?: ?N| Negeri| Swasta| \d+))\b",
    re.IGNORECASE,
)
BODY = re.compile(r"\b(?:TPS|KPU|komisi|badan|dinas|instansi|lembaga|PT|CV|perusahaan|SD|SMP|SMA|SMK)\b", re.IGNORECASE)
PERSON = re.compile(
    r"\b(?:KPPS|PPS|PPK|pantarlih|linmas|ketua(?! R[TW]\b)|anggota|sekretaris|bendahara|laki-laki|perempuan|lahir|NIK"
    r"|(?:SD|SMP|SMA|SMK|SLTP|SLTA)(?! ?N\b| \d| (?!jalan|gang|dusun)\w{3,} )|S[123]|D3|DIII)\b",
    re.IGNORECASE,
)
# No number of five digits: that is a postcode, which one of two writers leaves out.
HOUSE_NUMBER = re.compile(r"(?<!\w)(?!\d{5}\b)\d+[A-Za-z]?\b")
SAME = 0.8
BEFORE = 60
ROW = 300
"""Letters of a row that are looked at, before an address."""


def is_office(aliran: Aliran, span: Rentang, kepala: Kepala, certain: bool, house: int) -> bool:
    """Whether no person is said to live there. `certain`: a word says so; `house`: where its number ends."""
    text, letterhead = aliran.teks, aliran.di_kepala(span)
    if _is_own(kepala.alamat, text[slice(*span)]) or (letterhead and not certain):
        return True
    line = max(text.rfind("\n", 0, span[0]) + 1, span[0] - ROW)
    if letterhead:
        said = text[max(0, line - BEFORE) : span[1]]
        return bool(PLACE.search(said) or BODY.search(said))
    said = text[line : span[0]]
    if not certain:
        # The heading speaks of a row only where the row begins with the place.
        said = text[line if said.strip() else max(0, line - BEFORE) : house]
    if PERSON.search(said):
        return False
    field = certain and LABELLED.search(text[line : span[0]])
    return bool(PLACE.search(said) or (not field and BODY.search(said)))


def _is_own(own: str, address: str) -> bool:
    """Whether an address is the office's, down to the number of the house: neighbours live in the same street."""
    numbers = HOUSE_NUMBER.findall(own)
    same_house = HOUSE_NUMBER.findall(address)[: len(numbers) or 1] == numbers
    return bool(own) and same_house and likeness(own, address) >= SAME
