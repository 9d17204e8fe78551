"""The offices as console reads them: what is stated of each, the tree, what was changed."""

from sqlmodel import col, select

from services.console.domain.kantor import IsianKantor
from services.console.models import Catatan
from shared.database.unit import Unit
from shared.tables import Kantor

NEW, CHANGED = "kantor didaftarkan", "kantor diubah"
"""What the record says of an office."""


def stated(row: Kantor) -> IsianKantor:
    """What is stated of an office now."""
    return IsianKantor.model_validate(row.model_dump())


def tree(unit: Unit) -> dict[str, str]:
    """Every office's code with that of its parent."""
    return dict(unit.session.exec(select(Kantor.kode, Kantor.induk)).all())


def changes(unit: Unit, kode: str, limit: int = 50) -> list[Catatan]:
    """What was done to an office, the newest first: its `rincian` has the fields before (`dari`) and after."""
    query = select(Catatan).where(Catatan.tentang == kode, col(Catatan.apa).in_((NEW, CHANGED)))
    return list(unit.session.exec(query.order_by(col(Catatan.id).desc()).limit(limit)))


def last_change(unit: Unit, kode: str) -> Catatan | None:
    """The newest change of an office; None when none is recorded."""
    return next(iter(changes(unit, kode, 1)), None)
