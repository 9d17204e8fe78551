"""What the pages of both desks have in common."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from pydantic import ValidationError

from shared.berkas import find_for
from shared.database.unit import Unit
from shared.errors import Conflict, Forbidden, Invalid
from shared.identity import Orang
from shared.offices import office
from shared.sop import Berkas, Sop, Tindakan, sop
from shared.sop.perjalanan import authorise
from shared.web.problems import invalid


async def _typed(request: Request) -> dict[str, str]:
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


Typed = Annotated[dict[str, str], Depends(_typed)]
"""What was typed into a form, by field."""


def case(unit: Unit, berkas_id: UUID, orang: Orang, tindakan: Tindakan) -> dict[str, Any]:
    """A berkas for a page: itself, its rules, its office, and whether this person may do `tindakan` now.

    Raises NotFound.
    """
    berkas = find_for(unit, berkas_id, orang)
    rules = sop(berkas.sop)
    kantor = office(unit, berkas.kantor)
    reason = _hindrance(rules, berkas, orang, tindakan)
    return {
        "berkas": berkas, "rules": rules, "kantor": kantor, "zona": kantor.zona, "boleh": reason is None,
        "sebab": reason or "", "halaman": berkas.produk.judul,
    }  # fmt: skip


def _hindrance(rules: Sop, berkas: Berkas, orang: Orang, tindakan: Tindakan) -> str | None:
    """Why this person has nothing to do here ("" when the page says it already), or None."""
    if berkas.langkah is None or rules.step(berkas.langkah).tindakan is not tindakan:
        return ""
    try:
        authorise(rules, berkas, orang)
    except (Conflict, Forbidden) as error:
        return error.sentence
    return None


def turn_of(typed: dict[str, str]) -> tuple[int, str]:
    """The turn and the key of a form. Raises Invalid."""
    turn = typed.get("giliran", "")
    if not (turn.isascii() and turn.isdigit()) or len(turn) > 9:
        raise Invalid("Formulir ini tidak lengkap. Muat ulang halamannya.", code="formulir-rusak", field="giliran")
    return int(turn), typed.get("kunci", "")


def complaints(error: Invalid | ValidationError) -> dict[str, str]:
    """What is to be mended, by field ("" for what belongs to none)."""
    if isinstance(error, Invalid):
        return {error.field or "": error.sentence}
    wrong = [invalid([fault]) for fault in error.errors()]
    return {fault.field or "": fault.sentence for fault in wrong}
