"""Who asks, and that the form is ours: what routes depend on."""

from typing import Annotated

from fastapi import Depends, Request

from shared.errors import Forbidden, Unauthenticated
from shared.identity import Orang, form_token, same_form_token, verify
from shared.runtime import Runtime

COOKIE = "terbit_masuk"
FORM_HEADER = "x-terbit-formulir"
SAFE = {"GET", "HEAD", "OPTIONS"}


def _runtime(request: Request) -> Runtime:
    runtime: Runtime = request.app.state.runtime
    return runtime


def bearer(request: Request) -> str:
    """The token of an Authorization header, or ''."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


async def _signed_in(request: Request) -> Orang:
    token = bearer(request)
    if token:
        return verify(token)
    cookie = request.cookies.get(COOKIE, "")
    if not cookie:
        raise Unauthenticated
    orang = verify(cookie)
    if request.method not in SAFE:
        await _our_form(request, cookie)
    return orang


async def _our_form(request: Request, cookie: str) -> None:
    given = request.headers.get(FORM_HEADER, "")
    if not given and request.headers.get("content-type", "").startswith(("multipart/", "application/x-www-form")):
        given = str((await request.form()).get("csrf", ""))
    if not same_form_token(cookie, given):
        raise Forbidden(
            "Formulir ini sudah kedaluwarsa. Muat ulang halamannya, lalu kirim lagi.", code="formulir-asing"
        )


def _operator(orang: "SignedIn") -> Orang:
    if not orang.operasi:
        raise Forbidden("Halaman ini untuk tim operasi.", code="bukan-operasi")
    return orang


def csrf_of(request: Request) -> str:
    """The form token for the page that is being answered; '' when nobody is signed in by cookie."""
    cookie = request.cookies.get(COOKIE, "")
    return form_token(cookie) if cookie else ""


Rt = Annotated[Runtime, Depends(_runtime)]
SignedIn = Annotated[Orang, Depends(_signed_in)]
Operator = Annotated[Orang, Depends(_operator)]
