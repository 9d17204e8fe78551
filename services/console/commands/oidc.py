"""Signing in at an office's own provider: only people of that office, known by what the provider never changes."""

import hmac
import secrets
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from sqlmodel import select

from services.console import queries
from services.console.commands import orang as people
from services.console.commands import tiket
from services.console.commands.catat import Oleh, record, tell_person
from services.console.commands.masuk import Bukti, Hasil, go_on
from services.console.commands.oidc_kantor import provider_of, row_of
from services.console.commands.sesi import Perangkat
from services.console.domain.masuk import SSO, local_path
from services.console.domain.oidc import mapped, named, resulting
from services.console.models import Akun, OidcKantor, OidcOrang
from shared.database.unit import Unit
from shared.errors import Conflict, Forbidden, Invalid, TerbitError, Unauthenticated
from shared.runtime import Runtime

TAHAP: Final = "oidc"
BYTES: Final = 32


class Kembali(BaseModel):
    """What the provider sends the browser back with."""

    code: str = ""
    state: str = ""
    error: str = ""
    iss: str = ""


def begin(runtime: Runtime, kantor: str, lanjut: str) -> tuple[str, str]:
    """The ticket for the browser to keep, and the provider's address to send it to. Raises NotFound, Unavailable."""
    with runtime.database.unit() as unit:
        row = row_of(unit, kantor)
    state, nonce, verifier = (secrets.token_urlsafe(BYTES) for _ in range(3))
    url = provider_of(runtime, row).authorization_url(state, nonce, verifier)
    isi = {
        "kantor": kantor, "penerbit": row.penerbit, "lanjut": local_path(lanjut), "state": state, "nonce": nonce,
        "verifier": verifier,
    }  # fmt: skip
    with runtime.database.unit() as unit:
        return tiket.give(unit, TAHAP, isi), url


def finish(runtime: Runtime, ticket: str, kembali: Kembali, perangkat: Perangkat) -> Hasil:
    """Who came back, signed in. The ticket is taken whatever comes of it.

    Raises Unauthenticated, Forbidden (somebody whom the office does not know, or has switched off), Unavailable.
    """
    with runtime.database.unit() as unit:
        taken = tiket.look(unit, TAHAP, ticket)
        isi = dict(taken.isi)
        tiket.take(unit, taken)
    oleh = Oleh(f"SSO {isi['kantor']}", alamat=perangkat.alamat)
    try:
        with runtime.database.unit() as unit:
            row = row_of(unit, isi["kantor"])
        _check(isi, row, kembali)
        claims = provider_of(runtime, row).claims(kembali.code, isi["nonce"], isi["verifier"])
        with runtime.database.unit() as unit:
            akun = _person(unit, row, claims, oleh)
            return go_on(unit, runtime, akun.id, Bukti(SSO, isi["lanjut"]), perangkat)
    except TerbitError as error:
        with runtime.database.unit() as unit:
            record(unit, oleh, "masuk lewat SSO ditolak", isi["kantor"], sebab=error.code)
        raise


def _check(isi: Mapping[str, str], row: OidcKantor, kembali: Kembali) -> None:
    """That the answer is to what this browser asked, and of the provider that it asked (RFC 9207)."""
    same = hmac.compare_digest(isi["state"].encode(), kembali.state.encode())
    other = kembali.iss not in ("", row.penerbit) or isi["penerbit"] != row.penerbit
    if not same or other:
        raise Unauthenticated(
            "Masuk lewat SSO ini dibatalkan, atau tidak dimulai di peramban ini. Mulai lagi dari halaman ini.",
            code="sso-tidak-sah",
        )
    if kembali.error or not kembali.code:
        raise Unauthenticated("Masuk lewat SSO dibatalkan, atau ditolak oleh layanan SSO.", code="sso-dibatalkan")


def _person(unit: Unit, row: OidcKantor, claims: Mapping[str, Any], oleh: Oleh) -> Akun:
    bond = unit.session.get(OidcOrang, (row.penerbit, claims["sub"]))
    akun = unit.session.get(Akun, bond.akun, with_for_update=True) if bond else _by_name(unit, row, claims)
    roles = mapped(claims, row.klaim_peran, row.peta_peran)
    if akun is None:
        akun = _admit(unit, row, claims, roles, oleh)
    elif akun.kantor != row.kantor or not akun.aktif:
        raise Forbidden("Akun Anda tidak aktif di kantor ini. Hubungi pengelola kantor.", code="sso-tidak-aktif")
    elif row.klaim_peran:
        _give(unit, row, akun, roles, oleh)
    if bond is None:
        _bind(unit, row, claims["sub"], akun, oleh)
    return akun


def _by_name(unit: Unit, row: OidcKantor, claims: Mapping[str, Any]) -> Akun | None:
    """Whom the claim names among the people of the office: by sign-in name, or by NIP where just one has it."""
    name = named(claims, row.klaim_orang)
    if not name:
        raise Forbidden("Layanan SSO tidak menyebut nama Anda dengan pasti.", code="sso-tanpa-nama")
    at_home = select(Akun).where(Akun.kantor == row.kantor).with_for_update()
    by_name = unit.session.exec(at_home.where(Akun.nama_masuk == name)).first()
    by_nip = unit.session.exec(at_home.where(Akun.nip == name)).all()
    return by_name or (by_nip[0] if len(by_nip) == 1 else None)


def _admit(unit: Unit, row: OidcKantor, claims: Mapping[str, Any], roles: frozenset[str], oleh: Oleh) -> Akun:
    """An account for somebody new, with a password that nobody knows. Raises Forbidden."""
    unknown = Forbidden("Anda belum terdaftar di kantor ini. Hubungi pengelola kantor.", code="sso-tidak-dikenal")
    if not row.terima_baru:
        raise unknown
    name = named(claims, row.klaim_orang)
    try:
        given = people.OrangBaru(nama_masuk=name, nama=str(claims.get("name") or name), peran=roles)
        akun, _ = people.add(unit, row.kantor, given, oleh)
    except (ValidationError, Invalid, Conflict):
        raise unknown from None
    return akun


def _give(unit: Unit, row: OidcKantor, akun: Akun, roles: frozenset[str], oleh: Oleh) -> None:
    held = queries.person(unit.session, akun).peran.get(row.kantor, ())
    others = [other for other in people.administrators(unit, row.kantor) if other != akun.id]
    wanted = resulting(held, roles, row.peta_peran, len(others))
    if wanted == frozenset(held):
        return
    people.give_roles(unit, akun, row.kantor, wanted, oleh)
    record(
        unit, oleh, "peran diubah lewat SSO", akun.id, kantor=row.kantor, dari=sorted(held), menjadi=sorted(wanted)
    )  # fmt: skip
    tell_person(unit, akun, oleh)


def _bind(unit: Unit, row: OidcKantor, sub: str, akun: Akun, oleh: Oleh) -> None:
    """From now on this is the person, whatever the provider calls it. Raises Forbidden when another one was before."""
    known = select(OidcOrang).where(OidcOrang.penerbit == row.penerbit, OidcOrang.akun == akun.id)
    if unit.session.exec(known).first():
        raise Forbidden("Akun ini sudah dipakai orang lain di layanan SSO itu.", code="sso-orang-lain")
    unit.session.add(OidcOrang(penerbit=row.penerbit, sub=sub, akun=akun.id))
    record(unit, oleh, "akun dihubungkan dengan SSO", akun.id, penerbit=row.penerbit)
