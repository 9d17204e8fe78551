"""The people of an office, for its administrator."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from services.console import queries
from services.console.commands import orang as people
from services.console.commands import sesi
from services.console.models import Akun
from services.console.requests import Actor
from services.console.schemas import NamaMasuk
from shared.teks import STORABLE
from shared.web.session import Rt, SignedIn

router = APIRouter(tags=["orang"])
Kantor = Annotated[str, Query(max_length=20)]


class OrangTampil(BaseModel):
    """A person of an office, with the roles there."""

    id: UUID
    nama_masuk: str
    nama: str
    nip: str
    jabatan: str
    kantor: str
    aktif: bool
    peran: list[str]

    @classmethod
    def of(cls, akun: Akun, peran: list[str]) -> Self:
        """As the table has it."""
        return cls(**akun.model_dump(include=set(cls.model_fields) - {"peran"}), peran=peran)


class Undangan(BaseModel):
    """Somebody who has an account already, and the roles at the office that invites."""

    nama_masuk: NamaMasuk
    peran: frozenset[str]


class OrangDidaftar(OrangTampil):
    """A person who was just added; `kata_sandi` is the first password, which is never shown again."""

    kata_sandi: str


@router.get("/orang")
def people_of(
    runtime: Rt, orang: SignedIn, kantor: Kantor, q: Annotated[str, Query(max_length=100, pattern=STORABLE)] = ""
) -> list[OrangTampil]:
    """The people of an office that one administers."""
    with runtime.database.unit() as unit:
        people.administered(unit, orang, kantor)
        return [OrangTampil.of(akun, held) for akun, held in queries.people_of(unit.session, kantor, q)]


@router.post("/orang", status_code=201)
def add(runtime: Rt, orang: SignedIn, oleh: Actor, kantor: Kantor, body: people.OrangBaru) -> OrangDidaftar:
    """Add a person to an office. 409 `nama-masuk-terpakai`, 422 `peran-tidak-dikenal`."""
    with runtime.database.unit() as unit:
        people.administered(unit, orang, kantor)
        akun, password = people.add(unit, kantor, body, oleh)
        shown = OrangTampil.of(akun, sorted(body.peran))
    return OrangDidaftar(**shown.model_dump(), kata_sandi=password)


@router.post("/orang/undang")
def invite(runtime: Rt, orang: SignedIn, oleh: Actor, kantor: Kantor, body: Undangan) -> OrangTampil:
    """Give somebody of another office roles at this office too, by the name to sign in with. 404 `orang-tidak-ada`."""
    with runtime.database.unit() as unit:
        people.administered(unit, orang, kantor)
        akun = people.invite(unit, kantor, body.nama_masuk, body.peran, oleh)
        return OrangTampil.of(akun, sorted(body.peran))


@router.put("/orang/{akun_id}")
def change(
    runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID, kantor: Kantor, body: people.DataOrang
) -> OrangTampil:  # fmt: skip
    """Change a person's data and roles at an office; another office than the home changes the roles alone."""
    with runtime.database.unit() as unit:
        people.administered(unit, orang, kantor)
        akun = people.found(unit, orang, akun_id)
        people.change(unit, akun, kantor, body, oleh)
        return OrangTampil.of(akun, sorted(body.peran))


@router.post("/orang/{akun_id}/aktif", status_code=204)
def switch_on(runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID) -> None:
    """Let a person sign in again."""
    _switch(runtime, orang, oleh, akun_id, True)


@router.post("/orang/{akun_id}/nonaktif", status_code=204)
def switch_off(runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID) -> None:
    """Let a person sign in no more; the sessions end. 409 `pengelola-terakhir`."""
    _switch(runtime, orang, oleh, akun_id, False)


@router.post("/orang/{akun_id}/sesi/akhiri", status_code=204)
def end_sessions(runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID) -> None:
    """End every session of a person of one's own office."""
    with runtime.database.unit() as unit:
        akun = people.found_at_home(unit, orang, akun_id)
        sesi.end_all(unit, akun.id, oleh)


def _switch(runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID, aktif: bool) -> None:
    with runtime.database.unit() as unit:
        people.switch(unit, people.found_at_home(unit, orang, akun_id), aktif, oleh)
