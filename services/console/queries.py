"""What console reads: people as tokens state them, their offices, failed tries to sign in."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, func, select

from services.console.models import Akun, PeranAkun, PercobaanMasuk
from shared.identity import OPERASI, Orang
from shared.tables import Kantor


def account(session: Session, nama_masuk: str) -> Akun | None:
    """The account with this sign-in name (lower case)."""
    return session.exec(select(Akun).where(Akun.nama_masuk == nama_masuk)).first()


def person(session: Session, akun: Akun) -> Orang:
    """The person of an account, with the roles held now."""
    peran: dict[str, list[str]] = defaultdict(list)
    held = select(PeranAkun).where(PeranAkun.akun == akun.id).order_by(PeranAkun.kantor, PeranAkun.peran)
    for row in session.exec(held):
        peran[row.kantor].append(row.peran)
    names = [office.nama for office in offices(session, peran)] or (["Tim operasi"] if OPERASI in peran[""] else [])
    return Orang(
        id=akun.id, nama=akun.nama, nip=akun.nip, jabatan=akun.jabatan, kantor_nama=", ".join(names),
        peran={kantor: tuple(roles) for kantor, roles in peran.items() if roles},
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
