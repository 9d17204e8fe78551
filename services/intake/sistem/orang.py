"""Who administers an office's systems, and in whose name they act: a proposer of that office, as known now."""

from uuid import UUID

from sqlmodel import col, select

from shared.database.unit import Unit
from shared.errors import Forbidden, Invalid
from shared.identity import Orang
from shared.offices import office
from shared.people import find_person
from shared.sop import sop
from shared.tables import OrangRow


def administrator_of(orang: Orang, kantor: str = "") -> str:
    """The office that was named, or the only one that this person administers. Raises Forbidden, Invalid."""
    mine = orang.mengelola
    if not mine or (kantor and kantor not in mine):
        raise Forbidden("Sistem kantor diatur oleh pengelola kantor itu.", code="bukan-pengelola")
    if not kantor and len(mine) > 1:
        raise Invalid("Anda pengelola beberapa kantor. Pilih kantornya.", code="kantor-belum-dipilih", field="kantor")
    return kantor or mine[0]


def proposer_of(unit: Unit, kantor: str, person_id: UUID) -> Orang | None:
    """A proposer of this office with the roles held there now and nowhere else; None for anybody else."""
    orang = find_person(unit, person_id)
    if orang is None or _proposes(unit, kantor) not in orang.peran_di(kantor):
        return None
    there = {"peran": {kantor: orang.peran.get(kantor, ())}}
    return orang.model_copy(update={**there, "penugasan": tuple(p for p in orang.penugasan if p.kantor == kantor)})


def proposers(unit: Unit, kantor: str) -> list[Orang]:
    """Everybody who proposes at this office in an own role, by name."""
    role = _proposes(unit, kantor)
    query = select(OrangRow).where(col(OrangRow.aktif), OrangRow.isi["peran"].has_key(kantor))
    found = [Orang.model_validate(row.isi) for row in unit.session.exec(query)]
    return sorted((orang for orang in found if role in orang.peran[kantor]), key=lambda orang: orang.nama)


def _proposes(unit: Unit, kantor: str) -> str:
    return sop(office(unit, kantor).sop).first.peran
