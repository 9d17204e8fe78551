"""Sign-in tokens (JWT, RFC 7519, signed with Ed25519 by console alone) and form tokens (against CSRF)."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from shared.errors import Unauthenticated
from shared.identity import keys
from shared.identity.orang import Orang
from shared.settings import settings

_AUDIENCE = "terbit"
_LEEWAY = timedelta(seconds=30)


@dataclass(frozen=True)
class Masuk:
    """A sign-in as its token states it: the person then, the session, and when the token was made."""

    orang: Orang
    sesi: UUID
    dibuat: datetime

    def perlu_diperpanjang(self, pada: datetime) -> bool:
        """Whether console should look at the session again."""
        return pada - self.dibuat > timedelta(minutes=settings().session_renew_minutes)


def issue(orang: Orang, sesi: UUID | None = None, habis: datetime | None = None) -> str:
    """A token that states who this is, for as long as a session may be idle, at most until `habis`.

    Only console has the key for it. Without `sesi` the session is the person's own, as nobody else's is.
    """
    moment = datetime.now(UTC)
    end = moment + timedelta(minutes=settings().session_idle_minutes)
    claims = {
        "sub": str(orang.id), "sid": str(sesi or orang.id), "aud": _AUDIENCE, "iat": moment,
        "exp": min(end, habis) if habis else end, "orang": orang.model_dump(mode="json"),
    }  # fmt: skip
    private = settings().identity_private_key.get_secret_value()
    return jwt.encode(claims, private, algorithm="EdDSA", headers={"kid": _kid_of(private)})


def verify(token: str, *, ended_too: bool = False) -> Masuk:
    """The sign-in a token states. Raises Unauthenticated when it is not ours, or has ended (unless `ended_too`)."""
    try:
        key = keys.public_keys()[str(jwt.get_unverified_header(token).get("kid"))]
        claims = jwt.decode(
            token, key, algorithms=["EdDSA"], audience=_AUDIENCE, leeway=_LEEWAY,
            options={"require": ["exp", "iat", "sub", "sid"], "verify_exp": not ended_too},
        )  # fmt: skip
    except (jwt.InvalidTokenError, KeyError):
        raise Unauthenticated("Waktu masuk Anda sudah berakhir. Silakan masuk kembali.", code="sesi-berakhir") from None
    return Masuk(Orang.model_validate(claims["orang"]), UUID(claims["sid"]), datetime.fromtimestamp(claims["iat"], UTC))


def form_token(sesi: UUID) -> str:
    """What a form must carry back: bound to the session, which no other site knows and renewing keeps."""
    return _form_token(sesi, keys.form_secrets()[0])


def same_form_token(sesi: UUID, given: str) -> bool:
    """Whether `given` is a form token of this session (compared in constant time)."""
    return any(hmac.compare_digest(_form_token(sesi, key).encode(), given.encode()) for key in keys.form_secrets())


def _form_token(sesi: UUID, key: bytes) -> str:
    return hmac.new(key, sesi.bytes, hashlib.sha256).hexdigest()


def _kid_of(private: str) -> str:
    public = load_pem_private_key(private.encode(), None).public_key()
    return keys.kid(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())
