"""Pages of intake: my work, submit, register, receive, the case."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.datastructures import UploadFile as Upload

from services.intake import commands, queries
from services.intake.documents import stream
from services.intake.domain.isian import Isian
from services.intake.receiving import FIELDS, take_all
from services.intake.sistem import pages as sistem
from services.intake.sistem import pages_kabar
from services.intake.wilayah import pages as wilayah
from shared.berkas import at_desk, done_before, find_for
from shared.database.unit import Unit
from shared.errors import Invalid
from shared.identity import Orang
from shared.offices import office
from shared.runtime import Runtime
from shared.sop import Berkas, Tindakan, sop
from shared.sop.jenis import BIDANG_HUKUM, JENIS
from shared.sop.perjalanan import may_act
from shared.web.pages import go, render
from shared.web.problems import field_sentences
from shared.web.session import Rt, SignedIn
from shared.work import waiting_for

router = APIRouter()
router.include_router(sistem.router)
router.include_router(pages_kabar.router)
router.include_router(wilayah.router)


async def _form(request: Request) -> FormData:
    return await request.form()


Fields = Annotated[FormData, Depends(_form)]
Text = Annotated[str, Form()]
Turn = Annotated[int, Form()]


@router.get("/")
def my_work(request: Request, runtime: Rt, orang: SignedIn) -> Response:
    """What waits for me, and what I have submitted."""
    if orang.operasi and not orang.kantor:
        return RedirectResponse("/operasi", 303)
    with runtime.database.unit() as unit:
        context: dict[str, Any] = {
            "kerja": waiting_for(unit, orang), "diajukan": queries.submitted_by(unit, orang),
            "zona": _zone(unit, orang), "pengusul": _may_submit(unit, orang),
        }  # fmt: skip
    return render(request, "intake/kerja.html", orang, halaman="Pekerjaan saya", tempat="kerja", sop=sop, **context)


@router.get("/ajukan")
def submit_form(request: Request, runtime: Rt, orang: SignedIn) -> Response:
    """The empty form of a submission."""
    with runtime.database.unit() as unit:
        kantor = commands.office_to_propose_for(unit, orang, request.query_params.get("kantor", ""))
        commands.proposer(unit, orang, kantor)
        place = office(unit, kantor)
    values = {"tahun": str(datetime.now(UTC).year), "tempat_penetapan": place.tempat, "bidang_hukum": "Tata Negara"}
    return _form_page(request, orang, None, values, {})


@router.post("/ajukan")
def submit(request: Request, runtime: Rt, orang: SignedIn, fields: Fields) -> Response:
    """Take a submission, or show the form again with what is wrong."""
    with runtime.database.unit() as unit:
        kantor = commands.office_to_propose_for(unit, orang, str(fields.get("kantor", "")))
        commands.proposer(unit, orang, kantor)
    isian, wrong = _read(fields, required=("nota_dinas_berkas", "naskah_asli"))
    received, wrong = _receive(runtime, kantor, fields, wrong)
    if isian is None or wrong:
        return _form_page(request, orang, None, _typed(fields), wrong)
    with runtime.database.unit() as unit:
        berkas = commands.submit(unit, orang, kantor, isian, received, str(fields.get("kunci", "")))
    return go(f"/berkas/{berkas.id}", "diajukan")


@router.get("/ajukan/{berkas_id}")
def resubmit_form(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID) -> Response:
    """The form of a returned berkas, with what was submitted before."""
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
    if berkas.langkah != sop(berkas.sop).first.kode or berkas.pengusul.id != orang.id:
        return go(f"/berkas/{berkas_id}")
    nota = {f"nd_{name}": value for name, value in berkas.nota_dinas.model_dump(mode="json").items()}
    return _form_page(request, orang, berkas, {**nota, **berkas.produk.model_dump(mode="json")}, {})


@router.post("/ajukan/{berkas_id}")
def resubmit(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, fields: Fields) -> Response:
    """Take a new revision, or show the form again with what is wrong."""
    giliran, kunci = _turn(fields), str(fields.get("kunci", ""))
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
        if not done_before(unit, berkas_id, kunci):
            at_desk(unit, berkas_id, orang, giliran, Tindakan.AJUKAN)
    isian, wrong = _read(fields, required=())
    received, wrong = _receive(runtime, berkas.kantor, fields, wrong)
    if isian is None or wrong:
        return _form_page(request, orang, berkas, _typed(fields), wrong)
    with runtime.database.unit() as unit:
        commands.submit_again(unit, orang, berkas_id, giliran, isian, received, kunci)
    return go(f"/berkas/{berkas_id}", "diajukan")


@router.get("/agenda")
def register(
    request: Request, runtime: Rt, orang: SignedIn, kantor: str = "", tahun: int = 0, q: str = "", halaman: int = 1
) -> Response:  # fmt: skip
    """The buku agenda of one of one's offices."""
    chosen = commands.own_office(orang, kantor or next(iter(orang.kantor), ""))
    year = tahun or datetime.now(UTC).year
    with runtime.database.unit() as unit:
        lines, pages = queries.agenda(unit, chosen, year, q, max(1, halaman))
        zona = queries.zone(unit, chosen)
    return render(
        request, "intake/agenda.html", orang, halaman=f"Buku agenda {year}", tempat="agenda", baris=lines,
        kantor=chosen, tahun=year, q=q, kini=max(1, halaman), jumlah=pages, zona=zona,
    )  # fmt: skip


