"""Pictures of what was read, and the draft of the abstrak."""

from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from fastapi.responses import Response

from services.scan.pemahaman.abstrak import lembar_abstrak, susun_abstrak
from services.scan.privasi import judged_scan
from services.scan.queries import zone
from services.scan.terbaca.queries import cut_out
from shared.berkas import find_for
from shared.errors import NotFound
from shared.events.tables import now
from shared.web.files import PDF, STILL
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/pindai")


@router.get("/{berkas_id}/potongan/{bidang}")
def picture(runtime: Rt, orang: SignedIn, berkas_id: UUID, bidang: str) -> Response:
    """The place of the scan on which a field stands, for people of the office."""
    with runtime.database.unit() as unit:
        found = cut_out(unit, find_for(unit, berkas_id, orang), bidang)
    if found is None:
        raise NotFound("Potongan halaman ini tidak ada.", code="potongan-tidak-ada")
    return Response(found, media_type="image/jpeg", headers=STILL)


@router.get("/{berkas_id}/abstrak")
def abstract(runtime: Rt, orang: SignedIn, berkas_id: UUID) -> Response:
    """A draft from what was read; blanks where that is unsure."""
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
        scan, zona = judged_scan(unit, berkas), zone(unit, berkas.kantor)
    found = scan.understood if scan else None
    if found is None:
        raise NotFound(
            "Belum ada hasil scan yang dipahami, jadi belum ada rancangan abstrak.", code="abstrak-tidak-ada"
        )
    sheet = lembar_abstrak(susun_abstrak(found), now().astimezone(ZoneInfo(zona)).date())
    name = f"rancangan-abstrak-{berkas.tahun_agenda}-{berkas.nomor_agenda}.pdf"
    headers = {**PDF, "content-disposition": f'inline; filename="{name}"'}
    return Response(sheet, media_type="application/pdf", headers=headers)
