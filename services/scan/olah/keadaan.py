"""Where a scan stands while it is worked on, and whether anybody still waits for it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from services.scan.domain.pemindaian import KeadaanScan
from services.scan.models import Pemindaian
from services.scan.olah.bacaan import forget_readings
from services.scan.queries import latest_scan
from shared.berkas import lock
from shared.database.unit import Unit
from shared.events.catalogue import PekerjaanTerhenti
from shared.events.jobs import Work
from shared.events.tables import now
from shared.sop import Keadaan

OPEN = (KeadaanScan.ANTRE, KeadaanScan.DIOLAH, KeadaanScan.GAGAL)
Tick = Callable[[], None]


class Unwanted(Exception):
    """The scan was replaced, or its berkas moved on."""


@contextmanager
def while_wanted(work: Work) -> Iterator[None]:
    """What is in the block is dropped quietly when nobody waits for this scan any more."""
    try:
        yield
    except Unwanted:
        with work.runtime.database.unit() as unit:
            scan = unit.session.get_one(Pemindaian, id_of(work), with_for_update=True)
            replaced(unit, scan)
            work.finish(unit)


def mine(unit: Unit, work: Work) -> Pemindaian:
    """The scan of this work, its berkas locked. Raises Unwanted."""
    scan = unit.session.get_one(Pemindaian, id_of(work))
    if not wanted(unit, scan):
        raise Unwanted
    return scan


def wanted(unit: Unit, scan: Pemindaian) -> bool:
    """Whether somebody waits for it; locks its berkas."""
    berkas, newest = lock(unit, scan.berkas_id), latest_scan(unit, scan.berkas_id)
    unit.session.refresh(scan)
    still_here = berkas.giliran == scan.giliran and berkas.keadaan is Keadaan.BERJALAN
    return still_here and newest is not None and newest.id == scan.id and scan.keadaan in OPEN


def replaced(unit: Unit, scan: Pemindaian) -> None:
    """Nobody waits for it."""
    if scan.keadaan.dikerjakan:
        scan.state, scan.sebab, scan.finished_at = KeadaanScan.DIGANTI, "Berkas sudah berpindah.", now()
    forget_readings(unit, scan.id)


def failed(unit: Unit, scan: Pemindaian, sentence: str) -> None:
    """It needs a person: say why, here and in the case's timeline, once."""
    if not wanted(unit, scan):
        replaced(unit, scan)
        return
    told_before = scan.keadaan is KeadaanScan.GAGAL
    scan.state, scan.sebab, scan.finished_at = KeadaanScan.GAGAL, sentence, now()
    if not told_before:
        told = PekerjaanTerhenti(berkas_id=scan.berkas_id, langkah=scan.langkah, sebab=sentence, pada=now())
        unit.publish(told, subject=scan.berkas_id, actor=str(scan.pelaku.id))


def ticking(work: Work) -> Tick:
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
                mine(unit, work)

    return tick


def id_of(work: Work) -> UUID:
    """Of which scan this work is."""
    return UUID(work.payload["pemindaian"])
