"""Codes of an authenticator app, which whoever switched them on gives as well at each sign-in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import pyotp
from pyotp.exceptions import OTPVerificationError
from sqlmodel import col, delete, func, select

from services.console import passwords
from services.console.commands import percobaan, sandi, tiket
from services.console.commands.catat import Oleh, record
from services.console.domain.totp import RECOVERY_CODES, is_app_code, plain, recovery_number
from services.console.models import Akun, KodePemulihan, Totp
from shared.database.unit import Unit
from shared.errors import Conflict, Invalid
from shared.events.tables import now
from shared.identity import Masuk, readable_password
from shared.runtime import Runtime
from shared.sealing import Vault
from shared.settings import Settings

PURPOSE: Final = "terbit sign-in codes"
ISSUER: Final = "Terbit"
WINDOW: Final = 1
"""Clocks may differ by so many steps of thirty seconds."""
WRONG: Final = "Kode ini tidak cocok, atau sudah dipakai. Periksa jam telepon Anda, lalu coba kode berikutnya."


@dataclass(frozen=True)
class Keadaan:
    """Since when codes are asked for (None: not at all), and how many recovery codes are left."""

    sejak: datetime | None
    pemulihan: int


def state(unit: Unit, akun: UUID) -> Keadaan:
    """How it is with this person."""
    row = unit.session.get(Totp, akun)
    left = select(func.count()).where(KodePemulihan.akun == akun, col(KodePemulihan.dipakai_pada).is_(None))
    return Keadaan(row.sejak if row else None, unit.session.exec(left).one())


def is_on(unit: Unit, akun: UUID) -> bool:
    """Whether codes are asked for."""
    row = unit.session.get(Totp, akun)
    return row is not None and row.sejak is not None


def prepare(unit: Unit, settings: Settings, akun: UUID) -> None:
    """A secret for the app, in the place of one that was never proved. Raises Conflict when codes are on."""
    row = unit.session.get(Totp, akun, with_for_update=True)
    if row and row.sejak:
        raise Conflict("Kode dari aplikasi sudah aktif.", code="kode-sudah-aktif")
    unit.session.merge(Totp(akun=akun, rahasia=Vault(settings, PURPOSE).seal(pyotp.random_base32())))


def prepared(unit: Unit, settings: Settings, akun: Akun) -> tuple[str, str] | None:
    """The secret that waits for its proof, as text and as the address that an app reads; None when there is none."""
    row = unit.session.get(Totp, akun.id)
    if row is None or row.sejak:
        return None
    secret = Vault(settings, PURPOSE).open(row.rahasia)
    return secret, pyotp.TOTP(secret).provisioning_uri(name=akun.nama_masuk, issuer_name=ISSUER)


def switch_on(runtime: Runtime, masuk: Masuk, kata_sandi: str, kode: str, oleh: Oleh) -> list[str]:
    """Ask for codes from now on: the password says who it is, a code that the app works. The recovery codes.

    Raises Invalid, Conflict, TooOften.
    """
    attempt = sandi.prove(runtime, masuk, kata_sandi, oleh)
    with runtime.database.unit() as unit:
        percobaan.succeeded(unit, attempt)
    with runtime.database.unit() as unit:
        row = unit.session.get(Totp, masuk.orang.id, with_for_update=True)
        if row is None or row.sejak:
            raise Conflict("Siapkan aplikasinya dahulu.", code="kode-belum-disiapkan")
        if not _app_code(row, runtime.settings, kode):
            raise Invalid(WRONG, code="kode-salah", field="kode")
        row.sejak = now()
        codes = [f"{number}-{readable_password()}" for number in range(RECOVERY_CODES)]
        _forget_recovery(unit, masuk.orang.id)
        unit.session.add_all(
            KodePemulihan(akun=masuk.orang.id, nomor=number, sidik=passwords.hashed(code))
            for number, code in enumerate(codes)
        )
        tiket.forget(unit, masuk.orang.id)
        record(unit, oleh, "kode dari aplikasi diaktifkan", masuk.orang.id)
    return codes


def switch_off(runtime: Runtime, masuk: Masuk, kata_sandi: str, kode: str, oleh: Oleh) -> None:
    """Ask for no codes any more. Raises Invalid, TooOften."""
    attempt = sandi.prove(runtime, masuk, kata_sandi, oleh)
    with runtime.database.unit() as unit:
        akun = unit.session.get_one(Akun, masuk.orang.id, with_for_update=True)
        if not taken(unit, runtime.settings, akun, kode, oleh):
            raise Invalid(WRONG, code="kode-salah", field="kode")
        percobaan.succeeded(unit, attempt)
        _remove(unit, akun.id)
        record(unit, oleh, "kode dari aplikasi dimatikan", akun.id)


def reset(unit: Unit, akun: Akun, oleh: Oleh) -> None:
    """No codes for a person who has lost the app and the recovery codes."""
    _remove(unit, akun.id)
    record(unit, oleh, "kode dari aplikasi dihapus", akun.id)


def taken(unit: Unit, settings: Settings, akun: Akun, kode: str, oleh: Oleh) -> bool:
    """Whether this is a code of the person, who can use it no second time."""
    row = unit.session.get(Totp, akun.id, with_for_update=True)
    if row is None or row.sejak is None:
        return False
    return _app_code(row, settings, kode) if is_app_code(kode) else _recovery_code(unit, akun, kode, oleh)


def _app_code(row: Totp, settings: Settings, kode: str) -> bool:
    vault = Vault(settings, PURPOSE)
    try:
        step = pyotp.TOTP(vault.open(row.rahasia)).verify_and_get_timecode(plain(kode), valid_window=WINDOW)
    except OTPVerificationError:
        return False
    if step <= row.langkah:
        return False
    row.langkah, row.rahasia = step, vault.renew(row.rahasia)
    return True


def _recovery_code(unit: Unit, akun: Akun, kode: str, oleh: Oleh) -> bool:
    number = recovery_number(kode)
    row = unit.session.get(KodePemulihan, (akun.id, number), with_for_update=True) if number is not None else None
    if row is None or row.dipakai_pada or not passwords.matches(row.sidik, plain(kode)):
        return False
    row.dipakai_pada = now()
    record(unit, oleh, "kode pemulihan dipakai", akun.id, nomor=number)
    return True


def _remove(unit: Unit, akun: UUID) -> None:
    _forget_recovery(unit, akun)
    unit.session.execute(delete(Totp).where(col(Totp.akun) == akun))
    tiket.forget(unit, akun)


def _forget_recovery(unit: Unit, akun: UUID) -> None:
    unit.session.execute(delete(KodePemulihan).where(col(KodePemulihan.akun) == akun))
