"""The button that publishes: it records the order; the job does the work and the verification."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.publisher.connectors import BUILT_IN
from services.publisher.domain.metadata import Metadata, corrected
from services.publisher.domain.nama import file_stem, slug, unique
from services.publisher.domain.syarat import to_be_published
from services.publisher.feed import lock_site
from services.publisher.models import Publikasi
from services.publisher.queries import latest_publication, live_publication, names_taken
from shared.berkas import Desk, at_desk, find_for, lock
from shared.database.unit import Unit
from shared.errors import Conflict
from shared.events.tables import now
from shared.identity import Orang
from shared.offices import office
from shared.sop import Dokumen, JenisDokumen, Tindakan
from shared.sop.perjalanan import complete

JOB = "terbit"


def terbitkan(
    unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, kunci: str, changes: Mapping[str, Any]
) -> Publikasi:
    """Order the publication of the valid scan with the drafted metadata and a person's `changes` to it.

    The same `kunci` again gives the same publication. Raises NotFound, Conflict, Forbidden, Invalid and
    pydantic.ValidationError (a field of the metadata).
    """
    lock(unit, berkas_id)
    find_for(unit, berkas_id, orang)
    latest = latest_publication(unit, berkas_id)
    if latest and kunci and latest.kunci == kunci:
        return latest
    desk = at_desk(unit, berkas_id, orang, giliran, Tindakan.UNGGAH)
    scan = _allowed(unit, desk)
    metadata = corrected(desk.berkas, office(unit, desk.berkas.kantor).nama, changes)
    return _order(unit, desk, scan, metadata, kunci)


def _allowed(unit: Unit, desk: Desk) -> Dokumen:
    scan = to_be_published(desk.sop, desk.berkas)
    if live_publication(unit, desk.berkas.id):
        raise Conflict("Produk hukum ini sedang diterbitkan. Tunggu hasilnya.", code="sedang-diterbitkan")
    # What the step asks for is asked now: a page that is public must not lack it.
    complete(desk.sop, desk.berkas, desk.pelaku, now())
    return scan


def _order(unit: Unit, desk: Desk, scan: Dokumen, metadata: Metadata, kunci: str) -> Publikasi:
    berkas = desk.berkas
    name, address = _names(unit, desk, metadata)
    text = berkas.terbaru(JenisDokumen.TEKS)
    publikasi = Publikasi(
        berkas_id=berkas.id, kantor=berkas.kantor, edisi=berkas.revisi, giliran=berkas.giliran, situs=BUILT_IN,
        slug=address, nama_berkas=f"{name}.pdf", isi=metadata.model_dump(mode="json"), sha256=scan.sha256,
        ukuran=scan.ukuran, halaman=scan.halaman, teks_sha256=text.sha256 if text else None,
        sidik=scan.sidik,
        tanda_tangan=scan.tanda_tangan.model_dump(mode="json") if scan.tanda_tangan else None,
        ditutup=list(scan.ditutup) or None, oleh=desk.pelaku.model_dump(mode="json"), kunci=kunci,
    )  # fmt: skip
    unit.session.add(publikasi)
    unit.session.flush()
    unit.order(JOB, subject=berkas.id, payload={"publikasi": str(publikasi.id)})
    return publikasi


def _names(unit: Unit, desk: Desk, metadata: Metadata) -> tuple[str, str]:
    kantor, jenis = desk.berkas.kantor, desk.berkas.produk.jenis
    lock_site(unit, kantor)
    stem = file_stem(jenis, metadata.tahun, metadata.nomor, kantor)
    address = slug(jenis, metadata.tahun, metadata.nomor)
    names, addresses = names_taken(unit, kantor, stem, address)
    return unique(stem, names, "_"), unique(address, addresses, "-")
