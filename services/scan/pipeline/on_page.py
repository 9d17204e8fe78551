"""What stands on a page of a PDF: pictures, how much of it they cover, how sharp they are. Runs in a child."""

from math import sqrt

import pypdfium2
import pypdfium2.raw as pdfium

from services.scan.pipeline.judgement import SCAN_COVERAGE

POINTS = 72
FORM_DEPTH = 8
SOME = 0.1
"""Share of the page under a picture that counts; a small sharp one says nothing of the page."""
GREYS = frozenset({pdfium.FPDF_COLORSPACE_DEVICEGRAY, pdfium.FPDF_COLORSPACE_CALGRAY})


def image_share(item: pypdfium2.PdfObject, page: pypdfium2.PdfPage) -> float:
    """Share of the page that this object covers; 0 for what is no image."""
    if item.type != pdfium.FPDF_PAGEOBJ_IMAGE:
        return 0.0
    left, bottom, right, top = item.get_bounds()
    width, height = page.get_size()
    return float(max(0.0, right - left) * max(0.0, top - bottom) / max(1.0, width * height))


def covering_dpi(page: pypdfium2.PdfPage) -> float | None:
    """Dots per inch of the sharpest of the pictures that cover the page; None where none do."""
    found = [item for item in page.get_objects(max_depth=FORM_DEPTH) if item.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    shares = [image_share(item, page) for item in found]
    if sum(shares) < SCAN_COVERAGE:
        return None
    sharp = [dpi_of(item) for item, share in zip(found, shares, strict=True) if share >= SOME]
    return round(max(sharp), 1) if sharp else None


def dpi_of(item: pypdfium2.PdfObject) -> float:
    """Of a picture where it stands; turned by its matrix, its sides are swapped, so its area tells."""
    (columns, rows), (left, bottom, right, top) = item.get_px_size(), item.get_bounds()
    return POINTS * sqrt(columns * rows / max(1.0, (right - left) * (top - bottom)))


def only_grey(page: pypdfium2.PdfPage) -> bool:
    """Whether the page is one picture, or several, without colour and nothing else that could have one."""
    if pdfium.FPDFPage_GetAnnotCount(page):
        return False
    return all(is_grey_picture(item) for item in page.get_objects(max_depth=1))


def is_grey_picture(item: pypdfium2.PdfObject) -> bool:
    return item.type == pdfium.FPDF_PAGEOBJ_IMAGE and item.get_metadata().colorspace in GREYS
