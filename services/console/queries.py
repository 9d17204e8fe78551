"""What console reads: people as tokens state them, their offices, failed tries to sign in."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from services.console.domain.orang import roles_of
from services.console.models import Akun, Catatan, PenugasanAkun, PeranAkun, PercobaanMasuk
from shared.events.tables import now
from shared.identity import OPERASI, PENGELOLA, Digantikan, JenisPenugasan, Orang, Penugasan
from shared.sop import sop
from shared.tables import Kantor


def account(session: Session, nama_masuk: str) -> Akun | None:
    """The account with this sign-in name (lower case)."""
    return session.exec(select(Akun).where(Akun.nama_masuk == nama_masuk)).first()


def person(session: Session, akun: Akun) -> Orang:
    """The person of an account, with the roles held now."""
    peran: dict[str, list[str]] = defaultdict(list)
    acting = deputations(session, akun.id)
    rows = select(PeranAkun).where(PeranAkun.akun == akun.id).order_by(PeranAkun.kantor, PeranAkun.peran)
    for row in session.exec(rows):
        peran[row.kantor].append(row.peran)
    held = [*peran, *(penugasan.kantor for penugasan in acting)]
    names = [office.nama for office in offices(session, held)] or (["Tim operasi"] if OPERASI in peran[""] else [])
    return Orang(
        id=akun.id, nama=akun.nama, nip=akun.nip, jabatan=akun.jabatan, kantor_nama=", ".join(names),
        peran={kantor: tuple(roles) for kantor, roles in peran.items() if roles},
        penugasan=acting, versi=akun.versi,
    )  # fmt: skip


def deputations(session: Session, akun: UUID) -> tuple[Penugasan, ...]:
    """In whose place this person acts now or will act, in the order of their beginning."""
    query = select(PenugasanAkun, Akun).join(Akun, col(Akun.id) == PenugasanAkun.untuk, isouter=True)
    query = query.where(PenugasanAkun.akun == akun, col(PenugasanAkun.sampai) > now())
    return tuple(as_penugasan(row, who) for row, who in session.exec(query.order_by(col(PenugasanAkun.mulai))))


def as_penugasan(row: PenugasanAkun, who: Akun | None) -> Penugasan:
    """A deputation as a token states it."""
    replaced = Digantikan(
        id=who.id if who else None, nama=who.nama if who else "", nip=who.nip if who else "", jabatan=row.jabatan
    )
    return Penugasan(
        id=row.id, jenis=JenisPenugasan(row.jenis), kantor=row.kantor, peran=row.peran, untuk=replaced,
        mulai=row.mulai, sampai=row.sampai,
    )  # fmt: skip


def offices(session: Session, codes: Collection[str]) -> list[Kantor]:
    """The offices with these codes, in the order of the codes."""
    return list(session.exec(select(Kantor).where(col(Kantor.kode).in_(codes)).order_by(Kantor.kode)))


def failures_since(session: Session, nama_masuk: str, since: datetime) -> list[datetime]:
    """When signing in with this name failed, after `since` and after its last success; the oldest first."""
    of_name = PercobaanMasuk.nama_masuk == nama_masuk
    last = select(func.max(PercobaanMasuk.pada)).where(of_name, PercobaanMasuk.berhasil)
    begin = max(since, session.exec(last).one() or since)
    query = select(PercobaanMasuk.pada).where(of_name, PercobaanMasuk.pada > begin).order_by(col(PercobaanMasuk.pada))
    return list(session.exec(query))


def failures_from(session: Session, jaringan: str, since: datetime) -> list[datetime]:
    """When signing in from this network failed after `since`, but for who got in from there later; the oldest first."""
    good = aliased(PercobaanMasuk)
    got_in = (
        select(good.id)
        .where(good.jaringan == jaringan, good.nama_masuk == PercobaanMasuk.nama_masuk, col(good.berhasil))
        .where(good.pada > PercobaanMasuk.pada)
    )
    query = select(PercobaanMasuk.pada).where(
        PercobaanMasuk.jaringan == jaringan, PercobaanMasuk.pada > since, ~col(PercobaanMasuk.berhasil),
        ~got_in.exists(),
    )  # fmt: skip
    return list(session.exec(query.order_by(col(PercobaanMasuk.pada))))


def failed_tries(session: Session, nama_masuk: str, since: datetime, limit: int = 20) -> list[PercobaanMasuk]:
    """The tries to sign in with this name that failed after `since`, the newest first."""
    query = select(PercobaanMasuk).where(
        PercobaanMasuk.nama_masuk == nama_masuk, ~col(PercobaanMasuk.berhasil), PercobaanMasuk.pada > since
    )
    return list(session.exec(query.order_by(col(PercobaanMasuk.pada).desc()).limit(limit)))


def offices_of(session: Session, akun: Akun) -> set[str]:
    """Codes of the offices to which a person belongs: the home, and where there is a role."""
    query = select(PeranAkun.kantor).where(PeranAkun.akun == akun.id, PeranAkun.kantor != "")
    return {*session.exec(query), *filter(None, [akun.kantor])}


def administrators(session: Session, kantor: str) -> list[UUID]:
    """Who administers an office and can sign in."""
    query = select(PeranAkun.akun).join(Akun, col(Akun.id) == PeranAkun.akun)
    query = query.where(PeranAkun.kantor == kantor, PeranAkun.peran == PENGELOLA, col(Akun.aktif))
    return list(session.exec(query))


def people_of(session: Session, kantor: str, kata: str = "") -> list[tuple[Akun, list[str]]]:
    """The people of an office with their roles there, by name; only those in whose name or NIP `kata` stands."""
    roles = func.array_remove(func.array_agg(PeranAkun.peran), None)
    at_office = and_(col(PeranAkun.akun) == Akun.id, col(PeranAkun.kantor) == kantor)
    query = select(Akun, roles).join(PeranAkun, at_office, isouter=True)
    query = query.where(or_(col(Akun.kantor) == kantor, col(PeranAkun.peran).is_not(None)))
    if kata:
        query = query.where(
            or_(*(col(c).icontains(kata, autoescape=True) for c in (Akun.nama, Akun.nip, Akun.nama_masuk)))
        )
    query = query.group_by(col(Akun.id)).order_by(col(Akun.aktif).desc(), col(Akun.nama))
    return [(akun, sorted(held)) for akun, held in session.exec(query)]


def deputations_at(session: Session, kantor: str, since: datetime) -> list[tuple[PenugasanAkun, Akun, Akun | None]]:
    """Deputations at an office that ended after `since`: each with its deputy and the official, the newest first."""
    deputy, official = aliased(Akun), aliased(Akun)
    query = (
        select(PenugasanAkun, deputy, official)
        .join(deputy, col(deputy.id) == PenugasanAkun.akun)
        .join(official, col(official.id) == PenugasanAkun.untuk, isouter=True)
        .where(PenugasanAkun.kantor == kantor, col(PenugasanAkun.sampai) > since)
        .where(PenugasanAkun.mulai < PenugasanAkun.sampai)
    )
    return list(session.exec(query.order_by(col(PenugasanAkun.mulai).desc())).all())


def records(session: Session, tentang: Collection[str], limit: int = 50) -> list[Catatan]:
    """What was done to these (ids of people, codes of offices), the newest first."""
    query = select(Catatan).where(col(Catatan.tentang).in_(tentang)).order_by(col(Catatan.pada).desc())
    return list(session.exec(query.limit(limit)))


def role_names(offices: Iterable[Kantor]) -> dict[str, dict[str, str]]:
    """What the roles are called at each of these offices, by code."""
    return {row.kode: roles_of(sop(row.sop)) for row in offices}
