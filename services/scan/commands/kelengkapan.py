"""Confirming the completeness list."""

from collections.abc import Mapping
from uuid import UUID

from services.scan.domain.data_pribadi import DataPribadi
from services.scan.domain.kelengkapan import Baris, BarisDiperiksa, confirmed, shortcomings
from services.scan.models import Pemeriksaan
from services.scan.privasi import personal_data, presented
from shared.berkas import Desk, at_desk, done_before, find_for, step_done
from shared.database.unit import Unit
from shared.errors import Conflict, Invalid
from shared.events.tables import now
from shared.identity import Orang
from shared.sop import Berkas, JenisDokumen, Tindakan
from shared.sop.perjalanan import complete
from shared.terikat import bound


def confirm(
    unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, baris: tuple[Baris, ...], hasil: str | None,
    konfirmasi: Mapping[str, bool], catatan: Mapping[str, str], kunci: str,
) -> Berkas:  # fmt: skip
    """Keep the list with what the person said of each line, and finish the step.

    `baris` was made of this berkas at turn `giliran`, and of the scan `hasil`: the edition that will be published.
    Raises Conflict, Forbidden, Invalid.
    """
    if done_before(unit, berkas_id, kunci):
        return find_for(unit, berkas_id, orang)
    desk = at_desk(unit, berkas_id, orang, giliran, Tindakan.PERIKSA_KELENGKAPAN)
    for field, sentence in shortcomings(baris, konfirmasi, catatan).items():
        raise Invalid(sentence, code="belum-lengkap", field=field or None)
    pada = now()
    data = personal_data(unit, desk.berkas)
    shown = presented(unit, desk.berkas, data, desk.pelaku.nama, pada)
    _require_same(shown, data, hasil)
    added = bound(unit, desk.berkas, shown.dokumen[len(desk.berkas.dokumen) :])
    lines = confirmed(baris, konfirmasi, catatan)
    unit.session.add(_kept(desk, lines))
    done = complete(
        desk.sop, desk.berkas, desk.pelaku, pada, dokumen=added,
        catatan=" ".join(filter(None, (_remarks(lines), data.ringkasan if data else ""))), kalender=desk.kalender,
    )  # fmt: skip
    return step_done(unit, done, kunci)


def _require_same(shown: Berkas, data: DataPribadi | None, hasil: str | None) -> None:
    scan = shown.terbaru(JenisDokumen.HASIL_SCAN)
    if (scan.sha256 if scan else None) != hasil or (data and not data.selesai):
        raise Conflict(
            "Putusan tentang data pribadi berubah sejak daftar ini dibuat. Muat ulang halamannya.", code="daftar-lewat"
        )


def _kept(desk: Desk, lines: tuple[BarisDiperiksa, ...]) -> Pemeriksaan:
    return Pemeriksaan(
        berkas_id=desk.berkas.id, revisi=desk.berkas.revisi, giliran=desk.berkas.giliran,
        baris=[line.model_dump(mode="json") for line in lines], oleh=desk.pelaku.model_dump(mode="json"),
    )  # fmt: skip


def _remarks(lines: tuple[BarisDiperiksa, ...]) -> str:
    return " ".join(f"{line.pertanyaan}: {line.catatan}" for line in lines if line.catatan)
