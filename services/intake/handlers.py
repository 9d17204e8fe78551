"""What intake hears: every movement of a berkas, and what became of withdrawals and long work."""

from collections.abc import Callable
from typing import Any

from services.intake.commands import note
from services.intake.models import PermintaanTarik
from shared.berkas import hear
from shared.database.unit import Unit
from shared.events.catalogue import (
    BerkasDiajukan,
    BerkasDikembalikan,
    BerkasDitarik,
    BerkasDitolak,
    KantorDidaftarkan,
    LangkahSelesai,
    Payload,
    PekerjaanTerhenti,
    PenarikanTerlambat,
)
from shared.offices import hear_kantor


def withdrawal_too_late(unit: Unit, payload: PenarikanTerlambat) -> None:
    """The publisher refused; the case goes on."""
    row = unit.session.get(PermintaanTarik, payload.berkas_id)
    if row:
        row.terlambat_sebab = payload.sebab
    note(unit, payload.berkas_id, "Penarikan tidak dapat dilakukan", payload.sebab)


def work_stopped(unit: Unit, payload: PekerjaanTerhenti) -> None:
    """Long work needs a person: the timeline says why."""
    note(unit, payload.berkas_id, f"Perlu perhatian di langkah {payload.langkah}", payload.sebab)


HANDLERS: dict[type[Payload], Callable[[Unit, Any], None]] = {
    BerkasDiajukan: hear,
    LangkahSelesai: hear,
    BerkasDikembalikan: hear,
    BerkasDitolak: hear,
    BerkasDitarik: hear,
    PenarikanTerlambat: withdrawal_too_late,
    PekerjaanTerhenti: work_stopped,
    KantorDidaftarkan: hear_kantor,
}
