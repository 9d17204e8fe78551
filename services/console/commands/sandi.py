"""Passwords: chosen by their owner; a first one is handed out by the home office's administrator."""

from uuid import UUID

from services.console import passwords, queries
from services.console.breached import listed
from services.console.commands import percobaan, sesi, tiket
from services.console.commands.catat import Oleh, record
from services.console.domain import sandi as rules
from services.console.models import Akun
from shared.database.unit import Unit
from shared.errors import Invalid
from shared.identity import Masuk, readable_password
from shared.runtime import Runtime
from shared.settings import Settings


def change_own(runtime: Runtime, masuk: Masuk, lama: str, baru: str, oleh: Oleh) -> None:
    """A new password for who is signed in; every other session ends. Raises Invalid, TooOften."""
    attempt = prove(runtime, masuk, lama, oleh, field="lama")
    with runtime.database.unit() as unit:
        percobaan.succeeded(unit, attempt)
    with runtime.database.unit() as unit:
        akun = unit.session.get_one(Akun, masuk.orang.id, with_for_update=True)
        if not passwords.matches(akun.kata_sandi, lama):
            raise Invalid("Kata sandi Anda tidak cocok.", code="sandi-lama-salah", field="lama")
        put(unit, runtime.settings, akun, baru, oleh)
        sesi.end_all(unit, akun.id, oleh, but=masuk.sesi)


def prove(runtime: Runtime, masuk: Masuk, kata_sandi: str, oleh: Oleh, field: str = "kata_sandi") -> UUID:
    """That it is really the person: whoever finds a session open does not know the password.

    The try, which stays a failed one until it is said to have succeeded. Raises Invalid, TooOften.
    """
    with runtime.database.unit() as unit:
        akun = unit.session.get_one(Akun, masuk.orang.id)
    attempt = percobaan.begin(runtime, akun.nama_masuk, oleh.alamat)
    if not passwords.matches(akun.kata_sandi, kata_sandi):
        raise Invalid("Kata sandi Anda tidak cocok.", code="sandi-lama-salah", field=field)
    return attempt


def put(unit: Unit, settings: Settings, akun: Akun, baru: str, oleh: Oleh) -> None:
    """Keep a password that its owner chose. Raises Invalid, Unavailable."""
    places = queries.offices(unit.session, queries.offices_of(unit.session, akun))
    about = [akun.nama, akun.nama_masuk, akun.nip, akun.jabatan, *(f"{row.nama} {row.tempat}" for row in places)]
    chosen = rules.check(baru, about, listed(settings))
    if passwords.matches(akun.kata_sandi, chosen):
        raise Invalid("Kata sandi baru harus lain dari yang lama.", code="sandi-sama", field="baru")
    akun.kata_sandi, akun.harus_ganti = passwords.hashed(chosen), False
    tiket.forget(unit, akun.id)
    record(unit, oleh, "kata sandi diganti", akun.id)


def renew(akun: Akun, kept: str, kata_sandi: str) -> None:
    """The password that was just right, as it is hashed now; unless another one was put meanwhile."""
    if passwords.outdated(kept) and akun.kata_sandi == kept:
        akun.kata_sandi = passwords.hashed(kata_sandi)


def reset(unit: Unit, akun: Akun, oleh: Oleh) -> str:
    """A first password again, shown once: the person must choose another one with it. All sessions end."""
    password = readable_password()
    akun.kata_sandi, akun.harus_ganti = passwords.hashed(password), True
    tiket.forget(unit, akun.id)
    sesi.end_all(unit, akun.id, oleh)
    record(unit, oleh, "kata sandi diatur ulang", akun.id)
    return password
