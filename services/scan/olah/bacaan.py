"""Pages that were read are kept until the scan is done: what a killed worker had read is not read again."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, func, select

from services.scan.models_bacaan import Bacaan, Rentang
from services.scan.pipeline import Reading
from services.scan.pipeline.pages_read import PagesRead
from shared.crashpoints import Point, crashpoint
from shared.database.unit import Unit
from shared.events.jobs import Work
from shared.runtime import Runtime

_OVER = "SELECT id FROM pemindaian WHERE state NOT IN ('antre', 'diolah', 'gagal')"
_FORGOTTEN = [text(f"DELETE FROM {table} WHERE pemindaian_id IN ({_OVER})") for table in ("bacaan", "rentang")]  # noqa: S608


def keep_reading(work: Work, scan: UUID, reading: Reading) -> None:
    """Keep a page; whoever was first is right, for two workers read the same."""
    row = Bacaan(pemindaian_id=scan, nomor=reading.number, isi=reading.content, gambar=reading.picture)
    with work.runtime.database.unit() as unit:
        unit.session.execute(insert(Bacaan).values(**row.model_dump()).on_conflict_do_nothing())
    crashpoint(Point.PAGE_KEPT)


def take_kept(runtime: Runtime, scan: UUID, read: PagesRead) -> None:
    """Put what was read before where the pipeline finds it, page by page."""
    with runtime.database.unit() as unit:
        for row in unit.session.exec(select(Bacaan).where(Bacaan.pemindaian_id == scan).execution_options(yield_per=8)):
            read.take(row.reading)


def numbers_kept(unit: Unit, scan: UUID) -> set[int]:
    """The pages of which a reading is kept."""
    return set(unit.session.exec(select(Bacaan.nomor).where(Bacaan.pemindaian_id == scan)))


def count_kept(unit: Unit, scan: UUID) -> int:
    """How many pages are kept."""
    return unit.session.exec(select(func.count()).where(col(Bacaan.pemindaian_id) == scan)).one()


def forget_readings(unit: Unit, scan: UUID) -> None:
    """The scan is over, one way or the other."""
    unit.session.execute(delete(Bacaan).where(col(Bacaan.pemindaian_id) == scan))
    unit.session.execute(delete(Rentang).where(col(Rentang.pemindaian_id) == scan))


def forget_left_over(runtime: Runtime) -> None:
    """What late workers kept of scans that are over."""
    with runtime.database.unit() as unit:
        for statement in _FORGOTTEN:
            unit.session.execute(statement)
