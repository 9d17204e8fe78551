"""Words in spite of misreadings. Only the fields are mended with this; the text of the page stays as it was read."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from pathlib import Path

LIKE = 0.78
CLOSE = 0.84
LONG = 6
CLEAR = 85.0
# What engines write for a letter of a word in capitals.
LETTERS = str.maketrans("0158|!€$", "OISBIIES")
DIGITS = str.maketrans("OoQDlI|!iSsZzBg", "000011111552289")
STROKES = (("U", "LI"), ("LI", "U"), ("CL", "D"), ("RN", "M"), ("M", "RN"), ("II", "H"), ("H", "II"), ("L", "I"))
PIECES = (("I-I", "H"), ("I-1", "H"), ("1-I", "H"), ("VV", "W"), ("LII", "UI"))


@cache
def kamus() -> frozenset[str]:
    """Words of titles and headings, in capitals."""
    folder = Path(__file__).parent
    common = (folder.parent / "pipeline" / "words.txt").read_text(encoding="utf-8")
    own = " ".join((folder / name).read_text(encoding="utf-8") for name in ("kamus.txt", "wilayah.txt"))
    return frozenset((common + " " + own).upper().split())


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(sorted(word for word in kamus() if len(word) >= LONG))


def lipat(word: str) -> str:
    """A word in capitals, digits that stand for letters turned back, without marks."""
    folded = word.upper()
    for wrong, right in PIECES:
        folded = folded.replace(wrong, right)
    return re.sub(r"[^A-Z]", "", folded.translate(LETTERS))


def mirip(word: str, wanted: str) -> bool:
    """Whether `word` can be the word `wanted` (capitals), misread."""
    folded = lipat(word)
    if folded == wanted:
        return True
    if abs(len(folded) - len(wanted)) > 2 or len(wanted) < 4 or folded in kamus():
        return False
    return SequenceMatcher(None, folded, wanted, autojunk=False).ratio() >= LIKE


def diawali(words: Sequence[str], *wanted: str) -> bool:
    """Whether the first words, marks left out, can be these."""
    real = [word for word in words if any(c.isalpha() for c in word)]
    return len(real) >= len(wanted) and all(map(mirip, real, wanted))


def sama(one: str, other: str) -> float:
    """How alike two texts are, by letters and digits alone: 0 to 1."""
    a, b = (re.sub(r"[^A-Z0-9]", "", text.upper()) for text in (one, other))
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a and b else 0.0


def betulkan(word: str, yakin: float = 0.0) -> str:
    """A word in capitals as it must have been printed; itself where nothing better is known.

    A word of letters that was read clearly stays, if strange: the author wrote it so.
    """
    core = re.fullmatch(r"([^\w|]*)(.*?)([^\w|]*)", word)
    before, middle, after = core.groups() if core else ("", word, "")
    if not middle or re.fullmatch(r"[\d.,/-]+", middle) or _known(middle):
        return word
    if yakin >= CLEAR and middle.isalpha():
        return word
    folded = middle
    for wrong, right in PIECES:
        folded = folded.replace(wrong, right)
    if any(c.isalpha() for c in folded):
        folded = folded.translate(LETTERS)
    if _known(folded):
        return before + folded + after
    if seen := _one_stroke_away(folded):
        return before + seen + after
    if len(folded) >= LONG - 1 and folded.isupper():
        near = get_close_matches(folded, _long_words(), 2, CLOSE)
        if len(near) == 1 or (len(near) == 2 and _ratio(folded, near[0]) > _ratio(folded, near[1])):
            return before + near[0] + after
    return word


def _one_stroke_away(word: str) -> str:
    """The only known word of which one letter was read as two, or two as one."""
    found = {
        word[:at] + right + word[at + len(wrong) :]
        for wrong, right in STROKES
        for at in range(len(word))
        if word.startswith(wrong, at)
    }
    known = [one for one in found if len(one) > 3 and _known(one)]
    return known[0] if len(known) == 1 else ""


def _known(word: str) -> bool:
    return all(part.upper() in kamus() for part in re.split(r"[-/]", word) if part)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def angka(text: str) -> str:
    """Digits as they must have been printed: O is 0, l is 1."""
    return text.translate(DIGITS)
