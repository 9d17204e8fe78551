"""Proving once more who one is, before what a stolen session must not do."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.console.commands import percobaan, sandi, totp
from services.console.commands.catat import Oleh
from services.console.domain.masuk import SSO
from services.console.domain.totp import Putusan
from services.console.models import Akun, Sesi
from shared.database.unit import Unit
from shared.errors import Forbidden, Invalid
from shared.events.tables import now
from shared.identity import Masuk
from shared.runtime import Runtime

FRESH: Final = timedelta(minutes=10)
"""A sign-in at a provider proves for so long who it is: there may be nothing else that the person can show."""


@dataclass(frozen=True)
class Cara:
    """How somebody can prove it: `kode` with a code too, `segar` for now by having signed in at a provider."""

    kode: bool
    sso: bool
    segar: bool


def ways(unit: Unit, masuk: Masuk) -> Cara:
    """What this person can show beside the password."""
    row, codes = unit.session.get(Sesi, masuk.sesi), totp.is_on(unit, masuk.orang.id)
    sso = row is not None and row.cara == SSO and not codes
    return Cara(codes, sso, sso and row is not None and row.dibuat + FRESH > now())


def prove_again(runtime: Runtime, masuk: Masuk, kata_sandi: str, kode: str, oleh: Oleh) -> None:
    """By the password, or by a code where codes are on; who came from a provider alone must have come just now.

    Raises Invalid, Forbidden, TooOften.
    """
    with runtime.database.unit() as unit:
        cara = ways(unit, masuk)
    if cara.segar:
        return
    if kode and cara.kode:
        _by_code(runtime, masuk, kode, oleh)
    elif kata_sandi:
        attempt = sandi.prove(runtime, masuk, kata_sandi, oleh)
        with runtime.database.unit() as unit:
            percobaan.succeeded(unit, attempt)
    elif cara.sso:
        raise Forbidden(
            "Anda masuk lewat SSO lebih dari 10 menit yang lalu. Keluar, masuk lagi, lalu ulangi.", code="masuk-lagi"
        )
    else:
        raise Invalid("Isi kata sandi Anda.", code="bukti-diperlukan", field="kata_sandi")


def _by_code(runtime: Runtime, masuk: Masuk, kode: str, oleh: Oleh) -> None:
    with runtime.database.unit() as unit:
        name = unit.session.get_one(Akun, masuk.orang.id).nama_masuk
    attempt = percobaan.begin(runtime, name, oleh.alamat)
    with runtime.database.unit() as unit:
        akun = unit.session.get_one(Akun, masuk.orang.id, with_for_update=True)
        putusan = totp.given(unit, runtime.settings, akun, kode, oleh)
        if putusan is Putusan.DITERIMA:
            percobaan.succeeded(unit, attempt)
            return
    raise totp.refused(putusan)
