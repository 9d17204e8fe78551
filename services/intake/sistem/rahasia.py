"""Secrets of office systems: made here, shown once, kept so that a copy of the database gives none away."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from standardwebhooks import Webhook

from shared.errors import Unavailable
from shared.settings import Settings

BYTES = 32


def new_api_secret() -> str:
    """256 random bits as text."""
    return secrets.token_hex(BYTES)


def new_signing_secret() -> str:
    """A secret as Standard Webhooks writes it."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(BYTES)).decode()}"


def digest(secret: str) -> str:
    """What is kept of an API secret: it is random, so a plain hash cannot be searched."""
    return hashlib.sha256(secret.encode()).hexdigest()


def same(secret: str, kept: str) -> bool:
    """Whether this is the secret that was kept (compared in constant time)."""
    return hmac.compare_digest(digest(secret), kept)


def seal(settings: Settings, secret: str) -> str:
    """A signing secret, encrypted with the newest key."""
    return _vault(settings.keys_secret.get_secret_value()).encrypt(secret.encode()).decode()


def reseal(settings: Settings, sealed: str) -> str:
    """The same, encrypted with the newest key: what is used moves to it."""
    with _opened():
        return _vault(settings.keys_secret.get_secret_value()).rotate(sealed.encode()).decode()


def webhook(settings: Settings, sealed: str) -> Webhook:
    """What signs and verifies with an encrypted signing secret."""
    with _opened():
        return Webhook(_vault(settings.keys_secret.get_secret_value()).decrypt(sealed.encode()).decode())


@contextmanager
def _opened() -> Iterator[None]:
    try:
        yield
    except InvalidToken:
        raise Unavailable(
            "Rahasia ini terkunci dengan rahasia layanan yang sudah dilepas. Pasang kembali, atau buat yang baru.",
            code="rahasia-terkunci",
        ) from None


@cache
def _vault(listed: str) -> MultiFernet:
    keys = [_key(secret.strip()) for secret in listed.split(",") if secret.strip()]
    if not keys:
        raise Unavailable("Rahasia layanan untuk kunci sistem belum dipasang. Hubungi tim operasi.")
    return MultiFernet(keys)


def _key(secret: str) -> Fernet:
    derived = HKDF(SHA256(), BYTES, salt=None, info=b"terbit office systems").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
