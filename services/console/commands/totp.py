"""Codes of an authenticator app, given as well at each sign-in by whoever has set them up."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import pyotp
from pyotp.exceptions import OTPVerificationError
from sqlmodel import col, delete, func, select

from services.console import passwords
from services.console.commands import tiket
from services.console.commands.catat import Oleh, record
from services.console.domain.totp import (
    NEAR,
    RECOVERY_CODES,
    Jam,
    Putusan,
    is_app_code,
    judge,
    plain,
    recovery_number,
    refusal,
)
from services.console.models import Akun, KodePemulihan, Totp
from shared.database.unit import Unit
from shared.errors import Invalid
from shared.events.tables import now
from shared.identity import readable_password
from shared.sealing import Vault
from shared.settings import Settings

PURPOSE: Final = "terbit sign-in codes"
ISSUER: Final = "Terbit"
PROVES_THE_APP: Final = (Putusan.DITERIMA, Putusan.DISETEL)
"""At the set-up, which says of nobody who it is: two codes of a device whose clock differs prove it as one does."""


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


def new_secret(settings: Settings) -> str:
    """A secret for an app, encrypted."""
    return Vault(settings, PURPOSE).seal(pyotp.random_base32())


def for_the_app(settings: Settings, akun: Akun, rahasia: str) -> tuple[str, str]:
    """An encrypted secret as the app needs it: as text, and as the address that a QR code has."""
    secret = Vault(settings, PURPOSE).open(rahasia)
    return secret, pyotp.TOTP(secret).provisioning_uri(name=akun.nama_masuk, issuer_name=ISSUER)


def begin(unit: Unit, row: Totp, oleh: Oleh) -> list[str]:
    """Ask for codes from now on, as a first one has proved that the app has the secret. The recovery codes.

    What was proved before without a code counts no more.
    """
    row.sejak = now()
    unit.session.merge(row)
    codes = [f"{number}-{readable_password()}" for number in range(RECOVERY_CODES)]
    _forget_recovery(unit, row.akun)
    unit.session.add_all(
        KodePemulihan(akun=row.akun, nomor=number, sidik=passwords.hashed(code)) for number, code in enumerate(codes)
    )
    tiket.forget(unit, row.akun)
    record(unit, oleh, "kode dari aplikasi diaktifkan", row.akun)
    return codes


def end(unit: Unit, akun: UUID, oleh: Oleh) -> None:
    """Ask for no codes any more."""
    _remove(unit, akun)
    record(unit, oleh, "kode dari aplikasi dimatikan", akun)


def reset(unit: Unit, akun: Akun, oleh: Oleh) -> None:
    """No codes for a person who has lost the app and the recovery codes."""
    _remove(unit, akun.id)
    record(unit, oleh, "kode dari aplikasi dihapus", akun.id)


def given(unit: Unit, settings: Settings, akun: Akun, kode: str, oleh: Oleh) -> Putusan:
    """What becomes of a code of the person, who can use it no second time.

    A refusal is to be raised after `unit`: what a refused code says of the device's clock is kept.
    """
    row = unit.session.get(Totp, akun.id, with_for_update=True)
    if row is None or row.sejak is None:
        return Putusan.DITOLAK
    return app_code(row, settings, kode) if is_app_code(kode) else _recovery_code(unit, akun, kode, oleh)


def app_code(row: Totp, settings: Settings, kode: str) -> Putusan:
    """What becomes of a code of the app; `row` keeps what it says of the device's clock."""
    vault, moment = Vault(settings, PURPOSE), int(time.time())
    app = pyotp.TOTP(vault.open(row.rahasia))
    try:
        step = app.verify_and_get_timecode(plain(kode), for_time=moment, valid_window=NEAR)
    except OTPVerificationError:
        return Putusan.DITOLAK
    putusan, jam = judge(Jam(row.langkah, row.geser, row.calon), step, moment // app.interval)
    row.langkah, row.geser, row.calon = jam.langkah, jam.geser, jam.calon
    if putusan is Putusan.DITERIMA:
        row.rahasia = vault.renew(row.rahasia)
    return putusan


def refused(putusan: Putusan) -> Invalid:
    """A code was not taken."""
    why = refusal(putusan)
    return Invalid(why.sentence, code=why.code, field="kode")


def _recovery_code(unit: Unit, akun: Akun, kode: str, oleh: Oleh) -> Putusan:
    number = recovery_number(kode)
    row = unit.session.get(KodePemulihan, (akun.id, number), with_for_update=True) if number is not None else None
    if row is None or row.dipakai_pada or not passwords.matches(row.sidik, plain(kode)):
        return Putusan.DITOLAK
    row.dipakai_pada = now()
    record(unit, oleh, "kode pemulihan dipakai", akun.id, nomor=number)
    return Putusan.DITERIMA


def _remove(unit: Unit, akun: UUID) -> None:
    _forget_recovery(unit, akun)
    unit.session.execute(delete(Totp).where(col(Totp.akun) == akun))
    tiket.forget(unit, akun)


def _forget_recovery(unit: Unit, akun: UUID) -> None:
    unit.session.execute(delete(KodePemulihan).where(col(KodePemulihan.akun) == akun))
