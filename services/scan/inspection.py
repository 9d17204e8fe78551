"""The completeness list of a berkas as it is now, from the database and the store."""

import json
from dataclasses import dataclass
from uuid import UUID

from services.scan.domain.data_pribadi import DataPribadi
from services.scan.domain.kelengkapan import Bahan, Baris
from services.scan.domain.periksa import check
from services.scan.privasi import personal_data, presented, report_on
from services.scan.queries import zone
from shared.berkas import find_for
from shared.events.tables import now
from shared.folders import working_folder
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Berkas, JenisDokumen, sop


@dataclass(frozen=True)
class Daftar:
    """A berkas, its list, and what the list is about: personal data with its decisions, the scan by its SHA-256."""

    berkas: Berkas
    baris: tuple[Baris, ...]
    data: DataPribadi | None
    hasil: str | None


def inspect_berkas(runtime: Runtime, orang: Orang, berkas_id: UUID) -> Daftar:
    """The berkas and its list, wherever it lies; of the scan, the edition that would be published.

    Raises NotFound, Transient.
    """
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
        data = personal_data(unit, berkas)
        shown = presented(unit, berkas, data, orang.nama, now())
        laporan, zona = report_on(unit, shown), zone(unit, berkas.kantor)
    document, scan = shown.terbaru(JenisDokumen.TEKS), shown.terbaru(JenisDokumen.HASIL_SCAN)
    teks = page_texts(runtime, document.sha256) if document else None
    baris = check(Bahan(shown, sop(berkas.sop), laporan, teks, data, zona))
    return Daftar(berkas, baris, data, scan.sha256 if scan else None)


def page_texts(runtime: Runtime, sha256: str) -> tuple[str, ...]:
    """The text of each page of a scan, from the store. Raises NotFound, Transient."""
    with working_folder(runtime.settings.work_dir) as folder:
        stored = runtime.store.fetch(sha256, folder / "teks.json")
        return tuple(json.loads(stored.read_text(encoding="utf-8"))["halaman"])
