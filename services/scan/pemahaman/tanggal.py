"""Dates as decisions write them: 21 Mei 2024, 30-12-2025, dua puluh satu Mei dua ribu dua puluh empat."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.scan.domain.halaman import Kata
from services.scan.pemahaman.angka_kata import bilangan, bulan
from services.scan.pemahaman.mirip import angka

DIGITS = re.compile(r"([\dOolI|!]{1,2})\s*[-–/.]\s*([\dOolI|!]{1,2})\s*[-–/.]\s*([\dOolI|!SBZ]{4})")
YEAR = re.compile(r"(?:19|20)\d\d")
MOST_WORDS = 12
CORRECTED = "Ada angka atau huruf pada tanggal yang salah terbaca lalu dibetulkan."
NO_DAY = "Harinya tidak terbaca."
NO_MONTH = "Bulannya tidak terbaca."
NO_YEAR = "Tahunnya tidak terbaca."
IMPOSSIBLE = "Tanggal seperti ini tidak ada di kalender."


@dataclass(frozen=True, slots=True)
class Terbaca:
    """A date that was read, the words it stands on, those that may be written by hand, and why it is unsure."""

    nilai: date | None
    kata: tuple[Kata, ...]
    angka: tuple[Kata, ...]
    sebab: tuple[str, ...]


def baca_tanggal(words: Sequence[Kata]) -> Terbaca | None:
    """The date with which these words begin; None where neither month nor digits are among them."""
    near = [kata for kata in words[:MOST_WORDS] if re.search(r"[\w|/–-]", kata.teks)]
    text = " ".join(kata.teks for kata in near)
    if numeric := DIGITS.match(text):
        return _numeric(near, numeric)
    for index, kata in enumerate(near):
        found = bulan(kata.teks)
        if found and sum(c.isalpha() for c in kata.teks) >= 3:
            return _named(near, index, found)
    return _without_month(near)


def _numeric(near: Sequence[Kata], match: re.Match[str]) -> Terbaca:
    day, month, year = match.groups()
    used: list[Kata] = []
    for kata in near:
        if len(" ".join(k.teks for k in used)) >= match.end():
            break
        used.append(kata)
    reasons = [] if (day + month + year).isdigit() else [CORRECTED]
    value = _date(angka(day), int(angka(month)), angka(year))
    return Terbaca(value, tuple(used), tuple(used), (*reasons, *([] if value else [IMPOSSIBLE])))


def _named(near: Sequence[Kata], index: int, found: tuple[int, bool]) -> Terbaca:
    before, after = near[:index], near[index + 1 :]
    reasons = [] if found[1] else [CORRECTED]
    day, day_reasons = _day(before)
    year, year_words, year_reasons = _year(after)
    used = (*before, near[index], *year_words)
    reasons += day_reasons + year_reasons
    value = _date(day, found[0], year) if day and year else None
    if day and year and value is None:
        reasons.append(IMPOSSIBLE)
    digits = tuple(kata for kata in (*before, *year_words) if re.search(r"\d|[|!]", kata.teks) or len(kata.teks) < 3)
    return Terbaca(value, used, digits, tuple(reasons))


def _without_month(near: Sequence[Kata]) -> Terbaca | None:
    year = next((i for i, kata in enumerate(near) if YEAR.fullmatch(kata.teks.strip(".,"))), None)
    if year is None:
        return None
    return Terbaca(None, tuple(near[: year + 1]), (), (NO_MONTH,))


def _day(before: Sequence[Kata]) -> tuple[str, list[str]]:
    """The day in digits; where words stand before the month other than one day, it is not read."""
    joined = " ".join(kata.teks for kata in before).strip(" .,:;")
    if re.fullmatch(r"\d{1,2}", joined):
        return joined, []
    if re.fullmatch(r"[\dOolI|!SBZ]{1,2}", joined) and any(c.isdigit() for c in joined):
        return angka(joined), [CORRECTED]
    spelt = bilangan(joined.split())
    if spelt:
        return str(spelt), []
    last = before[-1].teks.strip(" .,:;") if before else ""
    if re.fullmatch(r"\d{1,2}", last) and not any(c.isdigit() for kata in before[:-1] for c in kata.teks):
        return last, [CORRECTED]
    return "", [NO_DAY]


def _year(after: Sequence[Kata]) -> tuple[str, list[Kata], list[str]]:
    if not after:
        return "", [], [NO_YEAR]
    first = after[0].teks.strip(" .,:;")
    if YEAR.fullmatch(first):
        return first, [after[0]], []
    if YEAR.fullmatch(angka(first)):
        return angka(first), [after[0]], [CORRECTED]
    for count in range(min(8, len(after)), 1, -1):
        words = [word.strip(".,()") for kata in after[:count] for word in kata.teks.split()]
        words = words[1:] if words and words[0].upper() == "TAHUN" else words
        spelt = bilangan(words)
        if spelt and 1900 < spelt < 2100:
            return str(spelt), list(after[:count]), []
    return "", [], [NO_YEAR]


def _date(day: str, month: int, year: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
