"""A page as grey pixels: drawn once, and then used for everything that looks at the page."""

from dataclasses import dataclass
from math import sqrt

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

POINTS = 72
MOST_PIXELS = 30_000_000
GREYS = frozenset({pdfium.FPDF_COLORSPACE_DEVICEGRAY, pdfium.FPDF_COLORSPACE_CALGRAY})


@dataclass(frozen=True, slots=True)
class Raster:
    """Grey pixels of a page as a reader shows it; `scale` is pixels a point. `small`: half of each side, in colour."""

    image: Image.Image
    scale: float
    small: Image.Image

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
    grey = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    if only_grey(page):
        return Raster(grey, scale, grey.reduce(2).convert("RGB"))
    # Drawn twice: grey made of the colour picture is other in single pixels, and cost the engine a page of labels.
    small = page.render(scale=scale / 2, rev_byteorder=True, prefer_bgrx=True).to_pil().convert("RGB")
    return Raster(grey, scale, small)


def only_grey(page: pypdfium2.PdfPage) -> bool:
    """Whether the page is one picture, or several, without colour and nothing else that could have one."""
    if pdfium.FPDFPage_GetAnnotCount(page):
        return False
    return all(is_grey_picture(item) for item in page.get_objects(max_depth=1))


def is_grey_picture(item: pypdfium2.PdfObject) -> bool:
    return item.type == pdfium.FPDF_PAGEOBJ_IMAGE and item.get_metadata().colorspace in GREYS
