"""What every desk shows of a berkas: one summary for programs, and the route that gives it."""

from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints

from shared.berkas import find_for
from shared.sop import Berkas, Keadaan, sop
from shared.web.session import Rt, SignedIn

Kunci = Annotated[str, StringConstraints(max_length=100, pattern=r"^[\x20-\x7e]*$")]


class Act(BaseModel):
    """What every act on a berkas carries: the turn that its doer saw, and a key that makes a double click one act."""

    giliran: int
    kunci: Kunci = ""


class Posisi(BaseModel):
    """Where a berkas lies, as an answer to an act."""

    id: UUID
    agenda: str
    kantor: str
    judul: str
    revisi: int
    giliran: int
    keadaan: str
    langkah: str | None
    kegiatan: str | None
    peran: str | None
    tindakan: str | None
    menunggu: str

    @classmethod
    def of(cls, berkas: Berkas) -> Self:
        """The position of `berkas`."""
        row = sop(berkas.sop).step(berkas.langkah) if berkas.langkah else None
        return cls(
            id=berkas.id, agenda=berkas.agenda, kantor=berkas.kantor, judul=berkas.produk.judul, revisi=berkas.revisi,
            giliran=berkas.giliran, keadaan=berkas.keadaan, langkah=berkas.langkah,
            kegiatan=row.kegiatan if row else None, peran=row.peran if row else None,
            tindakan=row.tindakan if row else None, menunggu=status_of(berkas),
        )  # fmt: skip


ENDED = {
    Keadaan.SELESAI: "Terbit, sudah diverifikasi", Keadaan.DITOLAK: "Ditolak", Keadaan.DITARIK: "Ditarik pengusul",
}  # fmt: skip


def status_of(berkas: Berkas) -> str:
    """The state of a berkas in a clerk's words."""
    return sop(berkas.sop).step(berkas.langkah).desk.waiting if berkas.langkah else ENDED[berkas.keadaan]


def berkas_router() -> APIRouter:
    """`GET berkas/{id}`: the berkas as this service knows it, for people of its office."""
    router = APIRouter(tags=["berkas"])

    @router.get("/berkas/{berkas_id}")
    def read(runtime: Rt, orang: SignedIn, berkas_id: UUID) -> dict[str, Any]:
        """The whole berkas: metadata, documents, history, and where it lies."""
        with runtime.database.unit() as unit:
            berkas = find_for(unit, berkas_id, orang)
        return {**berkas.model_dump(mode="json"), "posisi": Posisi.of(berkas).model_dump(mode="json")}

    return router
