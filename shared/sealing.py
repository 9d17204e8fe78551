"""Secrets that have to be read again are kept encrypted, so that a copy of the database gives none away."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.errors import Unavailable
from shared.settings import Settings


class Vault:
    """Encrypts for one purpose with the newest of the keys of `TERBIT_KEYS_SECRET`, reads what any of them wrote."""

    def __init__(self, settings: Settings, purpose: str) -> None:
        self._listed, self._purpose = settings.keys_secret.get_secret_value(), purpose

    def seal(self, secret: str) -> str:
        """The secret, encrypted. Raises Unavailable when no key is installed."""
        return _fernet(self._listed, self._purpose).encrypt(secret.encode()).decode()

    def open(self, sealed: str) -> str:
        """The secret again. Raises Unavailable when its key is not installed any more."""
        with _readable():
            return _fernet(self._listed, self._purpose).decrypt(sealed.encode()).decode()

    def renew(self, sealed: str) -> str:
        """The same secret, encrypted with the newest key: what is used moves to it. Raises Unavailable."""
        with _readable():
            return _fernet(self._listed, self._purpose).rotate(sealed.encode()).decode()


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except InvalidToken:
        raise Unavailable(
            "Rahasia ini terkunci dengan kunci layanan yang sudah dilepas. Pasang kembali, atau buat yang baru.",
            code="rahasia-terkunci",
        ) from None


@cache
def _fernet(listed: str, purpose: str) -> MultiFernet:
    keys = [_key(secret.strip(), purpose) for secret in listed.split(",") if secret.strip()]
    if not keys:
        raise Unavailable("Kunci rahasia layanan belum dipasang. Hubungi tim operasi.")
    return MultiFernet(keys)


def _key(secret: str, purpose: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
