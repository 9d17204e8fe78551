"""Codes of an authenticator app for oneself, in an open session: set up, switched on and off."""

from uuid import UUID

from services.console.commands import kode_wajib, percobaan, sandi, totp
from services.console.commands.catat import Oleh
from services.console.commands.ulang import prove_again
from services.console.domain.totp import Putusan
from services.console.models import Akun, Totp
from shared.database.unit import Unit
from shared.errors import Conflict
from shared.identity import Masuk
from shared.runtime import Runtime
from shared.settings import Settings


def prepare(unit: Unit, settings: Settings, akun: UUID) -> None:
    """A secret for the app, in the place of one that was never proved. Raises Conflict when codes are on."""
    row = unit.session.get(Totp, akun, with_for_update=True)
    if row and row.sejak:
        raise Conflict("Kode dari aplikasi sudah aktif.", code="kode-sudah-aktif")
    unit.session.merge(Totp(akun=akun, rahasia=totp.new_secret(settings)))


def prepared(unit: Unit, settings: Settings, akun: Akun) -> tuple[str, str] | None:
    """The secret that waits for its proof, as text and as the address that an app reads; None when there is none."""
    row = unit.session.get(Totp, akun.id)
    return None if row is None or row.sejak else totp.for_the_app(settings, akun, row.rahasia)


def switch_on(runtime: Runtime, masuk: Masuk, kata_sandi: str, kode: str, oleh: Oleh) -> list[str]:
    """Ask for codes from now on: one proof says who it is, a code that the app works. The recovery codes.

    Raises Invalid, Forbidden, Conflict, TooOften.
    """
    prove_again(runtime, masuk, kata_sandi, "", oleh)
    with runtime.database.unit() as unit:
        row = unit.session.get(Totp, masuk.orang.id, with_for_update=True)
        if row is None or row.sejak:
            raise Conflict("Siapkan aplikasinya dahulu.", code="kode-belum-disiapkan")
        putusan = totp.app_code(row, runtime.settings, kode)
        if putusan in totp.PROVES_THE_APP:
            return totp.begin(unit, row, oleh)
    raise totp.refused(putusan)


def switch_off(runtime: Runtime, masuk: Masuk, kata_sandi: str, kode: str, oleh: Oleh) -> None:
    """Ask for no codes any more. Raises Invalid, Conflict (they are required), TooOften."""
    with runtime.database.unit() as unit:
        if kode_wajib.is_required(unit, runtime.settings, unit.session.get_one(Akun, masuk.orang.id)):
            raise Conflict(
                "Kode dari aplikasi wajib untuk peran Anda, jadi tidak dapat dimatikan.", code="kode-diwajibkan"
            )
    attempt = sandi.prove(runtime, masuk, kata_sandi, oleh)
    with runtime.database.unit() as unit:
        akun = unit.session.get_one(Akun, masuk.orang.id, with_for_update=True)
        putusan = totp.given(unit, runtime.settings, akun, kode, oleh)
        if putusan is Putusan.DITERIMA:
            percobaan.succeeded(unit, attempt)
            totp.end(unit, akun.id, oleh)
            return
    raise totp.refused(putusan)
