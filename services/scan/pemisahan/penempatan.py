"""Bringing a part to its case, as if the person had uploaded it there."""

from uuid import UUID

from services.scan.commands.pemindaian import order
from services.scan.domain.pemindaian import Asal
from services.scan.domain.pemisahan import Sebab
from services.scan.pemisahan.models import BagianTumpukan, KeadaanBagian
from shared.berkas import at_desk, find
from shared.database.unit import Unit
from shared.errors import Conflict, Forbidden, NotFound
from shared.identity import Orang
from shared.sop import Tindakan, sop


def place(unit: Unit, orang: Orang, part: BagianTumpukan, berkas_id: UUID, giliran: int) -> None:
    """Make the part the scan of a case, or lay it beside it.

    Raises NotFound, Conflict, Forbidden; nothing is done then.
    """
    if part.produk:
        scan = order(unit, orang, berkas_id, giliran, Asal.PINDAIAN, [part.as_sumber], f"bagian-{part.id}")
        part.state, part.pemindaian_id = KeadaanBagian.DIPINDAI, scan.id
    else:
        at_desk(unit, berkas_id, orang, giliran, Tindakan.PINDAI)
        part.state = KeadaanBagian.DISIMPAN
    part.berkas_id, part.giliran, part.sebab = berkas_id, giliran, None


def place_by_code(unit: Unit, orang: Orang | None, part: BagianTumpukan, berkas_id: UUID) -> None:
    """Bring a part to the case that its code names; where that cannot be, it waits in the tray with the reason."""
    part.sebab = _tried(unit, orang, part, berkas_id)


def _tried(unit: Unit, orang: Orang | None, part: BagianTumpukan, berkas_id: UUID) -> Sebab | None:
    try:
        berkas = find(unit, berkas_id)
    except NotFound:
        return Sebab.BERKAS_TIDAK_DIKENAL
    if berkas.kantor != part.kantor:
        return Sebab.KANTOR_LAIN
    if orang is None:
        return Sebab.TIDAK_BERWENANG
    try:
        place(unit, orang, part, berkas_id, berkas.giliran)
    except Conflict:
        return Sebab.BUKAN_LANGKAH_PINDAI
    except (Forbidden, NotFound):
        return _why(unit, berkas_id)
    return None


def _why(unit: Unit, berkas_id: UUID) -> Sebab:
    """Whose turn it is is asked first: at another step the person may just have no role."""
    berkas = find(unit, berkas_id)
    here = berkas.langkah and sop(berkas.sop).step(berkas.langkah).tindakan is Tindakan.PINDAI
    return Sebab.TIDAK_BERWENANG if here else Sebab.BUKAN_LANGKAH_PINDAI
