"""Straight rules of tables and frames are painted over before a page is read: the engine takes them for letters."""

from collections import Counter
from collections.abc import Sequence

from PIL import Image

from services.scan.pipeline import leptonica
from services.scan.pipeline.tones import Tones

# Inches: longer than a stroke of any letter, so long that only a rule is straight.
ACROSS, DOWN = 0.6, 0.3
WIDEST = 0.06
# A table fills the page: lines run down in so many places, so far in each (inches); nearer than this is one place.
COLUMNS, FAR, APART = 4, 2.0, 0.3


def without_rules(image: Image.Image, dpi: int, tones: Tones) -> Image.Image | None:
    """The grey picture with paper where the lines of a table were; None where no table fills the page."""
    across, down, widest = (round(inches * dpi) for inches in (ACROSS, DOWN, WIDEST))
    if not is_table(leptonica.lines_down(image, tones.ink_below, down), dpi):
        return None
    paint = leptonica.Paint(tones.ink_below, tones.paper, widest)
    return leptonica.without_lines(image, paint, across, down)


def is_table(running_down: Sequence[leptonica.Box], dpi: int) -> bool:
    columns = Counter[int]()
    for left, _, _, height in running_down:
        columns[round(left / (APART * dpi))] += height
    return sum(height >= FAR * dpi for height in columns.values()) >= COLUMNS
