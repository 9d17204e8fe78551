"""Ordering a scan again with one page of it replaced."""

from uuid import UUID

from services.scan.commands.pemindaian import order
from services.scan.domain.halaman_ulang import check_replaceable, replaced
from services.scan.domain.pemindaian import Asal, KeadaanScan, Sumber, salinan_in
from services.scan.models import Pemindaian
from services.scan.queries import latest_scan, scan_with_key
from shared.berkas import at_desk, find_for
from shared.database.unit import Unit
from shared.errors import Conflict
from shared.identity import Orang
from shared.sop import Berkas, Tindakan

DONE = (KeadaanScan.SIAP, KeadaanScan.DIPAKAI)


def replaceable(scan: Pemindaian | None, berkas: Berkas) -> bool:
    """Whether pages of this scan, the newest of its berkas, may be replaced: it is done, and still of this naskah."""
    if scan is None or scan.keadaan not in DONE or scan.revisi != berkas.revisi or scan.result.bertanda_tangan:
        return False
    lies = salinan_in(berkas)
    return Asal(scan.asal) is Asal.PINDAIAN or (lies is not None and lies.sha256 == scan.sources[0].sha256)


def page_ordered_before(
    unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, nomor: int, dari: UUID | None, kunci: str
) -> tuple[Berkas, Pemindaian | None]:
    """The berkas, if this person may have this page replaced now, and the scan that the same key ordered before."""
    if known := scan_with_key(unit, berkas_id, kunci):
        return find_for(unit, berkas_id, orang), known
    berkas = at_desk(unit, berkas_id, orang, giliran, Tindakan.PINDAI).berkas
    check_replaceable(_looked_at(unit, berkas, dari).sources, nomor)
    return berkas, None


def replace_page(
    unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, nomor: int, dari: UUID | None, baru: Sumber, kunci: str
) -> Pemindaian:
    """Order the newest scan anew with page `nomor` from `baru`; `dari`: the scan that the person looked at.

    Raises Conflict, Forbidden, Invalid, NotFound.
    """
    berkas = at_desk(unit, berkas_id, orang, giliran, Tindakan.PINDAI).berkas
    if known := scan_with_key(unit, berkas_id, kunci):
        return known
    scan = _looked_at(unit, berkas, dari)
    sources = replaced(scan.sources, nomor, baru)
    return order(unit, orang, berkas_id, giliran, Asal(scan.asal), sources, kunci)


def _looked_at(unit: Unit, berkas: Berkas, dari: UUID | None) -> Pemindaian:
    scan = latest_scan(unit, berkas.id)
    if scan is None or (dari is not None and scan.id != dari):
        raise Conflict(
            "Pindaian yang Anda lihat sudah diganti. Muat ulang halamannya, lalu lihat hasil yang baru.",
            code="pindaian-lewat",
        )
    if scan.keadaan in DONE:
        check_replaceable(scan.sources, 1)
    if not replaceable(scan, berkas):
        raise Conflict(
            "Halaman hanya dapat diganti pada pindaian yang sudah selesai diolah dan masih dari naskah yang sama. "
            "Tunggu sampai selesai, atau unggah seluruh pindaian.", code="scan-belum-siap",
        )  # fmt: skip
    return scan
