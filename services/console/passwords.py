"""Passwords as Argon2id hashes."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.console.domain.sandi import normal

_HASHER = PasswordHasher()
# One hash takes 64 MiB for its time: a crowd of guessers must not take the machine's memory.
_AT_ONCE = BoundedSemaphore(2)


def hashed(password: str) -> str:
    """The hash to keep of a password."""
    with _AT_ONCE:
        return _HASHER.hash(normal(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password; for nobody's (None) the same time is spent, and the answer is no."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept or _nobodys(), normal(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than those of now."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return _HASHER.hash("")
