"""What is read of stacks and of the tray, and who may: whoever scans at the office."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from services.scan.pemisahan.models import BagianTumpukan, KeadaanBagian, Tumpukan
from shared.database.unit import Unit
from shared.errors import Forbidden, Invalid, NotFound
from shared.identity import Orang
from shared.offices import office
from shared.sop import Pelaku, Tindakan, sop
from shared.sop.perjalanan import as_role

SHOWN = 20


def scanner(unit: Unit, orang: Orang, kantor: str) -> Pelaku:
    """This person in the role that scans at an office. Raises Forbidden."""
    if kantor not in orang.kantor:
        raise Forbidden("Ini kantor lain.", code="kantor-lain")
    rules = sop(office(unit, kantor).sop)
    step = next((row for row in rules.langkah if row.tindakan is Tindakan.PINDAI), None)
    if step is None:
        raise Forbidden("SOP kantor ini tidak memuat langkah pindai.", code="tanpa-langkah-pindai")
    return as_role(rules, kantor, step.peran, orang)


def scanning_offices(unit: Unit, orang: Orang) -> list[str]:
    """The offices at which this person scans. Raises Forbidden when there is none."""
    mine = [kode for kode in orang.kantor if _scans(unit, orang, kode)]
    if not mine:
        raise Forbidden("Hanya petugas pindai yang dapat membuka halaman ini.", code="peran-lain")
    return mine


def may_scan(unit: Unit, orang: Orang) -> bool:
    """Whether this person scans anywhere."""
    return any(_scans(unit, orang, kode) for kode in orang.kantor)


def office_to_scan_for(unit: Unit, orang: Orang, kantor: str) -> str:
    """The office that was named, or the only one at which this person scans. Raises Invalid, Forbidden."""
    if kantor:
        scanner(unit, orang, kantor)
        return kantor
    mine = scanning_offices(unit, orang)
    if len(mine) > 1:
        raise Invalid(
            "Anda petugas pindai di beberapa kantor. Pilih kantornya.", code="kantor-belum-dipilih", field="kantor"
        )
    return mine[0]


def tray_offices(unit: Unit, orang: Orang, kantor: str) -> list[str]:
    """The offices whose tray is meant: the one that was named, or all at which this person scans. Raises Forbidden."""
    return [office_to_scan_for(unit, orang, kantor)] if kantor else scanning_offices(unit, orang)


def stack_for(unit: Unit, tumpukan_id: UUID, orang: Orang) -> Tumpukan:
    """A stack, for those who scan at its office; to other offices it does not exist. Raises NotFound, Forbidden."""
    found = unit.session.get(Tumpukan, tumpukan_id)
    if found is None or found.kantor not in orang.kantor:
        raise NotFound("Tumpukan ini tidak ada.", code="tumpukan-tidak-ada")
    scanner(unit, orang, found.kantor)
    return found


def part_for(unit: Unit, bagian_id: UUID, orang: Orang, *, lock: bool = False) -> BagianTumpukan:
    """A part, for those who scan at its office; `lock` holds it until this unit ends. Raises NotFound, Forbidden."""
    found = unit.session.get(BagianTumpukan, bagian_id, with_for_update=lock or None)
    if found is None or found.kantor not in orang.kantor:
        raise NotFound("Bagian tumpukan ini tidak ada.", code="bagian-tidak-ada")
    scanner(unit, orang, found.kantor)
    return found


def stack_with_key(unit: Unit, kantor: str, kunci: str) -> Tumpukan | None:
    """The stack that a form with this key sent."""
    if not kunci:
        return None
    return unit.session.exec(select(Tumpukan).where(Tumpukan.kantor == kantor, Tumpukan.kunci == kunci)).first()


def stacks_of(unit: Unit, kantor: str) -> Sequence[Tumpukan]:
    """The newest stacks of an office."""
    query = select(Tumpukan).where(Tumpukan.kantor == kantor).order_by(col(Tumpukan.id).desc()).limit(SHOWN)
    return unit.session.exec(query).all()


def parts_of(unit: Unit, tumpukan_id: UUID) -> Sequence[BagianTumpukan]:
    """The parts of a stack in their order."""
    query = select(BagianTumpukan).where(BagianTumpukan.tumpukan_id == tumpukan_id)
    return unit.session.exec(query.order_by(col(BagianTumpukan.urutan))).all()


def in_the_tray(unit: Unit, kantor: Sequence[str]) -> Sequence[BagianTumpukan]:
    """What waits for a person at these offices, the longest waiting first."""
    query = select(BagianTumpukan).where(
        BagianTumpukan.state == KeadaanBagian.BAKI, col(BagianTumpukan.kantor).in_(kantor)
    )
    return unit.session.exec(query.order_by(col(BagianTumpukan.id))).all()


def beside(unit: Unit, berkas_id: UUID, giliran: int) -> Sequence[BagianTumpukan]:
    """The sheets that lie beside the scan of a case at this turn."""
    query = select(BagianTumpukan).where(
        BagianTumpukan.berkas_id == berkas_id, BagianTumpukan.giliran == giliran,
        BagianTumpukan.state == KeadaanBagian.DISIMPAN,
    )  # fmt: skip
    return unit.session.exec(query.order_by(col(BagianTumpukan.id))).all()


def _scans(unit: Unit, orang: Orang, kantor: str) -> bool:
    try:
        scanner(unit, orang, kantor)
    except (Forbidden, NotFound):
        return False
    return True
