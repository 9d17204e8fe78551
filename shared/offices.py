"""The offices as a service knows them: told by console, kept here."""

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from shared.database.unit import Unit
from shared.errors import NotFound
from shared.events.catalogue import KantorDidaftarkan
from shared.kalender import BIASA, Kalender
from shared.kantor import tingkat_of
from shared.tables import Kantor


def hear_kantor(unit: Unit, payload: KantorDidaftarkan) -> None:
    """Keep an office, unless a newer version of it is known."""
    values = payload.model_dump(mode="json")
    values["tingkat"] = payload.tingkat or tingkat_of(payload.kode)
    statement = insert(Kantor).values(**values)
    unit.session.execute(
        statement.on_conflict_do_update(
            index_elements=["kode"], set_=values, where=col(Kantor.versi) < statement.excluded.versi
        )
    )


def tree(unit: Unit) -> dict[str, str]:
    """Every office's code with that of its parent."""
    return dict(unit.session.exec(select(Kantor.kode, Kantor.induk)).all())


def calendar(unit: Unit, kode: str) -> Kalender:
    """The working calendar of an office; the usual one where the office is not known here."""
    known = unit.session.get(Kantor, kode)
    return Kalender.of(known.zona, known.hari_kerja, known.tutup) if known else BIASA


def office(unit: Unit, kode: str) -> Kantor:
    """An office by its code. Raises NotFound."""
    found = unit.session.get(Kantor, kode)
    if found is None:
        raise NotFound(f"Kantor {kode} belum terdaftar.", code="kantor-tidak-dikenal")
    return found
