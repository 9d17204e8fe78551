"""The progress of the offices below one's own, on pages."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.intake.wilayah import queries
from services.intake.wilayah.api import Page
from shared.offices import office
from shared.web.pages import render
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/wilayah")


@router.get("")
def progress(request: Request, runtime: Rt, orang: SignedIn, kantor: str = "") -> HTMLResponse:
    """The offices directly below one of one's own, or below one of those."""
    with runtime.database.unit() as unit:
        mine = queries.tops(unit, orang)
        rows = queries.progress(unit, orang, kantor or mine[0].kode)
        top = office(unit, kantor or mine[0].kode)
    return render(
        request, "intake/wilayah.html", orang, halaman=f"Wilayah {top.nama}", tempat="wilayah", kantor=top, baris=rows,
        milik_saya=mine, sendiri=top.kode in orang.kantor,
    )  # fmt: skip


@router.get("/{kode}")
def cases(request: Request, runtime: Rt, orang: SignedIn, kode: str, halaman: Page = 1) -> HTMLResponse:
    """The cases of an office below one's own."""
    with runtime.database.unit() as unit:
        kantor, rows, pages = queries.cases(unit, orang, kode, halaman)
    return render(
        request, "intake/wilayah_kantor.html", orang, halaman=kantor.nama, tempat="wilayah", kantor=kantor, baris=rows,
        kini=halaman, jumlah=pages,
    )  # fmt: skip
