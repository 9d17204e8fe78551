"""The people of an office, for its administrator."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ValidationError

from services.console import queries
from services.console.commands import orang as people
from services.console.commands import sandi, sesi, totp
from services.console.domain.orang import roles_of
from services.console.models import Akun
from services.console.requests import Actor
from shared.database.unit import Unit
from shared.errors import Conflict, Forbidden, Invalid, NotFound
from shared.identity import Orang
from shared.offices import office
from shared.runtime import Runtime
from shared.sop import sop
from shared.web.pages import go, render
from shared.web.problems import field_sentences
from shared.web.session import Rt, SignedIn

router = APIRouter()


class Typed(BaseModel):
    """What was typed into the form of a person."""

    nama_masuk: str = ""
    nama: str = ""
    nip: str = ""
    jabatan: str = ""
    peran: list[str] = []


Filled = Annotated[Typed, Form()]


@router.get("/orang")
def listed(request: Request, runtime: Rt, orang: SignedIn, kantor: str = "", q: str = "") -> HTMLResponse:
    """The people of one of the offices that one administers."""
    chosen = _chosen(runtime, orang, kantor)
    with runtime.database.unit() as unit:
        place = office(unit, chosen)
        rows = queries.people_of(unit.session, chosen, q)
        offices = queries.offices(unit.session, orang.mengelola)
    return render(
        request, "console/daftar_orang.html", orang, halaman=f"Orang di {place.nama}", tempat="orang", baris=rows, q=q,
        kantor=place, daftar_kantor=offices, peran=roles_of(sop(place.sop)),
    )  # fmt: skip


@router.get("/orang/baru")
def new_form(request: Request, runtime: Rt, orang: SignedIn, kantor: str = "") -> HTMLResponse:
    """The empty form."""
    return _form(request, runtime, orang, _chosen(runtime, orang, kantor), {}, {})


@router.post("/orang/baru")
def add(request: Request, runtime: Rt, orang: SignedIn, oleh: Actor, typed: Filled, kantor: str = "") -> Response:
    """Add a person; the first password is shown on the answer, and never again."""
    chosen = _chosen(runtime, orang, kantor)
    try:
        data = people.OrangBaru.model_validate(typed.model_dump())
        with runtime.database.unit() as unit:
            akun, password = people.add(unit, chosen, data, oleh)
            akun_id = akun.id
    except (ValidationError, Invalid, Conflict) as error:
        return _form(request, runtime, orang, chosen, typed.model_dump(), _wrong(error))
    return _show(request, runtime, orang, chosen, akun_id, kata_sandi=password)


@router.post("/orang/undang")
def invite(request: Request, runtime: Rt, orang: SignedIn, oleh: Actor, typed: Filled, kantor: str = "") -> Response:
    """Give somebody of another office roles at this one."""
    chosen = _chosen(runtime, orang, kantor)
    try:
        with runtime.database.unit() as unit:
            akun_id = people.invite(unit, chosen, typed.nama_masuk.strip().lower(), frozenset(typed.peran), oleh).id
    except (Invalid, NotFound) as error:
        galat = {error.field or "nama_masuk": error.sentence}
        return _form(request, runtime, orang, chosen, typed.model_dump(), galat, undang=True)
    return go(f"/orang/{akun_id}", "tersimpan", kantor=chosen)


@router.get("/orang/{akun_id}")
def show(request: Request, runtime: Rt, orang: SignedIn, akun_id: UUID, kantor: str = "") -> HTMLResponse:
    """A person: data, roles, sessions, what was done."""
    return _show(request, runtime, orang, _chosen(runtime, orang, kantor), akun_id)


@router.post("/orang/{akun_id}")
def change(
    request: Request, runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID, typed: Filled, kantor: str = ""
) -> Response:  # fmt: skip
    """Change a person's data and roles."""
    chosen = _chosen(runtime, orang, kantor)
    try:
        data = people.DataOrang.model_validate(typed.model_dump())
        with runtime.database.unit() as unit:
            people.change(unit, people.found(unit, orang, akun_id), chosen, data, oleh)
    except (ValidationError, Invalid, Conflict) as error:
        return _show(request, runtime, orang, chosen, akun_id, typed=typed, wrong=_wrong(error))
    return go(f"/orang/{akun_id}", "tersimpan", kantor=chosen)


@router.post("/orang/{akun_id}/nonaktif")
def switch_off(runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID) -> RedirectResponse:
    """Let a person sign in no more."""
    return _switch(runtime, orang, oleh, akun_id, False)


