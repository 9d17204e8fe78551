"""An office's own provider (OpenID Connect Core 1.0, code flow with PKCE), reached through the outbound guard."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, cast

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ValidationError

from services.console.domain.oidc import ALGORITHMS, SCOPE
from shared.errors import Unauthenticated, Unavailable
from shared.outbound import check_url, guarded_mounts
from shared.settings import Settings

log = logging.getLogger(__name__)
DISCOVERY: Final = "/.well-known/openid-configuration"
SECONDS: Final = 10.0
LEEWAY: Final = 60
"""Clocks may differ by so many seconds."""
NOT_PACKED: Final = {"accept": "application/json", "accept-encoding": "identity"}


class Metadata(BaseModel):
    """What a provider says of itself (OpenID Connect Discovery 1.0)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]


class Provider:
    """One provider, asked once. Raises Unavailable when it does not answer, Unauthenticated when that is not right."""

    def __init__(self, settings: Settings, issuer: str, client_id: str, secret: str, redirect_uri: str) -> None:
        self._settings, self._issuer, self._client_id = settings, issuer, client_id
        self._client = OAuth2Client(
            client_id, secret, scope=SCOPE, redirect_uri=redirect_uri, code_challenge_method="S256",
            mounts=guarded_mounts(settings, timeout=SECONDS), timeout=SECONDS, headers=NOT_PACKED, trust_env=False,
            follow_redirects=False,
        )  # fmt: skip

    def authorization_url(self, state: str, nonce: str, verifier: str) -> str:
        """Where the browser is sent."""
        with self._asked():
            endpoint = check_url(self._settings, self._metadata().authorization_endpoint)
        url, _ = self._client.create_authorization_url(endpoint, state=state, nonce=nonce, code_verifier=verifier)
        return str(url)

    def claims(self, code: str, nonce: str, verifier: str) -> Mapping[str, Any]:
        """What the provider says of the person who brings this code."""
        with self._asked():
            metadata = self._metadata()
            self._client.token_endpoint_auth_method = _way(metadata.token_endpoint_auth_methods_supported)
            token = self._client.fetch_token(
                metadata.token_endpoint, grant_type="authorization_code", code=code, code_verifier=verifier
            )
            keys = KeySet.import_key_set(self._json(metadata.jwks_uri))
            return self._verified(str(token.get("id_token", "")), keys, nonce, token.get("access_token"))

    def _verified(self, id_token: str, keys: KeySet, nonce: str, access_token: object) -> Mapping[str, Any]:
        found = jwt.decode(id_token, keys, algorithms=ALGORITHMS)
        known = {
            "iss": {"essential": True, "value": self._issuer},
            "aud": {"essential": True, "value": self._client_id},
        }
        about = {"nonce": nonce, "client_id": self._client_id, "access_token": access_token}
        claims = CodeIDToken(found.claims, found.header, known, about)
        claims.validate(leeway=LEEWAY)
        if not claims["sub"]:
            raise _refused("sub")
        return cast(Mapping[str, Any], claims)

    def _metadata(self) -> Metadata:
        found = Metadata.model_validate(self._json(self._issuer.rstrip("/") + DISCOVERY))
        if found.issuer != self._issuer:
            raise _refused("issuer of the discovery document")
        return found

    def _json(self, url: str) -> Any:  # noqa: ANN401 - JSON
        return self._client.request("GET", url, withhold_token=True).raise_for_status().json()

    @contextmanager
    def _asked(self) -> Iterator[None]:
        try:
            with self._client:
                yield
        except httpx.HTTPError as error:
            log.warning("provider does not answer: %s", type(error).__name__)
            raise Unavailable(
                "Layanan SSO kantor Anda sedang tidak menjawab. Coba lagi, atau masuk dengan kata sandi.",
                code="sso-tidak-menjawab",
            ) from error
        except (AuthlibBaseError, JoseError, ValidationError, ValueError, KeyError, TypeError) as error:
            raise _refused(type(error).__name__) from error


def _way(supported: list[str]) -> str:
    """How the secret is shown to the provider."""
    return "client_secret_basic" if "client_secret_basic" in supported else "client_secret_post"


def _refused(why: str) -> Unauthenticated:
    log.warning("provider refused: %s", why)
    return Unauthenticated("Jawaban layanan SSO kantor Anda tidak dapat diterima. Coba lagi.", code="sso-tidak-sah")
