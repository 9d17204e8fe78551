"""JSON API of the scan desks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, UploadFile
from pydantic import Field, WithJsonSchema

from services.scan import queries
from services.scan.answers import DaftarKelengkapan, Pindaian
from services.scan.commands import data_pribadi, kelengkapan, pemindaian, pengembalian, rangkap
from services.scan.domain.data_pribadi import DataPribadi, Jawaban, Kotakan
from services.scan.domain.rangkap import Rangkap
from services.scan.halaman_ulang import receive_page
from services.scan.inspection import inspect_berkas
from services.scan.kemajuan import progress
from services.scan.pemisahan import api as pemisahan
from services.scan.receiving import receive_scan
from services.scan.unggahan import api as unggahan_api
from shared.berkas import find_for
from shared.errors import NotFound
from shared.teks import Alasan
from shared.web.berkas import Act, Posisi, berkas_router
from shared.web.described import FILES, IDS, ONE_FILE
from shared.web.session import Rt, SignedIn

ACCEPTED = 202
SCAN = WithJsonSchema({"type": "string", "format": "uuid"})
router = APIRouter(tags=["scan"])
router.include_router(berkas_router())
router.include_router(pemisahan.router)
router.include_router(unggahan_api.router)


class TerimaRangkap(Act, Rangkap):
    """Receiving the paper."""


class Periksa(Act):
    """Confirming the completeness list: for each line by its code, seen by oneself, and a remark."""

    konfirmasi: dict[str, bool] = Field(default_factory=dict)
    catatan: dict[str, str] = Field(default_factory=dict)


class Putuskan(Act):
    """Deciding on personal data before publication. `tutup_sisanya`: close as well whatever nobody decided on.

    `hasil`: the scan whose places were looked at, as the list says it; when another took its place, nothing is decided.
    """

    putusan: dict[str, Jawaban] = Field(default_factory=dict)
    kotak: list[Kotakan] = Field(default_factory=list)
    tutup_sisanya: bool = False
    hasil: str = ""


class Kembalikan(Act):
    """Returning a berkas to an earlier step."""

    ke: str
    alasan: Alasan


@router.post("/berkas/{berkas_id}/terima-rangkap")
def receive_copies(runtime: Rt, orang: SignedIn, berkas_id: UUID, isi: TerimaRangkap) -> Posisi:
    """Confirm that naskah asli and salinan are here."""
    with runtime.database.unit() as unit:
        return Posisi.of(rangkap.receive(unit, orang, berkas_id, isi.giliran, isi, isi.kunci))


@router.post("/berkas/{berkas_id}/pindaian", status_code=ACCEPTED)
def scan(
    runtime: Rt, orang: SignedIn, berkas_id: UUID, giliran: Annotated[int, Form()],
    kunci: Annotated[str, Form()] = "", pakai: Annotated[str, Form()] = "",
    berkas: Annotated[list[UploadFile] | None, File(), FILES] = None,
    unggahan: Annotated[list[UUID] | None, Form(), IDS] = None,
) -> Pindaian:  # fmt: skip
    """Send the files of a scan in their order, or with `pakai=salinan` use the salinan that lies in the berkas.

    `unggahan`: files that came up before (tus), by their ids, in their order.
    """
    scan = receive_scan(runtime, orang, berkas_id, giliran, kunci, berkas or [], pakai, unggahan or [])
    return Pindaian.of(scan)


@router.post("/berkas/{berkas_id}/pindaian/halaman/{nomor}", status_code=ACCEPTED)
def replace_page(
    runtime: Rt, orang: SignedIn, berkas_id: UUID, nomor: int, giliran: Annotated[int, Form()],
    kunci: Annotated[str, Form()] = "", pindaian: Annotated[UUID | None, Form(), SCAN] = None,
    berkas: Annotated[UploadFile | None, File(), ONE_FILE] = None,
) -> Pindaian:  # fmt: skip
    """Send one page that was scanned anew: a new scan with page `nomor` from this file, and all else as it was.

    `pindaian`: the scan that was looked at; if it is not the newest any more, nothing is done.
    """
    return Pindaian.of(receive_page(runtime, orang, berkas_id, giliran, nomor, pindaian, kunci, berkas))


@router.get("/berkas/{berkas_id}/pindaian")
def latest(runtime: Rt, orang: SignedIn, berkas_id: UUID) -> Pindaian:
    """The newest scan: its state, and its report once it is done."""
    with runtime.database.unit() as unit:
        find_for(unit, berkas_id, orang)
        found, kemajuan = queries.latest_scan(unit, berkas_id), progress(unit, berkas_id)
    if found is None:
        raise NotFound("Berkas ini belum dipindai.", code="belum-dipindai")
    return Pindaian.of(found, kemajuan)


@router.post("/berkas/{berkas_id}/pindai-selesai")
def take(runtime: Rt, orang: SignedIn, berkas_id: UUID, isi: Act) -> Posisi:
    """Take the result of the newest scan: the step is done."""
    with runtime.database.unit() as unit:
        return Posisi.of(pemindaian.take_result(unit, orang, berkas_id, isi.giliran, isi.kunci))


@router.get("/berkas/{berkas_id}/kelengkapan")
def completeness(runtime: Rt, orang: SignedIn, berkas_id: UUID) -> DaftarKelengkapan:
    """The completeness list of any berkas, as it is now."""
    daftar = inspect_berkas(runtime, orang, berkas_id)
    with runtime.database.unit() as unit:
        return DaftarKelengkapan.of(daftar, queries.checked(unit, berkas_id))


@router.post("/berkas/{berkas_id}/kelengkapan")
def confirm(runtime: Rt, orang: SignedIn, berkas_id: UUID, isi: Periksa) -> Posisi:
    """Confirm the list; lines that failed need a remark, lines that were not checked need a person's word."""
    daftar = inspect_berkas(runtime, orang, berkas_id)
    with runtime.database.unit() as unit:
        done = kelengkapan.confirm(
            unit, orang, berkas_id, isi.giliran, daftar.baris, daftar.hasil, isi.konfirmasi, isi.catatan, isi.kunci
        )
    return Posisi.of(done)


@router.post("/berkas/{berkas_id}/data-pribadi")
def decide(runtime: Rt, orang: SignedIn, berkas_id: UUID, isi: Putuskan) -> DataPribadi:
    """Decide on personal data that was found (`putusan`, by its code), and mark further places to be closed (`kotak`).

    Closing takes a moment; the completeness list tells when it is done.
    """
    with runtime.database.unit() as unit:
        return data_pribadi.decide(
            unit, orang, berkas_id, isi.giliran, isi.putusan, isi.kotak, isi.kunci, hasil=isi.hasil,
            tutup_sisanya=isi.tutup_sisanya,
        )  # fmt: skip


@router.post("/berkas/{berkas_id}/kembalikan")
def send_back(runtime: Rt, orang: SignedIn, berkas_id: UUID, isi: Kembalikan) -> Posisi:
    """Return the berkas to a named earlier step, from whichever of our desks it lies at."""
    with runtime.database.unit() as unit:
        return Posisi.of(pengembalian.send_back(unit, orang, berkas_id, isi.giliran, isi.ke, isi.alasan, isi.kunci))
