"""The page on which two copies of the paper are received."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.scan.commands import rangkap
from services.scan.domain.rangkap import Rangkap
from services.scan.pages.desk import UNPROCESSABLE, Bilangan, Teks, desk_context, sent_back
from shared.errors import Invalid
from shared.identity import Orang
from shared.sop import Tindakan
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/rangkap")


@router.get("/{berkas_id}")
def show(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID) -> Response:
    """The form, for who may fill it in."""
    return _page(request, runtime, orang, berkas_id)


@router.post("/{berkas_id}")
def receive(
    request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, giliran: Bilangan, kunci: Teks,
    jumlah_rangkap: Teks = "", asli_ada: Teks = "", salinan_ada: Teks = "", catatan: Teks = "",
) -> Response:  # fmt: skip
    """Confirm the receipt."""
    try:
        given = Rangkap(
            jumlah_rangkap=_number(jumlah_rangkap), asli_ada=bool(asli_ada), salinan_ada=bool(salinan_ada),
            catatan=catatan.strip(),
        )  # fmt: skip
        with runtime.database.unit() as unit:
            rangkap.receive(unit, orang, berkas_id, giliran, given, kunci)
    except Invalid as error:
        typed = {
            "jumlah_rangkap": jumlah_rangkap, "asli_ada": asli_ada, "salinan_ada": salinan_ada, "catatan": catatan
        }  # fmt: skip
        return _page(request, runtime, orang, berkas_id, typed, {error.field or "": error.sentence})
    return go(f"/berkas/{berkas_id}", "selesai")


@router.post("/{berkas_id}/kembalikan")
def send_back(
    runtime: Rt, orang: SignedIn, berkas_id: UUID, giliran: Bilangan, kunci: Teks, ke: Teks = "", alasan: Teks = ""
) -> RedirectResponse:
    """Return the berkas."""
    return sent_back(runtime, orang, berkas_id, giliran, ke, alasan, kunci)


def _page(
    request: Request, runtime: Rt, orang: Orang, berkas_id: UUID,
    isian: dict[str, Any] | None = None, galat: dict[str, str] | None = None,
) -> HTMLResponse:  # fmt: skip
    with runtime.database.unit() as unit:
        context = desk_context(unit, orang, berkas_id, Tindakan.TERIMA_RANGKAP)
    return render(
        request, "scan/rangkap.html", orang, status=UNPROCESSABLE if galat else 200, isian=isian or {},
        galat=galat or {}, halaman="Terima naskah dua rangkap", **context,
    )  # fmt: skip


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Invalid("Tuliskan jumlah rangkap yang diterima dengan angka.", field="jumlah_rangkap") from None
