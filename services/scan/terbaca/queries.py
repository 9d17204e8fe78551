"""What was read of a scan, for whoever looks at its berkas."""

from dataclasses import dataclass, field

from sqlmodel import select

from services.scan.models import Pemindaian
from services.scan.pemahaman import Pemahaman
from services.scan.privasi import judged_scan
from services.scan.terbaca.bidang import read_fields
from services.scan.terbaca.models import Potongan
from shared.database.unit import Unit
from shared.sop import Berkas
from shared.sop.berkas import BidangTerbaca


@dataclass(frozen=True)
class Terbaca:
    """The fields of a scan, its lists, and which cut-outs there are (by code). `pemahaman` None: nobody looked."""

    pemahaman: Pemahaman | None = None
    bidang: tuple[BidangTerbaca, ...] = ()
    potongan: frozenset[str] = field(default_factory=frozenset)

    @property
    def daftar(self) -> list[tuple[str, list[str]]]:
        """The considerations, the legal basis, the decisions: name and points."""
        if self.pemahaman is None:
            return []
        found = self.pemahaman
        lists = (
            ("Menimbang", found.menimbang), ("Mengingat", found.mengingat), ("Memperhatikan", found.memperhatikan),
        )  # fmt: skip
        points = [(name, [one.nilai for one in some if one.nilai]) for name, some in lists]
        decided = [f"{one.nilai.label}: {one.nilai.teks}" for one in found.diktum if one.nilai]
        return [(name, some) for name, some in (*points, ("Memutuskan", decided)) if some]


def read_of(unit: Unit, berkas: Berkas) -> Terbaca | None:
    """Of the scan that is judged now; None where there is none."""
    scan = judged_scan(unit, berkas)
    if scan is None:
        return None
    found, kept = scan.understood, cut_outs(unit, scan)
    return Terbaca(found, read_fields(found, berkas.produk, kept) if found else (), kept)


def fields_of(unit: Unit, scan: Pemindaian, berkas: Berkas) -> tuple[BidangTerbaca, ...]:
    """What was read of this scan."""
    found = scan.understood
    return read_fields(found, berkas.produk, cut_outs(unit, scan)) if found else ()


def cut_outs(unit: Unit, scan: Pemindaian) -> frozenset[str]:
    """The codes of the cut-outs of a scan."""
    return frozenset(unit.session.exec(select(Potongan.kode).where(Potongan.pemindaian_id == scan.id)))


def cut_out(unit: Unit, berkas: Berkas, kode: str) -> bytes | None:
    """One cut-out of the scan that is judged now, as JPEG."""
    scan = judged_scan(unit, berkas)
    found = unit.session.get(Potongan, (scan.id, kode)) if scan else None
    return found.gambar if found else None
