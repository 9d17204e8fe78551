"""Guards around every request: how much may come in, and what a browser may do with what goes out."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.errors import TooLarge
from shared.settings import Settings
from shared.web.problems import problem_or_page
from shared.web.refusals import refused

HEADERS: Final = {
    "content-security-policy": (
        "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
FORM_ALLOWANCE = 1024 * 1024


class BodyLimit:
    """Refuses bodies that say they are too large at once, and others as soon as they are."""

    def __init__(self, app: ASGIApp, limit_mb: int) -> None:
        self.app = app
        self.limit = limit_mb * 1024 * 1024 + FORM_ALLOWANCE
        self.sentence = f"Kiriman ini lebih besar dari {limit_mb} MB. Perkecil atau bagi berkasnya, lalu kirim lagi."

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > self.limit:
            error = TooLarge(self.sentence)
            refused(HTTPConnection(scope), error)
            await problem_or_page(scope["path"], error)(scope, receive, send)
            return
        await self.app(scope, self._counting(receive), send)

    def _counting(self, receive: Receive) -> Receive:
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.limit:
                raise TooLarge(self.sentence)
            return message

        return counted


class SafeHeaders:
    """Puts the same safety headers on every answer; what a route has set itself stays."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.headers = {**HEADERS, "strict-transport-security": settings.hsts} if settings.https else HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith(("/statis", "/jdih")):
                    headers.setdefault("cache-control", "no-store")
            await send(message)

        await self.app(scope, receive, guarded)
