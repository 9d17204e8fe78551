"""Ordering a scan and taking its result."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, update

from services.scan.domain.data_pribadi import DataPribadi, edition_documents
from services.scan.domain.pemindaian import Asal, KeadaanScan, Sumber, documents
from services.scan.models import Pemindaian
from services.scan.pemisahan.queries import beside
from services.scan.privasi import data_of, edition
from services.scan.queries import latest_scan, scan_with_key
from services.scan.terbaca.queries import fields_of
from shared.berkas import Desk, at_desk, done_before, find_for, step_done
from shared.database.unit import Unit
from shared.errors import Conflict, Invalid
from shared.events.tables import now
from shared.identity import Orang
from shared.sop import Berkas, Dokumen, JenisDokumen, Tindakan
from shared.sop.perjalanan import complete
from shared.terikat import bound

JOB = "pindai"


def ordered_before(
    unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, kunci: str
) -> tuple[Berkas, Pemindaian | None]:
    """The berkas, if this person may order a scan of it now, and the scan that the same key ordered before."""
    if known := scan_with_key(unit, berkas_id, kunci):
        return find_for(unit, berkas_id, orang), known
    return at_desk(unit, berkas_id, orang, giliran, Tindakan.PINDAI).berkas, None


def order(
    unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, asal: Asal, sumber: Sequence[Sumber], kunci: str
) -> Pemindaian:  # fmt: skip
    """Write a scan and its job; an older scan that was not taken is replaced. Raises Conflict, Forbidden."""
    desk = at_desk(unit, berkas_id, orang, giliran, Tindakan.PINDAI)
    if known := scan_with_key(unit, berkas_id, kunci):
        return known
    _replace_older(unit, berkas_id)
    scan = _new(desk, asal, sumber, kunci)
    unit.session.add(scan)
    unit.session.flush()
    unit.order(JOB, subject=berkas_id, payload={"pemindaian": str(scan.id)})
    return scan


def take_result(unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, kunci: str) -> Berkas:
    """The person has looked at the result and takes it: the step is done. Raises Conflict, Forbidden, Invalid."""
    if done_before(unit, berkas_id, kunci):
        return find_for(unit, berkas_id, orang)
    desk = at_desk(unit, berkas_id, orang, giliran, Tindakan.PINDAI)
    scan = latest_scan(unit, berkas_id)
    if scan is None or scan.giliran != giliran or scan.keadaan is not KeadaanScan.SIAP:
        raise Conflict(
            "Belum ada hasil scan yang siap. Unggah pindaian, atau tunggu sampai selesai diolah.",
            code="scan-belum-siap",
        )
    data = data_of(unit, berkas_id, scan)
    _require_decided(desk, data)
    pada = now()
    added = bound(unit, desk.berkas, [*_documents(unit, desk, scan, data, pada), *_lain(unit, desk, pada)])
    scan.state = KeadaanScan.DIPAKAI
    done = complete(
        desk.sop, desk.berkas, desk.pelaku, pada, dokumen=added, catatan=data.ringkasan, kalender=desk.kalender
    )  # fmt: skip
    return step_done(unit, done, kunci)


def _documents(unit: Unit, desk: Desk, scan: Pemindaian, data: DataPribadi, pada: datetime) -> list[Dokumen]:
    """What the scan gives; with places closed, that edition in the place of the one in which nothing is."""
    result = scan.result.model_copy(update={"terbaca": fields_of(unit, scan, desk.berkas)})
    made = documents(desk.berkas, result, desk.langkah.kode, desk.pelaku.nama, pada)
    edisi = edition(unit, desk.berkas.id, data)
    full = desk.berkas.model_copy(update={"dokumen": (*desk.berkas.dokumen, *made)})
    closed = edition_documents(full, edisi, desk.langkah.kode, desk.pelaku.nama, pada) if edisi else []
    return [*(one for one in made if not closed or one.jenis is JenisDokumen.PINDAIAN), *closed]


def _require_decided(desk: Desk, data: DataPribadi) -> None:
    """Where no completeness check follows, nothing may be left open here; a closing under way is waited for anyhow."""
    follows = desk.sop.langkah[desk.sop.index(desk.langkah.kode) :]
    checked = any(row.tindakan is Tindakan.PERIKSA_KELENGKAPAN for row in follows)
    if data.diolah or not (checked or data.selesai):
        raise Invalid(
            "Data pribadi di hasil scan belum selesai diputuskan: putuskan tiap bagian, dan tunggu sampai bagian yang "
            "ditutup selesai dikerjakan.", code="data-pribadi-belum-diputuskan",
        )  # fmt: skip


def _replace_older(unit: Unit, berkas_id: UUID) -> None:
    live = (KeadaanScan.ANTRE, KeadaanScan.DIOLAH, KeadaanScan.SIAP)
    unit.session.execute(
        update(Pemindaian)
        .where(col(Pemindaian.berkas_id) == berkas_id, col(Pemindaian.state).in_(live))
        .values(state=KeadaanScan.DIGANTI, sebab="Diganti pindaian yang lebih baru.", finished_at=now())
    )


def _lain(unit: Unit, desk: Desk, pada: datetime) -> list[Dokumen]:
    """The sheets of a stack that lie beside the scan."""
    return [
        Dokumen(
            jenis=JenisDokumen.PINDAIAN, sumber=sheet.asal, langkah=desk.langkah.kode, revisi=desk.berkas.revisi,
            oleh=desk.pelaku.nama, pada=pada, **sheet.as_sumber.model_dump(),
        )
        for sheet in beside(unit, desk.berkas.id, desk.berkas.giliran)
    ]  # fmt: skip


def _new(desk: Desk, asal: Asal, sumber: Sequence[Sumber], kunci: str) -> Pemindaian:
    return Pemindaian(
        berkas_id=desk.berkas.id, revisi=desk.berkas.revisi, giliran=desk.berkas.giliran, langkah=desk.langkah.kode,
        kunci=kunci, asal=asal, sumber=[one.model_dump(mode="json") for one in sumber],
        oleh=desk.pelaku.model_dump(mode="json"),
    )  # fmt: skip
