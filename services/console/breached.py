"""Passwords that are known from leaks: a list as Have I Been Pwned has it, far too large to be read into memory.

One line for each: SHA-1 in capital hexadecimal digits, a colon, how often it was seen; in the order of the hashes.
"""

import hashlib
import os
import re
from collections.abc import Container
from itertools import pairwise
from pathlib import Path
from typing import Final

from shared.errors import Unavailable
from shared.settings import Settings

_LINE: Final = re.compile(rb"([0-9A-F]{40}):[0-9]+\r?\n?")
LONGEST: Final = 64
"""No line has so many bytes."""
SAMPLES: Final = 1000
"""So many places are looked at before the list is trusted."""


class Unfit(Exception):
    """This is no such list; the text says why."""


class Bocoran(Container[str]):
    """The list. Opened for each question: a new file in its place counts at once, and no memory is mapped to it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __contains__(self, sandi: object) -> bool:
        """Whether the list has this password. Raises Unavailable when it cannot be read: nothing passes unseen."""
        wanted = hashlib.sha1(str(sandi).encode(), usedforsecurity=False).hexdigest().upper().encode()
        try:
            with self.path.open("rb", buffering=0) as file:
                return _found(file.fileno(), os.fstat(file.fileno()).st_size, wanted)
        except (OSError, Unfit) as error:
            raise Unavailable(
                "Kata sandi baru belum dapat diperiksa. Coba lagi nanti, atau hubungi tim operasi.",
                code="daftar-bocor-tidak-terbaca",
            ) from error

    def check(self) -> None:
        """Look at both ends and at places between them. Raises Unfit, OSError."""
        with self.path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            places = sorted({size * n // SAMPLES for n in range(SAMPLES)})
            hashes = [_line_at(file.fileno(), at)[1] for at in places if at < size]
        if not hashes:
            raise Unfit("it is empty")
        if any(one > other for one, other in pairwise(hashes)):
            raise Unfit("it is not in the order of the hashes")


def listed(settings: Settings) -> Container[str]:
    """The passwords that nobody may choose; none where no list is given."""
    return Bocoran(settings.breached_passwords) if settings.breached_passwords else ()


def _found(file: int, size: int, wanted: bytes) -> bool:
    low, high = 0, size
    while low < high:
        start, found, end = _line_at(file, (low + high) // 2)
        if found == wanted:
            return True
        low, high = (end, high) if found < wanted else (low, start)
    return False


def _line_at(file: int, at: int) -> tuple[int, bytes, int]:
    """Where the line that has this byte begins, its hash, and where the next one begins. Raises Unfit."""
    first = max(at - LONGEST, 0)
    around = os.pread(file, 2 * LONGEST, first)
    begin = around.rfind(b"\n", 0, at - first) + 1
    line = _LINE.match(around, begin)
    if line is None or first + line.end() <= at or (begin == 0 and first > 0):
        raise Unfit(f"there is no line of a hash and a number at byte {first + begin}")
    return first + begin, line[1], first + line.end()
