"""One's own account: roles, deputations, where one is signed in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from services.console import queries
from services.console.commands import sesi
from services.console.commands.catat import Oleh
from services.console.commands.ulang import prove_again, ways
from services.console.domain.perangkat import perangkat
from services.console.models import Akun
from services.console.requests import Actor, Session
from shared.database.unit import Unit
from shared.errors import Forbidden, Invalid, TerbitError, TooOften
from shared.events.tables import now
from shared.identity import Orang
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn

router = APIRouter()
ACCOUNT = "/akun"
Text = Annotated[str, Form(max_length=1000)]
FAILED_TRIES_SHOWN = timedelta(days=30)


@router.get(ACCOUNT)
def account(request: Request, runtime: Rt, orang: SignedIn) -> HTMLResponse:
    """Who one is to Terbit, and the sessions that live."""
    return _account(request, runtime, orang)


@router.post("/akun/sesi/{sesi_id}/akhiri")
def end_session(
    request: Request, runtime: Rt, orang: SignedIn, oleh: Actor, sesi_id: UUID, kata_sandi: Text = "", kode: Text = ""
) -> Response:
    """End one of one's own sessions."""
    return _ended(
        request, runtime, orang, oleh, (kata_sandi, kode), lambda unit: sesi.end(unit, orang.id, sesi_id, oleh)
    )


@router.post("/akun/sesi/akhiri-lainnya")
def end_other_sessions(
    request: Request, runtime: Rt, orang: SignedIn, oleh: Actor, masuk: Session, kata_sandi: Text = "", kode: Text = ""
) -> Response:
    """End every session but this one."""
    return _ended(
        request, runtime, orang, oleh, (kata_sandi, kode), lambda unit: sesi.end_all(unit, orang.id, oleh, masuk.sesi)
    )


def _ended(
    request: Request, runtime: Rt, orang: Orang, oleh: Oleh, bukti: tuple[str, str], act: Callable[[Unit], object]
) -> Response:
    """Only after the person has proved once more who it is."""
    try:
        prove_again(runtime, request.state.masuk, *bukti, oleh)
    except (Invalid, Forbidden, TooOften) as error:
        return _account(request, runtime, orang, error)
    with runtime.database.unit() as unit:
        act(unit)
    return go(ACCOUNT, "sesi-diakhiri")


def _account(request: Request, runtime: Rt, orang: Orang, error: TerbitError | None = None) -> HTMLResponse:
    masuk = request.state.masuk
    with runtime.database.unit() as unit:
        living = sesi.living(unit, runtime.settings, orang.id)
        offices = {row.kode: row for row in queries.offices(unit.session, {*orang.peran, *orang.kantor})}
        acts = queries.records(unit.session, [str(orang.id)], 20)
        name = unit.session.get_one(Akun, orang.id).nama_masuk
        failed = queries.failed_tries(unit.session, name, now() - FAILED_TRIES_SHOWN)
        cara = ways(unit, masuk)
    return render(
        request, "console/akun.html", orang, status=error.status if error else 200, halaman="Akun saya", tempat="akun",
        sesi=living, ini=masuk.sesi, kantor=offices, catatan=acts, gagal=failed, cara=cara,
        peran=queries.role_names(offices.values()), galat={error.field or "": error.sentence} if error else {},
        perangkat=perangkat,
    )  # fmt: skip
