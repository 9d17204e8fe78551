"""Sign-in tokens (JWT, RFC 7519, signed with Ed25519 by console alone) and form tokens (against CSRF)."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import jwt

from shared.errors import Unauthenticated
from shared.identity.orang import Orang
from shared.settings import settings

_AUDIENCE = "terbit"


def issue(orang: Orang) -> str:
    """A token that states who this is until the session ends. Only console has the key for it."""
    now = datetime.now(UTC)
    claims = {
        "sub": str(orang.id), "aud": _AUDIENCE, "iat": now, "exp": now + timedelta(hours=settings().session_hours),
        "orang": orang.model_dump(mode="json"),
    }  # fmt: skip
    return jwt.encode(claims, settings().identity_private_key.get_secret_value(), algorithm="EdDSA")


def verify(token: str) -> Orang:
    """The person a token states. Raises Unauthenticated when it is not ours or has ended."""
    try:
        claims = jwt.decode(token, settings().identity_public_key, algorithms=["EdDSA"], audience=_AUDIENCE)
    except jwt.InvalidTokenError:
        raise Unauthenticated("Waktu masuk Anda sudah berakhir. Silakan masuk kembali.", code="sesi-berakhir") from None
    return Orang.model_validate(claims["orang"])


def form_token(session_token: str) -> str:
    """What a form must carry back: bound to the sign-in, so another site cannot know it."""
    key = settings().form_secret.get_secret_value().encode()
    return hmac.new(key, session_token.encode(), hashlib.sha256).hexdigest()


def same_form_token(session_token: str, given: str) -> bool:
    """Whether `given` is the form token of this sign-in (compared in constant time)."""
    return hmac.compare_digest(form_token(session_token).encode(), given.encode())
