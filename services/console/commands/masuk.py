"""Signing in: a proof of who one is, then what that person still has to do, then a session."""

import logging
from dataclasses import asdict, dataclass, replace
from typing import Final
from uuid import UUID

from services.console import passwords, queries
from services.console.commands import kode_wajib, percobaan, sandi, tiket, totp
from services.console.commands.catat import Oleh
from services.console.commands.sesi import Perangkat, open_session
from services.console.domain.totp import Putusan, refusal
from services.console.models import Akun, Tiket, Totp
from shared.database.unit import Unit
from shared.errors import Unauthenticated
from shared.identity import Orang
from shared.runtime import Runtime

log = logging.getLogger(__name__)
SANDI: Final = "kata sandi"
SANDI_BARU: Final = "sandi-baru"
KODE: Final = "kode"
KODE_BARU: Final = "kode-baru"


@dataclass(frozen=True)
class Bukti:
    """What was proved so far, and the page to go on to afterwards."""

    cara: str
    lanjut: str = "/"
    kode: bool = False


@dataclass(frozen=True)
class Terbuka:
    """A session is open."""

    orang: Orang
    token: str
    lanjut: str


@dataclass(frozen=True)
class Perlu:
    """One more step before there is a session, and the ticket for it."""

    tahap: str
    tiket: str


Hasil = Terbuka | Perlu


def sign_in(runtime: Runtime, nama_masuk: str, kata_sandi: str, perangkat: Perangkat, lanjut: str = "/") -> Hasil:
    """The first step with name and password.

    Raises Unauthenticated (the same for an unknown name, a wrong password and an account that is switched off),
    TooOften.
    """
    attempt = percobaan.begin(runtime, nama_masuk, perangkat.alamat)
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, nama_masuk)
        kept, active = (akun.kata_sandi, akun.aktif) if akun else (None, False)
    if not passwords.matches(kept, kata_sandi) or akun is None or kept is None or not active:
        log.info("sign-in failed", extra={"attempt": str(attempt)})
        raise Unauthenticated("Nama masuk atau kata sandi tidak cocok.", code="masuk-gagal")
    with runtime.database.unit() as unit:
        held = unit.session.get_one(Akun, akun.id, with_for_update=True)
        # Looked at again while it is held: what was right before another one was put opens nothing.
        changed = held.kata_sandi != kept and not passwords.matches(held.kata_sandi, kata_sandi)
        if changed or not held.aktif:
            raise Unauthenticated("Nama masuk atau kata sandi tidak cocok.", code="masuk-gagal")
        sandi.renew(held, kept, kata_sandi)
        hasil = go_on(unit, runtime, akun.id, Bukti(SANDI, lanjut), perangkat)
        # Who knows the password must not clear away the wrong codes with it.
        settle = percobaan.withdraw if isinstance(hasil, Perlu) and hasil.tahap == KODE else percobaan.succeeded
        settle(unit, attempt)
        return hasil


def give_code(runtime: Runtime, ticket: str, kode: str, perangkat: Perangkat) -> Hasil:
    """The step with a code of the app, or a recovery code; each try counts. Raises Unauthenticated, TooOften."""
    with runtime.database.unit() as unit:
        name = _active(unit, tiket.look(unit, KODE, ticket)).nama_masuk
    attempt = percobaan.begin(runtime, name, perangkat.alamat)
    with runtime.database.unit() as unit:
        row = tiket.look(unit, KODE, ticket)
        akun = _active(unit, row)
        putusan = totp.given(unit, runtime.settings, akun, kode, Oleh(akun.nama, akun.id, perangkat.alamat))
        if putusan is Putusan.DITERIMA:
            percobaan.succeeded(unit, attempt)
            tiket.take(unit, row)
            return go_on(unit, runtime, akun.id, replace(Bukti(**row.isi), kode=True), perangkat)
    log.info("code refused", extra={"attempt": str(attempt)})
    why = refusal(putusan)
    raise Unauthenticated(why.sentence, code=why.code)


def choose_password(runtime: Runtime, ticket: str, baru: str, perangkat: Perangkat) -> Hasil:
    """The step with which somebody else's first password ends. Raises Unauthenticated, Invalid."""
    with runtime.database.unit() as unit:
        row = tiket.look(unit, SANDI_BARU, ticket)
        akun = _active(unit, row)
        sandi.put(unit, runtime.settings, akun, baru, Oleh(akun.nama, akun.id, perangkat.alamat))
        return go_on(unit, runtime, akun.id, Bukti(**row.isi), perangkat)


def secret_of(runtime: Runtime, ticket: str) -> tuple[str, str]:
    """What the app needs in the step that sets codes up, as text and as an address. Raises Unauthenticated."""
    with runtime.database.unit() as unit:
        row = tiket.look(unit, KODE_BARU, ticket)
        return totp.for_the_app(runtime.settings, _active(unit, row), row.isi["rahasia"])


def set_up_codes(runtime: Runtime, ticket: str, kode: str, perangkat: Perangkat) -> tuple[Hasil, list[str]]:
    """The step of who must have codes and has none yet; the recovery codes. Raises Unauthenticated, Invalid."""
    with runtime.database.unit() as unit:
        akun_id = tiket.look(unit, KODE_BARU, ticket).akun
    with runtime.database.unit() as unit:
        unit.session.get(Akun, akun_id, with_for_update=True)  # before the ticket, as all tickets of the person go
        row = tiket.look(unit, KODE_BARU, ticket)
        akun, isi = _active(unit, row), dict(row.isi)
        new = Totp(akun=akun.id, rahasia=isi.pop("rahasia"), **isi.pop("jam", {}))
        putusan = totp.app_code(new, runtime.settings, kode)
        if putusan in totp.PROVES_THE_APP:
            codes = totp.begin(unit, new, Oleh(akun.nama, akun.id, perangkat.alamat))
            return go_on(unit, runtime, akun.id, replace(Bukti(**isi), kode=True), perangkat), codes
        row.isi = {**row.isi, "jam": {"langkah": new.langkah, "geser": new.geser, "calon": new.calon}}
    raise totp.refused(putusan)


def go_on(unit: Unit, runtime: Runtime, akun_id: UUID, bukti: Bukti, perangkat: Perangkat) -> Hasil:
    """The next step, or a session when nothing is left to do."""
    akun = unit.session.get_one(Akun, akun_id)
    if not bukti.kode and totp.is_on(unit, akun.id):
        return Perlu(KODE, tiket.give(unit, KODE, asdict(bukti), akun.id))
    if akun.harus_ganti and bukti.cara == SANDI:
        return Perlu(SANDI_BARU, tiket.give(unit, SANDI_BARU, asdict(bukti), akun.id))
    if not bukti.kode and kode_wajib.is_required(unit, runtime.settings, akun):
        # The secret belongs to this ticket: who is at the same step elsewhere with the password does not see it.
        isi = {**asdict(bukti), "rahasia": totp.new_secret(runtime.settings)}
        return Perlu(KODE_BARU, tiket.give(unit, KODE_BARU, isi, akun.id, tiket.PATIENT_SECONDS))
    cara = f"{bukti.cara} dan kode" if bukti.kode else bukti.cara
    return Terbuka(*open_session(unit, runtime.settings, akun, cara, perangkat), bukti.lanjut)


def _active(unit: Unit, row: Tiket) -> Akun:
    """The person of a ticket, held until the unit ends. Raises Unauthenticated."""
    akun = unit.session.get(Akun, row.akun, with_for_update=True)
    if akun is None or not akun.aktif:
        raise Unauthenticated("Akun ini tidak aktif.", code="masuk-gagal")
    return akun
