"""Lines as a person sees them: what stands side by side is one line, whatever order the engine gave it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from services.scan.domain.halaman import Halaman, Kata, Kotak

SPANS_AT_LEAST = 100.0
"""Points that an engine's line must span to tell how the page slants."""
GAP = 2.5
"""Heights of a capital between two columns."""


@dataclass(frozen=True)
class Baris:
    """A line of a page, words from left to right. `y` is its middle with the page's slant taken out."""

    halaman: int
    kata: tuple[Kata, ...]
    y: float
    miring: float

    @cached_property
    def teks(self) -> str:
        return " ".join(satukan([kata.teks for kata in self.kata]))

    @property
    def kotak(self) -> Kotak:
        return gabung(self.kata)

    @property
    def kiri(self) -> float:
        return self.kata[0].kotak[0]

    @property
    def tinggi(self) -> float:
        return median(kata.kotak[3] - kata.kotak[1] for kata in self.kata)

    def sebagian(self, kata: Sequence[Kata]) -> "Baris":
        """The same line with only these words."""
        return Baris(self.halaman, tuple(kata), self.y, self.miring)

    def kolom(self) -> list["Baris"]:
        """The line cut where a gap is so wide that another column begins."""
        parts: list[list[Kata]] = [[self.kata[0]]]
        for kata in self.kata[1:]:
            if kata.kotak[0] - parts[-1][-1].kotak[2] > GAP * self.tinggi:
                parts.append([])
            parts[-1].append(kata)
        return [self.sebagian(part) for part in parts]


def gabung(kata: Iterable[Kata]) -> Kotak:
    """The box around all these words."""
    left, top, right, bottom = zip(*(one.kotak for one in kata), strict=True)
    return min(left), min(top), max(right), max(bottom)


def satukan(words: Sequence[str]) -> list[str]:
    """Spaced letters (`T E N T A N G`) made one word."""
    out: list[str] = []
    run: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha() and word.isupper():
            run.append(word)
            continue
        out += ["".join(run)] if len(run) > 3 else run
        run = []
        out += [word] if word else []
    return out


def baris_halaman(halaman: Halaman) -> list[Baris]:
    """All lines of a page from top to bottom."""
    slant = _slant(halaman)
    groups: dict[int, list[Kata]] = {}
    for kata in halaman.kata:
        if kata.teks.strip() and kata.kotak[3] - kata.kotak[1] < halaman.tinggi / 12:
            groups.setdefault(kata.baris, []).append(kata)
    rows: list[list[Kata]] = []
    for group in sorted(groups.values(), key=lambda words: _middle(words, slant)):
        home = next((row for row in reversed(rows[-4:]) if _side_by_side(row, group, slant)), None)
        if home is None:
            rows.append(list(group))
        else:
            home.extend(group)
    lines = [
        Baris(halaman.nomor, tuple(sorted(row, key=lambda kata: kata.kotak[0])), _middle(row, slant), slant)
        for row in rows
    ]
    return sorted(lines, key=lambda line: line.y)


def _middle(words: Sequence[Kata], slant: float) -> float:
    return median((k.kotak[1] + k.kotak[3]) / 2 - slant * (k.kotak[0] + k.kotak[2]) / 2 for k in words)


def _side_by_side(row: Sequence[Kata], group: Sequence[Kata], slant: float) -> bool:
    """Whether `group` stands beside `row`: at the same height, and not over its words."""
    heights = [median(k.kotak[3] - k.kotak[1] for k in words) for words in (row, group)]
    if abs(_middle(row, slant) - _middle(group, slant)) > 0.45 * min(heights):
        return False
    overlap = sum(max(0.0, min(a.kotak[2], b.kotak[2]) - max(a.kotak[0], b.kotak[0])) for a in row for b in group)
    return overlap < 0.3 * min(sum(k.kotak[2] - k.kotak[0] for k in words) for words in (row, group))


def _slant(halaman: Halaman) -> float:
    """How much lines fall to the right, as the median over the engine's long lines."""
    groups: dict[int, list[Kata]] = {}
    for kata in halaman.kata:
        groups.setdefault(kata.baris, []).append(kata)
    slopes = [
        slope for words in groups.values() if words[-1].kotak[2] - words[0].kotak[0] > SPANS_AT_LEAST
        for slope in [_slope(words)] if abs(slope) < 0.1
    ]  # fmt: skip
    return median(slopes) if len(slopes) > 2 else 0.0


def _slope(words: Sequence[Kata]) -> float:
    xs = [(k.kotak[0] + k.kotak[2]) / 2 for k in words]
    ys = [(k.kotak[1] + k.kotak[3]) / 2 for k in words]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mx) ** 2 for x in xs)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / spread if spread else 0.0
