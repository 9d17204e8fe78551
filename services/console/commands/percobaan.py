"""Tries to prove who one is: each is counted before anything is looked at, by name and by network."""

import hashlib
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from services.console import queries
from services.console.domain.masuk import BY_NAME, BY_NETWORK, REMEMBERED, network_of, wait_after
from services.console.models import PercobaanMasuk
from shared.database.unit import Unit
from shared.errors import TooOften
from shared.events.tables import now
from shared.runtime import Runtime

SENTENCE: Final = "Terlalu banyak percobaan masuk yang gagal. Tunggu {} detik, lalu coba lagi."
_LOCK = text("SELECT pg_advisory_xact_lock(:name)")


def begin(runtime: Runtime, nama_masuk: str, alamat: str) -> UUID:
    """Count a try, as failed until it is known to be good: tries side by side do not slip through. Raises TooOften."""
    network = network_of(alamat)
    with runtime.database.unit() as unit:
        _one_at_a_time(unit.session, nama_masuk, network)
        moment = now()
        since = moment - REMEMBERED
        by_name = wait_after(queries.failures_since(unit.session, nama_masuk, since), moment, BY_NAME)
        by_network = wait_after(queries.failures_from(unit.session, network, since), moment, BY_NETWORK)
        if wait := max(by_name, by_network):
            raise TooOften(SENTENCE.format(int(wait.total_seconds()) + 1))
        row = PercobaanMasuk(nama_masuk=nama_masuk, alamat=alamat, jaringan=network, pada=moment)
        unit.session.add(row)
        return row.id


def succeeded(unit: Unit, attempt: UUID) -> None:
    """A try was good: the failures with this name before it are forgiven."""
    unit.session.get_one(PercobaanMasuk, attempt).berhasil = True


def withdraw(unit: Unit, attempt: UUID) -> None:
    """A try was good as far as it went, but more is to be proved: it neither counts nor forgives."""
    unit.session.delete(unit.session.get_one(PercobaanMasuk, attempt))


def _one_at_a_time(session: Session, nama_masuk: str, network: str) -> None:
    """Always the name before the network, so that nobody waits for each other."""
    for name in (f"nama {nama_masuk}", f"jaringan {network}"):
        digest = hashlib.sha256(name.encode()).digest()
        session.execute(_LOCK, {"name": int.from_bytes(digest[:8], signed=True)})
