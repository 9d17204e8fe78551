"""The words of a page that has its text already, where they stand. Runs in a child."""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from services.scan.domain.halaman import Halaman, Kata, Kotak
from services.scan.pipeline.survey import tidy

SURE = 100.0
FINE = 100
"""Parts of a point in which places are asked for."""
Letter = tuple[str, Kotak]


def halaman_of(page: pypdfium2.PdfPage, number: int) -> Halaman:
    """The page as a reader shows it, its lines as PDFium parts them."""
    width, height = page.get_size()
    words, line, word = [], 0, list[Letter]()
    for letter in [*letters(page, round(width * FINE), round(height * FINE)), ("\n", (0.0, 0.0, 0.0, 0.0))]:
        if not letter[0].isspace():
            word.append(letter)
            continue
        if word:
            words.append(joined(word, line))
            word = []
        # A line that held nothing has no number.
        if letter[0] == "\n" and words and words[-1].baris == line:
            line += 1
    return Halaman(number, width, height, tuple(words))


def joined(word: list[Letter], line: int) -> Kata:
    left, top, right, bottom = zip(*(box for _, box in word), strict=True)
    return Kata("".join(text for text, _ in word), (min(left), min(top), max(right), max(bottom)), SURE, 0, line)


def letters(page: pypdfium2.PdfPage, width: int, height: int) -> Iterator[Letter]:
    """Each letter or space, and where it stands."""
    textpage = page.get_textpage()
    sides = [ctypes.c_double() for _ in range(4)]
    for index in range(textpage.count_chars()):
        text = tidied(pdfium.FPDFText_GetUnicode(textpage.raw, index))
        if not text:
            continue
        pdfium.FPDFText_GetCharBox(textpage.raw, index, *sides)
        left, right, bottom, top = (side.value for side in sides)
        corners = [shown(page, x, y, width, height) for x, y in ((left, bottom), (right, top))]
        (x1, x2), (y1, y2) = (sorted(values) for values in zip(*corners, strict=True))
        yield text, (x1, y1, x2, y2)
    textpage.close()


def tidied(code: int) -> str:
    """The letter, as `tidy` leaves it; nothing for half a letter beyond Unicode's first plane."""
    if 0xD800 <= code < 0xE000:
        return ""
    return chr(code) if chr(code).isspace() else tidy(chr(code))


def shown(page: pypdfium2.PdfPage, x: float, y: float, width: int, height: int) -> tuple[float, float]:
    """A place on the page's own axes, in points from the upper left corner of the page as it is shown."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, across, down)
    return across.value / FINE, down.value / FINE
