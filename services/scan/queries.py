"""What is read at the scan desks."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import col, select

from services.scan.domain.kelengkapan import Laporan
from services.scan.models import Pemeriksaan, Pemindaian
from shared.database.unit import Unit
from shared.errors import Conflict, Forbidden
from shared.identity import Orang
from shared.sop import Berkas, JenisDokumen, Keadaan, Langkah, Tindakan, all_sops, owned_by, sop
from shared.sop.perjalanan import authorise
from shared.tables import BerkasRow, Kantor

HERE = owned_by("scan")


@dataclass(frozen=True)
class Kerja:
    """A berkas that waits for this person at one of our desks."""

    berkas: Berkas
    langkah: Langkah

    @property
    def alamat(self) -> str:
        """The page on which it is done."""
        return f"{self.langkah.desk.page}/{self.berkas.id}"


def waiting_for(unit: Unit, orang: Orang) -> list[Kerja]:
    """What waits here for this person, longest waiting first."""
    places = [
        (kantor, rules.id, row.kode)
        for kantor, roles in orang.peran.items() for rules in all_sops() for row in rules.langkah
        if row.peran in roles and row.tindakan in HERE
    ]  # fmt: skip
    place = tuple_(col(BerkasRow.kantor), col(BerkasRow.sop), col(BerkasRow.langkah))
    rows = unit.session.exec(select(BerkasRow).where(place.in_(places), col(BerkasRow.keadaan) == Keadaan.BERJALAN))
    found = (Berkas.model_validate(row.isi) for row in rows)
    work = [Kerja(berkas, sop(berkas.sop).step(berkas.langkah)) for berkas in found]
    allowed = [one for one in work if may_act(one.berkas, orang, one.langkah.tindakan)]
    return sorted(allowed, key=lambda one: one.berkas.sejak)


def may_act(berkas: Berkas, orang: Orang, tindakan: Tindakan) -> bool:
    """Whether the berkas lies at a step of this kind, and this person may do it."""
    if berkas.langkah is None or sop(berkas.sop).step(berkas.langkah).tindakan is not tindakan:
        return False
    try:
        authorise(sop(berkas.sop), berkas, orang)
    except (Conflict, Forbidden):
        return False
    return True


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


def report_on(unit: Unit, berkas: Berkas) -> Laporan | None:
    """What our scan says of the hasil scan that lies in the berkas."""
    document = berkas.terbaru(JenisDokumen.HASIL_SCAN)
    scan = scan_with_result(unit, berkas.id, document.sha256) if document else None
    return Laporan(pdfa=scan.pdfa or "", sebab=scan.pdfa_sebab or "") if scan else None


def checked(unit: Unit, berkas_id: UUID) -> Pemeriksaan | None:
    """The newest completeness check that a person confirmed."""
    query = select(Pemeriksaan).where(Pemeriksaan.berkas_id == berkas_id).order_by(col(Pemeriksaan.id).desc())
    return unit.session.exec(query.limit(1)).first()


def zone(unit: Unit, kantor: str) -> str:
    """Time zone of an office."""
    row = unit.session.get(Kantor, kantor)
    return row.zona if row else "Asia/Jakarta"
