"""Who asks, and that the form is ours: what routes depend on."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from shared.errors import Forbidden, SessionDue, Unauthenticated
from shared.events.tables import now
from shared.identity import Masuk, Orang, form_token, same_form_token, verify
from shared.people import as_known
from shared.runtime import Runtime
from shared.settings import Settings

COOKIE = "terbit_masuk"
FORM_HEADER = "x-terbit-formulir"
SAFE = {"GET", "HEAD", "OPTIONS"}


def _runtime(request: HTTPConnection) -> Runtime:
    runtime: Runtime = request.app.state.runtime
    return runtime


def cookie_name(settings: Settings, name: str = COOKIE) -> str:
    """How a cookie is called; with https no other host can plant one of this name (RFC 6265bis, `__Host-`)."""
    return f"__Host-{name}" if settings.https else name


def bearer(request: HTTPConnection) -> str:
    """The token of an Authorization header, or ''."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _cookie(connection: HTTPConnection) -> str:
    return connection.cookies.get(cookie_name(_runtime(connection).settings), "")


def token_of(connection: HTTPConnection) -> str:
    """The sign-in token that a request brings, by header or by cookie, or ''."""
    return bearer(connection) or _cookie(connection)


def verified(connection: HTTPConnection, token: str) -> Masuk:
    """The sign-in that this request's token states, looked at once. Raises Unauthenticated."""
    known: Masuk | None = getattr(connection.state, "terbukti", None)
    if known is None:
        known = connection.state.terbukti = verify(token)
    return known


async def _signed_in(request: Request) -> Orang:
    token = bearer(request)
    masuk = verified(request, token) if token else await _by_cookie(request)
    orang = await run_in_threadpool(_known, _runtime(request), masuk)
    request.state.masuk = masuk
    return orang


def _known(runtime: Runtime, masuk: Masuk) -> Orang:
    with runtime.database.unit() as unit:
        return as_known(unit, masuk)


async def _by_cookie(request: Request) -> Masuk:
    cookie = _cookie(request)
    if not cookie:
        raise Unauthenticated
    masuk = verified(request, cookie)
    if request.method not in SAFE:
        await our_form(request, masuk.sesi)
    elif masuk.perlu_diperpanjang(now()) and not request.url.path.startswith("/api/"):
        raise SessionDue
    return masuk


async def our_form(request: Request, sesi: UUID) -> None:
    """That a form came from a page of this session. Raises Forbidden."""
    given = request.headers.get(FORM_HEADER, "")
    if not given and request.headers.get("content-type", "").startswith(("multipart/", "application/x-www-form")):
        given = str((await request.form()).get("csrf", ""))
    if not same_form_token(sesi, given):
        raise Forbidden(
            "Formulir ini sudah kedaluwarsa. Muat ulang halamannya, lalu kirim lagi.", code="formulir-asing"
        )


def _operator(orang: "SignedIn") -> Orang:
    if not orang.operasi:
        raise Forbidden("Halaman ini untuk tim operasi.", code="bukan-operasi")
    return orang


def csrf_of(request: Request) -> str:
    """The form token for the page that is being answered; '' when nobody is signed in."""
    masuk: Masuk | None = getattr(request.state, "masuk", None)
    return form_token(masuk.sesi) if masuk else ""


Rt = Annotated[Runtime, Depends(_runtime)]
SignedIn = Annotated[Orang, Depends(_signed_in)]
Operator = Annotated[Orang, Depends(_operator)]
