"""Signing in and out."""

from contextlib import suppress
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from services.console import browser
from services.console.commands import sesi
from services.console.commands.catat import Oleh
from services.console.commands.masuk import sign_in
from services.console.commands.oidc_kantor import offices_with
from services.console.domain.masuk import local_path
from services.console.requests import Device
from services.console.schemas import Masuk
from shared.errors import Forbidden, NotFound, TerbitError, TooOften, Unauthenticated
from shared.identity import same_form_token, verify
from shared.runtime import Runtime
from shared.web.pages import go, render
from shared.web.session import Rt

router = APIRouter()
Text = Annotated[str, Form()]
SIGN_IN = "/masuk"


@router.get(SIGN_IN)
def sign_in_page(request: Request, runtime: Rt, lanjut: str = "/") -> HTMLResponse:
    """The form for name and password, and the offices that have a provider of their own."""
    return _form(request, runtime, lanjut)


@router.post(SIGN_IN)
def sign_in_form(
    request: Request, runtime: Rt, device: Device, nama_masuk: Text = "", kata_sandi: Text = "", lanjut: Text = "/"
) -> Response:
    """Sign in and go on to the page that was asked for."""
    browser.our_page(request)
    typed = {"nama_masuk": nama_masuk}
    try:
        given = Masuk(nama_masuk=nama_masuk, kata_sandi=kata_sandi)
        hasil = sign_in(
            runtime, given.nama_masuk, given.kata_sandi.get_secret_value(), device, local_path(lanjut)
        )  # fmt: skip
    except ValidationError as error:
        galat = {str(e["loc"][0]): MISSING[str(e["loc"][0])] for e in error.errors()}
        return _form(request, runtime, lanjut, 422, typed, galat)
    except (Unauthenticated, TooOften) as error:
        return _form(request, runtime, lanjut, error.status, typed, {"nama_masuk": error.sentence})
    return browser.arrive(request, runtime, hasil, device)


MISSING = {
    "nama_masuk": "Isi nama masuk Anda, paling panjang 100 huruf.",
    "kata_sandi": "Isi kata sandi Anda.",
}


@router.get("/masuk/perpanjang")
def renew(request: Request, runtime: Rt, lanjut: str = "/") -> RedirectResponse:
    """Look at the session, and go on with a fresh token; or to the sign-in, when the session has ended."""
    try:
        with runtime.database.unit() as unit:
            _, token = sesi.renew(unit, runtime.settings, verify(browser.token(request, runtime.settings)))
    except Unauthenticated:
        answer = RedirectResponse(f"{SIGN_IN}?lanjut={quote(local_path(lanjut))}&pesan=sesi-berakhir", 303)
        browser.drop(answer, runtime.settings)
        return answer
    answer = go(local_path(lanjut))
    browser.keep_token(answer, runtime.settings, token)
    return answer


@router.post("/keluar")
def sign_out(request: Request, runtime: Rt, device: Device, csrf: Text = "") -> RedirectResponse:
    """End the session; a browser whose token has ended already may be signed out too."""
    try:
        masuk = verify(browser.token(request, runtime.settings), ended_too=True)
    except Unauthenticated:
        return go(SIGN_IN)
    if not same_form_token(masuk.sesi, csrf):
        raise Forbidden("Formulir ini sudah kedaluwarsa. Muat ulang halamannya, lalu coba lagi.", code="formulir-asing")
    with runtime.database.unit() as unit, suppress(NotFound):
        sesi.end(unit, masuk.orang.id, masuk.sesi, Oleh.of(masuk.orang, device.alamat))
    answer = go(SIGN_IN)
    browser.drop(answer, runtime.settings)
    answer.headers["clear-site-data"] = '"cache", "storage"'  # not "cookies": those are of the whole domain
    return answer


def sign_in_again(request: Request, runtime: Runtime, error: TerbitError) -> HTMLResponse:
    """The form, from the beginning, with what went wrong in a step after it."""
    return _form(request, runtime, "/", error.status, galat={"": error.sentence})


def _form(
    request: Request, runtime: Runtime, lanjut: str, status: int = 200, isian: dict[str, str] | None = None,
    galat: dict[str, str] | None = None,
) -> HTMLResponse:  # fmt: skip
    with runtime.database.unit() as unit:
        offices = offices_with(unit)
    return render(
        request, "console/masuk.html", None, status=status, halaman="Masuk", lanjut=local_path(lanjut),
        isian=isian or {}, galat=galat or {}, sso=offices,
    )  # fmt: skip
