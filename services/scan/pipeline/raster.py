"""A page as grey pixels, used for everything that looks at the page; drawn once more where it may have colour."""

from dataclasses import dataclass
from math import sqrt

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from services.scan.pipeline.colour import has_coloured_ink, without_colour
from services.scan.pipeline.on_page import POINTS, only_grey

MOST_PIXELS = 30_000_000
GONE = 4
"""How strongly colour is faded until seals are gone."""


@dataclass(frozen=True, slots=True)
class Inks:
    """Grey pixels of a page with ink of colour beside print: `whole` with it as dark as it is, `bare` with it gone."""

    whole: Image.Image
    bare: Image.Image


@dataclass(frozen=True, slots=True)
class Raster:
    """Grey pixels of a page as a reader shows it; `scale` is pixels a point. `small`: half of each side, in colour.

    `inks`: where ink with colour is pale in `image`.
    """

    image: Image.Image
    scale: float
    small: Image.Image
    inks: Inks | None = None

    @property
    def dpi(self) -> int:
        return round(self.scale * POINTS)

    @property
    def lebar(self) -> float:
        return self.image.width / self.scale

    @property
    def tinggi(self) -> float:
        return self.image.height / self.scale


def rastered(page: pypdfium2.PdfPage, dpi: float) -> Raster:
    """The page at `dpi` dots per inch, or what `MOST_PIXELS` leaves of it."""
    width, height = page.get_size()
    scale = min(dpi / POINTS, sqrt(MOST_PIXELS / max(1.0, width * height)))
    grey = grey_of(page, scale)
    if only_grey(page):
        return Raster(grey, scale, grey.reduce(2).convert("RGB"))
    # Drawn twice: grey made of the colour picture is other in single pixels, and cost the engine a page of labels.
    small = page.render(scale=scale / 2, rev_byteorder=True, prefer_bgrx=True).to_pil().convert("RGB")
    if not has_coloured_ink(small):
        return Raster(grey, scale, small)
    coloured = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    return Raster(without_colour(coloured), scale, small, Inks(grey, without_colour(coloured, GONE)))


def grey_of(page: pypdfium2.PdfPage, scale: float) -> Image.Image:
    """The page drawn grey, so many pixels a point: in half of the time that PDFium's own switch for grey takes."""
    image: Image.Image = page.render(scale=scale, force_bitmap_format=pdfium.FPDFBitmap_Gray).to_pil()
    return image
