"""What is read about personal data: the scan that is judged, its places, and the edition that will be published."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from services.scan.domain.data_pribadi import (
    DITANDAI,
    Bagian,
    DataPribadi,
    Edisi,
    KeadaanPenutupan,
    Putusan,
    edition_documents,
)
from services.scan.domain.halaman import Kotak
from services.scan.domain.kelengkapan import Laporan
from services.scan.domain.pemindaian import KeadaanScan
from services.scan.models import Pemindaian
from services.scan.models_privasi import Penutupan, PutusanDataPribadi
from services.scan.peringatan import JenisPeringatan, Kepala
from services.scan.queries import latest_scan, scan_with_result
from shared.database.unit import Unit
from shared.sop import Berkas, JenisDokumen, Pelaku, Tindakan, sop
from shared.tables import Kantor

MARKED = "Bagian yang ditandai petugas"


def letterhead(unit: Unit, kantor: str) -> Kepala:
    """What the office's own letterhead says, which is nobody's personal data."""
    row = unit.session.get(Kantor, kantor)
    if row is None:
        return Kepala()
    kop = row.letterhead
    return Kepala(alamat=kop.alamat, telepon=kop.telepon, surel=kop.surel)


def judged_scan(unit: Unit, berkas: Berkas) -> Pemindaian | None:
    """The scan in which nothing is closed: at the scan desk the newest that is ready, else the one in the berkas."""
    if berkas.langkah and sop(berkas.sop).step(berkas.langkah).tindakan is Tindakan.PINDAI:
        scan = latest_scan(unit, berkas.id)
        return scan if scan and scan.keadaan is KeadaanScan.SIAP and scan.giliran == berkas.giliran else None
    document = berkas.terbaru(JenisDokumen.HASIL_SCAN)
    if document is None:
        return None
    closing = closing_with_result(unit, berkas.id, document.sha256)
    return scan_with_result(unit, berkas.id, closing.dari if closing else document.sha256)


def personal_data(unit: Unit, berkas: Berkas) -> DataPribadi | None:
    """All places of the judged scan with what was decided; None where there is no scan of ours."""
    scan = judged_scan(unit, berkas)
    return data_of(unit, berkas.id, scan) if scan else None


def data_of(unit: Unit, berkas_id: UUID, scan: Pemindaian) -> DataPribadi:
    """The same for a scan at hand."""
    newest = {row.kode: row for row in _decisions(unit, berkas_id, scan.hasil or "")}
    found = [_decided(place, newest.get(place.kode)) for place in _found(scan)]
    marked = [_marked(row) for row in newest.values() if row.jenis == DITANDAI]
    data = DataPribadi(
        hasil=scan.hasil or "", halaman=scan.halaman or 0, dicari=scan.peringatan is not None,
        bertanda_tangan=scan.result.bertanda_tangan, bagian=(*found, *marked),
    )  # fmt: skip
    closing = newest_closing(unit, berkas_id, data.hasil)
    if closing is None or not data.ditutup:
        return data
    current = closing.kode == {one.kode for one in data.ditutup}
    ready = current and closing.keadaan is KeadaanPenutupan.SIAP
    return data.model_copy(
        update={
            "penutupan": closing.keadaan if current else None, "sebab": closing.sebab or "" if current else "",
            "tertutup": closing.hasil if ready else None,
        }
    )  # fmt: skip


def edition(unit: Unit, berkas_id: UUID, data: DataPribadi) -> Edisi | None:
    """The files that will be published as things stand; None as long as something is to be closed first."""
    if data.ditutup:
        closing = newest_closing(unit, berkas_id, data.hasil)
        return closing.edisi if closing and data.tertutup else None
    scan = scan_with_result(unit, berkas_id, data.hasil)
    return Edisi(pdf=scan.result.pdf, teks=scan.result.teks) if scan else None


def presented(unit: Unit, berkas: Berkas, data: DataPribadi | None, pelaku: str, pada: datetime) -> Berkas:
    """The berkas with the edition that will be published in the place of the scan that lies in it."""
    edisi = edition(unit, berkas.id, data) if data else None
    if edisi is None or berkas.langkah is None:
        return berkas
    added = edition_documents(berkas, edisi, berkas.langkah, pelaku, pada)
    return berkas.model_copy(update={"dokumen": (*berkas.dokumen, *added)})


def report_on(unit: Unit, berkas: Berkas) -> Laporan | None:
    """What our scan says of the hasil scan that lies in the berkas, or the closing that made it."""
    document = berkas.terbaru(JenisDokumen.HASIL_SCAN)
    if document is None:
        return None
    closing = closing_with_result(unit, berkas.id, document.sha256)
    scan = scan_with_result(unit, berkas.id, closing.dari if closing else document.sha256)
    if scan is None:
        return None
    aktif = None if scan.aktif is None else tuple(scan.aktif)
    virus = scan.verdicts
    if closing is None:
        return Laporan(
            scan.pdfa or "", scan.pdfa_sebab or "", aktif, utuh=scan.result.bertanda_tangan, virus=virus,
            tanda_tangan=scan.signatures, mutu=scan.mutu,
        )  # fmt: skip
    both = None if virus is None else {**virus, **closing.verdicts}
    return Laporan(
        closing.pdfa or "", closing.pdfa_sebab or "", aktif, virus=both, tanda_tangan=scan.signatures, mutu=scan.mutu
    )  # fmt: skip


def newest_closing(unit: Unit, berkas_id: UUID, hasil: str) -> Penutupan | None:
    """The newest closing of places of a scan that was not replaced."""
    query = select(Penutupan).where(
        Penutupan.berkas_id == berkas_id, Penutupan.dari == hasil, Penutupan.state != KeadaanPenutupan.DIGANTI
    )
    return unit.session.exec(query.order_by(col(Penutupan.id).desc()).limit(1)).first()


def closing_with_result(unit: Unit, berkas_id: UUID, sha256: str) -> Penutupan | None:
    """The newest closing that came out as these bytes."""
    query = select(Penutupan).where(Penutupan.berkas_id == berkas_id, Penutupan.hasil == sha256)
    return unit.session.exec(query.order_by(col(Penutupan.id).desc()).limit(1)).first()


def answered_before(unit: Unit, berkas_id: UUID, kunci: str) -> bool:
    """Whether a form with this key was answered: a double click is one act."""
    query = select(PutusanDataPribadi.id).where(
        PutusanDataPribadi.berkas_id == berkas_id, PutusanDataPribadi.kunci == kunci
    )
    return bool(kunci) and unit.session.exec(query.limit(1)).first() is not None


def _decisions(unit: Unit, berkas_id: UUID, hasil: str) -> Iterator[PutusanDataPribadi]:
    query = select(PutusanDataPribadi).where(
        PutusanDataPribadi.berkas_id == berkas_id, PutusanDataPribadi.hasil == hasil
    )
    yield from unit.session.exec(query.order_by(col(PutusanDataPribadi.id)))


def _found(scan: Pemindaian) -> list[Bagian]:
    return [
        Bagian(
            kode=str(number), jenis=one["jenis"], sebutan=JenisPeringatan(one["jenis"]).sebutan,
            halaman=one["halaman"], kotak=_boxes(one["kotak"]), cuplikan=one["cuplikan"],
        )
        for number, one in enumerate(scan.peringatan or (), 1)
    ]  # fmt: skip


def _decided(place: Bagian, row: PutusanDataPribadi | None) -> Bagian:
    if row is None:
        return place
    return place.model_copy(
        update={
            "putusan": Putusan(row.putusan), "alasan": row.alasan, "oleh": Pelaku.model_validate(row.oleh),
            "pada": row.created_at,
        }
    )  # fmt: skip


def _marked(row: PutusanDataPribadi) -> Bagian:
    place = Bagian(
        kode=row.kode, jenis=DITANDAI, sebutan=MARKED, halaman=row.halaman, kotak=_boxes(row.kotak), cuplikan=""
    )
    return _decided(place, row)


def _boxes(given: list[list[float]]) -> tuple[Kotak, ...]:
    return tuple((box[0], box[1], box[2], box[3]) for box in given)
