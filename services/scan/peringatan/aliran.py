"""The text of a page as one string, and from any piece of it back to the words and where they stand."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from services.scan.domain.halaman import Halaman, Kata, Kotak

Rentang = tuple[int, int]
"""From and up to, in the text of an `Aliran`."""


@dataclass(frozen=True, slots=True)
class Aliran:
    """Words parted by blanks, lines by newlines. `awal[n]`: where word n begins in the text."""

    halaman: Halaman
    teks: str
    awal: tuple[int, ...]

    @classmethod
    def of(cls, halaman: Halaman) -> "Aliran":
        """The stream of a page."""
        parts: list[str] = []
        starts: list[int] = []
        length, line = 0, None
        for kata in halaman.kata:
            gap = "" if line is None else " " if kata.baris == line else "\n"
            starts.append(length + len(gap))
            parts += [gap, kata.teks]
            length, line = length + len(gap) + len(kata.teks), kata.baris
        return cls(halaman, "".join(parts), tuple(starts))

    def kata(self, rentang: Rentang) -> tuple[Kata, ...]:
        """The words that a piece of the text touches."""
        first = max(0, bisect_right(self.awal, rentang[0]) - 1)
        last = bisect_right(self.awal, rentang[1] - 1)
        return self.halaman.kata[first:last]

    def kotak(self, rentang: Rentang) -> tuple[Kotak, ...]:
        """Where a piece of the text stands: one box a line, as narrow as the letters allow to know."""
        lines = groupby(self.pieces(rentang), lambda piece: piece[0].baris)
        return tuple(around([box for _, box in group]) for _, group in lines)

    def pieces(self, rentang: Rentang) -> list[tuple[Kata, Kotak]]:
        """Each word with the box of that part of it which lies in the piece: letters taken as equally wide."""
        start = max(0, bisect_right(self.awal, rentang[0]) - 1)
        stop = bisect_right(self.awal, rentang[1] - 1)
        found = []
        for kata, begin in zip(self.halaman.kata[start:stop], self.awal[start:stop], strict=True):
            low, high = max(0, rentang[0] - begin), min(len(kata.teks), rentang[1] - begin)
            found.append((kata, _part(kata, low, high)))
        return found

    def di_kepala(self, rentang: Rentang) -> bool:
        """Whether a piece stands in the uppermost part of the first page, where a letterhead is."""
        words = self.kata(rentang)
        return self.halaman.nomor == 1 and all(one.kotak[3] <= self.halaman.tinggi * HEAD for one in words)


HEAD = 0.22
WIDEST = 1.35
"""A letter may be this much wider than the mean of its word: a part is widened by that, within the word."""


def overlaps(rentang: Rentang, others: Iterable[Rentang]) -> bool:
    """Whether a piece shares letters with one of others."""
    return any(rentang[0] < end and start < rentang[1] for start, end in others)


def around(boxes: list[Kotak]) -> Kotak:
    """The box around boxes."""
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip


def _part(kata: Kata, low: int, high: int) -> Kotak:
    left, top, right, bottom = kata.kotak
    if low == 0 and high == len(kata.teks):
        return kata.kotak
    wide = (right - left) / max(1, len(kata.teks))
    slack = wide * (WIDEST - 1) * 2
    begin = left + low * wide - (slack if low else 0)
    end = left + high * wide + (slack if high < len(kata.teks) else 0)
    return max(left, begin), top, min(right, end), bottom
