"""Words that were read later are put among those that were read first, as a person would read the page."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from services.scan.pipeline.engine import Word

Line = Sequence[Word]


def put_in(words: Sequence[Word], line: Line) -> list[Word]:
    """All words with those of `line`: within the line on whose height they stand, or as a line before the next lower.

    Blocks and lines are numbered anew.
    """
    lines = [list(group) for _, group in groupby(words, key=lambda word: word.line)]
    middle = middle_of(line)
    same = next((one for one in lines if top_of(one) <= middle <= bottom_of(one) and apart(one, line)), None)
    if same is not None:
        same += [replace(word, block=same[0].block) for word in line]
        same.sort(key=lambda word: word.left)
    else:
        at = next((number for number, one in enumerate(lines) if middle_of(one) > middle), len(lines))
        block = lines[at - 1][0].block if at else -1
        lines.insert(at, [replace(word, block=block) for word in line])
    return numbered(lines)


def numbered(lines: Sequence[Line]) -> list[Word]:
    """The words of these lines, with blocks and lines counted from 0."""
    blocks: dict[int, int] = {}
    return [
        replace(word, line=number, block=blocks.setdefault(word.block, len(blocks)))
        for number, line in enumerate(lines) for word in line
    ]  # fmt: skip


def apart(one: Line, other: Line) -> bool:
    """Whether no word of one lies over a word of the other."""
    return all(a.right <= b.left + SLIP or b.right <= a.left + SLIP for a in one for b in other)


SLIP = 4
"""Pixels by which boxes of neighbours may overlap."""


def top_of(line: Line) -> int:
    return min(word.top for word in line)


def bottom_of(line: Line) -> int:
    return max(word.bottom for word in line)


def left_of(line: Line) -> int:
    return min(word.left for word in line)


def right_of(line: Line) -> int:
    return max(word.right for word in line)


def middle_of(line: Line) -> float:
    return (top_of(line) + bottom_of(line)) / 2
