"""What a person does with a part that waits in the tray."""

from uuid import UUID

from services.scan.pemisahan.models import BagianTumpukan, KeadaanBagian
from services.scan.pemisahan.penempatan import place
from services.scan.pemisahan.queries import part_for, scanner
from shared.berkas import find_for
from shared.database.unit import Unit
from shared.errors import Conflict, Invalid, NotFound
from shared.events.tables import now
from shared.identity import Orang

MOST_LETTERS = 500
OPEN = (KeadaanBagian.BAKI, KeadaanBagian.DISISIHKAN)
"""What was set aside may still be brought to its case."""


def assign(unit: Unit, orang: Orang, bagian_id: UUID, berkas_id: UUID, giliran: int) -> BagianTumpukan:
    """Bring a part to a case that this person chose by looking. Raises NotFound, Forbidden, Conflict."""
    part = part_for(unit, bagian_id, orang, lock=True)
    if part.berkas_id == berkas_id and part.state not in OPEN:
        return part
    _require_open(part)
    if find_for(unit, berkas_id, orang).kantor != part.kantor:
        raise NotFound("Berkas ini tidak ada di kantor pemilik tumpukan.", code="berkas-tidak-ada")
    place(unit, orang, part, berkas_id, giliran)
    _decided(unit, orang, part)
    return part


def set_aside(unit: Unit, orang: Orang, bagian_id: UUID, alasan: str) -> BagianTumpukan:
    """Take a part out of the tray for a reason; it is kept. Raises NotFound, Forbidden, Invalid, Conflict."""
    part = part_for(unit, bagian_id, orang, lock=True)
    reason = alasan.strip()
    if not reason or len(reason) > MOST_LETTERS:
        raise Invalid(
            f"Tuliskan alasan menyisihkan bagian ini, paling panjang {MOST_LETTERS} huruf.", code="tanpa-alasan",
            field="alasan",
        )  # fmt: skip
    if part.state == KeadaanBagian.DISISIHKAN and part.alasan == reason:
        return part
    if part.state != KeadaanBagian.BAKI:
        _require_open(part)
        raise Conflict("Bagian ini sudah disisihkan.", code="bagian-sudah-ditangani")
    part.state, part.alasan = KeadaanBagian.DISISIHKAN, reason
    _decided(unit, orang, part)
    return part


def _require_open(part: BagianTumpukan) -> None:
    if part.state not in OPEN:
        raise Conflict(
            "Bagian ini sudah dipasangkan dengan sebuah berkas. Muat ulang halamannya.", code="bagian-sudah-ditangani"
        )


def _decided(unit: Unit, orang: Orang, part: BagianTumpukan) -> None:
    part.diputus_oleh = scanner(unit, orang, part.kantor).model_dump(mode="json")
    part.diputus_pada = now()
