"""For which roles codes are required at an office, for who administers it, there or from above."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from services.console.api.kantor import Kode
from services.console.commands import kode_wajib
from services.console.domain.kode_wajib import Kewajiban
from services.console.domain.wewenang import managed
from services.console.requests import Actor
from shared.offices import office, tree
from shared.web.session import Rt, SignedIn

router = APIRouter(tags=["kantor"], prefix="/kantor")


class KodeWajibIsian(BaseModel):
    """The roles for which this office requires codes, there and at the offices below it."""

    peran: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=100)]


class KodeWajibTampil(BaseModel):
    """Those that the office names itself, and those that offices above it or the installation do."""

    peran: list[str]
    dari_atas: list[str]

    @classmethod
    def of(cls, found: Kewajiban) -> Self:
        """In the order of the codes."""
        return cls(peran=sorted(found.sendiri), dari_atas=sorted(found.dari_atas))


@router.get("/{kode}/kode-wajib")
def read(runtime: Rt, orang: SignedIn, kode: Kode) -> KodeWajibTampil:
    """For which roles codes are required."""
    with runtime.database.unit() as unit:
        managed(orang, kode, tree(unit))
        return KodeWajibTampil.of(kode_wajib.of_office(unit, runtime.settings, office(unit, kode).kode))


@router.put("/{kode}/kode-wajib")
def change(runtime: Rt, orang: SignedIn, oleh: Actor, kode: Kode, body: KodeWajibIsian) -> KodeWajibTampil:
    """Say for which; it counts from the next sign-in of each person. 422 `peran-tidak-dikenal`."""
    with runtime.database.unit() as unit:
        managed(orang, kode, tree(unit))
        return KodeWajibTampil.of(kode_wajib.change(unit, runtime.settings, kode, body.peran, oleh))
