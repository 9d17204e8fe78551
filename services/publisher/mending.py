"""After a restore: the public bucket and the feeds are made as the database says."""

from collections.abc import Iterator

from sqlmodel import col, select

from services.publisher.conservation import publications, strangers
from services.publisher.domain.keadaan import KeadaanPublikasi
from services.publisher.feed import rebuild
from services.publisher.models import Publikasi
from shared.runtime import Runtime
from shared.storage import Store
from shared.tables import Kantor


def mend(runtime: Runtime) -> list[str]:
    """Hide what no publication stands for, show again what was published, write the feeds; a sentence for each.

    Raises Transient.
    """
    rows, busy = publications(runtime)
    done = [*_hidden(runtime.store, rows, busy), *_shown(runtime.store, rows)]
    with runtime.database.unit() as unit:
        offices = list(unit.session.exec(select(Kantor.kode).order_by(col(Kantor.kode))))
    for kantor in offices:
        rebuild(runtime, kantor)
    return done


def _hidden(store: Store, rows: list[Publikasi], busy: set[str]) -> Iterator[str]:
    for name in strangers(store, rows, busy):
        store.unpublish(name)
        yield f"public object {name} is younger than the backup; it is hidden, its private original is kept"


def _shown(store: Store, rows: list[Publikasi]) -> Iterator[str]:
    for row in rows:
        if row.keadaan == KeadaanPublikasi.TERVERIFIKASI and not store.has_public(row.object_key):
            if store.has(row.sha256):
                store.publish(row.sha256, row.object_key)
                yield f"public object {row.object_key} was missing and is back"
            else:
                yield f"public object {row.object_key} is missing, and so is its original {row.sha256}"
