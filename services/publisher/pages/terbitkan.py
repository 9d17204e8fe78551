"""The page on which a product is published: the metadata, then how far it is, then what proves it."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import ValidationError

from services.publisher import commands
from services.publisher.domain.keadaan import BERLANGSUNG, HIDUP, NAMA, KeadaanPublikasi
from services.publisher.domain.metadata import STATUS, drafted
from services.publisher.models import Publikasi
from services.publisher.pages.meja import Typed, case, complaints, turn_of
from services.publisher.queries import latest_publication
from shared.errors import Invalid
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import JenisDokumen, Tindakan
from shared.sop.jenis import BIDANG_HUKUM
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/terbitkan")
EDITABLE = frozenset(
    {"judul", "teu", "nomor", "tahun", "tempat_penetapan", "tanggal_penetapan", "penandatangan", "sumber", "subjek",
     "bidang_hukum", "bahasa", "lokasi", "status"}
)  # fmt: skip
"""Kind and abbreviation are not: the berkas went its way through the SOP as that kind."""


@router.get("/{berkas_id}")
def show(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID) -> HTMLResponse:
    """The form, the progress, or the evidence."""
    return _page(request, runtime, orang, berkas_id, {}, {})


@router.post("/{berkas_id}")
def publish(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, typed: Typed) -> Response:
    """Order the publication."""
    changes = {name: value for name, value in typed.items() if name in EDITABLE}
    try:
        giliran, kunci = turn_of(typed)
        with runtime.database.unit() as unit:
            commands.terbitkan(unit, orang, berkas_id, giliran, kunci, changes)
    except (Invalid, ValidationError) as error:
        return _page(request, runtime, orang, berkas_id, typed, complaints(error))
    return go(f"/terbitkan/{berkas_id}", "diunggah")


@router.post("/{berkas_id}/kembalikan")
def give_back(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, typed: Typed) -> Response:
    """Return the berkas to an earlier step."""
    try:
        commands.kembalikan_dari_formulir(runtime.database, orang, berkas_id, *turn_of(typed), typed)
    except Invalid as error:
        return _page(request, runtime, orang, berkas_id, typed, complaints(error))
    return go(f"/terbitkan/{berkas_id}", "dikembalikan")


def _page(
    request: Request, runtime: Runtime, orang: Orang, berkas_id: UUID, typed: dict[str, str], wrong: dict[str, str]
) -> HTMLResponse:
    with runtime.database.unit() as unit:
        context = case(unit, berkas_id, orang, Tindakan.UNGGAH)
        publikasi = latest_publication(unit, berkas_id)
    return render(
        request, "publisher/terbitkan.html", orang, status=422 if wrong else 200, **context, galat=wrong,
        **_progress(publikasi), **_form(context, publikasi, typed), situs=runtime.settings.jdih_address,
    )  # fmt: skip


def _progress(publikasi: Publikasi | None) -> dict[str, Any]:
    state = KeadaanPublikasi(publikasi.keadaan) if publikasi else None
    return {
        "publikasi": publikasi, "keadaan": NAMA[state] if state else None, "gagal": state is KeadaanPublikasi.GAGAL,
        "hidup": state in HIDUP, "berlangsung": state in BERLANGSUNG,
    }  # fmt: skip


def _form(context: dict[str, Any], publikasi: Publikasi | None, typed: dict[str, str]) -> dict[str, Any]:
    """What was typed last, over what was tried last, over what the berkas suggests."""
    berkas = context["berkas"]
    before = publikasi.isi if publikasi and publikasi.giliran == berkas.giliran else {}
    scan = berkas.terbaru(JenisDokumen.HASIL_SCAN)
    return {
        "isian": {**drafted(berkas, context["kantor"].nama), **before, **typed},
        "pilihan_bidang": [(name, name) for name in BIDANG_HUKUM], "pilihan_status": [(name, name) for name in STATUS],
        "hasil_scan": scan, "saran": scan.terbaca if scan else (),
    }  # fmt: skip
