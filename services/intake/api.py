"""JSON API of intake."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Path, Query, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from services.intake import commands, queries
from services.intake.documents import stream
from services.intake.domain.isian import Isian
from services.intake.receiving import take_all
from services.intake.sistem import api as sistem
from services.intake.sistem import api_kabar, masuk
from services.intake.wilayah import api as wilayah
from shared.berkas import at_desk, done_before, find_for
from shared.sop import Tindakan
from shared.teks import STORABLE, Alasan
from shared.web.berkas import Act, Kunci, Posisi, berkas_router
from shared.web.described import ONE_FILE
from shared.web.session import Rt, SignedIn
from shared.work import waiting_for

Berkas = Annotated[UploadFile | None, ONE_FILE]
Tahun = Annotated[int, Path(ge=0, le=9999)]
Halaman = Annotated[int, Query(ge=1, le=10_000)]
Kata = Annotated[str, Query(max_length=200, pattern=STORABLE)]
router = APIRouter(tags=["intake"])
router.include_router(berkas_router())
router.include_router(sistem.router)
router.include_router(api_kabar.router)
router.include_router(masuk.router)
router.include_router(wilayah.router)


class Pengajuan(Isian):
    """A submission: the fields of the form, the nota dinas, the signed original, and a salinan where there is one.

    `kantor` may stay empty for who proposes at one office only; `sop`, if given, must be the one the office follows.
    """

    kantor: str = ""
    sop: str = ""
    kunci: Kunci = ""
    nota_dinas_berkas: UploadFile
    naskah_asli: UploadFile
    salinan: Berkas = None


class PengajuanUlang(Isian, Act):
    """A new revision; files that are not sent again stay."""

    nota_dinas_berkas: Berkas = None
    naskah_asli: Berkas = None
    salinan: Berkas = None


class Terima(Act):
    """Receiving a nota dinas."""

    catatan: str = ""


class Kembalikan(Act):
    """Returning a berkas to an earlier step."""

    ke: str
    alasan: Alasan


class Tolak(Act):
    """Refusing a berkas."""

    alasan: Alasan


class Tarik(BaseModel):
    """Withdrawing a case."""

    alasan: Alasan


class KerjaTampil(BaseModel):
    """One entry of my work."""

    posisi: Posisi
    alamat: str
    lewat_tenggat: bool


class BarisAgenda(BaseModel):
    """One line of the buku agenda."""

    berkas_id: UUID
    nomor: int
    tahun: int
    nomor_naskah: str
    asal: str
    perihal: str
    status: str


class KejadianTampil(BaseModel):
    """One entry of the timeline; `waktu` is RFC 3339."""

    waktu: str
    judul: str
    pelaku: str
    rincian: str


@router.post("/berkas", status_code=201)
def submit(runtime: Rt, orang: SignedIn, form: Annotated[Pengajuan, Form(media_type="multipart/form-data")]) -> Posisi:
    """Submit a nota dinas with the signed original (P1, R1)."""
    with runtime.database.unit() as unit:
        kantor = commands.office_to_propose_for(unit, orang, form.kantor)
        rules, _ = commands.proposer(unit, orang, kantor)
    commands.same_sop(rules, form.sop)
    commands.check(form)
    received = take_all(runtime, kantor, form.nota_dinas_berkas, form.naskah_asli, form.salinan)
    with runtime.database.unit() as unit:
        return Posisi.of(commands.submit(unit, orang, kantor, form, received, form.kunci))


@router.post("/berkas/{berkas_id}/ajukan-ulang")
def submit_again(
    runtime: Rt, orang: SignedIn, berkas_id: UUID,
    form: Annotated[PengajuanUlang, Form(media_type="multipart/form-data")],
) -> Posisi:  # fmt: skip
    """Submit a returned berkas again, as a new revision."""
    with runtime.database.unit() as unit:
        kantor = find_for(unit, berkas_id, orang).kantor
        if not done_before(unit, berkas_id, form.kunci):
            at_desk(unit, berkas_id, orang, form.giliran, Tindakan.AJUKAN)
    commands.check(form)
    received = take_all(runtime, kantor, form.nota_dinas_berkas, form.naskah_asli, form.salinan)
    with runtime.database.unit() as unit:
        return Posisi.of(commands.submit_again(unit, orang, berkas_id, form.giliran, form, received, form.kunci))


@router.post("/berkas/{berkas_id}/terima")
def accept(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Terima) -> Posisi:
    """Receive a nota dinas (P2a, R2a)."""
    with runtime.database.unit() as unit:
        return Posisi.of(commands.accept(unit, orang, berkas_id, act.giliran, act.catatan, act.kunci))


@router.post("/berkas/{berkas_id}/kembalikan")
def send_back(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Kembalikan) -> Posisi:
    """Return a berkas to an earlier step."""
    with runtime.database.unit() as unit:
        arguments = (act.giliran, "kembalikan", act.ke, act.alasan, act.kunci)
        return Posisi.of(commands.decline(unit, orang, berkas_id, *arguments))


@router.post("/berkas/{berkas_id}/tolak")
def refuse(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Tolak) -> Posisi:
    """Refuse a berkas."""
    with runtime.database.unit() as unit:
        return Posisi.of(commands.decline(unit, orang, berkas_id, act.giliran, "tolak", "", act.alasan, act.kunci))


@router.post("/berkas/{berkas_id}/tarik", status_code=202)
def withdraw(runtime: Rt, orang: SignedIn, berkas_id: UUID, act: Tarik) -> Posisi:
    """Ask to withdraw a case before it is published; the answer comes with the timeline."""
    with runtime.database.unit() as unit:
        return Posisi.of(commands.ask_withdrawal(unit, orang, berkas_id, act.alasan))


@router.get("/pekerjaan")
def work(runtime: Rt, orang: SignedIn) -> list[KerjaTampil]:
    """What waits for the person who asks."""
    with runtime.database.unit() as unit:
        return [
            KerjaTampil(posisi=Posisi.of(kerja.berkas), alamat=kerja.alamat, lewat_tenggat=kerja.lewat)
            for kerja in waiting_for(unit, orang)
        ]


@router.get("/agenda/{kantor}/{tahun}")
def register(
    runtime: Rt, orang: SignedIn, kantor: str, tahun: Tahun, q: Kata = "", halaman: Halaman = 1
) -> list[BarisAgenda]:  # fmt: skip
    """A page of the buku agenda of one of one's own offices, newest number first."""
    commands.own_office(orang, kantor)
    with runtime.database.unit() as unit:
        lines, _ = queries.agenda(unit, kantor, tahun, q, halaman)
    return [BarisAgenda(**line.agenda.model_dump(), status=line.status) for line in lines]


@router.get("/berkas/{berkas_id}/jejak")
def timeline(runtime: Rt, orang: SignedIn, berkas_id: UUID) -> list[KejadianTampil]:
    """Everything that happened to a case, newest first."""
    with runtime.database.unit() as unit:
        entries = queries.timeline(unit, find_for(unit, berkas_id, orang))
    return [
        KejadianTampil(waktu=e.waktu.isoformat(), judul=e.judul, pelaku=e.pelaku, rincian=e.rincian) for e in entries
    ]


@router.get("/berkas/{berkas_id}/dokumen/{sha256}", response_class=StreamingResponse)
def document(runtime: Rt, orang: SignedIn, berkas_id: UUID, sha256: str) -> StreamingResponse:
    """The bytes of one document of a berkas, for people of its office."""
    return stream(runtime, orang, berkas_id, sha256)
