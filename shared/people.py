"""The people as a service knows them: told by console, kept here, so that nobody has to be asked who somebody is."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete

from shared.database.unit import Unit
from shared.errors import Unauthenticated
from shared.events.catalogue import OrangDidaftarkan, SesiDiakhiri
from shared.events.tables import now
from shared.identity import Masuk, Orang
from shared.tables import OrangRow, SesiBerakhir


def hear_person(unit: Unit, payload: OrangDidaftarkan) -> None:
    """Keep a person, unless a newer version is known."""
    orang = payload.orang
    values = {"versi": orang.versi, "aktif": payload.aktif, "isi": orang.model_dump(mode="json")}
    statement = insert(OrangRow).values(id=orang.id, **values)
    unit.session.execute(
        statement.on_conflict_do_update(
            index_elements=["id"], set_=values, where=col(OrangRow.versi) < statement.excluded.versi
        )
    )


def hear_session_end(unit: Unit, payload: SesiDiakhiri) -> None:
    """Let no token of a session count any more; what no token can be of is forgotten."""
    unit.session.execute(delete(SesiBerakhir).where(col(SesiBerakhir.habis) < now()))
    unit.session.execute(insert(SesiBerakhir).values(sesi=payload.sesi, habis=payload.habis).on_conflict_do_nothing())


def find_person(unit: Unit, orang_id: UUID) -> Orang | None:
    """A person with the roles held now; None for one who is unknown here or switched off."""
    row = unit.session.get(OrangRow, orang_id)
    return Orang.model_validate(row.isi) if row and row.aktif else None


def as_known(unit: Unit, masuk: Masuk) -> Orang:
    """The person who is signed in, with the newest roles that the token or this service knows.

    Raises Unauthenticated when the session was ended, or the person switched off.
    """
    known = as_now(unit, masuk.orang)
    if unit.session.get(SesiBerakhir, masuk.sesi) or known is None:
        raise Unauthenticated("Anda sudah keluar. Silakan masuk kembali.", code="sesi-berakhir")
    return known


def as_now(unit: Unit, orang: Orang) -> Orang | None:
    """The same person with the newest roles known here, for work that was ordered earlier; None when switched off."""
    row = unit.session.get(OrangRow, orang.id)
    if row is None:
        return orang
    if not row.aktif:
        return None
    return Orang.model_validate(row.isi) if row.versi > orang.versi else orang
