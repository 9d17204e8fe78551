"""The page on which one page of a scan is scanned again."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from services.scan import queries
from services.scan.commands.halaman import DONE, replaceable
from services.scan.halaman_ulang import receive_page
from services.scan.pages.desk import UNPROCESSABLE, Bilangan, Teks, desk_context
from shared.errors import Invalid, NotFound
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Tindakan
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/pindai")


@router.get("/{berkas_id}/halaman/{nomor}")
def show(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, nomor: int) -> Response:
    """The form, with what was found on the page."""
    return _page(request, runtime, orang, berkas_id, nomor)


@router.post("/{berkas_id}/halaman/{nomor}")
def replace(
    request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, nomor: int, giliran: Bilangan, kunci: Teks,
    pindaian: Annotated[UUID | None, Form()] = None, berkas: Annotated[UploadFile | None, File()] = None,
) -> Response:  # fmt: skip
    """Take the file and order the scan with this page from it."""
    try:
        receive_page(runtime, orang, berkas_id, giliran, nomor, pindaian, kunci, berkas)
    except Invalid as error:
        return _page(request, runtime, orang, berkas_id, nomor, {"berkas": error.sentence})
    return go(f"/pindai/{berkas_id}", "dipindai")


def _page(
    request: Request, runtime: Runtime, orang: Orang, berkas_id: UUID, nomor: int, galat: dict[str, str] | None = None
) -> HTMLResponse:
    with runtime.database.unit() as unit:
        context = desk_context(unit, orang, berkas_id, Tindakan.PINDAI)
        scan = queries.latest_scan(unit, berkas_id)
    if scan is None or scan.keadaan not in DONE or not 1 <= nomor <= (scan.halaman or 0):
        raise NotFound("Halaman pindaian ini tidak ada, atau pindaiannya sedang diolah.", code="halaman-tidak-ada")
    mutu = scan.mutu
    return render(
        request, "scan/halaman.html", orang, status=UNPROCESSABLE if galat else 200, galat=galat or {}, pindaian=scan,
        nomor=nomor, catatan=mutu.halaman[nomor - 1].catatan if mutu else (),
        ganti=context["boleh"] and replaceable(scan, context["berkas"]), halaman=f"Pindai ulang halaman {nomor}",
        **context,
    )  # fmt: skip
