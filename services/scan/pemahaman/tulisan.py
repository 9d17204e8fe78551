"""Is a word printed, or written by hand into a form? Decided by how it stands beside the print around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from services.scan.domain.halaman import Kata
from services.scan.pemahaman.baris import Baris

RISES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789bdfhkl")
FALLS = frozenset("gjpqy,;()[]{}|/Q_")
DESCENDED = 0.76
"""Share of a capital's height in a word with both ascender and descender."""
HEIGHT = (0.9, 1.1)
OFF = 0.065
"""How far top and baseline may be off, in heights of a capital, beside words without descenders (print: up to 0.05)."""
OFF_ESTIMATED = 0.095
"""The same where every word of the line has a descender and the baseline is an estimate: measured up to 0.09."""
BELOW = 0.37
"""How far a descender or a slash reaches below the baseline."""
WIDTH = (0.42, 1.0)
"""Width of a digit in heights of a capital, over all typefaces of office documents."""
UNEVEN = 0.14
"""How much the width of a digit may differ from that of the year's on the same line."""
ROOM = 0.75
"""Heights of a capital: no typed space is so wide, the room left in a form is."""
UNEVEN_ROOM = 0.2
"""How much the spaces around print may differ from the line's other spaces: measured up to 0.17."""
LEVEL = 0.048
"""How far top and baseline of digits may differ from those of the year on the same line."""
SURE = 80.0
SURE_DIGITS = 90.0
SIDE = 0.1
"""The white beside a word's outer digits, in heights of a capital."""


@dataclass(frozen=True, slots=True)
class Ukuran:
    """The print of a line: height of a capital, baseline with the slant taken out, slant."""

    kapital: float
    dasar: float
    miring: float
    batas: float = OFF


def ukuran(baris: Baris, selain: Sequence[Kata] = ()) -> Ukuran | None:
    """Measured on the line's words but these; None where no word tells."""
    plain, fallen = [], []
    for kata in baris.kata:
        if kata in selain or kata.yakin < 55 or sum(c.isalnum() for c in kata.teks) < 2:
            continue
        if RISES.isdisjoint(kata.teks) or "," in kata.teks or "/" in kata.teks:
            continue
        top, bottom = _edges(kata, baris.miring)
        if FALLS.isdisjoint(kata.teks):
            plain.append((bottom - top, bottom))
        else:
            height = (bottom - top) * DESCENDED
            fallen.append((height, top + height))
    seen = plain or fallen
    if not seen:
        return None
    limit = OFF if plain else OFF_ESTIMATED
    return Ukuran(median(height for height, _ in seen), median(base for _, base in seen), baris.miring, limit)


def kejanggalan(kata: Kata, ukuran: Ukuran | None, tahun: Kata | None = None) -> list[str]:
    """What speaks against print; empty: nothing does. `tahun` is the year on the same line, to compare widths with."""
    if kata.teks.isalpha():
        return [] if kata.yakin >= SURE else ["yakin"]
    digits = kata.teks.strip(".,").isdigit()
    found = [] if kata.yakin >= (SURE_DIGITS if digits else SURE) else ["yakin"]
    if ukuran is None:
        return [*found, "tanpa rujukan"]
    top, bottom = _edges(kata, ukuran.miring)
    above = (top - ukuran.dasar) / ukuran.kapital + 1
    below = (bottom - ukuran.dasar) / ukuran.kapital
    level = FALLS.isdisjoint(kata.teks)
    if level and not HEIGHT[0] <= (bottom - top) / ukuran.kapital <= HEIGHT[1]:
        found.append("tinggi")
    limit = ukuran.batas if level else OFF_ESTIMATED
    if abs(above) > limit or not -limit <= below <= (limit if level else BELOW):
        found.append("letak")
    if digits and not _wide_as_print(kata, ukuran, tahun):
        found.append("lebar")
    if digits and tahun and tahun is not kata:
        year_top, year_bottom = _edges(tahun, ukuran.miring)
        if max(abs(top - year_top), abs(bottom - year_bottom)) > LEVEL * ukuran.kapital:
            found.append("tidak rata")
    return found


def renggang(baris: Baris, kata: Sequence[Kata], ukuran: Ukuran | None) -> bool:
    """Whether the spaces around these words are not the typed ones, as where a form was filled in."""
    if ukuran is None:
        return True
    around: list[float] = []
    others: list[float] = []
    for left, right in pairwise(one for one in baris.kata if _counts(one)):
        gap = (right.kotak[0] - left.kotak[2]) / ukuran.kapital
        (around if left in kata or right in kata else others).append(gap)
    usual = median(others) if others else None
    return any(gap > ROOM or (usual is not None and abs(gap - usual) > UNEVEN_ROOM) for gap in around)


def _counts(kata: Kata) -> bool:
    return any(c.isalnum() or c == ":" for c in kata.teks)


def _edges(kata: Kata, slant: float) -> tuple[float, float]:
    """Top and bottom with the slant taken out, of place and of width."""
    left, top, right, bottom = kata.kotak
    shift, grown = slant * (left + right) / 2, abs(slant) * (right - left) / 2
    return top - shift + grown, bottom - shift - grown


def _wide_as_print(kata: Kata, ukuran: Ukuran, tahun: Kata | None) -> bool:
    text = kata.teks.strip(".,")
    share = (kata.kotak[2] - kata.kotak[0]) / ukuran.kapital / len(text)
    narrow = 0.15 * text.count("1") / len(text)
    if not WIDTH[0] - narrow <= share <= WIDTH[1]:
        return False
    if tahun is None or tahun is kata:
        return True
    year = (tahun.kotak[2] - tahun.kotak[0]) / ukuran.kapital
    expected = (year + SIDE) / 4 - SIDE / len(text)
    return expected - UNEVEN - 2 * narrow <= share <= expected + UNEVEN
