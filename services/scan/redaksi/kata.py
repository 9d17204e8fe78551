"""The words of a searchable PDF and where they stand, from the text that PDFium finds. Runs in a child."""

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from services.scan.domain.halaman import Halaman, Kata, Kotak
from services.scan.redaksi.bidang import moved, to_view

SURE = 100.0
HYPHENS = "\ufffe\x02"


class Huruf(NamedTuple):
    """A character of the page and its box as a reader sees it; none for blanks that PDFium adds."""

    huruf: str
    kotak: Kotak | None


def pages_of(path: Path) -> Iterator[Halaman]:
    """The pages, one at a time."""
    with pypdfium2.PdfDocument(path) as document:
        for number in range(len(document)):
            page = document[number]
            try:
                yield page_of(page, number + 1)
            finally:
                page.close()


def page_of(page: pypdfium2.PdfPage, number: int) -> Halaman:
    """The words of one page, in PDFium's order."""
    width, height = page.get_size()
    return Halaman(number, width, height, tuple(_words(letters(page))))


def letters(page: pypdfium2.PdfPage) -> list[Huruf]:
    """The characters of a page."""
    view = to_view(frame(page), page.get_rotation())
    text = page.get_textpage()
    try:
        count = text.count_chars()
        return [Huruf(_letter(text, index), _box(text, index, view)) for index in range(count)]
    finally:
        text.close()


def frame(page: pypdfium2.PdfPage) -> Kotak:
    """What the page shows, in user space: the crop box within the media box, also where these are inherited."""
    left, bottom, right, top = page.get_bbox()
    return left, bottom, right, top


def _letter(text: pypdfium2.PdfTextPage, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text.raw, index)
    letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
    return "-" if letter in HYPHENS else letter


def _box(
    text: pypdfium2.PdfTextPage, index: int, view: tuple[float, float, float, float, float, float]
) -> Kotak | None:
    if pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
        return None
    loose = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(loose)):
        return None
    tight = text.get_charbox(index)
    box = (
        min(loose.left, tight[0]), min(loose.bottom, loose.top, tight[1]),
        max(loose.right, tight[2]), max(loose.top, loose.bottom, tight[3]),
    )  # fmt: skip
    return moved(view, box)


def _words(found: list[Huruf]) -> Iterator[Kata]:
    line, letters_, boxes = 0, "", list[Kotak]()
    for huruf, box in [*found, Huruf("\n", None)]:
        if not huruf.isspace():
            letters_ += huruf
            boxes += [box] if box else []
            continue
        if letters_ and boxes:
            yield Kata(letters_, _around(boxes), SURE, 0, line)
        letters_, boxes = "", []
        line += huruf == "\n"


def _around(boxes: list[Kotak]) -> Kotak:
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
