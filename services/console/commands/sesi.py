"""Sessions: one for each sign-in, renewed while it is used, ended by its owner, by an administrator, or by time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from services.console import queries
from services.console.commands.catat import Oleh, record, tell_session_end
from services.console.models import Akun, Sesi
from shared.database.unit import Unit
from shared.errors import NotFound, Unauthenticated
from shared.events.catalogue import SesiDiakhiri
from shared.events.tables import now
from shared.identity import Masuk, Orang, issue
from shared.settings import Settings

PERAMBAN_PANJANG = 200


@dataclass(frozen=True)
class Perangkat:
    """From where somebody signs in: address and browser, as the request tells them."""

    alamat: str
    peramban: str = ""


def open_session(unit: Unit, settings: Settings, akun: Akun, cara: str, perangkat: Perangkat) -> tuple[Orang, str]:
    """A new session of this person, who has just proved by `cara` who it is; the person and the first token."""
    row = Sesi(
        akun=akun.id, cara=cara, alamat=perangkat.alamat, peramban=perangkat.peramban[:PERAMBAN_PANJANG],
        habis=now() + timedelta(hours=settings.session_hours),
    )  # fmt: skip
    unit.session.add(row)
    orang = queries.person(unit.session, akun)
    record(unit, Oleh.of(orang, perangkat.alamat), "masuk", akun.id, cara=cara, sesi=str(row.id))
    return orang, issue(orang, row.id, row.habis)


def renew(unit: Unit, settings: Settings, masuk: Masuk) -> tuple[Orang, str]:
    """The person with the roles of now, and a fresh token of the same session. Raises Unauthenticated."""
    row = unit.session.get(Sesi, masuk.sesi, with_for_update=True)
    akun = unit.session.get(Akun, masuk.orang.id)
    if row is None or akun is None or row.akun != akun.id or not (akun.aktif and _lives(row, settings)):
        raise Unauthenticated("Waktu masuk Anda sudah berakhir. Silakan masuk kembali.", code="sesi-berakhir")
    row.terlihat = now()
    orang = queries.person(unit.session, akun)
    return orang, issue(orang, row.id, row.habis)


def living(unit: Unit, settings: Settings, akun: UUID) -> list[Sesi]:
    """The sessions of a person in which somebody may still be at work, the newest first."""
    query = select(Sesi).where(Sesi.akun == akun, col(Sesi.habis) > now()).order_by(col(Sesi.dibuat).desc())
    return [row for row in unit.session.exec(query) if _lives(row, settings)]


def end(unit: Unit, akun: UUID, sesi: UUID, oleh: Oleh) -> None:
    """End one session of a person. Raises NotFound when it is not that person's."""
    row = unit.session.get(Sesi, sesi, with_for_update=True)
    if row is None or row.akun != akun:
        raise NotFound("Sesi ini tidak ada.", code="sesi-tidak-ada")
    _end(unit, [row], oleh)


def end_all(unit: Unit, akun: UUID, oleh: Oleh, but: UUID | None = None) -> int:
    """End every session of a person except `but`; how many there were."""
    query = select(Sesi).where(Sesi.akun == akun, col(Sesi.diakhiri_pada).is_(None), col(Sesi.habis) > now())
    rows = [row for row in unit.session.exec(query.with_for_update()) if row.id != but]
    _end(unit, rows, oleh)
    return len(rows)


def _end(unit: Unit, rows: Iterable[Sesi], oleh: Oleh) -> None:
    for row in rows:
        if row.diakhiri_pada is None:
            row.diakhiri_pada = now()
            record(unit, oleh, "sesi diakhiri", row.akun, sesi=str(row.id))
            tell_session_end(unit, SesiDiakhiri(sesi=row.id, habis=row.habis), oleh)


def _lives(row: Sesi, settings: Settings) -> bool:
    idle = timedelta(minutes=settings.session_idle_minutes)
    return row.diakhiri_pada is None and row.habis > now() and row.terlihat + idle > now()
