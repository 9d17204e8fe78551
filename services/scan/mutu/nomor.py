"""Page numbers as they are printed ("- 2 -"), and what is missing or stands twice among them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from services.scan.domain.halaman import Halaman, Kata

ZONE = 0.12
"""Share of the height, above and below, in which a page number stands."""
CENTRE = 0.12
"""Share of the width by which its middle may lie beside the middle of the page."""
NUMBER = re.compile(r"[-–—~]{0,2}\s*(\d{1,3})\s*[-–—~.]{0,2}")
FEWEST = 2
SURE = 70.0
"""Small digits between dashes are misread more often than other words, and the engine knows it."""
FAR = 20
"""A number that is so far from its place, alone among all, is misread: so many pages are not missing at once."""


def printed_number(page: Halaman) -> int | None:
    """The page's own number, where it stands alone in the middle of a line above or below; None where none does."""
    for line in _lines(page):
        left, top, right, bottom = line[0].kotak[0], line[0].kotak[1], line[-1].kotak[2], line[0].kotak[3]
        outside = bottom <= ZONE * page.tinggi or top >= (1 - ZONE) * page.tinggi
        centred = abs((left + right) / 2 - page.lebar / 2) <= CENTRE * page.lebar
        found = NUMBER.fullmatch(" ".join(kata.teks for kata in line))
        if found and outside and centred and min(kata.yakin for kata in line) >= SURE:
            return int(found[1])
    return None


def faults(numbers: Mapping[int, int]) -> dict[int, str]:
    """What is wrong by page of the scan, from the numbers that were found by page; nothing where too few were found.

    A lampiran counts by itself: where there is room for its pages up to a number, that number is no fault. Neither is a
    page without one.
    """
    numbers = _without_misread(numbers)
    if len(numbers) < FEWEST:
        return {}
    wrong: dict[int, str] = {}
    pages = sorted(numbers)
    for before, page in pairwise(pages):
        step, wanted = numbers[page] - numbers[before], page - before
        if step != wanted and numbers[page] > wanted:
            wrong[page] = _sentence(numbers[before], numbers[page], step, wanted)
    return wrong


def _without_misread(numbers: Mapping[int, int]) -> Mapping[int, int]:
    places = Counter(number - page for page, number in numbers.items())
    return {page: number for page, number in numbers.items() if abs(number - page) <= FAR or places[number - page] > 1}


def _sentence(before: int, number: int, step: int, wanted: int) -> str:
    if step == 0:
        return f"Nomor halaman {number} ada dua kali. Buang halaman yang ganda, atau pindai halaman yang benar."
    if step < 0:
        return f"Nomor halaman {number} ada sesudah {before}. Urutkan halamannya."
    if step > wanted:
        missing = ", ".join(map(str, range(before + 1, number))) if step <= wanted + 3 else f"{before + 1}–{number - 1}"
        return f"Sesudah nomor halaman {before} langsung {number}: periksa apakah halaman {missing} tertinggal."
    return f"Di antara nomor halaman {before} dan {number} ada halaman lebih. Periksa apakah ada yang ganda."


def _lines(page: Halaman) -> Sequence[Sequence[Kata]]:
    lines: dict[int, list[Kata]] = {}
    for kata in page.kata:
        lines.setdefault(kata.baris, []).append(kata)
    return [sorted(line, key=lambda kata: kata.kotak[0]) for line in lines.values()]
