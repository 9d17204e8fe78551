"""Deputations: an official is away (Plh) or a post is vacant (Plt), and somebody acts in the place for a time."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from services.console import queries
from services.console.commands.catat import Oleh, record, tell_person
from services.console.domain.orang import Jabatan, known_roles
from services.console.domain.penugasan import Masa, check, masa
from services.console.domain.wewenang import may_manage, may_see
from services.console.models import Akun, PenugasanAkun
from shared.database.unit import Unit
from shared.errors import Forbidden, Invalid, NotFound
from shared.events.tables import now
from shared.identity import JenisPenugasan, Orang
from shared.offices import office, tree
from shared.sop import sop
from shared.sop.berkas import Short

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('penugasan'))")


class PenugasanBaru(BaseModel):
    """Who acts (`akun`) in whose place (`untuk`, or the title of a vacant post), from the first to the last day.

    `dasar`: number of the letter that orders it.
    """

    jenis: JenisPenugasan
    akun: UUID
    untuk: UUID | None = None
    jabatan: Jabatan = ""
    peran: str
    dasar: Short
    mulai: date
    sampai: date


def may_appoint(unit: Unit, orang: Orang, kantor: str, peran: str, untuk: UUID | None) -> None:
    """An administrator of the office, or an official for the time of the own absence. Raises Forbidden."""
    own = untuk == orang.id and peran in orang.peran.get(kantor, ())
    if not own and not may_manage(orang, kantor, tree(unit)):
        raise Forbidden("Hanya pengelola kantor, atau pejabatnya sendiri, yang dapat menugaskan pengganti.")


def appoint(unit: Unit, orang: Orang, kantor: str, baru: PenugasanBaru, oleh: Oleh) -> PenugasanAkun:
    """A new deputation. Raises Forbidden, NotFound, Invalid, Conflict."""
    may_appoint(unit, orang, kantor, baru.peran, baru.untuk)
    unit.session.execute(_ONE_AT_A_TIME)
    place = office(unit, kantor)
    known_roles(sop(place.sop), [baru.peran])
    mulai, sampai = masa(baru.mulai, baru.sampai, place.zona, now())
    deputy, official = _active(unit, baru.akun, "akun"), _person(unit, baru.untuk)
    if kantor not in queries.offices_of(unit.session, deputy) and not may_manage(orang, kantor, tree(unit)):
        raise Invalid("Pengganti dari kantor lain ditugaskan oleh pengelola kantor.", field="akun")
    wanted = Masa(deputy.id, baru.untuk, kantor, baru.peran, mulai, sampai)
    check(wanted, _roles(unit, deputy, kantor), _roles(unit, official, kantor) if official else (), _others(unit))
    row = PenugasanAkun(
        akun=deputy.id, jenis=baru.jenis, kantor=kantor, peran=baru.peran, untuk=baru.untuk,
        jabatan=_title(baru, official), dasar=baru.dasar, mulai=mulai, sampai=sampai,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    record(unit, oleh, "penugasan dibuat", deputy.id, **_told(row))
    tell_person(unit, deputy, oleh)
    return row


def end(unit: Unit, orang: Orang, penugasan_id: UUID, oleh: Oleh) -> PenugasanAkun:
    """End a deputation now, before its time. Raises NotFound, Forbidden; one that has ended already stays as it is."""
    row = unit.session.get(PenugasanAkun, penugasan_id, with_for_update=True)
    if row is None or not may_see(orang, row.kantor, tree(unit)):
        raise NotFound("Penugasan ini tidak ada.", code="penugasan-tidak-ada")
    may_appoint(unit, orang, row.kantor, row.peran, row.untuk)
    if row.sampai > now() and row.diakhiri_pada is None:
        _end(unit, row, oleh)
    return row


def end_without_role(unit: Unit, akun: Akun, kantor: str, peran: Collection[str], oleh: Oleh) -> None:
    """End whatever is done in the place of an official who holds only these roles at the office now."""
    query = _open().where(
        PenugasanAkun.untuk == akun.id, PenugasanAkun.kantor == kantor, col(PenugasanAkun.peran).not_in(peran)
    )
    for row in unit.session.exec(query.with_for_update()).all():
        _end(unit, row, oleh, sebab="peran dicabut")


def _end(unit: Unit, row: PenugasanAkun, oleh: Oleh, **rincian: str) -> None:
    row.sampai = row.diakhiri_pada = max(now(), row.mulai)
    unit.session.flush()
    record(unit, oleh, "penugasan diakhiri", row.akun, **_told(row), **rincian)
    tell_person(unit, unit.session.get_one(Akun, row.akun), oleh)


def _open() -> SelectOfScalar[PenugasanAkun]:
    """Deputations whose time is not over: an ended one of which the first day never came has none."""
    return select(PenugasanAkun).where(
        col(PenugasanAkun.sampai) > now(), col(PenugasanAkun.diakhiri_pada).is_(None)
    )  # fmt: skip


def _others(unit: Unit) -> list[Masa]:
    rows = unit.session.exec(_open())
    return [Masa(row.akun, row.untuk, row.kantor, row.peran, row.mulai, row.sampai) for row in rows]


def _roles(unit: Unit, akun: Akun, kantor: str) -> tuple[str, ...]:
    return queries.person(unit.session, akun).peran.get(kantor, ())


def _person(unit: Unit, akun_id: UUID | None) -> Akun | None:
    if akun_id is None:
        return None
    akun = unit.session.get(Akun, akun_id)
    if akun is None:
        raise Invalid("Pejabat ini tidak dikenal.", field="untuk")
    return akun


def _active(unit: Unit, akun_id: UUID, field: str) -> Akun:
    akun = unit.session.get(Akun, akun_id, with_for_update=True)
    if akun is None or not akun.aktif:
        raise Invalid("Orang ini tidak dikenal, atau akunnya tidak aktif.", field=field)
    return akun


def _title(baru: PenugasanBaru, official: Akun | None) -> str:
    title = baru.jabatan or (official.jabatan if official else "")
    if not title:
        raise Invalid("Tuliskan nama jabatannya, misalnya Kasubbag Hukum.", field="jabatan")
    return title


def _told(row: PenugasanAkun) -> dict[str, str]:
    return {
        "penugasan": str(row.id), "jenis": row.jenis, "kantor": row.kantor, "peran": row.peran,
        "untuk": str(row.untuk or ""), "jabatan": row.jabatan, "dasar": row.dasar, "mulai": row.mulai.isoformat(),
        "sampai": row.sampai.isoformat(),
    }  # fmt: skip