@router.get("/berkas/{berkas_id}")
def case(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID) -> Response:
    """A case: where it lies, its documents, its life."""
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
        entries, asked = queries.timeline(unit, berkas), queries.withdrawal(unit, berkas_id)
        zona = queries.zone(unit, berkas.kantor)
    return render(
        request, "intake/berkas.html", orang, halaman=f"Berkas {berkas.agenda}", berkas=berkas, rules=sop(berkas.sop),
        kejadian=entries, tarik=asked, zona=zona, boleh=may_act(sop(berkas.sop), berkas, orang),
        milik_saya=berkas.pengusul.id == orang.id,
    )  # fmt: skip


@router.get("/berkas/{berkas_id}/dokumen/{sha256}")
def document(runtime: Rt, orang: SignedIn, berkas_id: UUID, sha256: str) -> StreamingResponse:
    """The bytes of a document."""
    return stream(runtime, orang, berkas_id, sha256)


@router.post("/berkas/{berkas_id}/tarik")
def withdraw(runtime: Rt, orang: SignedIn, berkas_id: UUID, alasan: Text = "") -> Response:
    """Ask to withdraw a case."""
    with runtime.database.unit() as unit:
        commands.ask_withdrawal(unit, orang, berkas_id, alasan)
    return go(f"/berkas/{berkas_id}", "ditarik")


@router.get("/terima/{berkas_id}")
def accept_form(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID) -> Response:
    """The page on which a nota dinas is received."""
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
        zona = queries.zone(unit, berkas.kantor)
    rules = sop(berkas.sop)
    mine = may_act(rules, berkas, orang) and rules.step(berkas.langkah).tindakan is Tindakan.TERIMA
    return render(
        request, "intake/terima.html", orang, halaman="Menerima nota dinas", tempat="kerja", berkas=berkas,
        rules=rules, boleh=mine, zona=zona,
    )  # fmt: skip


@router.post("/terima/{berkas_id}")
def accept(
    runtime: Rt, orang: SignedIn, berkas_id: UUID, giliran: Turn, kunci: Text = "", keputusan: Text = "terima",
    catatan: Text = "", ke: Text = "", alasan: Text = "",
) -> Response:  # fmt: skip
    """Receive, return or refuse."""
    with runtime.database.unit() as unit:
        if keputusan == "terima":
            commands.accept(unit, orang, berkas_id, giliran, catatan, kunci)
            return go(f"/berkas/{berkas_id}", "selesai")
        commands.decline(unit, orang, berkas_id, giliran, keputusan, ke, alasan, kunci)
    return go(f"/berkas/{berkas_id}", "ditolak" if keputusan == "tolak" else "dikembalikan")


def _form_page(
    request: Request, orang: Orang, berkas: Berkas | None, values: dict[str, str], wrong: dict[str, str]
) -> Response:
    title = f"Ajukan kembali berkas {berkas.agenda}" if berkas else "Ajukan nota dinas"
    return render(
        request, "intake/ajukan.html", orang, status=422 if wrong else 200, halaman=title, tempat="ajukan",
        berkas=berkas, isian=values, galat=wrong, jenis=[(kode, j.nama) for kode, j in JENIS.items()],
        bidang=[(nama, nama) for nama in BIDANG_HUKUM], aksi=f"/ajukan/{berkas.id}" if berkas else "/ajukan",
    )  # fmt: skip


def _typed(fields: FormData) -> dict[str, str]:
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def _read(fields: FormData, required: tuple[str, ...]) -> tuple[Isian | None, dict[str, str]]:
    missing = {name: "Pilih berkasnya." for name in required if _upload(fields, name) is None}
    try:
        isian = Isian.model_validate(_typed(fields))
    except ValidationError as error:
        return None, {**field_sentences(error.errors()), **missing}
    return isian, {**isian.complaints(), **missing}


def _receive(
    runtime: Runtime, kantor: str, fields: FormData, wrong: dict[str, str]
) -> tuple[commands.Received, dict[str, str]]:
    if wrong:
        return {}, wrong
    try:
        return take_all(runtime, kantor, *(_upload(fields, name) for name in FIELDS)), {}
    except Invalid as error:
        return {}, {error.field or "": error.sentence}


def _upload(fields: FormData, name: str) -> Upload | None:
    value = fields.get(name)
    return value if isinstance(value, Upload) and value.filename else None


def _turn(fields: FormData) -> int:
    value = str(fields.get("giliran", ""))
    if not value.isdigit():
        raise Invalid("Formulir ini tidak lengkap. Muat ulang halamannya.", field="giliran")
    return int(value)


def _zone(unit: Unit, orang: Orang) -> str:
    return queries.zone(unit, next(iter(orang.kantor), ""))


def _may_submit(unit: Unit, orang: Orang) -> bool:
    return any(sop(office(unit, kode).sop).first.peran in orang.peran_di(kode) for kode in orang.kantor)
