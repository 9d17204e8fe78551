"""Digits, as an engine writes them that reads a picture."""

DIGIT = "[0-9OoIl|]"
CONFUSED = str.maketrans("OoIl|", "00111")


def digits(text: str) -> str:
    """The digits of a piece, letters that stand for one among them; all else dropped."""
    return "".join(letter for letter in text.translate(CONFUSED) if letter.isdigit())


def true_digits(text: str) -> int:
    """How many of them were read as digits."""
    return sum(letter.isdigit() for letter in text)
