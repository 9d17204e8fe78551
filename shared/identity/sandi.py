"""First passwords, which a person can read from paper and type."""

import secrets

_CONSONANTS = "bcdghjklmnprstwy"
_VOWELS = "aeiou"


def readable_password() -> str:
    """Three words of four letters and four digits, such as `luki-pato-nare-4821`: about 50 bits."""
    words = ["".join(_syllable() + _syllable()) for _ in range(3)]
    return "-".join([*words, f"{secrets.randbelow(10_000):04}"])


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)
