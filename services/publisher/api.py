"""JSON routes of the publisher's desks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ValidationError

from services.publisher import commands
from services.publisher.domain.bukti import Bukti
from services.publisher.domain.keadaan import NAMA, KeadaanPublikasi
from services.publisher.domain.metadata import Metadata
from services.publisher.models import Arsip, Publikasi
from services.publisher.queries import archive_page, latest_publication
from shared.berkas import find_for
from shared.errors import NotFound
from shared.teks import STORABLE, Alasan
from shared.web.berkas import Act, Posisi, berkas_router
from shared.web.problems import invalid
from shared.web.session import Rt, SignedIn

router = APIRouter()
router.include_router(berkas_router())
TAG = "publisher"


class Arsipkan(Act, commands.Penyimpanan):
    """Where the paper was put."""


class Kembalikan(Act):
    """To which step the berkas returns, and why."""

    ke: str
    alasan: Alasan


class Terbitkan(Act):
    """Corrections to the drafted metadata; what is left out stays as drafted."""

    judul: str | None = None
    teu: str | None = None
    nomor: str | None = None
    tahun: int | None = None
    tempat_penetapan: str | None = None
    tanggal_penetapan: date | None = None
    penandatangan: str | None = None
    sumber: str | None = None
    subjek: str | None = None
    bidang_hukum: str | None = None
    bahasa: str | None = None
    lokasi: str | None = None
    status: str | None = None


class Terbitan(BaseModel):
    """A publication, how far it is, and what proves it. Addresses are those of the public."""

    id: UUID
    berkas_id: UUID
    kantor: str
    edisi: int
    situs: str
    state: KeadaanPublikasi
    menunggu: str
    sebab: str
    alamat: str
    alamat_berkas: str
    sha256: str
    ukuran: int
    halaman: int | None
    metadata: Metadata
    bukti: Bukti | None
    first_published_at: datetime | None
    verified_at: datetime | None

    @classmethod
    def of(cls, publikasi: Publikasi, jdih_address: str) -> Self:
        """The publication as programs see it."""
        return cls(
            **publikasi.model_dump(include=set(cls.model_fields) & set(Publikasi.model_fields)),
            state=KeadaanPublikasi(publikasi.keadaan), menunggu=NAMA[KeadaanPublikasi(publikasi.keadaan)][0],
            metadata=publikasi.produk, alamat=jdih_address + publikasi.page_path,
            alamat_berkas=jdih_address + publikasi.file_path,
        )  # fmt: skip


class HalamanArsip(BaseModel):
    """One page of the archive, and the number of rows in all."""

    jumlah: int
    arsip: list[Arsip]


@contextmanager
def metadata_problems() -> Iterator[None]:
    """Metadata that cannot be taken, as Invalid."""
    try:
        yield
    except ValidationError as error:
        raise invalid(error.errors()) from error


@router.post("/berkas/{berkas_id}/arsip", tags=[TAG])
def arsipkan(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Arsipkan) -> Posisi:
    """Record where the paper lies; the step is done."""
    with runtime.database.unit() as unit:
        return Posisi.of(commands.arsipkan(unit, orang, berkas_id, act.giliran, act.kunci, act))


@router.post("/berkas/{berkas_id}/terbit", status_code=202, tags=[TAG])
def terbitkan(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Terbitkan) -> Terbitan:
    """Order the publication; `GET` on the same address tells how far it is."""
    changes = act.model_dump(exclude={"giliran", "kunci"}, exclude_none=True)
    with runtime.database.unit() as unit, metadata_problems():
        publikasi = commands.terbitkan(unit, orang, berkas_id, act.giliran, act.kunci, changes)
        return Terbitan.of(publikasi, runtime.settings.jdih_address)


@router.get("/berkas/{berkas_id}/terbit", tags=[TAG])
def terbitan(runtime: Rt, orang: SignedIn, berkas_id: UUID) -> Terbitan:
    """The newest publication of this berkas: its state and its evidence."""
    with runtime.database.unit() as unit:
        find_for(unit, berkas_id, orang)
        publikasi = latest_publication(unit, berkas_id)
    if publikasi is None:
        raise NotFound("Berkas ini belum pernah diterbitkan.", code="belum-diterbitkan")
    return Terbitan.of(publikasi, runtime.settings.jdih_address)


@router.post("/berkas/{berkas_id}/kembalikan", tags=[TAG])
def kembalikan(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Kembalikan) -> Posisi:
    """Return the berkas to an earlier step."""
    with runtime.database.unit() as unit:
        moved = commands.kembalikan(unit, orang, berkas_id, act.giliran, act.kunci, act.ke, act.alasan)
        return Posisi.of(moved)


@router.get("/arsip", tags=[TAG])
def arsip(
    runtime: Rt, orang: SignedIn, q: Annotated[str, Query(max_length=200, pattern=STORABLE)] = "",
    halaman: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> HalamanArsip:  # fmt: skip
    """Where the paper of this person's offices lies; `q`: words of title, number or place."""
    with runtime.database.unit() as unit:
        rows, total = archive_page(unit, orang.kantor, q, halaman)
    return HalamanArsip(jumlah=total, arsip=rows)
