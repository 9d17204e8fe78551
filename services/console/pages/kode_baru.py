"""The step of a sign-in in which whoever must have codes of an app sets them up."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from services.console import browser
from services.console.commands import masuk
from services.console.domain.masuk import local_path
from services.console.pages.masuk import SIGN_IN, sign_in_again
from services.console.qr import qr
from services.console.requests import Device
from shared.errors import Invalid, NotFound, Unauthenticated
from shared.runtime import Runtime
from shared.web.pages import go, render
from shared.web.session import Rt

router = APIRouter()
PAGE = "/masuk/kode-baru"


@router.get(PAGE)
def page(request: Request, runtime: Rt) -> Response:
    """The secret for the app, and the form for a first code."""
    return _page(request, runtime) if browser.ticket(request, runtime.settings) else go(SIGN_IN)


@router.get("/masuk/kode-baru/qr.svg")
def picture(request: Request, runtime: Rt) -> Response:
    """The secret as a QR code."""
    try:
        _, address = masuk.secret_of(runtime, browser.ticket(request, runtime.settings))
    except Unauthenticated as gone:
        raise NotFound("Tidak ada kode QR yang menunggu.", code="kode-belum-disiapkan") from gone
    return qr(address)


@router.post(PAGE)
def set_up(
    request: Request, runtime: Rt, device: Device, kode: Annotated[str, Form(max_length=1000)] = ""
) -> Response:  # fmt: skip
    """Look at the first code; the recovery codes are shown on the answer, and never again."""
    browser.our_page(request)
    try:
        hasil, codes = masuk.set_up_codes(runtime, browser.ticket(request, runtime.settings), kode, device)
    except Invalid as error:
        return _page(request, runtime, error)
    except Unauthenticated as error:
        return sign_in_again(request, runtime, error)
    lanjut = local_path(hasil.lanjut) if isinstance(hasil, masuk.Terbuka) else SIGN_IN
    shown = render(
        request, "console/kode_pemulihan.html", None, halaman="Kode pemulihan Anda", kode=codes, lanjut=lanjut
    )
    return browser.arrive(request, runtime, hasil, device, shown)


def _page(request: Request, runtime: Runtime, error: Invalid | None = None) -> HTMLResponse:
    try:
        secret, _ = masuk.secret_of(runtime, browser.ticket(request, runtime.settings))
    except Unauthenticated as gone:
        return sign_in_again(request, runtime, gone)
    return render(
        request, "console/kode_baru.html", None, status=error.status if error else 200,
        halaman="Siapkan kode dari aplikasi", rahasia=secret, galat={"kode": error.sentence} if error else {},
    )  # fmt: skip
