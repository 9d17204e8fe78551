"""The hash algorithms that hold the audit chain together: one is chosen, and whatever is kept names its own."""

import hashlib
from typing import Final, Literal, get_args

Algoritma = Literal["sha256", "sha512", "sha3-256", "sha3-512"]
FIRST: Final[Algoritma] = "sha256"
"""What was used before anything named its algorithm."""
KNOWN: Final[frozenset[str]] = frozenset(get_args(Algoritma))


def sidik(algoritma: str, content: bytes) -> str:
    """The hash in hex. Raises ValueError for an algorithm that is none of ours."""
    if algoritma not in KNOWN:
        raise ValueError(f"{algoritma} is no hash algorithm of the audit chain")
    return hashlib.new(algoritma.replace("sha3-", "sha3_"), content, usedforsecurity=True).hexdigest()
