"""The QR codes on the pages of a PDF. Runs in a child.

Read at 150 dpi, where a code of 32 mm has five pixels a module; again at 300 dpi, in black and white by two rules, only
where a code was seen that could not be read, and on the first page, for a stack begins with a sheet.
"""

from math import dist
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image

from services.scan.pipeline.raster import grey_of

FIRST_DPI, SECOND_DPI = 150, 300
MOST_PIXELS = 5000
"""On the longer side: a page of two metres is not drawn larger than this."""
FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
LEVEL, LEAST_PIXELS, UNEVEN = "H", 50.0, 1.15
EDGE, INK, DUST = 0.04, 40, 3
"""Margin in parts of the page; how much darker (lighter, on dark ground) than paper ink is; how many dots of
half a millimetre are dust."""
BINARIZERS = (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram)
Reading = dict[str, object]


def readings(path: Path) -> list[Reading]:
    """One entry a page, in the shape of `services.scan.domain.pemisahan.Terbaca`."""
    with pypdfium2.PdfDocument(path) as document:
        return [reading(page, again=number == 0) for number, page in enumerate(document)]


def reading(page: pypdfium2.PdfPage, *, again: bool) -> Reading:
    """What the codes of one page say."""
    picture = drawn(page, FIRST_DPI)
    found = codes(picture, BINARIZERS[0])
    if not good(found) and (found or again):
        sharp = drawn(page, SECOND_DPI)
        found = [*found, *(code for binarizer in BINARIZERS for code in codes(sharp, binarizer))]
    valid = good(found)
    broken = [] if valid else [code for code in found if not code[0]]
    return {
        "teks": sorted({text for text, _ in valid}),
        "rusak": max((width for _, width in broken), default=0.0),
        "lebar": max((width for _, width in found), default=0.0),
        "kosong": is_blank(picture),
    }


def good(found: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Those that were read."""
    return [code for code in found if code[0]]


def codes(picture: Image.Image, binarizer: zxingcpp.Binarizer) -> list[tuple[str, float]]:
    """Text ("" when it could not be read) and width of each QR code on a picture."""
    barcodes = zxingcpp.read_barcodes(picture, formats=FORMATS, binarizer=binarizer, return_errors=True)
    sides = [(code, sides_of(code.position)) for code in barcodes]
    return [
        (code.text if code.valid else "", max(lengths) / picture.width)
        for code, lengths in sides if code.valid or like_ours(code, lengths)
    ]  # fmt: skip


def like_ours(code: zxingcpp.Barcode, sides: list[float]) -> bool:
    """Whether this is one of our codes that is spoilt: tables and type look like codes too, but not square and of H."""
    return code.ec_level == LEVEL and min(sides) > LEAST_PIXELS and max(sides) < UNEVEN * min(sides)


def sides_of(position: zxingcpp.Position) -> list[float]:
    """The four sides of a code in pixels."""
    around = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    corners = [(corner.x, corner.y) for corner in around]
    return [dist(one, other) for one, other in zip(corners, [*corners[1:], corners[0]], strict=True)]


def is_blank(picture: Image.Image) -> bool:
    """Whether nothing is on the page but paper and dust; what lies at the very edge is the scanner's shadow."""
    across, down = round(picture.width * EDGE), round(picture.height * EDGE)
    inner = picture.crop((across, down, picture.width - across, picture.height - down)).reduce(3)
    counts = inner.histogram()
    middle = inner.width * inner.height // 2
    paper = next(value for value in range(256) if sum(counts[: value + 1]) > middle)
    return sum(count for value, count in enumerate(counts) if abs(value - paper) > INK) <= DUST


def drawn(page: pypdfium2.PdfPage, dpi: int) -> Image.Image:
    """The page in grey."""
    scale = min(dpi / 72, MOST_PIXELS / max(page.get_size()))
    return grey_of(page, scale)
