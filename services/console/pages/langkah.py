"""The steps between the first proof and the session."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from services.console import browser
from services.console.commands import masuk
from services.console.domain.sandi import ATURAN
from services.console.pages.masuk import SIGN_IN, sign_in_again
from services.console.pages.sandi import NOT_THE_SAME
from services.console.requests import Device
from shared.errors import Invalid, TerbitError, TooOften, Unauthenticated
from shared.web.pages import go, render
from shared.web.session import Rt

router = APIRouter()
Text = Annotated[str, Form(max_length=1000)]


@router.get("/masuk/kode")
def code_page(request: Request, runtime: Rt) -> Response:
    """The form for the code of the app."""
    return _code(request) if browser.ticket(request, runtime.settings) else go(SIGN_IN)


@router.post("/masuk/kode")
def code(request: Request, runtime: Rt, device: Device, kode: Text = "") -> Response:
    """Look at the code, and go on."""
    browser.our_page(request)
    try:
        hasil = masuk.give_code(runtime, browser.ticket(request, runtime.settings), kode, device)
    except (Unauthenticated, TooOften) as error:
        return sign_in_again(request, runtime, error) if error.code == "tiket-habis" else _code(request, error)
    return browser.arrive(request, runtime, hasil, device)


@router.get("/masuk/sandi-baru")
def new_password_page(request: Request, runtime: Rt) -> Response:
    """The form for a password of one's own."""
    return _new_password(request) if browser.ticket(request, runtime.settings) else go(SIGN_IN)


@router.post("/masuk/sandi-baru")
def new_password(request: Request, runtime: Rt, device: Device, baru: Text = "", ulang: Text = "") -> Response:
    """Keep the password, and sign in with it."""
    browser.our_page(request)
    if baru != ulang:
        return _new_password(request, 422, NOT_THE_SAME)
    try:
        hasil = masuk.choose_password(runtime, browser.ticket(request, runtime.settings), baru, device)
    except Invalid as error:
        return _new_password(request, error.status, {error.field or "": error.sentence})
    except Unauthenticated as error:
        return sign_in_again(request, runtime, error)
    return browser.arrive(request, runtime, hasil, device)


def _code(request: Request, error: TerbitError | None = None) -> HTMLResponse:
    return render(
        request, "console/kode.html", None, status=error.status if error else 200, halaman="Kode dari aplikasi Anda",
        galat={"kode": error.sentence} if error else {},
    )  # fmt: skip


def _new_password(request: Request, status: int = 200, galat: dict[str, str] | None = None) -> HTMLResponse:
    return render(
        request, "console/sandi_baru.html", None, status=status, halaman="Buat kata sandi Anda", aturan=ATURAN,
        galat=galat or {},
    )  # fmt: skip
