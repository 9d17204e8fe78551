"""A long scan is read in ranges of pages, each a job of its own, by all workers; the last to be done has it joined.

Of one scan only some ranges wait at a time, in a queue of their own: short scans and other long ones get their turn.
"""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise
from math import ceil
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from services.scan.commands.pemindaian import JOB
from services.scan.domain.pemindaian import KeadaanScan
from services.scan.models import Pemindaian
from services.scan.models_bacaan import Rentang
from services.scan.olah.bacaan import keep_reading, numbers_kept
from services.scan.olah.keadaan import failed, mine, ticking, while_wanted
from services.scan.olah.kegagalan import judged, last_chance
from services.scan.olah.sumber import fetched, options
from services.scan.pipeline import Wish, read_excerpt
from shared.crashpoints import Point, crashpoint
from shared.database.unit import Unit
from shared.documents.sniff import Kind
from shared.events.jobs import JobKind, Work
from shared.events.tables import now
from shared.folders import working_folder
from shared.web.uploads import KINDS

BACA = "baca-rentang"


def part(work: Work, wishes: Sequence[Wish]) -> None:
    """Part what is to be read into ranges, order the first of them, and end this work."""
    settings = work.runtime.settings
    with work.runtime.database.unit() as unit:
        scan = mine(unit, work)
        for old in _ranges(unit, scan.id):
            unit.session.delete(old)
        unit.session.flush()
        unit.session.add_all(
            Rentang(pemindaian_id=scan.id, nomor=number, halaman=[asdict(wish) for wish in some])
            for number, some in enumerate(even(wishes, settings.ocr_range_pages), 1)
        )
        unit.session.flush()
        _order(unit, scan, settings.ocr_ranges_at_once)
        work.finish(unit)
    crashpoint(Point.PAGES_PARTED)


def even(wishes: Sequence[Wish], most: int) -> list[Sequence[Wish]]:
    """In as few ranges as possible of at most so many pages, of about the same length."""
    count = ceil(len(wishes) / most)
    ends = [round(len(wishes) * number / count) for number in range(count + 1)]
    return [wishes[begin:end] for begin, end in pairwise(ends)]


def run(work: Work) -> None:
    """Read one range, or drop it when nobody waits for the scan any more."""
    with while_wanted(work):
        scan, wishes = _start(work)
        if wishes:
            _read(work, scan, wishes)
        _finish(work)


def stopped(unit: Unit, _subject: UUID, payload: dict[str, Any], sentence: str) -> None:
    """The range, and so the scan, needs a person."""
    scan = unit.session.get_one(Pemindaian, UUID(payload["pemindaian"]))
    if range_ := unit.session.get(Rentang, (scan.id, payload["rentang"])):
        range_.sebab = sentence
    failed(unit, scan, sentence)


KIND = {BACA: JobKind(run=run, stopped=stopped, part=True)}


def _start(work: Work) -> tuple[Pemindaian, list[Wish]]:
    """The scan, and which pages of the range are not read yet."""
    with work.runtime.database.unit() as unit:
        scan = mine(unit, work)
        _mine(unit, work).sebab = None
        unit.session.flush()
        if not any(one.sebab for one in _ranges(unit, scan.id)):
            scan.state, scan.sebab, scan.finished_at = KeadaanScan.DIOLAH, None, None
        known = numbers_kept(unit, scan.id)
        return scan, [wish for wish in _mine(unit, work).wishes if wish.number not in known]


def _read(work: Work, scan: Pemindaian, wishes: Sequence[Wish]) -> None:
    runtime = work.runtime
    with working_folder(runtime.settings.work_dir) as folder, judged(work, scan):
        bahan = fetched(runtime, scan, folder)
        sources = [
            (path, Kind(KINDS[one.tipe]), one.halaman) for path, one in zip(bahan.files, scan.sources, strict=True)
        ]  # fmt: skip
        given_up = last_chance(work)
        for reading in read_excerpt(
            sources, wishes, folder / "hasil", options(runtime.settings), ticking(work), give_up=given_up,
            replacements=bahan.anew,
        ):  # fmt: skip
            keep_reading(work, scan.id, reading)


def _finish(work: Work) -> None:
    """This range is done: the next one is ordered, or after the last the scan put together."""
    with work.runtime.database.unit() as unit:
        scan = mine(unit, work)
        _mine(unit, work).selesai_at = now()
        unit.session.flush()
        if all(one.selesai_at for one in _ranges(unit, scan.id)):
            unit.order(JOB, subject=scan.berkas_id, payload={"pemindaian": str(scan.id)})
        else:
            _order(unit, scan, 1)
        work.finish(unit)


def _order(unit: Unit, scan: Pemindaian, count: int) -> None:
    """Order the next ranges of a scan; its berkas is locked, so nobody else does."""
    for one in [one for one in _ranges(unit, scan.id) if not one.dipesan_at][:count]:
        one.dipesan_at = now()
        unit.order(BACA, subject=scan.berkas_id, payload={"pemindaian": str(scan.id), "rentang": one.nomor})


def _ranges(unit: Unit, scan: UUID) -> list[Rentang]:
    query = select(Rentang).where(Rentang.pemindaian_id == scan).order_by(col(Rentang.nomor))
    return list(unit.session.exec(query))


def _mine(unit: Unit, work: Work) -> Rentang:
    return unit.session.get_one(Rentang, (UUID(work.payload["pemindaian"]), work.payload["rentang"]))
