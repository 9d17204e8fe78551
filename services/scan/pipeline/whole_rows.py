"""Rows that were read in parts are put together ("Menimbang", "KESATU", "a." before their text), lines in order.

Page segmentation takes labels that stand one above the other for a column of their own, or a line for a heading, and
a change of single pixels decides whether. A label of few words with free space around it, or before a colon, belongs
to the line that begins to the right of it; a line that stands in the gaps of another belongs to that; and what stands
above comes before what it stands over, while columns stay as they were read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from services.scan.pipeline.engine import Word
from services.scan.pipeline.reading_order import Line, apart, bottom_of, left_of, numbered, right_of, top_of

MOST_WORDS = 4
# In heights of the label: so near above and below it no other line may stand; so far away may stand what it belongs to.
FREE, FAR = 0.6, 12.0
# "Menimbang : a", "2)"; one letter alone is more likely dirt.
LABEL = re.compile(r"\w[\w’'/ -]*\w( ?:)?( \w ?[.,)]?)?|\w+ ?[.,)]")
COLON = ":"
MOST_LINES = 200
"""A page has fewer: this is dirt."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line as it was read, and where it stands."""

    words: Line
    left: int
    top: int
    right: int
    bottom: int


def with_whole_rows(words: Sequence[Word]) -> list[Word]:
    """The same words, rows put together and in order; blocks and lines are numbered anew."""
    parts = [part_of(list(line)) for _, line in groupby(words, key=lambda word: word.line)]
    if len(parts) > MOST_LINES:
        return list(words)
    for part in sorted(parts, key=lambda part: len(part.words)):
        others = [other for other in parts if other is not part]
        whole = whole_of(part, others)
        if whole is not None:
            parts = [joined(whole, part) if other is whole else other for other in others]
    return numbered([part.words for part in in_order(parts)])


def in_order(parts: Sequence[Part]) -> Iterator[Part]:
    """The first line above which none is left that stands over it, then the next."""
    left = list(parts)
    while left:
        first = next(part for part in left if not any(is_above(other, part) for other in left))
        left.remove(first)
        yield first


def is_above(upper: Part, lower: Part) -> bool:
    """Whether one stands over the other, and not beside it."""
    return (upper.top + upper.bottom) / 2 < lower.top and is_over(upper, lower)


def is_over(one: Part, other: Part) -> bool:
    return one.left < other.right and other.left < one.right


def part_of(line: Line) -> Part:
    return Part(line, left_of(line), top_of(line), right_of(line), bottom_of(line))


def joined(whole: Part, part: Part) -> Part:
    """Both as one line, in the place of the first."""
    words = [*whole.words, *(replace(word, block=whole.words[0].block) for word in part.words)]
    return part_of(sorted(words, key=lambda word: word.left))


def whole_of(part: Part, others: Sequence[Part]) -> Part | None:
    """The line that it is a part of; None where it stands by itself."""
    level = [other for other in others if on_one_height(part, other) and apart(part.words, other.words)]
    around = next((other for other in level if is_over(other, part)), None)
    if around is not None:
        return around
    after = min((other for other in level if other.left >= part.right), key=lambda other: other.left, default=None)
    return after if after is not None and is_label(part, after, others) else None


def on_one_height(part: Part, other: Part) -> bool:
    """Whether the middle of one lies on the height of the other, there where they are nearest."""
    if part.top > other.bottom or other.top > part.bottom:
        return False
    near = min(other.words, key=lambda word: abs(word.left - part.left))
    middle, middle_of_near = (part.top + part.bottom) / 2, (near.top + near.bottom) / 2
    return near.top <= middle <= near.bottom or part.top <= middle_of_near <= part.bottom


def is_label(part: Part, line: Part, others: Sequence[Part]) -> bool:
    """Whether it is a label of that line."""
    height = part.bottom - part.top
    if len(part.words) > MOST_WORDS or not LABEL.fullmatch(" ".join(word.text for word in part.words)):
        return False
    if line.left - part.right > FAR * height:
        return False
    return line.words[0].text.startswith(COLON) or is_free(part, others, FREE * height)


def is_free(part: Part, others: Sequence[Part], space: float) -> bool:
    """Whether nothing stands right above or below it."""
    return not any(
        is_over(other, part) and other.top - part.bottom < space and part.top - other.bottom < space
        for other in others
    )  # fmt: skip
