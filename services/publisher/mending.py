"""After a restore: the public bucket and the feeds are made as the database says."""

from collections.abc import Iterator

from sqlmodel import col, select

from services.publisher.conservation import publications, strangers
from services.publisher.domain.bukti import Bukti
from services.publisher.domain.keadaan import KeadaanPublikasi
from services.publisher.feed import rebuild
from services.publisher.models import Publikasi
from services.publisher.queries import locked_publication
from shared.runtime import Runtime
from shared.storage import Store
from shared.tables import Kantor

LOST = "Berkas PDF produk ini hilang dari penyimpanan."


def mend(runtime: Runtime) -> list[str]:
    """Hide what no publication stands for, show again what was published, write the feeds; a sentence for each.

    A publication whose file cannot be had is not verified until the file is back.

    Raises Transient.
    """
    rows, busy = publications(runtime)
    done = [*_hidden(runtime.store, rows, busy), *_shown(runtime, rows)]
    with runtime.database.unit() as unit:
        offices = list(unit.session.exec(select(Kantor.kode).order_by(col(Kantor.kode))))
    for kantor in offices:
        rebuild(runtime, kantor)
    return done


def _hidden(store: Store, rows: list[Publikasi], busy: set[str]) -> Iterator[str]:
    for name in strangers(store, rows, busy):
        store.unpublish(name)
        yield f"public object {name} is younger than the backup; it is hidden, its private original is kept"


def _shown(runtime: Runtime, rows: list[Publikasi]) -> Iterator[str]:
    for row in rows:
        if row.keadaan == KeadaanPublikasi.TERVERIFIKASI or row.file_lost:
            yield from _file(runtime, row)


def _file(runtime: Runtime, row: Publikasi) -> Iterator[str]:
    there = runtime.store.has_public(row.object_key)
    back = not there and runtime.store.has(row.sha256)
    if back:
        runtime.store.publish(row.sha256, row.object_key)
        yield f"public object {row.object_key} was missing and is back"
    if not there and not back:
        yield f"public object {row.object_key} is missing, and so is its original {row.sha256}; it is not verified"
    if row.file_lost == (there or back):
        _mark(runtime, row, lost=not row.file_lost)


def _mark(runtime: Runtime, row: Publikasi, *, lost: bool) -> None:
    """What is lost is sent but not verified; what is back has the bytes that were seen then."""
    with runtime.database.unit() as unit:
        found = locked_publication(unit, row.id)
        if lost:
            found.keadaan, found.sebab, found.verified_at = KeadaanPublikasi.DIKIRIM, LOST, None
        else:
            seen = Bukti.model_validate(found.bukti).selesai
            found.keadaan, found.sebab, found.verified_at = KeadaanPublikasi.TERVERIFIKASI, "", seen
