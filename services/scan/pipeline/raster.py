"""A page as grey pixels: drawn once, and then used for everything that looks at the page."""

from dataclasses import dataclass
from math import sqrt

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

POINTS = 72
MOST_PIXELS = 30_000_000
FORM_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Raster:
    """Grey pixels of a page as a reader shows it; `scale` is pixels a point."""

    image: Image.Image
    scale: float

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
    bitmap = page.render(scale=scale, grayscale=True)
    return Raster(bitmap.to_pil().convert("L"), scale)


def native_dpi(page: pypdfium2.PdfPage) -> float | None:
    """Dots per inch of the largest picture on the page; None where there is none."""
    found = [item for item in page.get_objects(max_depth=FORM_DEPTH) if item.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    sizes = [(item.get_px_size(), item.get_bounds()) for item in found]
    if not sizes:
        return None
    (columns, rows), (left, bottom, right, top) = max(sizes, key=lambda size: size[0][0] * size[0][1])
    # Upright or lying: a picture turned by its matrix has its sides swapped.
    return POINTS * sqrt(columns * rows / max(1.0, (right - left) * (top - bottom)))
