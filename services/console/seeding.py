"""Offices and people as given at installation; telling the same again changes nothing."""

from typing import Any

from pydantic import BaseModel, Field, SecretStr, field_validator

from services.console import passwords, queries
from services.console.commands.catat import PEMASANGAN, tell_person
from services.console.commands.kantor import one_at_a_time, register
from services.console.commands.orang import give_roles
from services.console.domain.kantor import IsianKantor
from services.console.domain.orang import known_roles
from services.console.models import Akun
from services.console.offices import last_change
from services.console.schemas import NamaMasuk
from shared.database.unit import Unit
from shared.errors import Invalid
from shared.identity import OPERASI
from shared.offices import office
from shared.runtime import Runtime
from shared.sop import sop


class OrangAwal(BaseModel):
    """A person with a role (or several) at one office; one who is known already keeps the password."""

    nama_masuk: NamaMasuk
    kata_sandi: SecretStr | None = Field(default=None, min_length=8)
    nama: str = Field(min_length=1)
    nip: str = ""
    jabatan: str = ""
    kantor: str = ""
    peran: tuple[str, ...]

    @field_validator("peran", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class Awal(BaseModel):
    """What an installation begins with."""

    kantor: list[IsianKantor] = []
    orang: list[OrangAwal] = []


def seed(runtime: Runtime, data: dict[str, Any]) -> None:
    """Register offices (each new or changed one is told to all services) and people, all or nothing.

    An office that somebody changed since, or that was imported, stays as it is.
    Raises NotFound (unknown SOP or office), Invalid (unknown role, new person without password), ValidationError.
    """
    given = Awal.model_validate(data)
    with runtime.database.unit() as unit:
        one_at_a_time(unit)
        for kantor in given.kantor:
            if _still_ours(unit, kantor.kode):
                register(unit, kantor, PEMASANGAN)
        for orang in given.orang:
            admit(unit, orang)


def _still_ours(unit: Unit, kode: str) -> bool:
    last = last_change(unit, kode)
    return last is None or (last.oleh, last.oleh_nama) == (None, PEMASANGAN.nama)


def admit(unit: Unit, given: OrangAwal) -> None:
    """Enter a person, or the change of the person's data and of the roles at this office. Raises NotFound, Invalid."""
    kantor = _office_of(unit, given)
    akun = queries.account(unit.session, given.nama_masuk) or _new(given, kantor)
    before = queries.person(unit.session, akun)
    akun.nama, akun.nip, akun.jabatan = given.nama, given.nip, given.jabatan
    unit.session.add(akun)
    unit.session.flush()
    give_roles(unit, akun, kantor, set(given.peran), PEMASANGAN)
    if akun.versi == 0 or queries.person(unit.session, akun) != before:
        tell_person(unit, akun, PEMASANGAN)


def _office_of(unit: Unit, given: OrangAwal) -> str:
    """The office at which the roles count: none for the operations team, which sees no office's cases."""
    if set(given.peran) == {OPERASI}:
        return ""
    known_roles(sop(office(unit, given.kantor).sop), given.peran)
    return given.kantor


def _new(given: OrangAwal, kantor: str) -> Akun:
    if given.kata_sandi is None:
        raise Invalid(f"Kata sandi awal untuk {given.nama_masuk} belum ada.", field="kata_sandi")
    return Akun(
        nama_masuk=given.nama_masuk, kata_sandi=passwords.hashed(given.kata_sandi.get_secret_value()), nama=given.nama,
        kantor=kantor,
    )  # fmt: skip
