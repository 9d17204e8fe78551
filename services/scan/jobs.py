"""Long work of the scan desk: from the files of a scan to a searchable PDF and its text."""

import json
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from services.scan import penutupan
from services.scan.commands.pemindaian import JOB
from services.scan.domain.pemindaian import KeadaanScan, Luaran
from services.scan.models import Pemindaian
from services.scan.pemisahan import kerja
from services.scan.pemisahan.terima import PISAH
from services.scan.pipeline import (
    PipelineFailed,
    PipelineOptions,
    PipelineResult,
    PipelineTooLarge,
    PipelineTooLong,
    process,
)
from services.scan.privasi import letterhead
from services.scan.queries import latest_scan
from services.scan.redaksi.kerja import look
from services.scan.tanda_tangan import signatures_in
from services.scan.virus import looked_through
from shared.berkas import find, lock
from shared.crashpoints import Point, crashpoint
from shared.database.unit import Unit
from shared.documents.bounded import BoundsError
from shared.errors import Permanent
from shared.events.catalogue import PekerjaanTerhenti
from shared.events.jobs import JobKind, Work
from shared.events.tables import now
from shared.folders import working_folder
from shared.runtime import Runtime
from shared.settings import Settings
from shared.sop import Berkas, Keadaan
from shared.storage import keep
from shared.web.uploads import limits

log = logging.getLogger(__name__)
PDF, JSON = "application/pdf", "application/json"
HEAVY_ATTEMPTS = 2
"""What was too long or too large twice will be so again."""
Found = list[dict[str, Any]] | None
Tick = Callable[[], None]
OPEN = (KeadaanScan.ANTRE, KeadaanScan.DIOLAH, KeadaanScan.GAGAL)


@dataclass(frozen=True)
class Made:
    """What came of a scan: the result, what was found in it, and its files as stored. None: nobody looked."""

    result: PipelineResult
    virus: Found
    signed: Found
    personal: Found
    pdf: Luaran
    text: Luaran


class Unwanted(Exception):
    """The scan was replaced, or its berkas moved on."""


def run(work: Work) -> None:
    """Do one scan, or drop it quietly when nobody waits for it any more."""
    try:
        scan = _start(work)
        with working_folder(work.runtime.settings.work_dir) as folder:
            made = _carry_out(work, *scan, folder)
            crashpoint(Point.SCAN_STORED)
            _finish(work, made)
    except Unwanted:
        _drop(work)


def stopped(unit: Unit, subject: UUID, payload: dict[str, Any], sentence: str) -> None:
    """The scan needs a person: say why, here and in the case's timeline."""
    scan = unit.session.get_one(Pemindaian, UUID(payload["pemindaian"]))
    if not _wanted(unit, scan):
        _replace(scan)
        return
    scan.state, scan.sebab, scan.finished_at = KeadaanScan.GAGAL, sentence, now()
    told = PekerjaanTerhenti(berkas_id=subject, langkah=scan.langkah, sebab=sentence, pada=now())
    unit.publish(told, subject=subject, actor=str(scan.pelaku.id))


JOBS = {JOB: JobKind(run=run, stopped=stopped), PISAH: kerja.KIND, **penutupan.KIND}


def options(settings: Settings) -> PipelineOptions:
    """The limits of one scan, from the settings."""
    return PipelineOptions(
        limits=limits(settings), languages=settings.ocr_languages, jobs=settings.ocr_jobs,
        memory_mb=settings.ocr_memory_mb, base_seconds=settings.ocr_seconds, page_seconds=settings.ocr_page_seconds,
    )  # fmt: skip


