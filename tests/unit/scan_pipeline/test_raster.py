"""A page is drawn once where it has no colour; its small picture shows the colour that it has."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from services.scan.pipeline.raster import Raster, rastered
from shared.samples.scan import images_to_pdf, jpeg
from tests.unit.scan_pipeline.pages import DPI, printed

RED = (200, 30, 40)


def scan(image: Image.Image, dpi: int = DPI) -> bytes:
    return images_to_pdf([jpeg(image, dpi, 85)], dpi)


def stamped(image: Image.Image) -> Image.Image:
    page = image.convert("RGB")
    page.paste(RED, (600, 1300, 800, 1500))
    return page


def marked(pdf: bytes) -> bytes:
    """With a note in red on it, which is shown but no part of the picture."""
    with pikepdf.open(BytesIO(pdf)) as document:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[100, 100, 200, 200], C=[1, 0, 0], IC=[1, 0, 0],
            AP={"N": document.make_stream(b"1 0 0 rg 0 0 100 100 re f", Type=pikepdf.Name.XObject,
                                          Subtype=pikepdf.Name.Form, BBox=[0, 0, 100, 100])},
        )  # fmt: skip
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(note)])
        buffer = BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def drawn(pdf: bytes) -> Raster:
    with pypdfium2.PdfDocument(pdf) as document:
        return rastered(document[0], DPI)


def most_colour(image: Image.Image) -> int:
    saturation = image.convert("HSV").getchannel(1)
    return max(value for value, count in enumerate(saturation.histogram()) if count)


@pytest.mark.parametrize(
    ("pdf", "coloured"),
    [(scan(printed()), False), (scan(stamped(printed())), True), (marked(scan(printed())), True)],
    ids=["grey", "stamp", "note"],
)
def test_the_small_picture_shows_colour(pdf: bytes, coloured: bool) -> None:
    raster = drawn(pdf)
    assert (raster.small.mode, raster.image.mode) == ("RGB", "L")
    assert all(abs(2 * small - side) <= 1 for small, side in zip(raster.small.size, raster.image.size, strict=True))
    assert (most_colour(raster.small) > 150) is coloured
