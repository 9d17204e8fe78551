"""An office is entered or changed: in the tree, recorded, told to all services; each function in the caller's unit."""

from enum import StrEnum
from typing import Any

from sqlalchemy import text

from services.console import offices
from services.console.commands.catat import Oleh, record
from services.console.domain.kantor import IsianKantor
from services.console.domain.pohon import place_fault
from services.console.domain.wewenang import managed, may_place
from services.console.offices import CHANGED, NEW
from shared.database.unit import Unit
from shared.errors import Conflict, Forbidden, Invalid, NotFound
from shared.events.catalogue import KantorDidaftarkan
from shared.identity import Orang
from shared.kantor import NASIONAL
from shared.offices import office
from shared.offices import tree as tree_of
from shared.sop import sop
from shared.tables import Kantor

_LOCK = text("SELECT pg_advisory_xact_lock(7316231)")
PLACING = ("induk", "aktif")
"""What only an administrator above an office changes."""


class Hasil(StrEnum):
    """What telling of an office came to."""

    BARU = "baru"
    BERUBAH = "berubah"
    SAMA = "sama"


def register(unit: Unit, given: IsianKantor, oleh: Oleh) -> Hasil:
    """Enter an office, or its change; what is known already changes nothing. Raises NotFound for an unknown SOP."""
    sop(given.sop)
    known = unit.session.get(Kantor, given.kode, with_for_update=True)
    before = offices.stated(known) if known else None
    if before == given:
        return Hasil.SAMA
    row = unit.session.merge(Kantor(**given.model_dump(mode="json"), versi=known.versi + 1 if known else 1))
    record(unit, oleh, CHANGED if before else NEW, row.kode, versi=row.versi, **_difference(before, given))
    unit.session.flush()
    told = KantorDidaftarkan.model_validate(row.model_dump())
    unit.publish(told, subject=row.kode, actor=str(oleh.id or oleh.nama))
    return Hasil.BERUBAH if before else Hasil.BARU


def one_at_a_time(unit: Unit) -> None:
    """Nobody else changes the tree until this unit ends."""
    unit.session.execute(_LOCK)


def add(unit: Unit, orang: Orang, oleh: Oleh, given: IsianKantor) -> Kantor:
    """Enter a new office under a parent that this person manages; a double click is one office.

    Raises Forbidden, Invalid (no place in the tree, unknown SOP), Conflict (there is one with this code).
    """
    one_at_a_time(unit)
    tree = tree_of(unit)
    if not may_place(orang, given.kode, {given.induk: NASIONAL, **tree, given.kode: given.induk}):
        raise Forbidden("Kantor baru ditambahkan oleh pengelola kantor di atasnya.", code="bukan-pengelola")
    _in_its_place(given, tree)
    _of_a_known_sop(given)
    known = unit.session.get(Kantor, given.kode)
    if known and (known.versi > 1 or offices.stated(known) != given):
        raise Conflict(f"Kantor {given.kode} sudah ada: {known.nama}.", code="kantor-sudah-ada")
    register(unit, given, oleh)
    return office(unit, given.kode)


def change(unit: Unit, orang: Orang, oleh: Oleh, given: IsianKantor, versi: int) -> Kantor:
    """Change an office as this person saw it at `versi`. Raises NotFound, Forbidden, Conflict, Invalid."""
    one_at_a_time(unit)
    tree = tree_of(unit)
    known = office(unit, given.kode)
    managed(orang, given.kode, tree)
    before = offices.stated(known)
    if before == given:
        return known
    if known.versi != versi:
        raise Conflict("Data kantor ini baru saja diubah orang lain. Muat ulang halamannya.", code="versi-lewat")
    if any(getattr(before, name) != getattr(given, name) for name in PLACING) and not may_place(
        orang, given.kode, tree
    ):
        raise Forbidden(
            "Induk kantor, dan apakah kantor ini aktif, diatur oleh pengelola kantor di atasnya.",
            code="bukan-pengelola-atas",
        )
    _of_a_known_sop(given)
    if given.induk != before.induk:
        _in_its_place(given, tree)
    register(unit, given, oleh)
    return office(unit, given.kode)


def _in_its_place(given: IsianKantor, tree: dict[str, str]) -> None:
    if fault := place_fault(given.kode, given.induk, tree):
        raise Invalid(f"{fault[0].upper()}{fault[1:]}.", code="tempat-keliru", field="kode")


def _of_a_known_sop(given: IsianKantor) -> None:
    try:
        sop(given.sop)
    except NotFound as error:
        raise Invalid(error.sentence, code=error.code, field="sop") from None


def _difference(before: IsianKantor | None, after: IsianKantor) -> dict[str, Any]:
    old = before.model_dump(mode="json") if before else {}
    new = after.model_dump(mode="json")
    changed = [name for name in new if not before or old[name] != new[name]]
    return {
        "dari": {name: old.get(name) for name in changed if before},
        "menjadi": {name: new[name] for name in changed},
    }
