"""The page on which a person marks a place that is to be closed and was not found: two clicks on the page's picture.

The picture is a button of a form, so that it works without script; who does not use a mouse types the place.
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from services.scan.commands.data_pribadi import decide
from services.scan.domain.data_pribadi import FURTHEST, Kotakan
from services.scan.domain.halaman import Kotak
from services.scan.domain.tandai import LEBAR, TINGGI, Titik, between, clicked, in_centimetres
from services.scan.models import Pemindaian
from services.scan.pages.data_pribadi import reason
from services.scan.pages.desk import PAGES, UNPROCESSABLE, context_of, desk_of
from services.scan.privasi import judged_scan
from services.scan.tandai import GONE, drawn, width_of
from shared.berkas import find_for
from shared.database.unit import Unit
from shared.errors import Invalid, NotFound
from shared.identity import Orang
from shared.runtime import Runtime
from shared.web.files import STILL
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/kelengkapan")
NO_BOX = "Isi keempat ukurannya dalam sentimeter, misalnya 2,5. Lebar dan tinggi harus lebih dari 0."
Sisi = Annotated[float, Field(ge=0, le=FURTHEST)]
Pixel = Annotated[int, Field(ge=0, le=1_000_000)]


class Tunjuk(BaseModel):
    """What was pointed out so far: the first corner (`x1`, `y1`, points), a click on the picture, or centimetres.

    `ke`: another page is wanted.
    """

    ke: int | None = None
    x1: Sisi | None = None
    y1: Sisi | None = None
    x: Pixel | None = Field(default=None, alias="titik.x")
    y: Pixel | None = Field(default=None, alias="titik.y")
    kiri: str | None = None
    atas: str = ""
    lebar: str = ""
    tinggi: str = ""

    @property
    def first(self) -> Titik | None:
        """The corner that was clicked before."""
        return None if self.x1 is None or self.y1 is None else Titik(self.x1, self.y1)


class Bingkai(BaseModel):
    """A place, in points; of no width: none."""

    kiri: Sisi = 0
    atas: Sisi = 0
    kanan: Sisi = 0
    bawah: Sisi = 0

    @property
    def kotak(self) -> Kotak:
        """The box, whichever corner came first."""
        return between(Titik(self.kiri, self.atas), Titik(self.kanan, self.bawah))


class Tanda(Bingkai):
    """A place that is to be closed in the scan `hasil`, and why."""

    giliran: int
    kunci: str
    hasil: str
    alasan: str = ""


@router.get("/{berkas_id}/tandai/{nomor}")
def show(
    request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, nomor: int, tunjuk: Annotated[Tunjuk, Query()]
) -> Response:  # fmt: skip
    """The picture of a page, and what was pointed out on it."""
    if tunjuk.ke is not None:
        return go(f"/kelengkapan/{berkas_id}/tandai/{tunjuk.ke}")
    if tunjuk.kiri is not None:
        box = in_centimetres(tunjuk.kiri, tunjuk.atas, tunjuk.lebar, tunjuk.tinggi)
        galat = {} if box else {"kiri": NO_BOX}
        return _page(request, runtime, orang, berkas_id, nomor, box, galat=galat, isian=tunjuk.model_dump())
    if tunjuk.x is None or tunjuk.y is None:
        return _page(request, runtime, orang, berkas_id, nomor, mulai=tunjuk.first)
    with runtime.database.unit() as unit:
        scan = _scan(unit, orang, berkas_id)
    here = clicked(tunjuk.x, tunjuk.y, width_of(runtime, scan, nomor))
    if tunjuk.first is None:
        return _page(request, runtime, orang, berkas_id, nomor, mulai=here)
    return _page(request, runtime, orang, berkas_id, nomor, between(tunjuk.first, here))


@router.post("/{berkas_id}/tandai/{nomor}")
def mark(
    request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, nomor: int, tanda: Annotated[Tanda, Form()]
) -> Response:  # fmt: skip
    """Order that the place is closed."""
    kiri, atas, kanan, bawah = tanda.kotak
    place = Kotakan(halaman=nomor, kiri=kiri, atas=atas, kanan=kanan, bawah=bawah, alasan=reason(tanda.alasan))
    try:
        with runtime.database.unit() as unit:
            desk = desk_of(find_for(unit, berkas_id, orang))
            decide(unit, orang, berkas_id, tanda.giliran, {}, [place], tanda.kunci, hasil=tanda.hasil)
    except Invalid as error:
        return _page(request, runtime, orang, berkas_id, nomor, tanda.kotak, galat={"alasan": error.sentence})
    return go(f"/{PAGES[desk]}/{berkas_id}", "tersimpan")


@router.get("/{berkas_id}/gambar/{nomor}")
def picture(
    runtime: Rt, orang: SignedIn, berkas_id: UUID, nomor: int, bingkai: Annotated[Bingkai, Query()]
) -> Response:
    """A page of the scan as a picture, with a frame around a place, for people of the office."""
    with runtime.database.unit() as unit:
        scan = _scan(unit, orang, berkas_id)
    framed = bingkai.kotak if bingkai.kanan else None
    return Response(drawn(runtime, scan, nomor, LEBAR, framed), media_type="image/jpeg", headers=STILL)


def _scan(unit: Unit, orang: Orang, berkas_id: UUID) -> Pemindaian:
    scan = judged_scan(unit, find_for(unit, berkas_id, orang))
    if scan is None or not scan.hasil:
        raise NotFound(GONE, code="halaman-tidak-ada")
    return scan


def _page(
    request: Request, runtime: Runtime, orang: Orang, berkas_id: UUID, nomor: int, kotak: Kotak | None = None, *,
    mulai: Titik | None = None, galat: dict[str, str] | None = None, isian: dict[str, str] | None = None,
) -> HTMLResponse:  # fmt: skip
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
        scan, desk = _scan(unit, orang, berkas_id), desk_of(berkas)
        context = context_of(unit, orang, berkas, desk)
    if not 1 <= nomor <= (scan.halaman or 0):
        raise NotFound(GONE, code="halaman-tidak-ada")
    return render(
        request, "scan/tandai.html", orang, status=UNPROCESSABLE if galat else 200, galat=galat or {},
        isian=isian or {}, pindaian=scan, nomor=nomor, kotak=kotak, mulai=mulai, lebar=LEBAR, tinggi=TINGGI,
        meja=PAGES[desk], halaman="Tandai bagian yang ditutup", **context,
    )  # fmt: skip
