"""The hash algorithms of the audit chain and of documents beside SHA-256: one is chosen, what is kept names its own.

A document is named by its SHA-256. Where another algorithm is chosen its bytes are bound by that as well, in the same
pass: `sidik`, as `sha3-256:…`, or "" where there is none.
"""

import hashlib
from pathlib import Path
from typing import Final, Literal, get_args

Algoritma = Literal["sha256", "sha512", "sha3-256", "sha3-512"]
FIRST: Final[Algoritma] = "sha256"
"""What was used before anything named its algorithm."""
KNOWN: Final[frozenset[str]] = frozenset(get_args(Algoritma))
PIECE: Final = 1024 * 1024


def hashed(algoritma: str, content: bytes) -> str:
    """The hash in hex. Raises ValueError for an algorithm that is none of ours."""
    if algoritma not in KNOWN:
        raise ValueError(f"{algoritma} is no hash algorithm of the audit chain")
    return hashlib.new(_library(algoritma), content).hexdigest()


def algorithm_of(sidik: str) -> str:
    """By which algorithm a `sidik` is made; "" for none."""
    return sidik.partition(":")[0]


class Sidikan:
    """What bytes are known by that come piece by piece: their SHA-256, and `sidik` by another algorithm."""

    def __init__(self, algoritma: str = "") -> None:
        self._sha256, self._algoritma = hashlib.sha256(), algoritma
        other = algoritma in KNOWN and algoritma != FIRST
        self._other = hashlib.new(_library(algoritma)) if other else None

    def update(self, piece: bytes) -> None:
        """Some more bytes."""
        self._sha256.update(piece)
        if self._other:
            self._other.update(piece)

    @property
    def sha256(self) -> str:
        """The name of these bytes, in hex."""
        return self._sha256.hexdigest()

    @property
    def sidik(self) -> str:
        """What they are bound by beside their name."""
        return f"{self._algoritma}:{self._other.hexdigest()}" if self._other else ""

    def are(self, sha256: str, sidik: str) -> bool:
        """Whether these are the bytes of this name, which are bound by `sidik` too."""
        return (self.sha256, self.sidik) == (sha256, sidik)


def sidikan(path: Path, algoritma: str = "") -> Sidikan:
    """What the bytes of a file are known by, read once."""
    seen = Sidikan(algoritma)
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            seen.update(piece)
    return seen


def _library(algoritma: str) -> str:
    return algoritma.replace("sha3-", "sha3_")
