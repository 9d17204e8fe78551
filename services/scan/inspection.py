"""The completeness list of a berkas as it is now, from the database and the store."""

import json
from uuid import UUID

from services.scan.domain.kelengkapan import Bahan, Baris
from services.scan.domain.periksa import check
from services.scan.queries import report_on, zone
from shared.berkas import find_for
from shared.folders import working_folder
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Berkas, JenisDokumen, sop


def inspect_berkas(runtime: Runtime, orang: Orang, berkas_id: UUID) -> tuple[Berkas, tuple[Baris, ...]]:
    """The berkas and its list, wherever it lies. Raises NotFound, Transient."""
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
        laporan, zona = report_on(unit, berkas), zone(unit, berkas.kantor)
    document = berkas.terbaru(JenisDokumen.TEKS)
    teks = page_texts(runtime, document.sha256) if document else None
    return berkas, check(Bahan(berkas, sop(berkas.sop), laporan, teks, zona))


def page_texts(runtime: Runtime, sha256: str) -> tuple[str, ...]:
    """The text of each page of a scan, from the store. Raises NotFound, Transient."""
    with working_folder(runtime.settings.work_dir) as folder:
        stored = runtime.store.fetch(sha256, folder / "teks.json")
        return tuple(json.loads(stored.read_text(encoding="utf-8"))["halaman"])
