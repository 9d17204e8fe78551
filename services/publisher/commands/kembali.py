"""A berkas goes back from the publisher's desks."""

from collections.abc import Mapping
from uuid import UUID

from services.publisher.queries import live_publication
from shared.berkas import at_desk, done_before, find_for, lock, return_or_refuse
from shared.database import Database, Unit
from shared.errors import Conflict
from shared.identity import Orang
from shared.sop import Berkas, Tindakan


def kembalikan(
    unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, kunci: str, ke: str, alasan: str,
    keputusan: str = "kembalikan",
) -> Berkas:  # fmt: skip
    """Return the berkas to an earlier step; not while it is being published. Raises TerbitError."""
    lock(unit, berkas_id)
    berkas = find_for(unit, berkas_id, orang)
    if done_before(unit, berkas_id, kunci):
        return berkas
    desk = at_desk(unit, berkas_id, orang, giliran, Tindakan.ARSIPKAN, Tindakan.UNGGAH)
    if live_publication(unit, berkas_id):
        raise Conflict(
            "Produk hukum ini sedang diterbitkan; tunggu hasilnya sebelum mengembalikan.", code="sedang-diterbitkan"
        )
    return return_or_refuse(unit, desk, keputusan, ke, alasan, kunci)


def kembalikan_dari_formulir(
    database: Database, orang: Orang, berkas_id: UUID, giliran: int, kunci: str, typed: Mapping[str, str]
) -> None:
    """The same, from what was typed into the form that all desks share (berkas.html)."""
    ke, alasan, keputusan = (typed.get(name, "") for name in ("ke", "alasan", "keputusan"))
    with database.unit() as unit:
        kembalikan(unit, orang, berkas_id, giliran, kunci, ke, alasan, keputusan or "kembalikan")
