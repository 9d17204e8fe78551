"""What is written on a page, word by word, as it was read: the ground that fields, warnings and cut-outs stand on."""

from dataclasses import dataclass

Kotak = tuple[float, float, float, float]
"""Left, top, right, bottom in PDF points (1/72 inch) of the page as a reader shows it, from its upper left corner."""


@dataclass(frozen=True, slots=True)
class Kata:
    """One word. `yakin` is the engine's confidence, 0 to 100; 100 where the text came with the file.

    `blok` and `baris` number the blocks of the page and the lines of the page, from 0, in reading order.
    """

    teks: str
    kotak: Kotak
    yakin: float
    blok: int
    baris: int


@dataclass(frozen=True, slots=True)
class Halaman:
    """One page, from 1, its size in points, and its words in reading order."""

    nomor: int
    lebar: float
    tinggi: float
    kata: tuple[Kata, ...]

    @property
    def teks(self) -> str:
        """The words, one line of the page a line."""
        lines: dict[int, list[str]] = {}
        for kata in self.kata:
            lines.setdefault(kata.baris, []).append(kata.teks)
        return "\n".join(" ".join(words) for words in lines.values())
