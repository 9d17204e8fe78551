"""Lines of letters that the engine passed over, mostly because a signature or a seal crosses them, are read singly.

Page segmentation takes a line for a drawing when strokes hang together with it. Here letters are counted that belong
to no word; where enough of them stand side by side, that line is cut out and read as one line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PIL import Image, ImageDraw

from services.scan.pipeline.engine import Engine, Word
from services.scan.pipeline.reading_order import put_in
from services.scan.pipeline.upright import ink_below, letter_boxes

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""
LINE = 7
"""Tesseract's mode for one line."""
# Of a line: so many letters at least, so high (inches), of about the same height, with no gap wider than this (inches).
LETTERS = 5
HEIGHTS = (0.05, 0.25)
ALIKE = 1.7
WIDEST_GAP = 0.4
ABOVE, BESIDE = 0.35, 3.0
"""What is cut out with them, in heights of the line."""
SURE = 50.0
MOST = 25


def with_left_over(engine: Engine, image: Image.Image, dpi: int, words: Sequence[Word]) -> list[Word]:
    """The words, with those of lines that were passed over put where they belong."""
    free = without(image, words)
    found = list(words)
    for box in left_over(free, dpi, ink_below(image)):
        if line := read_line(engine, free, dpi, box):
            found = put_in(found, line)
    return found


def without(image: Image.Image, words: Sequence[Word]) -> Image.Image:
    """The picture with paper where these words are."""
    free = image.copy()
    pen = ImageDraw.Draw(free)
    for word in words:
        pen.rectangle((word.left - 1, word.top - 1, word.right, word.bottom), fill=255)
    return free


def read_line(engine: Engine, free: Image.Image, dpi: int, box: Box) -> list[Word]:
    """Its words that are sure enough."""
    left, top, right, bottom = box
    height = bottom - top
    x, y = max(0, left - round(BESIDE * height)), max(0, top - round(ABOVE * height))
    cut = free.crop((x, y, min(free.width, right + left - x), min(free.height, bottom + top - y)))
    return [
        replace(word, left=word.left + x, right=word.right + x, top=word.top + y, bottom=word.bottom + y)
        for word in engine.read(cut, dpi, LINE)
        if word.confidence >= SURE and any(letter.isalnum() for letter in word.text)
    ]


def left_over(free: Image.Image, dpi: int, below: int) -> list[Box]:
    """Where letters, darker than `below`, stand side by side; nowhere when there are so many that it must be dirt."""
    low, high = (round(height * dpi) for height in HEIGHTS)
    boxes = [
        (left, top, left + width, top + height)
        for left, top, width, height in letter_boxes(free, dpi, below)
        if low <= height <= high and width <= 2 * high
    ]
    found = list(lines(boxes, WIDEST_GAP * dpi))
    return found if len(found) <= MOST else []


def lines(boxes: Sequence[Box], gap: float) -> Iterator[Box]:
    """Boxes of letters that stand side by side, as boxes of lines."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: box[0]):
        middle = (box[1] + box[3]) / 2
        for row in rows:
            last = row[-1]
            if last[1] <= middle <= last[3] and box[0] - last[2] <= gap and alike(box, last):
                row.append(box)
                break
        else:
            rows.append([box])
    for row in rows:
        if len(row) >= LETTERS:
            yield around(row)


def alike(one: Box, other: Box) -> bool:
    heights = sorted((one[3] - one[1], other[3] - other[1]))
    return heights[1] <= ALIKE * heights[0]


def around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
