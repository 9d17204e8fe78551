"""Where somebody is sent who has to sign in first, and what is said there."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from fastapi import Request
from fastapi.responses import RedirectResponse

from shared.errors import SessionDue, Unauthenticated
from shared.web.session import SAFE, token_of

SEE_OTHER = 303
SIGN_IN = "/masuk"


def to_the_door(request: Request, error: Unauthenticated) -> RedirectResponse:
    """To the sign-in and back to the page; a form that was left open too long is told that it was not kept."""
    place = "/masuk/perpanjang" if isinstance(error, SessionDue) else SIGN_IN
    return RedirectResponse(f"{place}?lanjut={quote(_wanted(request))}{_said(request, error)}", SEE_OTHER)


def _wanted(request: Request) -> str:
    """The page to go on to; what was to be sent is not sent again, so a form leads back to the page it stood on."""
    if request.method in SAFE:
        return _address(request.url.path, request.url.query)
    try:
        before = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return request.url.path
    if before.path and before.netloc == request.headers.get("host"):
        return _address(before.path, before.query)
    return request.url.path


def _address(path: str, query: str) -> str:
    kept = [(name, value) for name, value in parse_qsl(query) if name != "pesan"]
    return f"{path}?{urlencode(kept)}" if kept else path


def _said(request: Request, error: Unauthenticated) -> str:
    if request.method not in SAFE:
        return "&pesan=belum-terkirim"
    return "&pesan=sesi-berakhir" if token_of(request) and not isinstance(error, SessionDue) else ""
