"""Codes of an authenticator app for oneself."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.console.commands import kode_wajib, totp, totp_sendiri
from services.console.commands.ulang import ways
from services.console.models import Akun
from services.console.pages.akun import ACCOUNT
from services.console.qr import qr
from services.console.requests import Actor, Session
from shared.errors import Conflict, Forbidden, Invalid, NotFound, TerbitError, TooOften
from shared.identity import Orang
from shared.runtime import Runtime
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn

router = APIRouter()
Text = Annotated[str, Form(max_length=1000)]
PAGE = "/akun/totp"


@router.get(PAGE)
def page(request: Request, runtime: Rt, orang: SignedIn) -> HTMLResponse:
    """Whether codes are asked for, and what can be done about it."""
    return _page(request, runtime, orang)


@router.post("/akun/totp/siapkan")
def prepare(runtime: Rt, orang: SignedIn) -> RedirectResponse:
    """A new secret for the app."""
    with runtime.database.unit() as unit:
        totp_sendiri.prepare(unit, runtime.settings, orang.id)
    return go(PAGE)


@router.get("/akun/totp/qr.svg")
def picture(runtime: Rt, orang: SignedIn) -> Response:
    """The secret as a QR code, as long as it waits for its proof."""
    with runtime.database.unit() as unit:
        found = totp_sendiri.prepared(unit, runtime.settings, unit.session.get_one(Akun, orang.id))
    if found is None:
        raise NotFound("Tidak ada kode QR yang menunggu.", code="kode-belum-disiapkan")
    return qr(found[1])


@router.post("/akun/totp/aktifkan")
def switch_on(
    request: Request, runtime: Rt, orang: SignedIn, masuk: Session, oleh: Actor, kata_sandi: Text = "", kode: Text = ""
) -> Response:
    """Ask for codes from now on; the recovery codes are shown on the answer, and never again."""
    try:
        codes = totp_sendiri.switch_on(runtime, masuk, kata_sandi, kode, oleh)
    except (Invalid, Forbidden, Conflict, TooOften) as error:
        return _page(request, runtime, orang, error)
    return render(
        request, "console/kode_pemulihan.html", orang, halaman="Kode pemulihan Anda", tempat="akun", kode=codes,
        lanjut=ACCOUNT,
    )  # fmt: skip


@router.post("/akun/totp/matikan")
def switch_off(
    request: Request, runtime: Rt, orang: SignedIn, masuk: Session, oleh: Actor, kata_sandi: Text = "", kode: Text = ""
) -> Response:
    """Ask for no codes any more."""
    try:
        totp_sendiri.switch_off(runtime, masuk, kata_sandi, kode, oleh)
    except (Invalid, Conflict, TooOften) as error:
        return _page(request, runtime, orang, error)
    return go(ACCOUNT, "kode-mati")


def _page(request: Request, runtime: Runtime, orang: Orang, error: TerbitError | None = None) -> HTMLResponse:
    with runtime.database.unit() as unit:
        state = totp.state(unit, orang.id)
        akun = unit.session.get_one(Akun, orang.id)
        waiting = totp_sendiri.prepared(unit, runtime.settings, akun)
        wajib = kode_wajib.is_required(unit, runtime.settings, akun)
        segar = ways(unit, request.state.masuk).segar
    return render(
        request, "console/totp.html", orang, status=error.status if error else 200, halaman="Kode dari aplikasi",
        tempat="akun", keadaan=state, rahasia=waiting[0] if waiting else "", wajib=wajib, segar=segar,
        galat={error.field or "": error.sentence} if error else {},
    )  # fmt: skip
