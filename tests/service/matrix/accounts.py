"""What console knows beforehand: an account and a session for each person of the matrix, and others to be changed."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

import pyotp
import uuid_utils.compat as uuids
from sqlmodel import col, delete

from services.console import passwords
from services.console.commands.totp import PURPOSE
from services.console.models import Akun, KodeWajib, PenugasanAkun, PeranAkun, Sesi, Totp
from services.console.offices import stated
from services.console.pages.kantor import Typed
from shared.database.unit import Unit
from shared.events.tables import now
from shared.identity import Orang
from shared.offices import office
from shared.runtime import Runtime
from shared.sealing import Vault
from tests.service.matrix import people
from tests.support.bench import OFFICES
from tests.support.kode import code_of
from tests.support.people import person

Fields = Mapping[str, Any]
KANTOR = "6202"
PASSWORD = "luki-pato-nare-4821"
AT_OFFICE = {"kantor": KANTOR}
DAY = timedelta(days=1)
_weeks, _codes = count(1), count(11)


def opened(runtime: Runtime) -> None:
    """Accounts of all persons of both offices; of two sessions one has the id that a token made in a test states."""
    with runtime.database.unit() as unit:
        for who in {one.id: one for kantor in people.OFFICES for one in people.everybody(kantor)}.values():
            kantor = next(iter(who.peran))
            account(unit, who.id, kantor, *who.peran[kantor])
            unit.session.flush()
            unit.session.merge(_session(who.id, who.id))
            unit.session.add(_session(uuids.uuid7(), who.id))


def account(unit: Unit, akun_id: UUID, kantor: str, *peran: str, aktif: bool = True) -> UUID:
    """An account with roles at an office."""
    name = f"uji.{akun_id.hex}"
    unit.session.merge(Akun(id=akun_id, nama_masuk=name, kata_sandi="", nama=name, kantor=kantor, aktif=aktif))
    unit.session.flush()
    for code in peran:
        unit.session.merge(PeranAkun(akun=akun_id, kantor=kantor, peran=code))
    return akun_id


def somebody(runtime: Runtime, *, aktif: bool = True) -> UUID:
    """A member of staff of office 6202 who is signed in."""
    with runtime.database.unit() as unit:
        akun_id = account(unit, uuids.uuid7(), KANTOR, "staf", aktif=aktif)
        unit.session.add(_session(uuids.uuid7(), akun_id))
        return akun_id


def another_session(runtime: Runtime, who: Orang | None) -> UUID:
    """One more session of who asks; of somebody else when nobody does."""
    owner = who.id if who else somebody(runtime)
    with runtime.database.unit() as unit:
        row = _session(uuids.uuid7(), owner)
        unit.session.add(row)
        return row.id


def elsewhere_too(runtime: Runtime, who: UUID) -> Fields:
    """Who asks is signed in at another place, too."""
    with runtime.database.unit() as unit:
        unit.session.add(_session(uuids.uuid7(), who))
    return own_password(runtime, who)


def own_password(runtime: Runtime, who: UUID) -> Fields:
    """The password of who asks."""
    with runtime.database.unit() as unit:
        unit.session.get_one(Akun, who).kata_sandi = _hash()
    return {"kata_sandi": PASSWORD}


def new_person() -> Fields:
    """Somebody who is not there yet."""
    return {"nama_masuk": f"baru.{uuids.uuid7().hex}", "nama": "Orang Baru", "peran": ["staf"], "params": AT_OFFICE}


def new_password(runtime: Runtime, who: UUID) -> Fields:
    """The password of who asks, and another."""
    fresh = f"bukan-mudah-{uuids.uuid7().hex}"
    with runtime.database.unit() as unit:
        unit.session.get_one(Akun, who).kata_sandi = _hash()
    return {"lama": PASSWORD, "baru": fresh, "ulang": fresh}


def without_codes(runtime: Runtime, who: UUID) -> Fields:
    """Nobody asks for codes of who asks."""
    with runtime.database.unit() as unit:
        unit.session.execute(delete(Totp).where(col(Totp.akun) == who))
    return {}


def codes(runtime: Runtime, who: UUID, *, on: bool) -> Fields:
    """An app of who asks, proved already or not; the password and the code of this moment."""
    secret = pyotp.random_base32()
    sealed = Vault(runtime.settings, PURPOSE).seal(secret)
    with runtime.database.unit() as unit:
        unit.session.get_one(Akun, who).kata_sandi = _hash()
        unit.session.merge(Totp(akun=who, rahasia=sealed, sejak=now() if on else None))
    return without_required_codes(runtime, {"kata_sandi": PASSWORD, "kode": code_of(pyotp.TOTP(secret))})


@cache
def _hash() -> str:
    return passwords.hashed(PASSWORD)


def of_another_office(runtime: Runtime) -> Fields:
    """Somebody who is to get a role at this office as well."""
    akun_id = uuids.uuid7()
    with runtime.database.unit() as unit:
        account(unit, akun_id, people.OFFICES[0], "staf")
    return {"nama_masuk": f"uji.{akun_id.hex}", "peran": ["staf"], "params": AT_OFFICE}


def new_office() -> Fields:
    """A regency of the same province that is not there yet."""
    kode = f"62{next(_codes):02}"
    return {**OFFICES[1], "kode": kode, "nama": f"KPU {kode}", "induk": "62"}


def new_office_typed() -> Fields:
    """The same as the fields of the page."""
    return {**new_office(), "hari_kerja": list("12345"), "aktif": "ya"}


def changed_office(runtime: Runtime) -> Fields:
    """The office as it is kept, with another address."""
    with runtime.database.unit() as unit:
        row = office(unit, KANTOR)
        kept = stated(row).model_dump(mode="json")
        return {**kept, "versi": row.versi, "kop": {**kept["kop"], "alamat": f"Jalan {uuids.uuid7().hex}"}}


def changed_office_typed(runtime: Runtime) -> Fields:
    """The same as the fields of the page."""
    with runtime.database.unit() as unit:
        return {**Typed.of(office(unit, KANTOR)).model_dump(), "alamat": f"Jalan {uuids.uuid7().hex}"}


def other_codes(runtime: Runtime) -> Fields:
    """A role for which the office does not require codes yet."""
    with runtime.database.unit() as unit:
        row = unit.session.get(KodeWajib, KANTOR)
        return {"peran": ["kasubbag"] if row is None or row.peran == ["staf"] else ["staf"]}


def without_required_codes(runtime: Runtime, given: Fields) -> Fields:
    """The office requires codes of nobody."""
    with runtime.database.unit() as unit:
        unit.session.execute(delete(KodeWajib))
    return given


def new_deputation(runtime: Runtime) -> Fields:
    """Somebody for the kasubbag, in a week in which nobody is yet."""
    begin = date.today() + next(_weeks) * 7 * DAY
    return {
        "jenis": "plh", "akun": str(somebody(runtime)), "untuk": str(person("kasubbag").id), "peran": "kasubbag",
        "jabatan": "Kasubbag Hukum", "dasar": "12/SP/2026", "mulai": str(begin), "sampai": str(begin + 2 * DAY),
        "params": AT_OFFICE,
    }  # fmt: skip


def deputation(runtime: Runtime) -> UUID:
    """The same, ordered already."""
    deputy, begin = somebody(runtime), now() + next(_weeks) * 7 * DAY
    row = PenugasanAkun(
        akun=deputy, jenis="plh", kantor=KANTOR, peran="kasubbag", untuk=person("kasubbag").id,
        jabatan="Kasubbag Hukum", dasar="12/SP/2026", mulai=begin, sampai=begin + 2 * DAY,
    )  # fmt: skip
    with runtime.database.unit() as unit:
        unit.session.add(row)
        return row.id


def _session(sesi_id: UUID, akun_id: UUID) -> Sesi:
    return Sesi(id=sesi_id, akun=akun_id, cara="uji", alamat="", peramban="", habis=now() + DAY)