@router.post("/orang/{akun_id}/aktif")
def switch_on(runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID) -> RedirectResponse:
    """Let a person sign in again."""
    return _switch(runtime, orang, oleh, akun_id, True)


@router.post("/orang/{akun_id}/sesi/akhiri")
def end_sessions(runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID) -> RedirectResponse:
    """End every session of a person."""
    with runtime.database.unit() as unit:
        akun = people.found_at_home(unit, orang, akun_id)
        sesi.end_all(unit, akun.id, oleh)
        home = akun.kantor
    return go(f"/orang/{akun_id}", "sesi-diakhiri", kantor=home)


@router.post("/orang/{akun_id}/sandi")
def reset_password(request: Request, runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID) -> HTMLResponse:
    """A first password again; it is shown on the answer, and never again."""
    with runtime.database.unit() as unit:
        akun = people.found_to_let_in(unit, orang, akun_id)
        password = sandi.reset(unit, akun, oleh)
    return _show(request, runtime, orang, akun.kantor, akun_id, kata_sandi=password)


@router.post("/orang/{akun_id}/totp/hapus")
def reset_codes(runtime: Rt, orang: SignedIn, oleh: Actor, akun_id: UUID) -> RedirectResponse:
    """No codes for a person who has lost the app."""
    with runtime.database.unit() as unit:
        akun = people.found_to_let_in(unit, orang, akun_id)
        totp.reset(unit, akun, oleh)
    return go(f"/orang/{akun_id}", "tersimpan", kantor=akun.kantor)


def _switch(runtime: Runtime, orang: Orang, oleh: Actor, akun_id: UUID, aktif: bool) -> RedirectResponse:
    with runtime.database.unit() as unit:
        akun = people.found_at_home(unit, orang, akun_id)
        people.switch(unit, akun, aktif, oleh)
        home = akun.kantor
    return go(f"/orang/{akun_id}", "tersimpan", kantor=home)


def _chosen(runtime: Runtime, orang: Orang, kantor: str) -> str:
    """The office that was named, or the first that one administers. Raises Forbidden."""
    if not orang.mengelola:
        raise Forbidden("Halaman ini untuk pengelola kantor.", code="bukan-pengelola")
    with runtime.database.unit() as unit:
        return people.administered(unit, orang, kantor or orang.mengelola[0])


def _wrong(error: ValidationError | Invalid | Conflict) -> dict[str, str]:
    if isinstance(error, ValidationError):
        return field_sentences(error.errors())
    return {error.field or "": error.sentence}


def _form(
    request: Request, runtime: Runtime, orang: Orang, kantor: str, isian: dict[str, Any],
    galat: dict[str, str], *, undang: bool = False,
) -> HTMLResponse:  # fmt: skip
    with runtime.database.unit() as unit:
        place = office(unit, kantor)
    return render(
        request, "console/orang_baru.html", orang, status=422 if galat else 200, halaman="Daftarkan orang",
        tempat="orang", kantor=place, isian=isian, galat=galat, undang=undang,
        peran=list(roles_of(sop(place.sop)).items()),
    )  # fmt: skip


def _show(
    request: Request, runtime: Runtime, orang: Orang, kantor: str, akun_id: UUID, *, typed: Typed | None = None,
    wrong: dict[str, str] | None = None, kata_sandi: str = "",
) -> HTMLResponse:  # fmt: skip
    with runtime.database.unit() as unit:
        place, akun = office(unit, kantor), people.found(unit, orang, akun_id)
        isian = typed.model_dump() if typed else _as_kept(unit, akun, kantor)
        living = sesi.living(unit, runtime.settings, akun_id)
        acts = queries.records(unit.session, [str(akun_id)])
        coded = totp.is_on(unit, akun_id)
    return render(
        request, "console/orang.html", orang, status=422 if wrong else 200, halaman=akun.nama, tempat="orang",
        akun=akun, kantor=place, isian=isian, galat=wrong or {}, sesi=living, catatan=acts, kata_sandi=kata_sandi,
        di_rumah=akun.kantor == kantor, berkode=coded, peran=list(roles_of(sop(place.sop)).items()),
    )  # fmt: skip


def _as_kept(unit: Unit, akun: Akun, kantor: str) -> dict[str, Any]:
    kept = akun.model_dump(include={"nama", "nip", "jabatan"})
    return {**kept, "peran": list(queries.person(unit.session, akun).peran.get(kantor, ()))}
