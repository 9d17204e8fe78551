"""A part of a stack as a PDF of its own, and a picture of the page that shows what it is. Runs in a child."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2

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
        picture = shown.render(scale=PICTURE_PX / max(shown.get_size()), grayscale=True).to_pil()
        picture.convert("L").save(target, "PNG", optimize=True)
