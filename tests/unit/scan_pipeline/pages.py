"""Scanned pages as the tests of this folder need them."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from shared.samples import keputusan_provinsi
from shared.samples.scan import images_to_pdf, jpeg
from tests.unit.documents import makers

DPI = 150
TEXT, TABLE = 0, 4
"""Pages of the sample."""
QUARTERS = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
"""Turned so that they must be turned clockwise by so much to stand upright."""


def printed(page: int = TEXT, dpi: int = DPI) -> Image.Image:
    """A page of a decision, as clean as from the printer."""
    return makers.picture(keputusan_provinsi(pages=6, seed=3).born_digital_pdf, page=page, dpi=dpi)


def askew(image: Image.Image, degrees: float, turn: int = 0) -> Image.Image:
    """The page so that it must be turned clockwise by `degrees`, and by quarters, to be level and upright."""
    slanted = image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    return slanted.transpose(QUARTERS[turn]) if turn else slanted


def scanned(*images: Image.Image) -> bytes:
    """A PDF of pictures alone."""
    return images_to_pdf([jpeg(image, 80, DPI) for image in images], DPI)


def places(path: Path, page: int, word: str) -> list[tuple[float, float, float, float]]:
    """Where a reader's search finds the word: left, top, right, bottom in points of the page as it is shown."""
    with pypdfium2.PdfDocument(path) as document:
        shown = document[page]
        width, height = shown.get_size()
        textpage = shown.get_textpage()
        found = textpage.search(word, match_whole_word=True).get_next()
        assert found, f"{word} is not on page {page + 1}"
        corners = [textpage.get_rect(index) for index in range(textpage.count_rects(*found))]
        box, rotation = shown.get_cropbox(), shown.get_rotation()
    return [on_shown(corner, box, rotation, width, height) for corner in corners]


def on_shown(
    rect: tuple[float, ...], box: tuple[float, ...], rotation: int, width: float, height: float
) -> tuple[float, float, float, float]:
    left, bottom, right, top = rect
    x1, y1, x2, y2 = left - box[0], bottom - box[1], right - box[0], top - box[1]
    return {
        0: (x1, height - y2, x2, height - y1),
        90: (y1, x1, y2, x2),
        180: (width - x2, y1, width - x1, y2),
        270: (width - y2, height - x2, width - y1, height - x1),
    }[rotation]


def raw_pictures(path: Path | bytes) -> list[bytes]:
    """The bytes of the picture of each page, as they lie in the file."""
    with pikepdf.open(BytesIO(path) if isinstance(path, bytes) else path) as pdf:
        return [image.read_raw_bytes() for page in pdf.pages for image in page.get_images(recursive=True).values()]
