"""JSON routes by which an administrator looks after the addresses that are told."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.intake.domain.kabar import JenisKabar, KeadaanKiriman
from services.intake.sistem import langganan
from services.intake.sistem.langganan import Kiriman, LanggananBaru
from services.intake.sistem.orang import administrator_of
from services.intake.sistem.skema import problems
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/sistem", tags=["sistem"])


class LanggananTampil(BaseModel):
    """An address that is told, and how it does. `dijeda_sebab`: why nothing is sent to it now."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kantor: str
    alamat: str
    jenis: list[JenisKabar]
    dibuat_pada: datetime
    dibuat_nama: str
    dihentikan_pada: datetime | None
    dijeda_pada: datetime | None
    dijeda_sebab: str | None
    gagal_sejak: datetime | None


class LanggananDibuat(BaseModel):
    """A new address. The secret with which its messages are signed is told here and never again."""

    langganan: LanggananTampil
    rahasia_tanda: str


class PercobaanTampil(BaseModel):
    """One try: `status` is missing when no answer came, then `galat` says why."""

    model_config = ConfigDict(from_attributes=True)

    pada: datetime
    status: int | None
    lama_ms: int
    jawaban: str
    galat: str


class KirimanTampil(BaseModel):
    """One message and its tries, newest first."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    jenis: JenisKabar
    isi: dict[str, Any]
    keadaan: KeadaanKiriman
    terjadi_pada: datetime
    terkirim_pada: datetime | None
    berikut_pada: datetime
    percobaan: list[PercobaanTampil] = []

    @classmethod
    def of(cls, found: Kiriman) -> Self:
        """A message with its tries."""
        values = {name: getattr(found.kiriman, name) for name in cls.model_fields if name != "percobaan"}
        return cls(**values, percobaan=[PercobaanTampil.model_validate(one) for one in found.percobaan])


@router.get("/langganan", responses=problems(401, 403, 422))
def subscriptions(runtime: Rt, orang: SignedIn, kantor: str = "") -> list[LanggananTampil]:
    """The addresses of the office that one administers, newest first."""
    with runtime.database.unit() as unit:
        rows = langganan.subscriptions(unit, administrator_of(orang, kantor))
        return [LanggananTampil.model_validate(row) for row in rows]


@router.post("/langganan", status_code=201, responses=problems(401, 403, 409, 422))
def subscribe(runtime: Rt, orang: SignedIn, wanted: LanggananBaru) -> LanggananDibuat:
    """Register an address (https, open to the world); the answer alone tells its signing secret."""
    address = langganan.fit_address(runtime.settings, orang, wanted)
    with runtime.database.unit() as unit:
        row, secret = langganan.make(unit, runtime.settings, orang, wanted, address)
        return LanggananDibuat(langganan=LanggananTampil.model_validate(row), rahasia_tanda=secret)


@router.post("/langganan/{langganan_id}/hentikan", responses=problems(401, 403, 404))
def stop(runtime: Rt, orang: SignedIn, langganan_id: UUID) -> LanggananTampil:
    """Tell this address nothing more."""
    with runtime.database.unit() as unit:
        return LanggananTampil.model_validate(langganan.stop(unit, orang, langganan_id))


@router.post("/langganan/{langganan_id}/lanjutkan", responses=problems(401, 403, 404, 409))
def let_go_on(runtime: Rt, orang: SignedIn, langganan_id: UUID) -> LanggananTampil:
    """Send again to an address that was paused."""
    with runtime.database.unit() as unit:
        return LanggananTampil.model_validate(langganan.let_go_on(unit, orang, langganan_id))


@router.get("/langganan/{langganan_id}/kiriman", responses=problems(401, 403, 404))
def messages(runtime: Rt, orang: SignedIn, langganan_id: UUID) -> list[KirimanTampil]:
    """The last messages to an address, newest first, with every try."""
    with runtime.database.unit() as unit:
        langganan.administered(unit, orang, langganan_id)
        return [KirimanTampil.of(found) for found in langganan.messages(unit, langganan_id)]


@router.post("/kiriman/{kiriman_id}/kirim-ulang", status_code=202, responses=problems(401, 403, 404, 409))
def send_again(runtime: Rt, orang: SignedIn, kiriman_id: UUID) -> KirimanTampil:
    """Send a message once more."""
    with runtime.database.unit() as unit:
        return KirimanTampil.of(Kiriman(langganan.send_again(unit, orang, kiriman_id), []))
