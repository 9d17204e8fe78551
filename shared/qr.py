"""A QR code drawn on a page of a PDF as black squares: sharp at every size, and no picture to embed."""

import segno
from fpdf import FPDF

QUIET = 4
"""White modules around a code, as ISO/IEC 18004 wants them."""


def draw(pdf: FPDF, text: str, x: float, y: float, side: float) -> None:
    """Draw the code of `text` into the square at (x, y) of `side` mm, its white margin included.

    With the highest error correction: nearly a third of it may be stained.
    """
    rows = list(segno.make_qr(text, error="h", boost_error=False).matrix)
    module = side / (len(rows) + 2 * QUIET)
    pdf.set_fill_color(255)
    pdf.rect(x, y, side, side, style="F")
    pdf.set_fill_color(0)
    for number, row in enumerate(rows):
        top = y + (number + QUIET) * module
        for start, length in _runs(row):
            pdf.rect(x + (start + QUIET) * module, top, length * module, module, style="F")


def _runs(row: bytearray | tuple[int, ...]) -> list[tuple[int, int]]:
    """Where dark modules stand side by side: first one, how many."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == place:
            runs[-1] = runs[-1][0], runs[-1][1] + 1
        elif dark:
            runs.append((place, 1))
    return runs
