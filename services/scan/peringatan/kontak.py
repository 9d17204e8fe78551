"""Ways to reach a person: telephone and e-mail."""

import re
from collections.abc import Iterator

from services.scan.peringatan.aliran import Aliran, Rentang
from services.scan.peringatan.jenis import JenisPeringatan, Kepala

Found = Iterator[tuple[JenisPeringatan, Rentang]]

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
OFFICIAL = re.compile(r"\.(?:go|mil|desa)\.id$", re.IGNORECASE)

MOBILE = re.compile(r"(?<![\w/.+-])(?:\+ ?62|62|0)[ .-]?8[1-9]\d(?:[ .-]?\d){6,9}(?![\w/])")
LANDLINE = re.compile(
    r"(?<![\w/.+-])(?:\(0[2-9]\d{1,2}\)|\+ ?62[ .-]?[2-9]\d{1,2}|0[2-9]\d{1,2})[ .-]{0,2}\d(?:[ .-]?\d){4,7}(?![\w/])"
)
LABEL = re.compile(
    r"\b(?:telp|tlp|telepon|tel|hp|h\.p|handphone|ponsel|wa|whatsapp|kontak|faks?|faksimili)\b[^\n0-9]{0,20}$",
    re.IGNORECASE,
)
PHONE_DIGITS = range(9, 15)

BEFORE = 40


def emails(aliran: Aliran, kepala: Kepala) -> Found:
    """Addresses that are no office's own: not of a government domain, not the letterhead's."""
    for match in EMAIL.finditer(aliran.teks):
        address = "".join(match[0].split())
        if not OFFICIAL.search(address) and address.casefold() != kepala.surel.strip().casefold():
            yield JenisPeringatan.SUREL, match.span()


def phones(aliran: Aliran, kepala: Kepala) -> Found:
    """Mobile numbers anywhere; numbers of a house only where a word says so and no letterhead stands."""
    own = _national(kepala.telepon)
    for match in MOBILE.finditer(aliran.teks):
        if _national(match[0]) != own and _fits(match[0]):
            yield JenisPeringatan.TELEPON, match.span()
    for match in LANDLINE.finditer(aliran.teks):
        named = LABEL.search(aliran.teks[max(0, match.start() - BEFORE) : match.start()])
        if named and _fits(match[0]) and _national(match[0]) != own and not aliran.di_kepala(match.span()):
            yield JenisPeringatan.TELEPON, match.span()


def _fits(text: str) -> bool:
    return len(_national(text)) in PHONE_DIGITS


def _national(text: str) -> str:
    """Digits only, as dialled at home."""
    digits = "".join(letter for letter in text if letter.isdigit())
    return f"0{digits[2:]}" if digits.startswith("62") else digits
