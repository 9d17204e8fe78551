"""What intake hears: every movement of a berkas, and what became of withdrawals and long work."""

from services.intake.commands import note
from services.intake.models import PermintaanTarik
from services.intake.sistem.kabar import hear_and_tell
from shared.database.unit import Unit
from shared.events.catalogue import BerkasBergerak, Payload, PekerjaanTerhenti, PenarikanTerlambat
from shared.hearing import AT_EVERY_DESK
from shared.service import Handler


def withdrawal_too_late(unit: Unit, payload: PenarikanTerlambat) -> None:
    """The publisher refused; the case goes on."""
    row = unit.session.get(PermintaanTarik, payload.berkas_id)
    if row:
        row.terlambat_sebab = payload.sebab
    note(unit, payload.berkas_id, "Penarikan tidak dapat dilakukan", payload.sebab, pada=payload.pada)


def work_stopped(unit: Unit, payload: PekerjaanTerhenti) -> None:
    """Long work needs a person: the timeline says why."""
    note(unit, payload.berkas_id, f"Perlu perhatian di langkah {payload.langkah}", payload.sebab, pada=payload.pada)


HANDLERS: dict[type[Payload], Handler] = {
    **AT_EVERY_DESK,
    **{kind: hear_and_tell for kind in AT_EVERY_DESK if issubclass(kind, BerkasBergerak)},
    PenarikanTerlambat: withdrawal_too_late,
    PekerjaanTerhenti: work_stopped,
}
