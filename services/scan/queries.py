"""What is read at the scan desks."""

from uuid import UUID

from sqlmodel import col, select

from services.scan.models import Pemeriksaan, Pemindaian
from shared.database.unit import Unit
from shared.identity import Orang
from shared.sop import Berkas, Tindakan, perjalanan, sop
from shared.tables import Kantor


def may_act(berkas: Berkas, orang: Orang, tindakan: Tindakan) -> bool:
    """Whether the berkas lies at a step of this kind, and this person may do it."""
    rules = sop(berkas.sop)
    here = berkas.langkah is not None and rules.step(berkas.langkah).tindakan is tindakan
    return here and perjalanan.may_act(rules, berkas, orang)


def latest_scan(unit: Unit, berkas_id: UUID) -> Pemindaian | None:
    """The newest scan of a berkas, whatever became of it."""
    query = select(Pemindaian).where(Pemindaian.berkas_id == berkas_id).order_by(col(Pemindaian.id).desc())
    return unit.session.exec(query.limit(1)).first()


def scan_with_key(unit: Unit, berkas_id: UUID, kunci: str) -> Pemindaian | None:
    """The scan that a form with this key made."""
    if not kunci:
        return None
    return unit.session.exec(
        select(Pemindaian).where(Pemindaian.berkas_id == berkas_id, Pemindaian.kunci == kunci)
    ).first()


def scan_with_result(unit: Unit, berkas_id: UUID, sha256: str) -> Pemindaian | None:
    """The newest scan of this berkas that came out as these bytes."""
    query = select(Pemindaian).where(Pemindaian.berkas_id == berkas_id, Pemindaian.hasil == sha256)
    return unit.session.exec(query.order_by(col(Pemindaian.id).desc()).limit(1)).first()


def checked(unit: Unit, berkas_id: UUID) -> Pemeriksaan | None:
    """The newest completeness check that a person confirmed."""
    query = select(Pemeriksaan).where(Pemeriksaan.berkas_id == berkas_id).order_by(col(Pemeriksaan.id).desc())
    return unit.session.exec(query.limit(1)).first()


def zone(unit: Unit, kantor: str) -> str:
    """Time zone of an office."""
    row = unit.session.get(Kantor, kantor)
    return row.zona if row else "Asia/Jakarta"