def _carry_out(work: Work, scan: Pemindaian, berkas: Berkas, folder: Path) -> Made:
    tick = _tick(work)
    sources = [
        work.runtime.store.fetch(one.sha256, folder / f"sumber-{number}") for number, one in enumerate(scan.sources)
    ]
    try:
        result = process(
            sources, folder / "hasil", options(work.runtime.settings), tick, [one.nama for one in scan.sources]
        )
    except PipelineFailed as error:
        raise _judged(error, work) from error
    crashpoint(Point.SCAN_READ)
    text = folder / "teks.json"
    texts = json.dumps(result.texts, ensure_ascii=False)
    text.write_text(f'{{"halaman": {texts}, "kata": {result.halaman.json}}}', encoding="utf-8")
    here = {one.sha256: path for one, path in zip(scan.sources, sources, strict=True)} | {result.sha256: result.path}
    virus = looked_through(work.runtime, berkas, here, folder, tick)
    signed = signatures_in(work.runtime, berkas, scan.sources, here, folder, tick)
    found = _personal_data(work, berkas, result, folder, tick)
    pdf, words = _kept(work.runtime, result.path, PDF), _kept(work.runtime, text, JSON)
    return Made(result, virus, signed, found, pdf, words)


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


def _judged(error: PipelineFailed, work: Work) -> Exception:
    """The same failure, or after enough attempts the sentence for the person who must act."""
    heavy = isinstance(error, PipelineTooLong | PipelineTooLarge)
    if work.attempt < (HEAVY_ATTEMPTS if heavy else work.runtime.settings.job_attempts):
        return error
    if heavy:
        return Permanent(
            "Pindaian ini terlalu berat untuk diolah dalam batas waktu dan memori. "
            "Pindai ulang dengan 200–300 dpi, lalu unggah lagi."
        )
    return Permanent("Pindaian ini berkali-kali gagal diolah. Pindai ulang naskahnya, atau hubungi tim operasi.")


def _start(work: Work) -> tuple[Pemindaian, Berkas]:
    with work.runtime.database.unit() as unit:
        scan = _mine(unit, work)
        scan.state, scan.sebab, scan.started_at = KeadaanScan.DIOLAH, None, now()
        return scan, find(unit, scan.berkas_id)


def _finish(work: Work, made: Made) -> None:
    result = made.result
    with work.runtime.database.unit() as unit:
        row = _mine(unit, work)
        row.state, row.finished_at, row.detik = KeadaanScan.SIAP, now(), result.seconds
        row.hasil, row.hasil_ukuran = made.pdf.sha256, made.pdf.ukuran
        row.teks, row.teks_ukuran = made.text.sha256, made.text.ukuran
        row.halaman, row.laporan = result.pages, [asdict(page) for page in result.page_reports]
        row.aktif, row.virus, row.tanda_tangan = result.active, made.virus, made.signed
        row.peringatan = made.personal
        row.pdfa, row.pdfa_sebab = result.pdfa.status, result.pdfa.reason
        work.finish(unit)


def _drop(work: Work) -> None:
    with work.runtime.database.unit() as unit:
        scan = unit.session.get_one(Pemindaian, UUID(work.payload["pemindaian"]), with_for_update=True)
        _replace(scan)
        work.finish(unit)


def _replace(scan: Pemindaian) -> None:
    if scan.keadaan.dikerjakan:
        scan.state, scan.sebab, scan.finished_at = KeadaanScan.DIGANTI, "Berkas sudah berpindah.", now()


def _mine(unit: Unit, work: Work) -> Pemindaian:
    """The scan of this work, its berkas locked. Raises Unwanted."""
    scan = unit.session.get_one(Pemindaian, UUID(work.payload["pemindaian"]))
    if not _wanted(unit, scan):
        raise Unwanted
    return scan


def _wanted(unit: Unit, scan: Pemindaian) -> bool:
    berkas, newest = lock(unit, scan.berkas_id), latest_scan(unit, scan.berkas_id)
    unit.session.refresh(scan)
    still_here = berkas.giliran == scan.giliran and berkas.keadaan is Keadaan.BERJALAN
    return still_here and newest is not None and newest.id == scan.id and scan.keadaan in OPEN


def _tick(work: Work) -> Tick:
    """Every third of the lease: stop when it is lost or the scan not wanted; not when the database is away."""
    every = work.runtime.settings.job_lease_seconds / 3
    due = time.monotonic() + every

    def tick() -> None:
        nonlocal due
        if time.monotonic() < due:
            return
        due = time.monotonic() + every
        with suppress(DBAPIError):
            work.keep()
            with work.runtime.database.unit() as unit:
                _mine(unit, work)

    return tick
