"""Ways to reach a person: telephone and e-mail."""

import re
from collections.abc import Iterator

from services.scan.peringatan.aliran import Aliran, Rentang
from services.scan.peringatan.angka import CONFUSED, DIGIT, true_digits
from services.scan.peringatan.jenis import JenisPeringatan, Kepala

Found = Iterator[tuple[JenisPeringatan, Rentang]]

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# As engines write it, before a host that many people have.
MISREAD = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?[@©®] ?(?:gmail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud)"
    r" ?[.,] ?(?:com|co ?[.,] ?id|id)\b",
    re.IGNORECASE,
)
SIGNS = str.maketrans("©®,", "@@.")
OFFICIAL = re.compile(r"\.(?:go|mil|desa)\.id$", re.IGNORECASE)

DASH = r"\-‐‑–—"
GAP = rf"(?: ?[.{DASH}] ?| )?"
HOME = r"(?:\(\+ ?62\)|\+ ?62|62|0)"
# A slash parts two numbers of a person; in the number of a document it parts other things.
BEGINS = rf"(?:(?<![\w/.+{DASH}])|(?<=\d{{6}}/)|(?<=\d[{DASH} ]\d{{3}}/)|(?<=\d[{DASH} ]\d{{4}}/))"
ENDS = rf"(?!\w|/(?! ?{HOME}[ .{DASH}]?8))"
MOBILE = re.compile(rf"{BEGINS}(?:{HOME}{GAP}8[1-9]\d|\({HOME}{GAP}8[1-9]\d\))(?:{GAP}\d){{6,9}}{ENDS}")
LANDLINE = re.compile(
    rf"(?<![\w/.+{DASH}])(?:\( ?0[2-9]\d{{1,2}} ?\)|\+ ?62[ .{DASH}]?[2-9]\d{{1,2}}|0[2-9]\d{{1,2}})"
    rf"(?: ?[.{DASH}] ?| )?\d(?:[ .{DASH}]?\d){{4,7}}(?!\w)"
)
WORD = r"\b(?:telp|tlp|telepon|tel|hp|h\.p|handphone|ponsel|wa|whatsapp|kontak|faks?|faksimili)\b"
LABEL = re.compile(rf"{WORD}[^\n0-9]{{0,20}}$", re.IGNORECASE)
BEHIND_LABEL = rf"{WORD}[^\n0-9]{{0,20}}?(?<![\w|])"
LABELLED = re.compile(rf"{BEHIND_LABEL}(?P<nomor>\(?\+?{DIGIT}(?:[()]?{GAP}{DIGIT}){{8,12}})(?![\w|])", re.IGNORECASE)
ACROSS = re.compile(
    rf"{BEHIND_LABEL}(?P<nomor>{DIGIT}(?:{GAP}{DIGIT}){{2,7}}+\n{DIGIT}(?:{GAP}{DIGIT}){{2,9}})(?![\w|])",
    re.IGNORECASE,
)
REAL_MOBILE = re.compile(r"08[1-9]\d{7,10}")
READ = 7
"""So many of the digits behind a label were read as digits, at least."""
PHONE_DIGITS = range(9, 15)
BEFORE = 40


def emails(aliran: Aliran, kepala: Kepala) -> Found:
    """Addresses that are no office's own: not of a government domain, not the letterhead's."""
    for pattern in (MISREAD, EMAIL):
        for match in pattern.finditer(aliran.teks):
            address = "".join(match[0].split()).translate(SIGNS)
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
    for pattern in (LABELLED, ACROSS):
        for match in pattern.finditer(aliran.teks):
            number = _national(match["nomor"].translate(CONFUSED))
            if REAL_MOBILE.fullmatch(number) and true_digits(match["nomor"]) >= READ and number != own:
                yield JenisPeringatan.TELEPON, match.span("nomor")


def _fits(text: str) -> bool:
    return len(_national(text)) in PHONE_DIGITS


def _national(text: str) -> str:
    """Digits only, as dialled at home."""
    number = "".join(letter for letter in text if letter.isdigit())
    return f"0{number[2:]}" if number.startswith("62") else number
