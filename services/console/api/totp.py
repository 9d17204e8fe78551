"""Codes of an authenticator app: for oneself; taken from somebody by the home office's administrator."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, SecretStr

from services.console.commands import orang as people
from services.console.commands import totp, totp_sendiri
from services.console.models import Akun
from services.console.requests import Actor, Session
from shared.errors import NotFound
from shared.web.session import Rt, SignedIn

router = APIRouter(tags=["kode"])


class KeadaanKode(BaseModel):
    """Since when codes are asked for (null: not at all), and how many recovery codes are left."""

    sejak: datetime | None
    pemulihan: int


class RahasiaKode(BaseModel):
    """What an app needs: the secret, and the same as an address. Shown until a first code proves it."""

    rahasia: str
    alamat: str


class BuktiKode(BaseModel):
    """Password and code of who switches codes on or off; on also without a password just after a sign-in by SSO."""

    kata_sandi: SecretStr = Field(default=SecretStr(""), max_length=1000)
    kode: SecretStr = Field(max_length=100)


class KodePemulihan(BaseModel):
    """Codes for who has lost the app; each works once. Never shown again."""

    kode: list[str]


@router.get("/me/totp")
def state(runtime: Rt, masuk: Session) -> KeadaanKode:
    """How it is with oneself."""
    with runtime.database.unit() as unit:
        found = totp.state(unit, masuk.orang.id)
    return KeadaanKode(sejak=found.sejak, pemulihan=found.pemulihan)


@router.post("/me/totp", status_code=201)
def prepare(runtime: Rt, masuk: Session) -> RahasiaKode:
    """A new secret for the app. 409 `kode-sudah-aktif`."""
    with runtime.database.unit() as unit:
        totp_sendiri.prepare(unit, runtime.settings, masuk.orang.id)
        unit.session.flush()
        found = totp_sendiri.prepared(unit, runtime.settings, unit.session.get_one(Akun, masuk.orang.id))
    if found is None:
        raise NotFound("Siapkan aplikasinya dahulu.", code="kode-belum-disiapkan")
    return RahasiaKode(rahasia=found[0], alamat=found[1])


@router.post("/me/totp/aktifkan")
def switch_on(runtime: Rt, masuk: Session, oleh: Actor, body: BuktiKode) -> KodePemulihan:
    """Ask for codes from now on.

    422 `sandi-lama-salah`, `kode-salah`, `kode-di-luar-waktu`; 403 `masuk-lagi`; 409 `kode-belum-disiapkan`.
    """
    codes = totp_sendiri.switch_on(
        runtime, masuk, body.kata_sandi.get_secret_value(), body.kode.get_secret_value(), oleh
    )  # fmt: skip
    return KodePemulihan(kode=codes)


@router.post("/me/totp/matikan", status_code=204)
def switch_off(runtime: Rt, masuk: Session, oleh: Actor, body: BuktiKode) -> None:
    """Ask for no codes any more.

    422 `sandi-lama-salah`, `kode-salah`, `kode-di-luar-waktu`, `kode-jam-disetel`; 409 `kode-diwajibkan`.
    """
    totp_sendiri.switch_off(runtime, masuk, body.kata_sandi.get_secret_value(), body.kode.get_secret_value(), oleh)


@router.delete("/orang/{akun_id}/totp", status_code=204)
def reset(runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID) -> None:
    """No codes for a person of one's own office who has lost the app."""
    with runtime.database.unit() as unit:
        totp.reset(unit, people.found_to_let_in(unit, orang, akun_id), oleh)
