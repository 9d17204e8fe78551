"""One's own account: roles, deputations, where one is signed in."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from services.console import queries
from services.console.commands import sesi
from services.console.domain.perangkat import perangkat
from services.console.models import Akun
from services.console.requests import Actor, Session
from shared.events.tables import now
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn

router = APIRouter()
ACCOUNT = "/akun"
FAILED_TRIES_SHOWN = timedelta(days=30)


@router.get(ACCOUNT)
def account(request: Request, runtime: Rt, orang: SignedIn, masuk: Session) -> HTMLResponse:
    """Who one is to Terbit, and the sessions that live."""
    with runtime.database.unit() as unit:
        living = sesi.living(unit, runtime.settings, orang.id)
        offices = {row.kode: row for row in queries.offices(unit.session, {*orang.peran, *orang.kantor})}
        acts = queries.records(unit.session, [str(orang.id)], 20)
        name = unit.session.get_one(Akun, orang.id).nama_masuk
        failed = queries.failed_tries(unit.session, name, now() - FAILED_TRIES_SHOWN)
    return render(
        request, "console/akun.html", orang, halaman="Akun saya", tempat="akun", sesi=living, ini=masuk.sesi,
        kantor=offices, catatan=acts, gagal=failed, peran=queries.role_names(offices.values()), perangkat=perangkat,
    )  # fmt: skip


@router.post("/akun/sesi/{sesi_id}/akhiri")
def end_session(runtime: Rt, orang: SignedIn, oleh: Actor, sesi_id: UUID) -> RedirectResponse:
    """End one of one's own sessions."""
    with runtime.database.unit() as unit:
        sesi.end(unit, orang.id, sesi_id, oleh)
    return go(ACCOUNT, "sesi-diakhiri")


@router.post("/akun/sesi/akhiri-lainnya")
def end_other_sessions(runtime: Rt, orang: SignedIn, oleh: Actor, masuk: Session) -> RedirectResponse:
    """End every session but this one."""
    with runtime.database.unit() as unit:
        sesi.end_all(unit, orang.id, oleh, but=masuk.sesi)
    return go(ACCOUNT, "sesi-diakhiri")
