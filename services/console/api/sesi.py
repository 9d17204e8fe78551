"""One's own sessions: renewed, listed, ended."""

from uuid import UUID

from fastapi import APIRouter

from services.console.commands import sesi
from services.console.requests import Actor, Session
from services.console.schemas import Sesi, SesiSaya
from shared.web.session import Rt

router = APIRouter(tags=["sesi"])


@router.post("/sessions/perpanjang")
def renew(runtime: Rt, masuk: Session) -> Sesi:
    """A fresh token of the same session, with the roles of now. 401 when the session has ended or was idle too long."""
    with runtime.database.unit() as unit:
        orang, token = sesi.renew(unit, runtime.settings, masuk)
    return Sesi(token=token, orang=orang)


@router.get("/sessions")
def mine(runtime: Rt, masuk: Session) -> list[SesiSaya]:
    """Where one is signed in, the newest first."""
    with runtime.database.unit() as unit:
        rows = sesi.living(unit, runtime.settings, masuk.orang.id)
        return [SesiSaya.of(row, masuk.sesi) for row in rows]


@router.delete("/sessions/{sesi_id}", status_code=204)
def end(runtime: Rt, masuk: Session, oleh: Actor, sesi_id: UUID) -> None:
    """End one of one's own sessions; `token`s of it are worth nothing from then on."""
    with runtime.database.unit() as unit:
        sesi.end(unit, masuk.orang.id, sesi_id, oleh)
