"""Secrets of office systems: made here, shown once, kept so that a copy of the database gives none away."""

import base64
import hashlib
import hmac
import secrets

from standardwebhooks import Webhook

from shared.sealing import Vault
from shared.settings import Settings

BYTES = 32
PURPOSE = "terbit office systems"


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
    return Vault(settings, PURPOSE).seal(secret)


def reseal(settings: Settings, sealed: str) -> str:
    """The same, encrypted with the newest key: what is used moves to it."""
    return Vault(settings, PURPOSE).renew(sealed)


def webhook(settings: Settings, sealed: str) -> Webhook:
    """What signs and verifies with an encrypted signing secret."""
    return Webhook(Vault(settings, PURPOSE).open(sealed))
