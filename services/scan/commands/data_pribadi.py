"""Deciding on personal data in a scan, and ordering that places are closed."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import col, update

from services.scan.domain.data_pribadi import (
    DITANDAI,
    MAX_REASON,
    Bagian,
    DataPribadi,
    Jawaban,
    KeadaanPenutupan,
    Kotakan,
    Putusan,
    check_answers,
    closing_the_rest,
)
from services.scan.models_privasi import Penutupan, PutusanDataPribadi, Saat
from services.scan.peringatan import JenisPeringatan
from services.scan.privasi import MARKED, answered_before, personal_data
from shared.berkas import Desk, at_desk, find_for
from shared.database.unit import Unit
from shared.errors import Conflict
from shared.events.tables import now
from shared.identity import Orang
from shared.sop import Tindakan

JOB = "tutup"
LOOSE = frozenset({DITANDAI, JenisPeringatan.ALAMAT})
"""What may stand elsewhere too: parts of an address, whatever a person marked."""
MARGIN = 1.0
"""Points by which a found word is closed beyond its box: letters reach out of it."""


def decide(
    unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, jawaban: Mapping[str, Jawaban], kotak: Sequence[Kotakan],
    kunci: str, *, tutup_sisanya: bool = False, hasil: str = "",
) -> DataPribadi:  # fmt: skip
    """Keep what was decided; when places are to be closed, order that.

    `tutup_sisanya`: close as well whatever nobody decided on. `hasil`: the scan that was looked at, if it is known.
    Raises Conflict, Forbidden, Invalid.
    """
    if answered_before(unit, berkas_id, kunci):
        return _known(personal_data(unit, find_for(unit, berkas_id, orang)))
    desk = at_desk(unit, berkas_id, orang, giliran, Tindakan.PINDAI, Tindakan.PERIKSA_KELENGKAPAN)
    data = _known(personal_data(unit, desk.berkas))
    if hasil not in {"", data.hasil}:
        raise Conflict("Hasil scan ini sudah diganti. Lihat lagi hasil yang baru.", code="hasil-diganti")
    if tutup_sisanya:
        jawaban = closing_the_rest(data, jawaban)
    check_answers(data, jawaban, kotak)
    saat, places = _now_of(desk), {one.kode: one for one in data.bagian}
    for kode, answer in jawaban.items():
        unit.session.add(decision(saat, data, places[kode], answer, kunci))
    marked = sum(one.jenis == DITANDAI for one in data.bagian)
    for number, one in enumerate(kotak, marked + 1):
        answer = Jawaban(putusan=Putusan.TUTUP, alasan=one.alasan)
        unit.session.add(decision(saat, data, _place(f"k{number}", one), answer, kunci))
    unit.session.flush()
    return order_closing(unit, saat, _known(personal_data(unit, desk.berkas)))


def order_closing(unit: Unit, saat: Saat, data: DataPribadi) -> DataPribadi:
    """Another closing, unless nothing is to be closed, or the newest one closes just that."""
    if data.tertutup or data.diolah:
        return data
    _replace_older(unit, saat.berkas_id)
    if not data.ditutup:
        return data
    row = Penutupan(**saat._asdict(), dari=data.hasil, bagian=[_closed(place) for place in data.ditutup])
    unit.session.add(row)
    unit.session.flush()
    unit.order(JOB, subject=saat.berkas_id, payload={"penutupan": str(row.id)})
    return data.model_copy(update={"penutupan": KeadaanPenutupan.ANTRE, "sebab": ""})


def decision(saat: Saat, data: DataPribadi, place: Bagian, answer: Jawaban, kunci: str) -> PutusanDataPribadi:
    """What was decided of a place, as a row."""
    reason = answer.alasan.strip()[:MAX_REASON] or f"Data pribadi: {place.sebutan}"
    return PutusanDataPribadi(
        **saat._asdict(), kunci=kunci, hasil=data.hasil, kode=place.kode, jenis=place.jenis, halaman=place.halaman,
        kotak=[list(box) for box in place.kotak], cuplikan=place.cuplikan, putusan=answer.putusan, alasan=reason,
    )  # fmt: skip


def _known(data: DataPribadi | None) -> DataPribadi:
    if data is None:
        raise Conflict("Belum ada hasil scan yang dapat diputuskan. Pindai dulu.", code="belum-dipindai")
    return data


def _place(kode: str, one: Kotakan) -> Bagian:
    return Bagian(kode=kode, jenis=DITANDAI, sebutan=MARKED, halaman=one.halaman, kotak=(one.kotak,), cuplikan="")


def _now_of(desk: Desk) -> Saat:
    berkas, oleh = desk.berkas, desk.pelaku.model_dump(mode="json")
    return Saat(berkas.id, berkas.revisi, berkas.giliran, desk.langkah.kode, oleh)


def _closed(place: Bagian) -> dict[str, object]:
    by = 0.0 if place.jenis == DITANDAI else MARGIN
    boxes = [[max(0.0, box[0] - by), max(0.0, box[1] - by), box[2] + by, box[3] + by] for box in place.kotak]
    return {
        "kode": place.kode, "halaman": place.halaman, "kotak": boxes, "ketat": place.jenis not in LOOSE,
        "alasan": place.alasan,
    }  # fmt: skip


def _replace_older(unit: Unit, berkas_id: UUID) -> None:
    live = (KeadaanPenutupan.ANTRE, KeadaanPenutupan.DIOLAH)
    unit.session.execute(
        update(Penutupan)
        .where(col(Penutupan.berkas_id) == berkas_id, col(Penutupan.state).in_(live))
        .values(state=KeadaanPenutupan.DIGANTI, sebab="Diganti putusan yang lebih baru.", finished_at=now())
    )
