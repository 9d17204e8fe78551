"""What a person proves the own identity with: everybody of the matrix has the same password and the same telephone."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pyotp
from sqlmodel import select, update

from services.console import passwords
from services.console.commands.totp import PURPOSE
from services.console.models import Akun, OidcKantor, Totp
from shared.events.tables import now
from shared.runtime import Runtime
from shared.sealing import Vault

Fields = Mapping[str, Any]
PASSWORD = "luki-pato-nare-4821"
NEW = "hujan deras di genteng"
APP = pyotp.TOTP("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
PROVIDER: Fields = {"penerbit": "https://1.1.1.1", "klien": "terbit", "rahasia": "uji", "klaim_orang": "nip"}


def password(runtime: Runtime) -> Fields:
    """The old one, which everybody has, and a new one."""
    with runtime.database.unit() as unit:
        unit.session.execute(update(Akun).values(kata_sandi=_hash()))
    return {"lama": PASSWORD, "baru": NEW, "ulang": NEW}


def codes(runtime: Runtime, *, on: bool) -> Fields:
    """Everybody's telephone has the secret, and codes are on, or wait for the first; password and code of now."""
    password(runtime)
    sealed = Vault(runtime.settings, PURPOSE).seal(APP.secret)
    with runtime.database.unit() as unit:
        for akun in unit.session.exec(select(Akun.id)).all():
            unit.session.merge(Totp(akun=akun, rahasia=sealed, sejak=now() if on else None))
    return {"kata_sandi": PASSWORD, "kode": APP.now()}


def no_codes(runtime: Runtime) -> Fields:
    """Nobody has switched codes on."""
    codes(runtime, on=False)
    return {}


def provider(runtime: Runtime, kantor: str) -> Fields:
    """An office has a provider that nobody is shown."""
    row = OidcKantor(
        kantor=kantor, penerbit="https://1.1.1.1", klien="terbit", rahasia="", klaim_orang="nip", klaim_peran="",
        peta_peran={}, terima_baru=False, aktif=False,
    )  # fmt: skip
    with runtime.database.unit() as unit:
        unit.session.merge(row)
    return {"kantor": kantor}


@cache
def _hash() -> str:
    return passwords.hashed(PASSWORD)
