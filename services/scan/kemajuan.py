"""How far a scan is: page by page while it is read."""

from uuid import UUID

from pydantic import BaseModel

from services.scan.domain.pemindaian import KeadaanScan
from services.scan.olah.bacaan import count_kept
from services.scan.queries import latest_scan
from shared.database.unit import Unit


class Kemajuan(BaseModel):
    """Of the newest scan of a berkas. `perlu`: pages that are read, null until all were looked at; `dibaca`: so far."""

    state: KeadaanScan
    dibaca: int = 0
    perlu: int | None = None

    @property
    def kalimat(self) -> str:
        """What a person is told."""
        if self.state is KeadaanScan.ANTRE:
            return "Menunggu giliran diolah."
        if self.perlu is None:
            return "Halaman-halamannya sedang dilihat."
        if self.dibaca < self.perlu:
            return f"Terbaca {self.dibaca} dari {self.perlu} halaman."
        return "Semua halaman terbaca; hasilnya sedang disusun."


def progress(unit: Unit, berkas_id: UUID) -> Kemajuan | None:
    """Of the newest scan; None when there is none, or nobody works on it."""
    scan = latest_scan(unit, berkas_id)
    if scan is None or not scan.keadaan.dikerjakan:
        return None
    return Kemajuan(state=scan.keadaan, dibaca=count_kept(unit, scan.id), perlu=scan.perlu_dibaca)
