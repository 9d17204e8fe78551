"""A real OpenID Connect provider on loopback; what it says can be spoilt on the way."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

import httpx
import oidc_provider_mock
from joserfc import jws, jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server
from werkzeug.test import run_wsgi_app

Claims = dict[str, Any]
Spoil = Callable[["Provider", Claims], str]
HOST = "127.0.0.1"


class Provider:
    """Signs with a key of its own, so that a test can let it say anything; `spoil` makes the next id_tokens."""

    def __init__(self) -> None:
        self.inner = oidc_provider_mock.app(require_nonce=True)
        self.key = RSAKey.generate_key(2048, parameters={"kid": "satu"})
        self.spoil: Spoil | None = None
        self.metadata: Mapping[str, str] = {}
        self.asked: list[Mapping[str, list[str]]] = []
        self.issuer = ""

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        """WSGI."""
        path = environ["PATH_INFO"]
        if path == "/oauth2/token":
            self._remember(environ)
        body, status, headers = run_wsgi_app(self.inner, environ)
        content = b"".join(body)
        if path in ("/jwks", "/oauth2/token", "/.well-known/openid-configuration") and status.startswith("200"):
            content = json.dumps(self._said(path, json.loads(content))).encode()
            headers["content-length"] = str(len(content))
        start(status, list(headers))
        return [content]

    def knows(self, sub: str, **claims: object) -> str:
        """Somebody with these claims."""
        httpx.put(f"{self.issuer}/users/{sub}", json=claims).raise_for_status()
        return sub

    def consent(self, address: str, sub: str) -> str:
        """What the person does there; where the browser is sent back to."""
        answer = httpx.post(address, data={"sub": sub} if sub else {"action": "deny"})
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def signed(self, claims: Claims) -> str:
        """An id_token, as it must be."""
        return jwt.encode({"alg": "RS256", "kid": "satu"}, claims, self.key)

    def _remember(self, environ: dict[str, Any]) -> None:
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(sent)
        self.asked.append(parse_qs(sent.decode()))

    def _said(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        if path == "/jwks":
            return {**KeySet([self.key]).as_dict(private=False)}
        if path == "/oauth2/token":
            claims = json.loads(jws.extract_compact(body["id_token"].encode()).payload)
            return {**body, "id_token": (self.spoil or Provider.signed)(self, claims)}
        return {**body, **self.metadata}


@contextmanager
def provider() -> Iterator[Provider]:
    """Running."""
    found = Provider()
    server = make_server(HOST, 0, found, threaded=True)
    found.issuer = f"http://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
