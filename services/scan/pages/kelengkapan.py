"""The page of the completeness list."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.scan import queries
from services.scan.commands.kelengkapan import confirm
from services.scan.domain.kelengkapan import shortcomings
from services.scan.inspection import Daftar, inspect_berkas
from services.scan.pages.desk import UNPROCESSABLE, Bilangan, Teks, context_of, sent_back, typed
from services.scan.pages.lembar import sheet_of
from services.scan.terbaca.queries import read_of
from shared.identity import Orang
from shared.sop import Tindakan
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/kelengkapan")
SESUAI = "sesuai"


@router.get("/{berkas_id}")
def show(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID) -> Response:
    """The list as it is now."""
    return page(request, runtime, orang, inspect_berkas(runtime, orang, berkas_id))


@router.post("/{berkas_id}")
def finish(
    request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, giliran: Bilangan, kunci: Teks,
    isian: Annotated[dict[str, str], Depends(typed)],
) -> Response:  # fmt: skip
    """Confirm the list, or show what is still missing beside what was typed."""
    daftar = inspect_berkas(runtime, orang, berkas_id)
    berkas, baris = daftar.berkas, daftar.baris
    konfirmasi = {line.kode: isian.get(f"periksa-{line.kode}") == SESUAI for line in baris}
    catatan = {line.kode: isian.get(f"catatan-{line.kode}", "") for line in baris}
    galat = shortcomings(baris, konfirmasi, catatan)
    mine = queries.may_act(berkas, orang, Tindakan.PERIKSA_KELENGKAPAN)
    if galat and mine and berkas.giliran == giliran:
        return page(request, runtime, orang, daftar, isian, galat)
    with runtime.database.unit() as unit:
        confirm(unit, orang, berkas_id, giliran, baris, daftar.hasil, konfirmasi, catatan, kunci)
    return go(f"/berkas/{berkas_id}", "selesai")


@router.post("/{berkas_id}/kembalikan")
def send_back(
    runtime: Rt, orang: SignedIn, berkas_id: UUID, giliran: Bilangan, kunci: Teks, ke: Teks = "", alasan: Teks = ""
) -> RedirectResponse:
    """Return the berkas."""
    return sent_back(runtime, orang, berkas_id, giliran, ke, alasan, kunci)


def page(
    request: Request, runtime: Rt, orang: Orang, daftar: Daftar,
    isian: dict[str, str] | None = None, galat: dict[str, str] | None = None,
) -> HTMLResponse:  # fmt: skip
    """The list with the form to confirm it, for who may."""
    with runtime.database.unit() as unit:
        context = context_of(unit, orang, daftar.berkas, Tindakan.PERIKSA_KELENGKAPAN)
        kept, terbaca = queries.checked(unit, daftar.berkas.id), read_of(unit, daftar.berkas)
    return render(
        request, "scan/kelengkapan.html", orang, status=UNPROCESSABLE if galat else 200, isian=isian or {},
        galat=galat or {}, baris=daftar.baris, data=daftar.data, bagian=sheet_of(request, daftar.data),
        terbaca=terbaca, diperiksa=kept, halaman="Cek kelengkapan", **context,
    )  # fmt: skip
