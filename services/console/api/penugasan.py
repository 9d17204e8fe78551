"""Deputations of an office."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from services.console import queries
from services.console.api.orang import Kantor
from services.console.commands import penugasan
from services.console.domain.wewenang import of_office
from services.console.models import Akun, PenugasanAkun
from services.console.requests import Actor
from shared.events.tables import now
from shared.offices import tree
from shared.web.session import Rt, SignedIn

router = APIRouter(tags=["penugasan"])


class PenugasanTampil(BaseModel):
    """A deputation: who acts in whose place ("" for a vacant post), from when until before when."""

    id: UUID
    jenis: str
    kantor: str
    peran: str
    pengganti: str
    digantikan: str
    jabatan: str
    dasar: str
    mulai: datetime
    sampai: datetime

    @classmethod
    def of(cls, row: PenugasanAkun, deputy: Akun, official: Akun | None) -> Self:
        """As the tables have it."""
        kept = row.model_dump(include=set(cls.model_fields))
        return cls(**kept, pengganti=deputy.nama, digantikan=official.nama if official else "")


@router.get("/penugasan")
def deputations(runtime: Rt, orang: SignedIn, kantor: Kantor) -> list[PenugasanTampil]:
    """Deputations at one of one's offices that are in force or to come."""
    with runtime.database.unit() as unit:
        of_office(orang, kantor, tree(unit))
        return [PenugasanTampil.of(*found) for found in queries.deputations_at(unit.session, kantor, now())]


@router.post("/penugasan", status_code=201)
def appoint(
    runtime: Rt, orang: SignedIn, oleh: Actor, kantor: Kantor, body: penugasan.PenugasanBaru
) -> PenugasanTampil:  # fmt: skip
    """Let somebody act in an official's place. 409 `sudah-digantikan` and the like."""
    with runtime.database.unit() as unit:
        of_office(orang, kantor, tree(unit))
        row = penugasan.appoint(unit, orang, kantor, body, oleh)
        official = unit.session.get(Akun, row.untuk) if row.untuk else None
        return PenugasanTampil.of(row, unit.session.get_one(Akun, row.akun), official)


@router.post("/penugasan/{penugasan_id}/akhiri", status_code=204)
def end(runtime: Rt, orang: SignedIn, oleh: Actor, penugasan_id: UUID) -> None:
    """End a deputation now."""
    with runtime.database.unit() as unit:
        penugasan.end(unit, orang, penugasan_id, oleh)
