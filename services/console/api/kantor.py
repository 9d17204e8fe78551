"""The offices that one administers, there or from above."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, model_validator

from services.console import offices
from services.console.commands import kantor as commands
from services.console.domain.kantor import IsianKantor
from services.console.domain.wewenang import managed
from services.console.requests import Actor
from shared.database.unit import Unit
from shared.errors import Invalid
from shared.identity import Orang
from shared.kantor import induk_of, known_code
from shared.offices import office
from shared.offices import tree as tree_of
from shared.tables import Kantor
from shared.teks import STORABLE
from shared.web.session import Rt, SignedIn

router = APIRouter(tags=["kantor"], prefix="/kantor")
Kode = Annotated[str, Path(max_length=4)]


class KantorBaru(IsianKantor):
    """A new office; its parent follows from its code."""

    @model_validator(mode="before")
    @classmethod
    def _under_its_parent(cls, values: Any) -> Any:  # noqa: ANN401 - whatever was sent
        if isinstance(values, dict) and known_code(str(values.get("kode", ""))):
            return {"induk": induk_of(str(values["kode"])), **values}
        return values


class KantorTersimpan(IsianKantor):
    """An office as it is kept; `versi` counts its changes, and is sent back with the next one."""

    versi: int


class PerubahanTampil(BaseModel):
    """One change: the fields before and after."""

    pada: datetime
    oleh: str
    dari: dict[str, Any]
    menjadi: dict[str, Any]


@router.get("/kelola")
def managed_offices(
    runtime: Rt, orang: SignedIn, q: Annotated[str, Query(max_length=100, pattern=STORABLE)] = ""
) -> list[KantorTersimpan]:
    """The offices that one administers; `q`: words in code, name or place."""
    with runtime.database.unit() as unit:
        return [_kept(row) for row in offices.managed_by(unit, orang, q)]


@router.post("", status_code=201)
def add(runtime: Rt, orang: SignedIn, oleh: Actor, body: KantorBaru) -> KantorTersimpan:
    """Add an office. 403 `bukan-pengelola`, 409 `kantor-sudah-ada`, 422 `tempat-keliru`, `sop-tidak-dikenal`."""
    with runtime.database.unit() as unit:
        return _kept(commands.add(unit, orang, oleh, IsianKantor.model_validate(body.model_dump())))


@router.get("/{kode}")
def read(runtime: Rt, orang: SignedIn, kode: Kode) -> KantorTersimpan:
    """One office."""
    with runtime.database.unit() as unit:
        return _kept(_managed(unit, orang, kode))


@router.put("/{kode}")
def change(runtime: Rt, orang: SignedIn, oleh: Actor, kode: Kode, body: KantorTersimpan) -> KantorTersimpan:
    """Change an office as it was read. 409 `versi-lewat` when somebody else was earlier."""
    if body.kode != kode:
        raise Invalid("Kode kantor tidak dapat diubah.", code="kode-tetap", field="kode")
    given = IsianKantor.model_validate(body.model_dump(exclude={"versi"}))
    with runtime.database.unit() as unit:
        return _kept(commands.change(unit, orang, oleh, given, body.versi))


@router.get("/{kode}/perubahan")
def changes(runtime: Rt, orang: SignedIn, kode: Kode) -> list[PerubahanTampil]:
    """What was changed of an office, the newest first."""
    with runtime.database.unit() as unit:
        _managed(unit, orang, kode)
        return [
            PerubahanTampil(pada=c.pada, oleh=c.oleh_nama, dari=c.rincian["dari"], menjadi=c.rincian["menjadi"])
            for c in offices.changes(unit, kode)
        ]


def _managed(unit: Unit, orang: Orang, kode: str) -> Kantor:
    managed(orang, kode, tree_of(unit))
    return office(unit, kode)


def _kept(row: Kantor) -> KantorTersimpan:
    return KantorTersimpan.model_validate(row.model_dump())
