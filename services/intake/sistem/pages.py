"""The page /sistem: an administrator looks after the office's systems."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import ValidationError
from starlette.datastructures import FormData

from services.intake import queries
from services.intake.domain.kabar import NAMA_KABAR
from services.intake.domain.sistem import LONGEST_DAYS, NAMA_LINGKUP
from services.intake.sistem import catatan, kunci, langganan
from services.intake.sistem.api import Halaman
from services.intake.sistem.kunci import KunciBaru
from services.intake.sistem.orang import administrator_of, proposers
from shared.database.unit import Unit
from shared.errors import Invalid
from shared.identity import Orang
from shared.offices import office
from shared.web.pages import go, render
from shared.web.problems import field_sentences
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/sistem")
PLACE = "/sistem"


async def _form(request: Request) -> FormData:
    return await request.form()


Fields = Annotated[FormData, Depends(_form)]


@router.get("")
def systems(request: Request, runtime: Rt, orang: SignedIn, kantor: str = "", halaman: Halaman = 1) -> Response:
    """Keys, addresses that are told, and what was done with them."""
    with runtime.database.unit() as unit:
        context = _context(unit, orang, kantor or next(iter(orang.mengelola), ""), halaman)
    return _page(request, orang, context)


@router.post("/kunci")
def make_key(request: Request, runtime: Rt, orang: SignedIn, fields: Fields) -> Response:
    """Make a key and show its secrets, this once; or show the form again with what is wrong."""
    typed = typed_of(fields, "lingkup")
    try:
        wanted = KunciBaru.model_validate(typed)
        with runtime.database.unit() as unit:
            made = kunci.make(unit, runtime.settings, orang, wanted)
    except ValidationError as error:
        return again(request, runtime, orang, typed, field_sentences(error.errors()))
    except Invalid as error:
        return again(request, runtime, orang, typed, {error.field or "": error.sentence})
    return render(
        request, "intake/sistem_kunci.html", orang, halaman="Kunci sudah dibuat", tempat="sistem", dibuat=made,
        kembali=f"{PLACE}?kantor={made.kunci.kantor}",
    )  # fmt: skip


@router.post("/kunci/{key_id}/cabut")
def revoke_key(runtime: Rt, orang: SignedIn, key_id: UUID) -> Response:
    """End a key now."""
    with runtime.database.unit() as unit:
        row = kunci.revoke(unit, orang, key_id)
    return go(PLACE, "tersimpan", kantor=row.kantor)


def typed_of(fields: FormData, many: str) -> dict[str, Any]:
    """What was typed, without what was left empty; `many` is the field of which several may be ticked."""
    typed: dict[str, Any] = {name: value for name, value in fields.items() if isinstance(value, str) and value}
    return {**typed, many: fields.getlist(many)}


def again(request: Request, runtime: Rt, orang: Orang, typed: dict[str, Any], wrong: dict[str, str]) -> Response:
    """The page with a form as it was typed, and what is to be mended."""
    with runtime.database.unit() as unit:
        context = _context(unit, orang, str(typed.get("kantor", "")))
    return _page(request, orang, context, typed, wrong)


def _context(unit: Unit, orang: Orang, kantor: str, halaman: int = 1) -> dict[str, Any]:
    chosen = administrator_of(orang, kantor)
    rows, pages = catatan.page(unit, chosen, halaman)
    return {
        "kantor": chosen, "kantor_kantor": [office(unit, kode) for kode in orang.mengelola],
        "zona": queries.zone(unit, chosen), "kunci_kunci": kunci.keys(unit, chosen),
        "catatan": rows, "kini": halaman, "jumlah": pages,
        "lingkup": [(value.value, name) for value, name in NAMA_LINGKUP.items()],
        "langganan": langganan.subscriptions(unit, chosen),
        "kabar": [(value.value, name) for value, name in NAMA_KABAR.items()],
        "pengusul": [(str(person.id), person.nama) for person in proposers(unit, chosen)],
    }  # fmt: skip


def _page(
    request: Request, orang: Orang, context: dict[str, Any], typed: dict[str, Any] | None = None,
    wrong: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    return render(
        request, "intake/sistem.html", orang, status=422 if wrong else 200, halaman="Sistem kantor", tempat="sistem",
        isian=typed or {"hari": str(LONGEST_DAYS)}, galat=wrong or {}, **context,
    )  # fmt: skip
