"""What is read of uploads: everybody's own, and nobody else's."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, func, select

from services.scan.unggahan.models import PotonganUnggahan, Unggahan
from shared.database.unit import Unit
from shared.errors import NotFound
from shared.events.tables import now
from shared.identity import Orang


def own(unit: Unit, orang: Orang, unggahan_id: UUID, *, lock: bool = False) -> Unggahan:
    """An upload of this person; `lock` holds it until this unit ends. Raises NotFound, also for those of others."""
    found = unit.session.get(Unggahan, unggahan_id, with_for_update=lock or None)
    if found is None or found.orang_id != orang.id or found.habis <= now():
        raise NotFound("Unggahan ini tidak ada, atau sudah habis waktunya.", code="unggahan-tidak-ada")
    return found


def own_for(unit: Unit, orang: Orang, berkas_id: UUID | None, kantor: str) -> Sequence[Unggahan]:
    """This person's uploads for a berkas, or for stacks, of this office, in the order in which they began."""
    query = select(Unggahan).where(
        Unggahan.orang_id == orang.id, col(Unggahan.berkas_id).is_not_distinct_from(berkas_id),
        Unggahan.kantor == kantor, col(Unggahan.habis) > now(),
    )  # fmt: skip
    return unit.session.exec(query.order_by(col(Unggahan.id))).all()


def open_of(unit: Unit, orang: Orang) -> tuple[int, int]:
    """How many uploads this person has open, and their bytes in all."""
    query = select(func.count(), func.coalesce(func.sum(Unggahan.ukuran), 0))
    row = unit.session.exec(query.where(Unggahan.orang_id == orang.id, col(Unggahan.habis) > now())).one()
    return int(row[0]), int(row[1])


def pieces_of(unit: Unit, unggahan_id: UUID) -> Sequence[PotonganUnggahan]:
    """The pieces of an upload in their order."""
    query = select(PotonganUnggahan).where(PotonganUnggahan.unggahan_id == unggahan_id)
    return unit.session.exec(query.order_by(col(PotonganUnggahan.mulai))).all()


def pieces(unit: Unit, unggahan_id: UUID) -> int:
    """How many pieces an upload has."""
    query = select(func.count()).select_from(PotonganUnggahan)
    return unit.session.exec(query.where(PotonganUnggahan.unggahan_id == unggahan_id)).one()
