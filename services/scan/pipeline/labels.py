"""Labels that were read apart from what they stand before ("Menimbang", "KESATU", "a.") go back into its row.

Page segmentation takes labels that stand one above the other for a column of their own, and a change of single pixels
decides whether. A label of few words with free space around it, or before a colon, belongs to the line that begins to
the right of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from services.scan.pipeline.engine import Word
from services.scan.pipeline.reading_order import Line, bottom_of, left_of, middle_of, numbered, right_of, top_of

MOST_WORDS = 3
# In heights of the label: so near above and below it no other line may stand; so far away may stand what it belongs to.
FREE, FAR = 0.6, 12.0
# "Menimbang", "a.", "2)"; one letter alone is more likely dirt.
LABEL = re.compile(r"\w[\w’'/ -]*\w|\w+ ?[.,)]")
COLON = ":"


def with_labels(words: Sequence[Word]) -> list[Word]:
    """The same words, each label before its line; blocks and lines are numbered anew."""
    lines = [list(group) for _, group in groupby(words, key=lambda word: word.line)]
    for label in [line for line in lines if is_label(line)]:
        line = line_of(label, lines)
        if line is not None:
            lines = [other for other in lines if other is not label]
            line[:0] = [replace(word, block=line[0].block) for word in label]
    return numbered(lines)


def is_label(line: Line) -> bool:
    return len(line) <= MOST_WORDS and LABEL.fullmatch(" ".join(word.text for word in line)) is not None


def line_of(label: Line, lines: Sequence[list[Word]]) -> list[Word] | None:
    """The nearest line that begins to the right of it, on its height; None where it is no label."""
    height = bottom_of(label) - top_of(label)
    found = min(beside(label, lines), key=left_of, default=None)
    if found is None or left_of(found) - right_of(label) > FAR * height:
        return None
    return found if found[0].text.startswith(COLON) or is_free(label, lines, FREE * height) else None


def beside(label: Line, lines: Sequence[list[Word]]) -> Iterator[list[Word]]:
    """Lines of its height to the right of it."""
    for line in lines:
        if line is not label and left_of(line) >= right_of(label) and on_one_height(label, line):
            yield line


def on_one_height(label: Line, line: Line) -> bool:
    """Whether the middle of one lies within the other's first word."""
    first = line[:1]
    return top_of(first) <= middle_of(label) <= bottom_of(first) or top_of(label) <= middle_of(first) <= bottom_of(
        label
    )


def is_free(label: Line, lines: Sequence[Line], space: float) -> bool:
    """Whether nothing stands right above or below it."""
    return not any(
        left_of(line) < right_of(label) and left_of(label) < right_of(line)
        and top_of(line) - bottom_of(label) < space and top_of(label) - bottom_of(line) < space
        for line in lines if line is not label
    )  # fmt: skip
