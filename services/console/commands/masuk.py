"""Signing in with name and password."""

import hashlib
import logging
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from services.console import passwords, queries
from services.console.commands.sesi import Perangkat, open_session
from services.console.domain.masuk import REMEMBERED, wait_after
from services.console.models import PercobaanMasuk
from shared.errors import TerbitError, Unauthenticated
from shared.events.tables import now
from shared.identity import Orang
from shared.runtime import Runtime

log = logging.getLogger(__name__)
SANDI = "kata sandi"


class TooOften(TerbitError):
    """Too many failed tries with one name: the next must wait."""

    status = 429
    code = "terlalu-sering"
    title = "Terlalu sering mencoba"

    def __init__(self, wait: timedelta) -> None:
        seconds = int(wait.total_seconds()) + 1
        super().__init__(f"Terlalu banyak percobaan masuk yang gagal. Tunggu {seconds} detik, lalu coba lagi.")


def sign_in(runtime: Runtime, nama_masuk: str, kata_sandi: str, perangkat: Perangkat) -> tuple[Orang, str]:
    """A new session of the person with this name and password: the person with the roles held now, and the token.

    The try is counted before the password is looked at, so that tries side by side do not slip through. Raises
    Unauthenticated (the same for an unknown name, a wrong password and an account that is switched off), TooOften.
    """
    with runtime.database.unit() as unit:
        attempt = _begin(unit.session, nama_masuk, perangkat.alamat)
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, nama_masuk)
        kept, active = (akun.kata_sandi, akun.aktif) if akun else (None, False)
    if not passwords.matches(kept, kata_sandi) or akun is None or not active:
        log.info("sign-in failed", extra={"attempt": str(attempt)})
        raise Unauthenticated("Nama masuk atau kata sandi tidak cocok.", code="masuk-gagal")
    with runtime.database.unit() as unit:
        unit.session.get_one(PercobaanMasuk, attempt).berhasil = True
        return open_session(unit, runtime.settings, unit.session.merge(akun), SANDI, perangkat)


def _begin(session: Session, nama_masuk: str, alamat: str) -> UUID:
    session.execute(text("SELECT pg_advisory_xact_lock(:name)"), {"name": _lock_of(nama_masuk)})
    moment = now()
    wait = wait_after(queries.failures_since(session, nama_masuk, moment - REMEMBERED), moment)
    if wait:
        raise TooOften(wait)
    row = PercobaanMasuk(nama_masuk=nama_masuk, alamat=alamat, pada=moment)
    session.add(row)
    return row.id


def _lock_of(nama_masuk: str) -> int:
    return int.from_bytes(hashlib.sha256(nama_masuk.encode()).digest()[:8], signed=True)
