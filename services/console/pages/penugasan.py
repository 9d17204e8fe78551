"""Deputations of an office: who acts in whose place, and for how long."""

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ValidationError

from services.console import queries
from services.console.commands import penugasan
from services.console.domain.wewenang import may_manage, of_office
from services.console.requests import Actor
from shared.errors import Conflict, Forbidden, Invalid
from shared.events.tables import now
from shared.identity import Orang
from shared.offices import office, tree
from shared.runtime import Runtime
from shared.sop import sop
from shared.web.pages import go, render
from shared.web.problems import field_sentences
from shared.web.session import Rt, SignedIn

router = APIRouter()
PAGE = "/penugasan"
SHOWN_DAYS = 365


class Typed(BaseModel):
    """What was typed into the form; `untuk` "" is a vacant post."""

    jenis: str = "plh"
    akun: str = ""
    untuk: str = ""
    jabatan: str = ""
    peran: str = ""
    dasar: str = ""
    mulai: str = ""
    sampai: str = ""


@router.get(PAGE)
def listed(request: Request, runtime: Rt, orang: SignedIn, kantor: str = "") -> HTMLResponse:
    """Deputations of one of one's offices, and the form of a new one."""
    return _page(request, runtime, orang, _chosen(runtime, orang, kantor), {"jenis": "plh"}, {})


@router.post(PAGE)
def appoint(
    request: Request, runtime: Rt, orang: SignedIn, oleh: Actor, typed: Annotated[Typed, Form()], kantor: str = ""
) -> Response:  # fmt: skip
    """Let somebody act in an official's place."""
    chosen = _chosen(runtime, orang, kantor)
    given = typed.model_dump()
    try:
        data = penugasan.PenugasanBaru.model_validate({**given, "untuk": typed.untuk or None})
        with runtime.database.unit() as unit:
            penugasan.appoint(unit, orang, chosen, data, oleh)
    except ValidationError as error:
        return _page(request, runtime, orang, chosen, given, field_sentences(error.errors()))
    except (Invalid, Conflict) as error:
        return _page(request, runtime, orang, chosen, given, {error.field or "": error.sentence})
    return go(PAGE, "penugasan", kantor=chosen)


@router.post("/penugasan/{penugasan_id}/akhiri")
def end(runtime: Rt, orang: SignedIn, oleh: Actor, penugasan_id: UUID) -> RedirectResponse:
    """End a deputation now."""
    with runtime.database.unit() as unit:
        kantor = penugasan.end(unit, orang, penugasan_id, oleh).kantor
    return go(PAGE, "penugasan-berakhir", kantor=kantor)


def _chosen(runtime: Runtime, orang: Orang, kantor: str) -> str:
    mine = [*orang.mengelola, *orang.kantor]
    if not mine:
        raise Forbidden("Halaman ini untuk orang di kantor.", code="kantor-lain")
    with runtime.database.unit() as unit:
        return of_office(orang, kantor or mine[0], tree(unit))


def _page(
    request: Request, runtime: Runtime, orang: Orang, kantor: str, isian: dict[str, Any], galat: dict[str, str]
) -> HTMLResponse:  # fmt: skip
    with runtime.database.unit() as unit:
        place = office(unit, kantor)
        rows = queries.deputations_at(unit.session, kantor, now() - timedelta(days=SHOWN_DAYS))
        manages = may_manage(orang, kantor, tree(unit))
        people = [akun for akun, _ in queries.people_of(unit.session, kantor) if akun.aktif]
    own = [role for role in orang.peran.get(kantor, ()) if role in sop(place.sop).peran]
    roles = [(code, name) for code, name in sop(place.sop).peran.items() if manages or code in own]
    typed = isian if manages else {"jenis": "plh", "untuk": str(orang.id), **isian}
    officials = people if manages else [akun for akun in people if akun.id == orang.id]
    return render(
        request, "console/penugasan.html", orang, status=422 if galat else 200, halaman="Pelaksana tugas (Plh./Plt.)",
        tempat="penugasan", kantor=place, baris=rows, sekarang=now(), isian=typed, galat=galat, peran=roles,
        pengganti=[(str(akun.id), akun.nama) for akun in people if akun.id != orang.id or manages],
        pejabat=[(str(akun.id), akun.nama) for akun in officials], boleh=bool(manages or own), mengelola=manages,
        nama_peran=sop(place.sop).peran,
    )  # fmt: skip
