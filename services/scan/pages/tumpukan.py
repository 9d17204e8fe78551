"""The pages of stacks: what was scanned in one go, and the separator sheets for it."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from services.scan.pages.desk import UNPROCESSABLE, Teks
from services.scan.pemisahan import queries
from services.scan.pemisahan.lembar import LembarPemisah, lembar_pemisah
from services.scan.pemisahan.terima import receive_stack
from services.scan.queries import zone
from shared.berkas import find_for
from shared.errors import Invalid
from shared.events.tables import now
from shared.identity import Orang
from shared.kode_lembar import SINGKATAN, KodeLembar, Lembar
from shared.offices import office
from shared.runtime import Runtime
from shared.sop import JenisDokumen
from shared.web.files import PDF
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn
from shared.web.uploads import limits_of

router = APIRouter(prefix="/pindai")


@router.get("/tumpukan")
def stacks(request: Request, runtime: Rt, orang: SignedIn, kantor: Annotated[str, Query()] = "") -> Response:
    """The form for a stack, the newest stacks, and how many parts wait in the tray."""
    return _page(request, runtime, orang, kantor)


@router.post("/tumpukan")
def send(
    request: Request, runtime: Rt, orang: SignedIn, kantor: Teks = "", kunci: Teks = "",
    berkas: Annotated[list[UploadFile] | None, File()] = None, unggahan: Annotated[list[UUID] | None, Form()] = None,
) -> Response:  # fmt: skip
    """Take a stack: files that came up before, then those of the form."""
    try:
        stack = receive_stack(runtime, orang, kantor, kunci, berkas or [], unggahan or [])
    except Invalid as error:
        return _page(request, runtime, orang, kantor, {error.field or "berkas": error.sentence}, unggahan or ())
    return go(f"/pindai/tumpukan/{stack.id}", "dipindai")


@router.get("/tumpukan/{tumpukan_id}")
def show(request: Request, runtime: Rt, orang: SignedIn, tumpukan_id: UUID) -> Response:
    """A stack: its state, and what became of its parts."""
    with runtime.database.unit() as unit:
        stack = queries.stack_for(unit, tumpukan_id, orang)
        parts, zona = queries.parts_of(unit, tumpukan_id), zone(unit, stack.kantor)
    return render(
        request, "scan/tumpukan.html", orang, halaman="Satu tumpukan", tempat="kerja", tumpukan=stack, bagian=parts,
        zona=zona,
    )  # fmt: skip


@router.get("/{berkas_id}/lembar-pemisah")
def sheet(runtime: Rt, orang: SignedIn, berkas_id: UUID, dokumen: JenisDokumen = JenisDokumen.NASKAH_ASLI) -> Response:
    """The separator sheet of a case for one of its documents, to be printed."""
    if dokumen not in SINGKATAN:
        raise Invalid("Untuk dokumen ini tidak ada lembar pemisah.", code="tanpa-lembar-pemisah", field="dokumen")
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
        place = office(unit, berkas.kantor)
    data = LembarPemisah(
        kantor=place.nama, agenda=berkas.agenda, judul=berkas.produk.judul, oleh=orang.nama, pada=now(),
        zona=place.zona, kode=KodeLembar(Lembar.PEMISAH, berkas.id, dokumen),
    )  # fmt: skip
    name = f"lembar-pemisah-{berkas.tahun_agenda}-{berkas.nomor_agenda}.pdf"
    headers = {**PDF, "content-disposition": f'inline; filename="{name}"'}
    return Response(lembar_pemisah(data), media_type="application/pdf", headers=headers)


def _page(
    request: Request, runtime: Runtime, orang: Orang, kantor: str, galat: dict[str, str] | None = None,
    urutan: Sequence[UUID] = (),
) -> HTMLResponse:  # fmt: skip
    with runtime.database.unit() as unit:
        mine = queries.scanning_offices(unit, orang)
        chosen = queries.office_to_scan_for(unit, orang, kantor or mine[0])
        context = {
            "kantor": chosen, "daftar_kantor": [(kode, office(unit, kode).nama) for kode in mine],
            "tumpukan": queries.stacks_of(unit, chosen), "menunggu": len(queries.in_the_tray(unit, mine)),
            "zona": zone(unit, chosen), "urutan": urutan, "terbesar": limits_of(runtime, chosen).max_bytes,
        }  # fmt: skip
    return render(
        request, "scan/daftar_tumpukan.html", orang, status=UNPROCESSABLE if galat else 200, galat=galat or {},
        halaman="Pindai satu tumpukan", tempat="kerja", **context,
    )  # fmt: skip
