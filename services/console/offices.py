"""The offices as console reads them: what is stated of each, the tree, what was changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import or_
from sqlmodel import col, select

from services.console.domain.kantor import IsianKantor
from services.console.domain.wewenang import may_manage
from services.console.models import Catatan
from shared.database.unit import Unit
from shared.identity import Orang
from shared.kantor import Tingkat
from shared.offices import tree
from shared.tables import Kantor

NEW, CHANGED, CODES = "kantor didaftarkan", "kantor diubah", "kewajiban kode diubah"
"""What the record says of an office."""


def stated(row: Kantor) -> IsianKantor:
    """What is stated of an office now."""
    return IsianKantor.model_validate(row.model_dump())


@dataclass(frozen=True)
class Wilayah:
    """An office with those directly below it, in the order of their codes."""

    kantor: Kantor
    di_bawah: tuple[Kantor, ...]


def managed_by(unit: Unit, orang: Orang, kata: str = "") -> list[Kantor]:
    """The offices that this person manages, in the order of the codes; only those in which the words stand."""
    known = tree(unit)
    codes = [kode for kode in known if may_manage(orang, kode, known)]
    query = select(Kantor).where(col(Kantor.kode).in_(codes))
    for word in kata.split():
        like = f"%{word}%"
        query = query.where(or_(*(col(c).ilike(like) for c in (Kantor.kode, Kantor.nama, Kantor.tempat))))
    return list(unit.session.exec(query.order_by(col(Kantor.kode))))


def grouped(rows: Sequence[Kantor]) -> list[Wilayah]:
    """As a tree of two levels: provinces with theirs; who has no parent here stands for itself. The national first."""
    here = {row.kode for row in rows}
    tops = [row for row in rows if row.induk not in here or row.tingkat in (Tingkat.NASIONAL, Tingkat.PROVINSI)]
    return [Wilayah(top, _below(rows, top, {one.kode for one in tops})) for top in tops]


def _below(rows: Sequence[Kantor], top: Kantor, tops: Collection[str]) -> tuple[Kantor, ...]:
    return tuple(row for row in rows if row.induk == top.kode and row.kode not in tops)


def changes(unit: Unit, kode: str, limit: int = 50, kinds: Collection[str] = (NEW, CHANGED, CODES)) -> list[Catatan]:
    """What was done to an office, the newest first: its `rincian` has the fields before (`dari`) and after."""
    query = select(Catatan).where(Catatan.tentang == kode, col(Catatan.apa).in_(kinds))
    return list(unit.session.exec(query.order_by(col(Catatan.id).desc()).limit(limit)))


def last_change(unit: Unit, kode: str) -> Catatan | None:
    """The newest change of what is stated of an office; None when none is recorded."""
    return next(iter(changes(unit, kode, 1, (NEW, CHANGED))), None)
