"""The archive: the page on which the paper is put away, and the list in which it is found again."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import ValidationError

from services.publisher import commands
from services.publisher.domain.syarat import stamped
from services.publisher.pages.meja import Typed, case, complaints, turn_of
from services.publisher.queries import PER_PAGE, archive_page, archived
from shared.errors import Invalid
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Tindakan
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/arsip")


@router.get("")
def find(
    request: Request, runtime: Rt, orang: SignedIn, q: Annotated[str, Query(max_length=200)] = "",
    halaman: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> HTMLResponse:  # fmt: skip
    """Where is it? By words of the title, the number in the register, or the place."""
    with runtime.database.unit() as unit:
        rows, total = archive_page(unit, orang.kantor, q, halaman)
    return render(
        request, "publisher/daftar_arsip.html", orang, halaman="Arsip naskah", baris=rows, jumlah=total, kata=q,
        nomor_halaman=halaman, jumlah_halaman=-(-total // PER_PAGE),
    )  # fmt: skip


@router.get("/{berkas_id}")
def show(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID) -> HTMLResponse:
    """The form, or where the paper lies."""
    return _page(request, runtime, orang, berkas_id, {}, {})


@router.post("/{berkas_id}")
def put_away(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, typed: Typed) -> Response:
    """Record the place; the step is done."""
    try:
        giliran, kunci = turn_of(typed)
        given = commands.Penyimpanan.model_validate(typed)
        with runtime.database.unit() as unit:
            commands.arsipkan(unit, orang, berkas_id, giliran, kunci, given)
    except (Invalid, ValidationError) as error:
        return _page(request, runtime, orang, berkas_id, typed, complaints(error))
    return go(f"/arsip/{berkas_id}", "selesai")


@router.post("/{berkas_id}/kembalikan")
def give_back(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, typed: Typed) -> Response:
    """Return the berkas to an earlier step."""
    try:
        commands.kembalikan_dari_formulir(runtime.database, orang, berkas_id, *turn_of(typed), typed)
    except Invalid as error:
        return _page(request, runtime, orang, berkas_id, typed, complaints(error))
    return go(f"/arsip/{berkas_id}", "dikembalikan")


def _page(
    request: Request, runtime: Runtime, orang: Orang, berkas_id: UUID, typed: dict[str, str], wrong: dict[str, str]
) -> HTMLResponse:
    with runtime.database.unit() as unit:
        context = case(unit, berkas_id, orang, Tindakan.ARSIPKAN)
        place = archived(unit, berkas_id)
    return render(
        request, "publisher/arsip.html", orang, status=422 if wrong else 200, **context, arsip=place, isian=typed,
        galat=wrong, berstempel=stamped(context["rules"], context["berkas"]),
    )  # fmt: skip
