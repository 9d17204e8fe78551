"""Passwords."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from services.console.commands import orang as people
from services.console.commands import sandi
from services.console.requests import Actor, Session
from services.console.schemas import KataSandi
from shared.web.session import Rt, SignedIn

router = APIRouter(tags=["sandi"])


class GantiSandi(BaseModel):
    """The old password and the new one."""

    lama: KataSandi
    baru: KataSandi


class SandiAwal(BaseModel):
    """A first password, which is never shown again."""

    kata_sandi: str


@router.put("/me/sandi", status_code=204)
def change(runtime: Rt, masuk: Session, oleh: Actor, body: GantiSandi) -> None:
    """Choose another password; the other sessions end. 422 `sandi-lama-salah`, `sandi-mudah-ditebak` and the like."""
    sandi.change_own(runtime, masuk, body.lama.get_secret_value(), body.baru.get_secret_value(), oleh)


@router.post("/orang/{akun_id}/sandi", status_code=201)
def reset(runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID) -> SandiAwal:
    """A first password for a person of one's own office, to be changed at the next sign-in; the sessions end."""
    with runtime.database.unit() as unit:
        return SandiAwal(kata_sandi=sandi.reset(unit, people.found_to_let_in(unit, orang, akun_id), oleh))
