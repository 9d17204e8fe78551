"""For which roles an office requires codes: a form on the page of the office."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from services.console.commands import kode_wajib
from services.console.domain.wewenang import managed
from services.console.requests import Actor
from shared.offices import tree
from shared.web.pages import go
from shared.web.session import Rt, SignedIn

router = APIRouter()


@router.post("/kantor/{kode}/kode-wajib")
def change(
    runtime: Rt, orang: SignedIn, oleh: Actor, kode: str, peran: Annotated[list[str] | None, Form()] = None
) -> RedirectResponse:  # fmt: skip
    """Say for which."""
    with runtime.database.unit() as unit:
        managed(orang, kode, tree(unit))
        kode_wajib.change(unit, runtime.settings, kode, peran or (), oleh)
    return go(f"/kantor/{kode}", "tersimpan")
