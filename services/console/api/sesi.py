"""One's own sessions: renewed, listed, ended."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, SecretStr

from services.console.commands import sesi
from services.console.commands.ulang import prove_again
from services.console.requests import Actor, Session
from services.console.schemas import Sesi, SesiSaya
from shared.web.session import Rt

router = APIRouter(tags=["sesi"])


class BuktiUlang(BaseModel):
    """That it is really the person: the password, or a code where codes are on."""

    kata_sandi: SecretStr = Field(default=SecretStr(""), max_length=1000)
    kode: SecretStr = Field(default=SecretStr(""), max_length=100)


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


@router.post("/sessions/{sesi_id}/akhiri", status_code=204)
def end(runtime: Rt, masuk: Session, oleh: Actor, sesi_id: UUID, body: BuktiUlang | None = None) -> None:
    """End one of one's own sessions; `token`s of it are worth nothing from then on.

    Another one than that which asks: 422 `bukti-diperlukan`, `sandi-lama-salah`, `kode-salah`, `kode-di-luar-waktu`,
    `kode-jam-disetel`, 403 `masuk-lagi` (who came from a provider, without codes, signs in again and asks within ten
    minutes).
    """
    if sesi_id != masuk.sesi:
        given = body or BuktiUlang()
        prove_again(runtime, masuk, given.kata_sandi.get_secret_value(), given.kode.get_secret_value(), oleh)
    with runtime.database.unit() as unit:
        sesi.end(unit, masuk.orang.id, sesi_id, oleh)
