"""The tray: parts of stacks that found no case by themselves, and what a person decides by looking at them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from services.scan.pages.desk import UNPROCESSABLE, Teks
from services.scan.pemisahan import baki, queries
from services.scan.pemisahan.berkas_bagian import content_of, picture_of
from services.scan.queries import zone
from shared.errors import Invalid
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Berkas, Tindakan
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn
from shared.work import waiting_for

router = APIRouter(prefix="/pindai/baki")


@router.get("")
def tray(request: Request, runtime: Rt, orang: SignedIn, kantor: Annotated[str, Query()] = "") -> Response:
    """What waits, each with a picture and the cases that it may belong to; without `kantor`, of all own offices."""
    return _page(request, runtime, orang, kantor=kantor)


@router.get("/{bagian_id}/gambar")
def picture(runtime: Rt, orang: SignedIn, bagian_id: UUID) -> StreamingResponse:
    """The picture of a part."""
    return picture_of(runtime, orang, bagian_id)


@router.get("/{bagian_id}/isi")
def content(runtime: Rt, orang: SignedIn, bagian_id: UUID) -> StreamingResponse:
    """All pages of a part."""
    return content_of(runtime, orang, bagian_id)


@router.post("/{bagian_id}/pasang")
def assign(request: Request, runtime: Rt, orang: SignedIn, bagian_id: UUID, tujuan: Teks = "") -> Response:
    """Bring a part to the case that was chosen; `tujuan` is its id and the turn that was seen."""
    try:
        berkas_id, giliran = _chosen(tujuan)
    except Invalid as error:
        return _page(request, runtime, orang, {f"f-{bagian_id}-tujuan": error.sentence})
    with runtime.database.unit() as unit:
        baki.assign(unit, orang, bagian_id, berkas_id, giliran)
    return go("/pindai/baki", "dipasang")


@router.post("/{bagian_id}/sisihkan")
def set_aside(request: Request, runtime: Rt, orang: SignedIn, bagian_id: UUID, alasan: Teks = "") -> Response:
    """Take a part out of the tray."""
    try:
        with runtime.database.unit() as unit:
            baki.set_aside(unit, orang, bagian_id, alasan)
    except Invalid as error:
        return _page(request, runtime, orang, {f"f-{bagian_id}-alasan": error.sentence})
    return go("/pindai/baki", "disisihkan")


def _chosen(tujuan: str) -> tuple[UUID, int]:
    case, _, turn = tujuan.partition(" ")
    try:
        return UUID(case), int(turn)
    except ValueError:
        raise Invalid("Pilih berkas untuk bagian ini.", code="tanpa-tujuan", field="tujuan") from None


def _choice(berkas: Berkas) -> tuple[str, str]:
    return f"{berkas.id} {berkas.giliran}", f"{berkas.agenda} – {berkas.produk.judul}"


def _page(
    request: Request, runtime: Runtime, orang: Orang, galat: dict[str, str] | None = None, kantor: str = ""
) -> HTMLResponse:
    with runtime.database.unit() as unit:
        offices = queries.tray_offices(unit, orang, kantor)
        parts = queries.in_the_tray(unit, offices)
        work = waiting_for(unit, orang, {Tindakan.PINDAI})
        zona = zone(unit, offices[0])
    cases = {kantor: [_choice(k.berkas) for k in work if k.berkas.kantor == kantor] for kantor in offices}
    named = {k.berkas.id: _choice(k.berkas)[0] for k in work}
    meant = {part.id: named.get(part.ditunjuk) for part in parts if part.ditunjuk}
    return render(
        request, "scan/baki.html", orang, status=UNPROCESSABLE if galat else 200, galat=galat or {},
        halaman="Baki: bagian yang belum menemukan berkasnya", tempat="kerja", bagian=parts, berkas=cases, zona=zona,
        ditunjuk=meant,
    )  # fmt: skip
