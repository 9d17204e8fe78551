"""An office's own provider, for its administrator."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ValidationError

from services.console.commands import oidc_kantor
from services.console.domain.orang import roles_of
from services.console.domain.wewenang import managed
from services.console.models import OidcKantor
from services.console.requests import Actor
from shared.errors import Forbidden, Invalid
from shared.identity import Orang
from shared.offices import office, tree
from shared.runtime import Runtime
from shared.sop import sop
from shared.web.pages import go, render
from shared.web.problems import field_sentences
from shared.web.session import Rt, SignedIn

router = APIRouter()
PAGE = "/masuk/sso"
YES = "ya"


class Typed(BaseModel):
    """What was typed into the form."""

    penerbit: str = ""
    klien: str = ""
    rahasia: str = ""
    klaim_orang: str = "preferred_username"
    klaim_peran: str = ""
    peta_peran: str = ""
    terima_baru: str = ""
    aktif: str = ""


@router.get(PAGE)
def page(request: Request, runtime: Rt, orang: SignedIn, kantor: str = "") -> HTMLResponse:
    """What is known of the provider."""
    return _page(request, runtime, orang, _chosen(runtime, orang, kantor))


@router.post(PAGE)
def save(
    request: Request, runtime: Rt, orang: SignedIn, oleh: Actor, typed: Annotated[Typed, Form()], kantor: str = ""
) -> Response:  # fmt: skip
    """Keep what was typed."""
    chosen = _chosen(runtime, orang, kantor)
    try:
        given = oidc_kantor.IsianOidc.model_validate(_read(typed))
        with runtime.database.unit() as unit:
            oidc_kantor.configure(unit, runtime.settings, chosen, given, oleh)
    except ValidationError as error:
        return _page(request, runtime, orang, chosen, typed, field_sentences(error.errors()))
    except Invalid as error:
        return _page(request, runtime, orang, chosen, typed, {_field(error): error.sentence})
    return go(PAGE, "tersimpan", kantor=chosen)


def _chosen(runtime: Runtime, orang: Orang, kantor: str) -> str:
    """The office that was named, or the first that one administers, there or from above. Raises Forbidden."""
    if not orang.mengelola:
        raise Forbidden("Halaman ini untuk pengelola kantor.", code="bukan-pengelola")
    with runtime.database.unit() as unit:
        return managed(orang, kantor or orang.mengelola[0], tree(unit))


def _read(typed: Typed) -> dict[str, Any]:
    peta = oidc_kantor.read_lines(typed.peta_peran)
    ticked = {name: getattr(typed, name) == YES for name in ("terima_baru", "aktif")}
    return {**typed.model_dump(), **ticked, "peta_peran": peta, "rahasia": typed.rahasia or None}


def _field(error: Invalid) -> str:
    return "peta_peran" if error.field == "peran" else error.field or ""


def _page(
    request: Request, runtime: Runtime, orang: Orang, kantor: str, typed: Typed | None = None,
    galat: dict[str, str] | None = None,
) -> HTMLResponse:  # fmt: skip
    with runtime.database.unit() as unit:
        place, row = office(unit, kantor), unit.session.get(OidcKantor, kantor)
        isian = typed.model_dump(exclude={"rahasia"}) if typed else _as_kept(row)
    return render(
        request, "console/sso.html", orang, status=422 if galat else 200, halaman=f"SSO {place.nama}", tempat="orang",
        kantor=place, isian=isian, galat=galat or {}, ada=row is not None,
        alamat=oidc_kantor.callback(runtime.settings), peran=list(roles_of(sop(place.sop)).items()),
    )  # fmt: skip


def _as_kept(row: OidcKantor | None) -> dict[str, Any]:
    if row is None:
        return Typed(aktif=YES).model_dump()
    ticked = {name: YES if getattr(row, name) else "" for name in ("terima_baru", "aktif")}
    kept = row.model_dump(exclude={"rahasia", "kantor"})
    return {**kept, **ticked, "peta_peran": oidc_kantor.lines(row.peta_peran)}
