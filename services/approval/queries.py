"""What is read for the pages."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_
from sqlmodel import col, func, select

from shared.database.unit import Unit
from shared.identity import Orang
from shared.sop import Berkas, Keadaan, owned_by, sop
from shared.tables import BerkasRow

PER_PAGE = 50


def waiting_for(unit: Unit, orang: Orang, page: int) -> tuple[list[Berkas], int]:
    """What this person may decide now, the most urgent first: page number `page` (from 1), and how many there are."""
    mine = _may_decide(unit, orang)
    total = unit.session.exec(select(func.count()).select_from(BerkasRow).where(mine)).one()
    urgent = (_isi()["tenggat"].astext, col(BerkasRow.id))
    query = select(BerkasRow).where(mine).order_by(*urgent).offset((page - 1) * PER_PAGE).limit(PER_PAGE)
    return [Berkas.model_validate(row.isi) for row in unit.session.exec(query)], total


def _may_decide(unit: Unit, orang: Orang) -> ColumnElement[bool]:
    """The berkas at steps of this service and of this person's roles, but for those that this person submitted."""
    desks = [
        and_(col(BerkasRow.kantor) == kantor, col(BerkasRow.sop) == sop_id, col(BerkasRow.langkah).in_(codes))
        for kantor, sop_id in _in_use(unit, orang)
        if (codes := _own_steps(sop_id, orang.peran_di(kantor)))
    ]
    return and_(
        or_(false(), *desks),
        col(BerkasRow.keadaan) == Keadaan.BERJALAN,
        _isi()["pengusul"]["id"].astext != str(orang.id),
    )


def _in_use(unit: Unit, orang: Orang) -> list[tuple[str, str]]:
    """Offices of this person with the SOPs by which their cases run (a case keeps the SOP that it began with)."""
    query = select(BerkasRow.kantor, BerkasRow.sop).where(col(BerkasRow.kantor).in_(orang.kantor)).distinct()
    return list(unit.session.exec(query).all())


def _own_steps(sop_id: str, roles: frozenset[str]) -> list[str]:
    ours = owned_by("approval")
    return [row.kode for row in sop(sop_id).langkah if row.tindakan in ours and row.peran in roles]


def _isi() -> Any:  # noqa: ANN401 - SQLModel's column type does not know JSONB's operators
    return col(BerkasRow.isi)
