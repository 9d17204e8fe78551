"""JSON routes by which an administrator looks after the office's systems."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from services.intake.domain.sistem import KeadaanKunci, Lingkup
from services.intake.sistem import catatan, kunci
from services.intake.sistem.kunci import KunciBaru, Rahasia
from services.intake.sistem.orang import administrator_of
from services.intake.sistem.skema import problems
from shared.web.session import Rt, SignedIn

Halaman = Annotated[int, Query(ge=1, le=100_000)]
router = APIRouter(prefix="/sistem", tags=["sistem"])


class KunciTampil(BaseModel):
    """A key without its secrets."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kantor: str
    keperluan: str
    lingkup: list[Lingkup]
    orang_id: UUID
    orang_nama: str
    keadaan: KeadaanKunci
    dibuat_pada: datetime
    dibuat_nama: str
    berakhir_pada: datetime
    dipakai_pada: datetime | None
    dicabut_pada: datetime | None
    dicabut_nama: str | None


class KunciDibuat(BaseModel):
    """A new key. Its secrets are told here and never again."""

    kunci: KunciTampil
    kunci_api: str
    rahasia_tanda: str

    @classmethod
    def of(cls, made: Rahasia) -> Self:
        """The answer to its making."""
        shown = KunciTampil.model_validate(made.kunci)
        return cls(kunci=shown, kunci_api=made.kunci_api, rahasia_tanda=made.rahasia_tanda)


class CatatanTampil(BaseModel):
    """One act on or by the office's systems."""

    model_config = ConfigDict(from_attributes=True)

    pada: datetime
    apa: str
    rincian: str
    oleh: str
    kunci_id: UUID | None


@router.get("/kunci", responses=problems(401, 403, 422))
def keys(runtime: Rt, orang: SignedIn, kantor: str = "") -> list[KunciTampil]:
    """The keys of the office that one administers, newest first."""
    with runtime.database.unit() as unit:
        return [KunciTampil.model_validate(row) for row in kunci.keys(unit, administrator_of(orang, kantor))]


@router.post("/kunci", status_code=201, responses=problems(401, 403, 409, 422))
def make_key(runtime: Rt, orang: SignedIn, wanted: KunciBaru) -> KunciDibuat:
    """Make a key; the answer is the only place where its secrets are told."""
    with runtime.database.unit() as unit:
        return KunciDibuat.of(kunci.make(unit, runtime.settings, orang, wanted))


@router.post("/kunci/{key_id}/cabut", responses=problems(401, 403, 404))
def revoke_key(runtime: Rt, orang: SignedIn, key_id: UUID) -> KunciTampil:
    """End a key now."""
    with runtime.database.unit() as unit:
        return KunciTampil.model_validate(kunci.revoke(unit, orang, key_id))


@router.get("/catatan", responses=problems(401, 403, 422))
def acts(runtime: Rt, orang: SignedIn, kantor: str = "", halaman: Halaman = 1) -> list[CatatanTampil]:
    """A page of the acts on and by the office's systems, newest first."""
    with runtime.database.unit() as unit:
        rows, _ = catatan.page(unit, administrator_of(orang, kantor), halaman)
        return [CatatanTampil.model_validate(row) for row in rows]
