"""People of an office: added, changed, switched off and on. Nobody is deleted, for acts have their names."""

from collections.abc import Collection
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, select

from services.console import passwords, queries
from services.console.commands import sesi
from services.console.commands.catat import Oleh, record, tell_person
from services.console.commands.penugasan import end_without_role
from services.console.domain.orang import Jabatan, Nama, Nip, keeps_an_administrator, known_roles
from services.console.domain.wewenang import managed, may_manage
from services.console.models import Akun, PeranAkun
from services.console.schemas import NamaMasuk
from shared.database.unit import Unit
from shared.errors import Conflict, Forbidden, NotFound
from shared.identity import PENGELOLA, Orang, readable_password
from shared.kantor import NASIONAL
from shared.offices import office, tree
from shared.sop import sop

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('pengelola ' || :kantor))")


class DataOrang(BaseModel):
    """What an office says of one of its people; `peran` are the roles at that office."""

    nama: Nama
    nip: Nip = ""
    jabatan: Jabatan = ""
    peran: frozenset[str] = frozenset()


class OrangBaru(DataOrang):
    """A person who is new here, with the name to sign in with."""

    nama_masuk: NamaMasuk


def add(unit: Unit, kantor: str, baru: OrangBaru, oleh: Oleh) -> tuple[Akun, str]:
    """A new person of an office; the person, and the first password, which is shown once. Raises Conflict, Invalid."""
    known_roles(sop(office(unit, kantor).sop), baru.peran)
    password = readable_password()
    akun = Akun(
        nama_masuk=baru.nama_masuk, kata_sandi=passwords.hashed(password), harus_ganti=True, nama=baru.nama,
        kantor=kantor,
    )  # fmt: skip
    unit.session.add(akun)
    try:
        unit.session.flush()
    except IntegrityError:
        raise Conflict(
            "Nama masuk ini sudah dipakai orang lain.", code="nama-masuk-terpakai", field="nama_masuk"
        ) from None
    record(unit, oleh, "orang didaftarkan", akun.id, nama_masuk=baru.nama_masuk, kantor=kantor)
    change(unit, akun, kantor, baru, oleh)
    return akun, password


def change(unit: Unit, akun: Akun, kantor: str, data: DataOrang, oleh: Oleh) -> Orang:
    """The person as the office says now: another office than the home has a say in the roles at that office alone.

    Raises Invalid for an unknown role, Conflict for the last administrator.
    """
    before = queries.person(unit.session, akun)
    peran = known_roles(sop(office(unit, kantor).sop), data.peran)
    if akun.kantor == kantor:
        akun.nama, akun.nip, akun.jabatan = data.nama, data.nip, data.jabatan
    give_roles(unit, akun, kantor, peran, oleh)
    after = queries.person(unit.session, akun)
    if (before, akun.versi > 0) == (after, True):
        return after
    if PENGELOLA in before.peran.get(kantor, ()) and PENGELOLA not in peran:
        _keeps_an_administrator(unit, kantor)
    record(unit, oleh, "orang diubah", akun.id, kantor=kantor, dari=_seen(before, kantor), menjadi=_seen(after, kantor))
    return tell_person(unit, akun, oleh)


def give_roles(unit: Unit, akun: Akun, kantor: str, peran: Collection[str], oleh: Oleh) -> None:
    """These roles at an office, and no others: nobody acts on in the place of who holds one no more."""
    unit.session.execute(delete(PeranAkun).where(col(PeranAkun.akun) == akun.id, col(PeranAkun.kantor) == kantor))
    unit.session.add_all(PeranAkun(akun=akun.id, kantor=kantor, peran=code) for code in sorted(peran))
    unit.session.flush()
    end_without_role(unit, akun, kantor, peran, oleh)


def switch(unit: Unit, akun: Akun, aktif: bool, oleh: Oleh) -> None:
    """Let a person sign in, or not any more: sessions end, too. Raises Conflict for an office's last administrator."""
    if akun.aktif == aktif:
        return
    akun.aktif = aktif
    unit.session.flush()
    if not aktif:
        for kantor in queries.person(unit.session, akun).mengelola:
            _keeps_an_administrator(unit, kantor)
        sesi.end_all(unit, akun.id, oleh)
    record(unit, oleh, "akun diaktifkan" if aktif else "akun dinonaktifkan", akun.id)
    tell_person(unit, akun, oleh)


def administrators(unit: Unit, kantor: str) -> list[UUID]:
    """Who administers an office, until this unit ends: two who take that role from each other would leave nobody."""
    unit.session.execute(_ONE_AT_A_TIME, {"kantor": kantor})
    return queries.administrators(unit.session, kantor)


def administered(unit: Unit, orang: Orang, kantor: str) -> str:
    """An office that this person administers, there or from above. Raises Forbidden."""
    return managed(orang, kantor, tree(unit))


def invite(unit: Unit, kantor: str, nama_masuk: str, peran: frozenset[str], oleh: Oleh) -> Akun:
    """Give somebody of another office roles at this one too. Raises NotFound, Invalid."""
    akun = queries.account(unit.session, nama_masuk)
    if akun is None or not akun.aktif:
        raise NotFound("Tidak ada orang dengan nama masuk ini.", code="orang-tidak-ada")
    known = queries.person(unit.session, akun)
    data = DataOrang(nama=known.nama, nip=known.nip, jabatan=known.jabatan, peran=peran)
    change(unit, akun, kantor, data, oleh)
    return akun


def found_at_home(unit: Unit, orang: Orang, akun_id: UUID) -> Akun:
    """A person whose home office `orang` administers. Raises NotFound, Forbidden."""
    akun = found(unit, orang, akun_id)
    administered(unit, orang, akun.kantor)
    return akun


def found_to_let_in(unit: Unit, orang: Orang, akun_id: UUID) -> Akun:
    """A person whose password or codes `orang` may take away.

    Who does that can sign in as that person, so it needs the say over every office in which the person acts; over the
    operations team the national office has it. Raises NotFound, Forbidden.
    """
    akun = found_at_home(unit, orang, akun_id)
    person, pohon = queries.person(unit.session, akun), tree(unit)
    places = {*queries.offices_of(unit.session, akun), *(one.kantor for one in person.penugasan)}
    if not all(may_manage(orang, kode, pohon) for kode in (*places, *([NASIONAL] if person.operasi else []))):
        raise Forbidden(
            "Orang ini juga bertugas di luar kantor yang Anda kelola. Minta pengelola yang membawahi semua kantornya.",
            code="bertugas-di-kantor-lain",
        )
    return akun


def found(unit: Unit, orang: Orang, akun_id: UUID) -> Akun:
    """A person of one of the offices that `orang` administers, by home or by a role there. Raises NotFound."""
    akun = unit.session.exec(select(Akun).where(Akun.id == akun_id).with_for_update()).first()
    pohon = tree(unit)
    if akun is None or not any(may_manage(orang, kode, pohon) for kode in queries.offices_of(unit.session, akun)):
        raise NotFound("Orang ini tidak ada di kantor Anda.", code="orang-tidak-ada")
    return akun


def _seen(orang: Orang, kantor: str) -> dict[str, object]:
    return {
        "nama": orang.nama, "nip": orang.nip, "jabatan": orang.jabatan, "peran": list(orang.peran.get(kantor, ())),
    }  # fmt: skip


def _keeps_an_administrator(unit: Unit, kantor: str) -> None:
    keeps_an_administrator(len(administrators(unit, kantor)))
