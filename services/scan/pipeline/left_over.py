"""Lines that were passed over or read in part, mostly because a signature or a seal crosses them, are read singly.

Page segmentation takes a line for a drawing when strokes hang together with it, and cuts pieces out of lines whose
words stand one above the other. Here letters are counted; where many more stand side by side than were read, that
line is cut out and read as one line.
"""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from services.scan.pipeline.contrast import INK_BELOW
from services.scan.pipeline.engine import Engine, Word, moved
from services.scan.pipeline.reading_order import apart, put_in
from services.scan.pipeline.rows import Box, rows_of
from services.scan.pipeline.upright import letter_boxes

LINE = 7
"""Tesseract's mode for one line."""
# Of a line: so many letters at least, so high (inches), with no gap wider than this (inches).
LETTERS = 5
HEIGHTS = (0.05, 0.25)
WIDEST_GAP = 0.4
# Letters that touch or break make the count differ; so many of them must be missing, and such a share.
MISSING, SHARE = 3, 0.25
ABOVE, BESIDE = 0.35, 3.0
"""What is cut out with them, in heights of the line."""
SURE = 50.0
COLON = ":"
"""Between a label and its text."""
MOST = 25


def with_left_over(engine: Engine, image: Image.Image, dpi: int, words: Sequence[Word]) -> list[Word]:
    """The words, with those of lines that were passed over or read in part put where they belong."""
    poor = [box for box, letters in rows(image, dpi) if is_poor(letters, within(words, box))]
    return with_lines(engine, image, dpi, words, poor)


def with_unread(engine: Engine, image: Image.Image, dpi: int, words: Sequence[Word]) -> list[Word]:
    """The words, with those of lines of which nothing was read: their ink had colour, and `image` has it."""
    unread = [box for box, _ in rows(image, dpi) if not within(words, box)]
    return with_lines(engine, image, dpi, words, unread)


def with_lines(engine: Engine, image: Image.Image, dpi: int, words: Sequence[Word], poor: Sequence[Box]) -> list[Word]:
    """The words, with what is read better of these lines singly."""
    found = list(words)
    for box in poor if len(poor) <= MOST else []:  # so many that it must be dirt
        before = within(found, box)
        others = [word for word in found if word not in before]
        line = read_line(engine, without(image, others), dpi, box)
        if worth(line) > worth(before):
            found = put_in([word for word in found if word not in before or apart([word], line)], line)
    return found


def drawn(image: Image.Image, words: Sequence[Word]) -> list[Word]:
    """The words without those that are none."""
    return [word for word in words if is_drawn(image, word)]


def is_drawn(image: Image.Image, word: Word) -> bool:
    """Whether there is ink at all: wide gaps are read as strokes at times."""
    if any(letter.isalnum() for letter in word.text):
        return True
    histogram = image.crop((word.left, word.top, word.right, word.bottom)).histogram()
    return any(histogram[:INK_BELOW])


def rows(image: Image.Image, dpi: int) -> list[tuple[Box, int]]:
    """Where letters stand side by side, and how many."""
    low, high = (round(height * dpi) for height in HEIGHTS)
    boxes = [
        (left, top, left + width, top + height)
        for left, top, width, height in letter_boxes(image, dpi, INK_BELOW)
        if low <= height <= high and width <= 2 * high
    ]
    return [row for row in rows_of(boxes, WIDEST_GAP * dpi) if row[1] >= LETTERS]


def within(words: Sequence[Word], box: Box) -> list[Word]:
    """Those whose middle lies there."""
    left, top, right, bottom = box
    return [
        word for word in words
        if 2 * top <= word.top + word.bottom <= 2 * bottom and 2 * left <= word.left + word.right <= 2 * right
    ]  # fmt: skip


def is_poor(letters: int, words: Sequence[Word]) -> bool:
    """Whether many more letters stand there than were read."""
    missing = letters - sum(len(word.text) for word in words if word.confidence >= SURE)
    return missing >= MISSING and missing > SHARE * letters


def worth(words: Sequence[Word]) -> float:
    """Letters that were surely read."""
    return sum(len(word.text) * word.confidence for word in words if word.confidence >= SURE)


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
        moved(word, x, y)
        for word in engine.read(cut, dpi, LINE)
        if word.confidence >= SURE and (word.text == COLON or any(letter.isalnum() for letter in word.text))
    ]
