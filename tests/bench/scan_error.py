"""How far what was read is from what was printed."""

import unicodedata
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Errors:
    """Letters and words wrong, of how many."""

    letters: int = 0
    of_letters: int = 0
    words: int = 0
    of_words: int = 0

    def __add__(self, other: "Errors") -> "Errors":
        return Errors(
            self.letters + other.letters, self.of_letters + other.of_letters,
            self.words + other.words, self.of_words + other.of_words,
        )  # fmt: skip

    @property
    def cer(self) -> float:
        """Per cent of the letters."""
        return round(100 * self.letters / max(1, self.of_letters), 3)

    @property
    def wer(self) -> float:
        """Per cent of the words."""
        return round(100 * self.words / max(1, self.of_words), 2)


def errors(printed: str, read: str) -> Errors:
    """Compared without regard to how lines are broken and quotes and dashes are drawn."""
    truth, found = plain(printed), plain(read)
    letters = distance(" ".join(truth), " ".join(found))
    return Errors(letters, len(" ".join(truth)), distance(truth, found), len(truth))


def plain(text: str) -> list[str]:
    return unicodedata.normalize("NFKC", text).translate(SAME).split()


def distance(left: Sequence[Hashable], right: Sequence[Hashable]) -> int:
    """Levenshtein's, a column of the table a step, in the bits of two numbers (Hyyrö 2003)."""
    if not left:
        return len(right)
    full, last = (1 << len(left)) - 1, 1 << (len(left) - 1)
    where: dict[Hashable, int] = {}
    for index, item in enumerate(left):
        where[item] = where.get(item, 0) | 1 << index
    up, down, score = full, 0, len(left)
    for item in right:
        equal = where.get(item, 0)
        vertical = equal | down
        horizontal = (((equal & up) + up) ^ up) | equal
        more, less = down | (~(horizontal | up) & full), up & horizontal
        score += bool(more & last) - bool(less & last)
        more, less = (more << 1 | 1) & full, less << 1 & full
        up, down = less | (~(vertical | more) & full), more & vertical
    return score
