"""Is this in a text that an engine read? Tolerant of its misreadings, strict where a digit decides."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

PIECE = 24
SLACK = 0.1
# Letters that engines write for digits; applied to both sides, so that nothing true is lost.
DIGITS = str.maketrans("OIL|J", "0111/")
BODY = re.compile(r"\b(menimbang|mengingat)\b", re.IGNORECASE)
HEAD_AT_LEAST = 40


def likeness(wanted: str, text: str) -> float:
    """How much of `wanted` stands in one place of `text`, in order: 0 to 1. Only letters and digits count."""
    needle, hay = _letters(wanted), _letters(text)
    if not needle:
        return 0.0
    if needle in hay:
        return 1.0
    return max((_covered(needle, window) for window in _windows(needle, hay)), default=0.0)


def head(pages: Sequence[str]) -> str:
    """What stands above the considerations on the first two pages: kind, number, year, title of the document."""
    text = "\n".join(pages[:2])
    cut = BODY.search(text)
    return text[: cut.start()] if cut and cut.start() >= HEAD_AT_LEAST else text


def has_number(nomor: str, text: str) -> bool:
    """Whether `text` bears this number of a document. A bare number counts only behind the word "Nomor"."""
    wanted, hay = _digits(nomor), _digits(text)
    if nomor.strip().isdigit():
        return re.search(rf"N0M0R[^0-9A-Z]{{0,4}}{wanted.strip()}(?![0-9]|\s*/)", hay) is not None
    return re.search(rf"(?<![0-9]){re.escape(_tight(wanted))}(?![0-9])", _tight(hay)) is not None


def has_year(tahun: int, text: str) -> bool:
    """Whether `text` bears this year as a number of its own."""
    return re.search(rf"(?<![0-9]){tahun}(?![0-9])", _digits(text)) is not None


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _digits(text: str) -> str:
    return text.upper().translate(DIGITS)


def _tight(text: str) -> str:
    return "".join(text.split())


def _windows(needle: str, hay: str) -> Iterator[str]:
    """The places of `hay` at which a piece of `needle` stands best, each as wide as the whole needle."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(hay)
    slack = int(len(needle) * SLACK) + 1
    for offset in range(0, len(needle), PIECE):
        matcher.set_seq1(needle[offset : offset + PIECE])
        match = matcher.find_longest_match()
        start = match.b - match.a - offset
        yield hay[max(0, start - slack) : max(0, start + len(needle) + slack)]


def _covered(needle: str, window: str) -> float:
    blocks = SequenceMatcher(None, needle, window, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(needle)
