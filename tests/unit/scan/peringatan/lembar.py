"""Pages made of lines, for finders."""

from services.scan.domain.halaman import Halaman, Kata

LETTER, LINE = 6.0, 14.0


def halaman(text: str, nomor: int = 2, top: float = 300.0) -> Halaman:
    """A page with these lines; every letter is `LETTER` wide, every line `LINE` apart."""
    words: list[Kata] = []
    for number, line in enumerate(text.splitlines()):
        column = 0
        for word in line.split(" "):
            box = (
                50 + column * LETTER,
                top + number * LINE,
                50 + (column + len(word)) * LETTER,
                top + number * LINE + 10,
            )
            if word:
                words.append(Kata(word, box, 100.0, 0, number))
            column += len(word) + 1
    return Halaman(nomor, 595.0, 842.0, tuple(words))
