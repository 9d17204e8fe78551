"""Returning a berkas from any of our desks."""

from uuid import UUID

from shared.berkas import at_desk, done_before, find_for, return_or_refuse
from shared.database.unit import Unit
from shared.identity import Orang
from shared.sop import Berkas, owned_by


def send_back(
    unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, ke: str, alasan: str, kunci: str
) -> Berkas:  # fmt: skip
    """Return the berkas to a named earlier step. Raises Conflict, Forbidden, Invalid."""
    if done_before(unit, berkas_id, kunci):
        return find_for(unit, berkas_id, orang)
    desk = at_desk(unit, berkas_id, orang, giliran, *owned_by(unit.service))
    return return_or_refuse(unit, desk, "kembalikan", ke, alasan, kunci)
