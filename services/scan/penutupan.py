"""Long work: places of a scan are closed on a copy, which becomes an edition of its own."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

from services.scan.commands.data_pribadi import JOB
from services.scan.domain.data_pribadi import KeadaanPenutupan
from services.scan.domain.pemindaian import Luaran
from services.scan.models_privasi import Penutupan
from services.scan.privasi import newest_closing
from services.scan.redaksi.kerja import Tertutup, close
from services.scan.redaksi.model import Tempat, TidakTertutup
from shared.berkas import lock
from shared.crashpoints import Point, crashpoint
from shared.database.unit import Unit
from shared.documents.bounded import Bounds, BoundsError
from shared.errors import Permanent, Transient
from shared.events.catalogue import PekerjaanTerhenti
from shared.events.jobs import JobKind, Work
from shared.events.tables import now
from shared.folders import working_folder
from shared.runtime import Runtime
from shared.settings import Settings
from shared.sop import Keadaan
from shared.storage import keep

OPEN = (KeadaanPenutupan.ANTRE, KeadaanPenutupan.DIOLAH, KeadaanPenutupan.GAGAL)
NOT_DONE = (
    "Bagian itu tidak dapat ditutup: {why} Tidak ada yang disimpan. Perbaiki bagiannya, atau pindai ulang naskah yang "
    "bagiannya sudah ditutup di kertas."
)
TOO_HEAVY = "Berkas ini berkali-kali gagal ditutup bagiannya. Pindai ulang naskahnya, atau hubungi tim operasi."
Kept = tuple[Tertutup, Luaran, Luaran, list[dict[str, Any]]]


class Unwanted(Exception):
    """Another closing took its place, or the berkas moved on."""


def run(work: Work) -> None:
    """Close the places of one order, or drop it quietly when nobody waits for it any more."""
    try:
        row = _start(work)
        with working_folder(work.runtime.settings.work_dir) as folder:
            kept = _carry_out(work, row, folder)
            crashpoint(Point.CLOSED_STORED)
            _finish(work, *kept)
    except Unwanted:
        _drop(work)


def stopped(unit: Unit, subject: UUID, payload: dict[str, Any], sentence: str) -> None:
    """The closing needs a person: say why, here and in the case's timeline."""
    row = unit.session.get_one(Penutupan, UUID(payload["penutupan"]))
    if not _wanted(unit, row):
        _replace(row)
        return
    row.state, row.sebab, row.finished_at = KeadaanPenutupan.GAGAL, sentence, now()
    told = PekerjaanTerhenti(berkas_id=subject, langkah=row.langkah, sebab=sentence, pada=now())
    unit.publish(told, subject=subject, actor=str(row.pelaku.id))


KIND = {JOB: JobKind(run=run, stopped=stopped)}


def bounds(settings: Settings, pages: int) -> Bounds:
    """The limits of the child that opens a scan."""
    seconds = settings.ocr_seconds + pages * settings.ocr_page_seconds
    return Bounds(settings.ocr_memory_mb, seconds, float(seconds))


def _start(work: Work) -> Penutupan:
    with work.runtime.database.unit() as unit:
        row = _mine(unit, work)
        row.state, row.sebab, row.started_at = KeadaanPenutupan.DIOLAH, None, now()
        return row


def _carry_out(work: Work, row: Penutupan, folder: Path) -> Kept:
    runtime = work.runtime
    source = runtime.store.fetch(row.dari, folder / "sumber.pdf")
    places = [Tempat.of(one) for one in row.bagian]
    try:
        made = close(source, places, bounds(runtime.settings, len(places)), folder)
    except TidakTertutup as error:
        raise Permanent(NOT_DONE.format(why=str(error))) from error
    except BoundsError as error:
        raise _judged(error, work) from error
    crashpoint(Point.CLOSED_MADE)
    text = folder / "teks.json"
    text.write_text(json.dumps({"halaman": list(made.texts)}, ensure_ascii=False), encoding="utf-8")
    pdf = _kept(runtime, made.path, "application/pdf")
    virus = [{"sha256": pdf.sha256, **asdict(runtime.virus.look(made.path))}] if runtime.virus.there else []
    return made, pdf, _kept(runtime, text, "application/json"), virus


def _kept(runtime: Runtime, path: Path, content_type: str) -> Luaran:
    return Luaran(sha256=keep(runtime.database, runtime.store, path, content_type), ukuran=path.stat().st_size)


def _judged(error: BoundsError, work: Work) -> Exception:
    if work.attempt < work.runtime.settings.job_attempts:
        return Transient(f"closing: {error}")
    return Permanent(TOO_HEAVY)


def _finish(work: Work, made: Tertutup, pdf: Luaran, text: Luaran, virus: list[dict[str, Any]]) -> None:
    with work.runtime.database.unit() as unit:
        row = _mine(unit, work)
        row.state, row.finished_at = KeadaanPenutupan.SIAP, now()
        row.hasil, row.hasil_ukuran, row.teks, row.teks_ukuran = pdf.sha256, pdf.ukuran, text.sha256, text.ukuran
        row.pdfa, row.pdfa_sebab, row.digambar, row.virus = made.pdfa, made.pdfa_sebab, list(made.digambar), virus
        work.finish(unit)


def _drop(work: Work) -> None:
    with work.runtime.database.unit() as unit:
        _replace(unit.session.get_one(Penutupan, UUID(work.payload["penutupan"]), with_for_update=True))
        work.finish(unit)


def _replace(row: Penutupan) -> None:
    if row.keadaan in OPEN[:2]:
        row.state, row.sebab, row.finished_at = KeadaanPenutupan.DIGANTI, "Berkas sudah berpindah.", now()


def _mine(unit: Unit, work: Work) -> Penutupan:
    """The closing of this work, its berkas locked. Raises Unwanted."""
    row = unit.session.get_one(Penutupan, UUID(work.payload["penutupan"]))
    if not _wanted(unit, row):
        raise Unwanted
    return row


def _wanted(unit: Unit, row: Penutupan) -> bool:
    berkas, newest = lock(unit, row.berkas_id), newest_closing(unit, row.berkas_id, row.dari)
    unit.session.refresh(row)
    still_here = berkas.giliran == row.giliran and berkas.keadaan is Keadaan.BERJALAN
    return still_here and newest is not None and newest.id == row.id and row.keadaan in OPEN
