"""The progress of the offices below one's own, over JSON."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from services.intake.wilayah import queries
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/wilayah", tags=["wilayah"])
Page = Annotated[int, Query(ge=1, le=10_000)]


class KemajuanTampil(BaseModel):
    """How far an office and those below it have come; `langkah`: cases on their way by what they wait for."""

    kode: str
    nama: str
    berjalan: int
    langkah: dict[str, int]
    lewat: int
    selesai: int
    tertua: datetime | None


class PerkaraTampil(BaseModel):
    """A case of an office below; `judul` and `alamat` are empty until it is public."""

    model_config = ConfigDict(from_attributes=True)

    agenda: str
    jenis: str
    keadaan: str
    langkah: str
    menunggu: str
    sejak: datetime
    tenggat: datetime | None
    lewat: bool
    judul: str
    alamat: str


@router.get("")
def progress(runtime: Rt, orang: SignedIn, kantor: str = "") -> list[KemajuanTampil]:
    """The offices directly below `kantor` (empty: the first of one's own that has any). 403 for those of others."""
    with runtime.database.unit() as unit:
        mine = queries.tops(unit, orang)
        found = queries.progress(unit, orang, kantor or mine[0].kode)
    return [
        KemajuanTampil(
            kode=one.kantor.kode, nama=one.kantor.nama, berjalan=one.berjalan, langkah=dict(one.langkah),
            lewat=one.lewat, selesai=one.selesai, tertua=one.tertua,
        )
        for one in found
    ]  # fmt: skip


@router.get("/{kode}")
def cases(runtime: Rt, orang: SignedIn, kode: str, halaman: Page = 1) -> list[PerkaraTampil]:
    """A page of the cases of an office below one's own. 403 for those of others."""
    with runtime.database.unit() as unit:
        _, found, _ = queries.cases(unit, orang, kode, halaman)
    return [PerkaraTampil.model_validate(one) for one in found]
