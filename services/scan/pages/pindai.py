"""The pages on which a product is scanned: what waits, the scan and its result."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.scan import queries
from services.scan.commands import pemindaian
from services.scan.commands.halaman import DONE, replaceable
from services.scan.domain.pemindaian import salinan_in
from services.scan.inspection import page_texts
from services.scan.kemajuan import progress
from services.scan.mutu.ringkasan import rentang
from services.scan.pages.desk import UNPROCESSABLE, Bilangan, Teks, desk_context, sent_back
from services.scan.pages.lembar import sheet_of
from services.scan.pemisahan.queries import beside, may_scan
from services.scan.privasi import closing_with_result, personal_data
from services.scan.receiving import receive_scan
from services.scan.terbaca.queries import read_of
from shared.berkas import find_for
from shared.errors import Invalid, NotFound
from shared.identity import Orang
from shared.sop import Tindakan, owned_by
from shared.tanda_tangan import kalimat_semua
from shared.web.files import private_file
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn
from shared.web.uploads import limits_of
from shared.work import waiting_for

router = APIRouter(prefix="/pindai")


@router.get("")
def waiting(request: Request, runtime: Rt, orang: SignedIn) -> Response:
    """What waits at the scan desks for this person."""
    with runtime.database.unit() as unit:
        work, petugas = waiting_for(unit, orang, owned_by("scan")), may_scan(unit, orang)
    return render(
        request, "scan/daftar.html", orang, halaman="Pekerjaan pindai", pekerjaan=work, petugas=petugas, tempat="kerja"
    )


@router.get("/{berkas_id}")
def show(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID) -> Response:
    """The scan: form, state, result."""
    return page(request, runtime, orang, berkas_id)


@router.post("/{berkas_id}")
def scan(
    request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, giliran: Bilangan, kunci: Teks, pakai: Teks = "",
    berkas: Annotated[list[UploadFile] | None, File()] = None, unggahan: Annotated[list[UUID] | None, Form()] = None,
) -> Response:  # fmt: skip
    """Take the files (those that came up before, then those of the form) and order the scan."""
    try:
        receive_scan(runtime, orang, berkas_id, giliran, kunci, berkas or [], pakai, unggahan or [])
    except Invalid as error:
        return page(request, runtime, orang, berkas_id, {"berkas": error.sentence}, urutan=unggahan or ())
    return go(f"/pindai/{berkas_id}", "dipindai")


@router.post("/{berkas_id}/selesai")
def take(runtime: Rt, orang: SignedIn, berkas_id: UUID, giliran: Bilangan, kunci: Teks) -> RedirectResponse:
    """Take the result."""
    with runtime.database.unit() as unit:
        pemindaian.take_result(unit, orang, berkas_id, giliran, kunci)
    return go(f"/berkas/{berkas_id}", "selesai")


@router.post("/{berkas_id}/kembalikan")
def send_back(
    runtime: Rt, orang: SignedIn, berkas_id: UUID, giliran: Bilangan, kunci: Teks, ke: Teks = "", alasan: Teks = ""
) -> RedirectResponse:
    """Return the berkas."""
    return sent_back(runtime, orang, berkas_id, giliran, ke, alasan, kunci)


@router.get("/{berkas_id}/hasil/{sha256}")
def result(runtime: Rt, orang: SignedIn, berkas_id: UUID, sha256: str) -> Response:
    """The PDF that came out, for people of the office."""
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
        found = queries.scan_with_result(unit, berkas_id, sha256) or closing_with_result(unit, berkas_id, sha256)
    if found is None:
        raise NotFound("Hasil scan ini tidak ada.", code="hasil-scan-tidak-ada")
    name = f"hasil-scan-{berkas.tahun_agenda}-{berkas.nomor_agenda}.pdf"
    return private_file(runtime.store, sha256, found.hasil_ukuran or 0, "application/pdf", name)


def page(
    request: Request, runtime: Rt, orang: Orang, berkas_id: UUID, galat: dict[str, str] | None = None,
    isian: dict[str, str] | None = None, urutan: Sequence[UUID] = (),
) -> HTMLResponse:  # fmt: skip
    """The scan desk of a berkas. `urutan`: uploads in the order in which they were just sent."""
    with runtime.database.unit() as unit:
        context = desk_context(unit, orang, berkas_id, Tindakan.PINDAI)
        latest = queries.latest_scan(unit, berkas_id)
        data = personal_data(unit, context["berkas"])
        kemajuan, terbaca = progress(unit, berkas_id), read_of(unit, context["berkas"])
        lembar = beside(unit, berkas_id, context["berkas"].giliran)
    shown = latest if latest and latest.keadaan in DONE else None
    texts = page_texts(runtime, shown.teks) if shown and shown.teks else ()
    signed = shown.result.tanda_tangan if shown else None
    return render(
        request, "scan/pindai.html", orang, status=UNPROCESSABLE if galat else 200, galat=galat or {}, pindaian=latest,
        teks=texts, data=data, bagian=sheet_of(request, data), isian=isian or {}, kemajuan=kemajuan, terbaca=terbaca,
        rentang=rentang, ganti=context["boleh"] and replaceable(latest, context["berkas"]),
        ada_salinan=salinan_in(context["berkas"]), lembar=lembar,
        tanda_tangan=kalimat_semua(signed, context["zona"]) if signed else "", halaman="Pindai produk hukum",
        urutan=urutan, terbesar=limits_of(runtime, context["berkas"].kantor).max_bytes, **context,
    )  # fmt: skip
