"""Console's pages: signing in and out, the operations board."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from services.console.api import client_of
from services.console.board import ask_all
from services.console.commands import TooOften, sign_in
from services.console.domain import papan
from services.console.domain.masuk import from_our_page, local_path
from services.console.schemas import Masuk
from shared.errors import Forbidden, Unauthenticated
from shared.identity import issue, same_form_token
from shared.runtime import Runtime
from shared.web.pages import go, render
from shared.web.session import COOKIE, Operator, Rt, bearer

router = APIRouter()
Text = Annotated[str, Form()]
SIGN_IN = "/masuk"


@router.get(SIGN_IN)
def sign_in_page(request: Request, lanjut: str = "/") -> HTMLResponse:
    """The form for name and password."""
    return _form(request, lanjut)


@router.post(SIGN_IN)
def sign_in_form(
    request: Request, runtime: Rt, nama_masuk: Text = "", kata_sandi: Text = "", lanjut: Text = "/"
) -> Response:
    """Sign in and go on to the page that was asked for."""
    _from_our_page(request)
    typed = {"nama_masuk": nama_masuk}
    try:
        given = Masuk(nama_masuk=nama_masuk, kata_sandi=kata_sandi)
        orang = sign_in(runtime, given.nama_masuk, given.kata_sandi.get_secret_value(), client_of(request))
    except ValidationError as error:
        galat = {str(e["loc"][0]): MISSING[str(e["loc"][0])] for e in error.errors()}
        return _form(request, lanjut, 422, typed, galat)
    except (Unauthenticated, TooOften) as error:
        return _form(request, lanjut, error.status, typed, {"nama_masuk": error.sentence})
    answer = go(local_path(lanjut))
    _give(answer, runtime, issue(orang))
    return answer


MISSING = {
    "nama_masuk": "Isi nama masuk Anda, paling panjang 100 huruf.",
    "kata_sandi": "Isi kata sandi Anda.",
}


@router.post("/keluar")
def sign_out(request: Request, csrf: Text = "") -> RedirectResponse:
    """End the sign-in of this browser; one that has ended already may be signed out too."""
    if not same_form_token(request.cookies.get(COOKIE, ""), csrf):
        raise Forbidden("Formulir ini sudah kedaluwarsa. Muat ulang halamannya, lalu coba lagi.", code="formulir-asing")
    answer = go(SIGN_IN)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/operasi")
def board(request: Request, runtime: Rt, orang: Operator) -> HTMLResponse:
    """Queues, workers and dead letters of all services."""
    token = bearer(request) or request.cookies[COOKIE]
    reports = ask_all(runtime.settings.verification_url, token)
    return render(
        request, "console/operasi.html", orang, halaman="Papan operasi", tempat="operasi",
        baris=papan.baris(reports), berhenti=papan.berhenti(reports), tindakan=papan.tindakan(reports),
    )  # fmt: skip


def _form(
    request: Request, lanjut: str, status: int = 200, isian: dict[str, str] | None = None,
    galat: dict[str, str] | None = None,
) -> HTMLResponse:  # fmt: skip
    return render(
        request, "console/masuk.html", None, status=status, halaman="Masuk", lanjut=local_path(lanjut),
        isian=isian or {}, galat=galat or {},
    )  # fmt: skip


def _from_our_page(request: Request) -> None:
    """Nobody is signed in yet, so there is no form token: the browser's own word must do."""
    headers = request.headers
    if not from_our_page(headers.get("sec-fetch-site", ""), headers.get("origin", ""), headers.get("host", "")):
        raise Forbidden("Formulir ini tidak dikirim dari halaman Terbit.", code="formulir-asing")


def _give(answer: Response, runtime: Runtime, token: str) -> None:
    settings = runtime.settings
    answer.set_cookie(
        COOKIE, token, max_age=settings.session_hours * 3600, httponly=True, samesite="lax",
        secure=settings.public_url.startswith("https:"),
    )  # fmt: skip
