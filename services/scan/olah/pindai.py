"""One scan is done: its pages are read, here or, when there are many, by all workers; then put together."""

from pathlib import Path
from typing import Any
from uuid import UUID

from services.scan.commands.pemindaian import JOB
from services.scan.domain.pemindaian import KeadaanScan
from services.scan.models import Pemindaian
from services.scan.olah import rentang
from services.scan.olah.bacaan import keep_reading, take_kept
from services.scan.olah.hasil import Made, finish, made_of
from services.scan.olah.keadaan import failed, mine, ticking, while_wanted
from services.scan.olah.kegagalan import WORN_OUT, judged, named
from services.scan.olah.sumber import fetched, options
from services.scan.pipeline import Plan, opened
from services.scan.pipeline.pages_read import PagesRead
from shared.berkas import find
from shared.crashpoints import Point, crashpoint
from shared.database.unit import Unit
from shared.errors import Permanent
from shared.events.jobs import JobKind, Work
from shared.events.tables import now
from shared.folders import working_folder
from shared.sop import Berkas


def run(work: Work) -> None:
    """Do it, or drop it quietly when nobody waits for it any more."""
    with while_wanted(work):
        scan, berkas = _start(work)
        with working_folder(work.runtime.settings.work_dir) as folder:
            made = _carried_out(work, scan, berkas, folder)
        if made:
            crashpoint(Point.SCAN_STORED)
            finish(work, made)


def stopped(unit: Unit, _subject: UUID, payload: dict[str, Any], sentence: str) -> None:
    """It needs a person."""
    failed(unit, unit.session.get_one(Pemindaian, UUID(payload["pemindaian"])), sentence)


KIND = {JOB: JobKind(run=run, stopped=stopped)}


def _start(work: Work) -> tuple[Pemindaian, Berkas]:
    with work.runtime.database.unit() as unit:
        scan = mine(unit, work)
        scan.state, scan.sebab, scan.started_at = KeadaanScan.DIOLAH, None, scan.started_at or now()
        return scan, find(unit, scan.berkas_id)


def _carried_out(work: Work, scan: Pemindaian, berkas: Berkas, folder: Path) -> Made | None:
    """What came of it; None: it is read in ranges, and this work is done."""
    tick, runtime = ticking(work), work.runtime
    bahan, names, made = fetched(runtime, scan, folder), [one.nama for one in scan.sources], folder / "hasil"
    with (
        judged(work, scan),
        opened(bahan.files, made, options(runtime.settings), tick, names, bahan.anew) as attempt,
    ):
        plan, read = attempt.plan(), attempt.nothing_read()
        take_kept(runtime, scan.id, read)
        _planned(work, plan)
        missing = [wish for wish in plan.wishes if wish.number not in read.known]
        if len(missing) > runtime.settings.ocr_range_pages:
            rentang.part(work, missing)
            return None
        attempt.read(plan, read, lambda reading: keep_reading(work, scan.id, reading))
        _require_some(scan, plan, read)
        result = attempt.finish(plan, read, made)
        crashpoint(Point.SCAN_READ)
        return made_of(work, scan, berkas, bahan, result, folder, tick)


def _planned(work: Work, plan: Plan) -> None:
    with work.runtime.database.unit() as unit:
        scan = mine(unit, work)
        scan.halaman, scan.perlu_dibaca = len(plan.judgements), len(plan.wishes)


def _require_some(scan: Pemindaian, plan: Plan, read: PagesRead) -> None:
    if plan.wishes and not read.files:
        raise Permanent(WORN_OUT.format(nama=named(scan)))
