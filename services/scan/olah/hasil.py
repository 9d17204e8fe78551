"""What came of a scan: looked through, stored, and recorded."""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from services.scan import penutupan
from services.scan.commands.putusan_tetap import keep_decisions
from services.scan.domain.pemindaian import KeadaanScan, Luaran
from services.scan.models import Pemindaian
from services.scan.olah.bacaan import forget_readings
from services.scan.olah.keadaan import Tick, mine
from services.scan.olah.sumber import Bahan
from services.scan.pipeline import PipelineResult
from services.scan.privasi import letterhead
from services.scan.redaksi.kerja import look
from services.scan.tanda_tangan import signatures_in
from services.scan.terbaca.kerja import Understood, keep_cut_outs, understood
from services.scan.virus import looked_through
from shared.documents.bounded import BoundsError
from shared.events.jobs import Work
from shared.events.tables import now
from shared.runtime import Runtime
from shared.sop import Berkas
from shared.storage import keep

log = logging.getLogger(__name__)
PDF, JSON = "application/pdf", "application/json"
Found = list[dict[str, Any]] | None


@dataclass(frozen=True)
class Made:
    """What came of a scan: the result, what was found in it, and its files as stored. None: nobody looked."""

    result: PipelineResult
    virus: Found
    signed: Found
    personal: Found
    understood: Understood
    pdf: Luaran
    text: Luaran


def made_of(
    work: Work, scan: Pemindaian, berkas: Berkas, bahan: Bahan, result: PipelineResult, folder: Path, tick: Tick
) -> Made:  # fmt: skip
    """Look through everything, and store it."""
    text = folder / "teks.json"
    texts = json.dumps(result.texts, ensure_ascii=False)
    text.write_text(f'{{"halaman": {texts}, "kata": {result.halaman.json}}}', encoding="utf-8")
    here = bahan.by_sha256 | {result.sha256: result.path}
    virus = looked_through(work.runtime, berkas, here, folder, tick)
    signed = signatures_in(work.runtime, berkas, scan.sources, here, folder, tick)
    found = _personal_data(work, berkas, result, folder, tick)
    read = understood(work.runtime.settings, result, text, found or (), folder)
    pdf, words = _kept(work.runtime, result.path, PDF), _kept(work.runtime, text, JSON)
    return Made(result, virus, signed, found, read, pdf, words)


def finish(work: Work, made: Made) -> None:
    """Record it; the work is done."""
    result = made.result
    with work.runtime.database.unit() as unit:
        row = mine(unit, work)
        row.state, row.sebab, row.finished_at = KeadaanScan.SIAP, None, now()
        row.detik = (now() - (row.started_at or now())).total_seconds()
        row.hasil, row.hasil_ukuran = made.pdf.sha256, made.pdf.ukuran
        row.teks, row.teks_ukuran = made.text.sha256, made.text.ukuran
        row.halaman, row.laporan = result.pages, [asdict(page) for page in result.page_reports]
        row.aktif, row.virus, row.tanda_tangan = result.active, made.virus, made.signed
        row.peringatan, row.pemahaman = made.personal, made.understood.pemahaman
        keep_cut_outs(unit, row.id, made.understood)
        row.pdfa, row.pdfa_sebab = result.pdfa.status, result.pdfa.reason
        forget_readings(unit, row.id)
        keep_decisions(unit, row)
        work.finish(unit)


def _personal_data(work: Work, berkas: Berkas, result: PipelineResult, folder: Path, tick: Tick) -> Found:
    """Warnings; None where the text could not be looked at: then a person looks."""
    with work.runtime.database.unit() as unit:
        kepala = letterhead(unit, berkas.kantor)
    try:
        return look(result.path, kepala, penutupan.bounds(work.runtime.settings, result.pages), folder, tick)
    except BoundsError as error:
        log.warning("personal data could not be looked for: %s", type(error).__name__, extra={"job": str(work.id)})
        return None


def _kept(runtime: Runtime, path: Path, content_type: str) -> Luaran:
    return Luaran(sha256=keep(runtime.database, runtime.store, path, content_type), ukuran=path.stat().st_size)
