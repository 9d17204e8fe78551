"""What the publisher hears. It judges withdrawals, for it alone knows what is public."""

from services.publisher.queries import live_publication
from shared.berkas import keep_newest, lock, move
from shared.database.unit import Unit
from shared.events.catalogue import BerkasDitarik, Payload, PenarikanDiminta, PenarikanTerlambat
from shared.events.tables import now
from shared.hearing import AT_EVERY_DESK
from shared.service import Handler
from shared.sop import Berkas, Keadaan
from shared.sop.perjalanan import withdraw


def judge_withdrawal(unit: Unit, payload: PenarikanDiminta) -> None:
    """The withdrawal stands unless publication has begun or the case has ended; it may arrive before its case."""
    keep_newest(unit, payload.berkas)
    berkas = lock(unit, payload.berkas.id)
    if berkas.keadaan is Keadaan.DITARIK:
        return
    if reason := _too_late(unit, berkas):
        late = PenarikanTerlambat(berkas_id=berkas.id, sebab=reason, pada=now())
        unit.publish(late, subject=berkas.id, actor=str(payload.oleh.id))
    else:
        move(unit, withdraw(berkas, payload.oleh, now(), payload.alasan), BerkasDitarik)


def _too_late(unit: Unit, berkas: Berkas) -> str:
    if berkas.keadaan is Keadaan.DITOLAK:
        return "Berkas ini sudah ditolak, jadi tidak perlu ditarik lagi."
    if berkas.keadaan is Keadaan.SELESAI:
        return "Produk hukum ini sudah terbit di laman JDIH."
    return "Produk hukum ini sedang diterbitkan." if live_publication(unit, berkas.id) else ""


HANDLERS: dict[type[Payload], Handler] = {**AT_EVERY_DESK, PenarikanDiminta: judge_withdrawal}
