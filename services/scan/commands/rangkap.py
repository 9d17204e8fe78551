"""Receiving the paper."""

from uuid import UUID

from services.scan.domain.rangkap import Rangkap, require_both
from services.scan.models import PenerimaanRangkap
from shared.berkas import at_desk, done_before, find_for, step_done
from shared.database.unit import Unit
from shared.events.tables import now
from shared.identity import Orang
from shared.sop import Berkas, Tindakan
from shared.sop.perjalanan import complete


def receive(unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, rangkap: Rangkap, kunci: str) -> Berkas:
    """Confirm that both copies are here. Raises Conflict, Forbidden, Invalid."""
    if done_before(unit, berkas_id, kunci):
        return find_for(unit, berkas_id, orang)
    desk = at_desk(unit, berkas_id, orang, giliran, Tindakan.TERIMA_RANGKAP)
    require_both(rangkap)
    unit.session.add(
        PenerimaanRangkap(
            berkas_id=berkas_id, revisi=desk.berkas.revisi, giliran=giliran, jumlah_rangkap=rangkap.jumlah_rangkap,
            catatan=rangkap.catatan, oleh=desk.pelaku.model_dump(mode="json"),
        )
    )  # fmt: skip
    done = complete(
        desk.sop, desk.berkas, desk.pelaku, now(), catatan=rangkap.catatan, kalender=desk.kalender
    )  # fmt: skip
    return step_done(unit, done, kunci)
