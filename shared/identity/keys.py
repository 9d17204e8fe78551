"""Keys that can be changed without signing anybody out: several are known, the first one signs."""

import hashlib
import re
from functools import cache

from shared.settings import settings

_PEM = re.compile(r"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", re.DOTALL)
KID_LENGTH = 16


def kid(public: str) -> str:
    """The name of a public key: the beginning of the SHA-256 of its PEM without white space, in hex."""
    return hashlib.sha256("".join(public.split()).encode()).hexdigest()[:KID_LENGTH]


def public_keys() -> dict[str, str]:
    """Every public key of `TERBIT_IDENTITY_PUBLIC_KEY` (several PEM one behind the other) by its name."""
    return _read(settings().identity_public_key)


def form_secrets() -> tuple[bytes, ...]:
    """The secrets of `TERBIT_FORM_SECRET`, separated by white space; the first one makes tokens, all of them count."""
    return tuple(word.encode() for word in settings().form_secret.get_secret_value().split()) or (b"",)


@cache
def _read(pem: str) -> dict[str, str]:
    return {kid(found): found for found in _PEM.findall(pem)}
