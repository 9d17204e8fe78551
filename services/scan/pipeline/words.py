"""The words that Indonesian legal documents are made of, and how an engine misreads them."""

from pathlib import Path

COMMON = frozenset(Path(__file__).with_name("words.txt").read_text().split())

# Letters that engines take for one another fall together: daerab, lndonesia, pcrtimbangan, betita, daJam.
LOOKALIKES = str.maketrans("hecoijl1|rts5u", "bccclllllttssn")
SHORTEST = 5


def lookalike(word: str) -> str:
    """The shape of a word: equal for words that an engine may take for one another."""
    return word.lower().replace("rn", "m").translate(LOOKALIKES)


SHAPES = {lookalike(word) for word in COMMON if len(word) >= SHORTEST}


def is_misread(word: str) -> bool:
    """Whether `word` looks like a common word without being one."""
    lowered = word.lower()
    return len(word) >= SHORTEST and lowered not in COMMON and lookalike(word) in SHAPES
