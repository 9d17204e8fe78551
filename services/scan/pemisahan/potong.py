"""A part of a stack as a PDF of its own, and a picture of the page that shows what it is. Runs in a child."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2

from services.scan.pipeline.raster import grey_of

PICTURE_PX = 1000


def cut(whole: Path, pages: Sequence[int], target: Path) -> None:
    """Write the pages with these numbers (from 1) to `target`; equal pages give equal bytes."""
    with pikepdf.open(whole) as source, pikepdf.new() as part:
        for number in pages:
            part.pages.append(source.pages[number - 1])
        part.remove_unreferenced_resources()
        part.save(target, deterministic_id=True)


def pictured(whole: Path, page: int, target: Path) -> None:
    """Write a PNG of one page, small enough for a list."""
    with pypdfium2.PdfDocument(whole) as document:
        shown = document[page - 1]
        picture = grey_of(shown, PICTURE_PX / max(shown.get_size()))
        picture.save(target, "PNG", optimize=True)
