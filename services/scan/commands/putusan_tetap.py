"""Decisions on personal data that hold on when a page of a scan is replaced: those on all its other pages."""

from collections.abc import Iterator

from sqlmodel import col, select

from services.scan.commands.data_pribadi import decision, order_closing
from services.scan.domain.data_pribadi import DITANDAI, Bagian, DataPribadi, Jawaban
from services.scan.domain.halaman_ulang import same_pages
from services.scan.models import Pemindaian
from services.scan.models_privasi import PutusanDataPribadi, Saat
from services.scan.privasi import data_of
from shared.database.unit import Unit


def keep_decisions(unit: Unit, scan: Pemindaian) -> None:
    """Take over what was decided of the scan before, with who and when, and order what is to be closed.

    A place counts as the same when its page comes of the same page of the same file, and kind, box and excerpt are
    equal. Everything else is asked anew.
    """
    before = _before(unit, scan)
    if before is None or before.hasil == scan.hasil:
        return
    same = same_pages(before.sources, scan.sources)
    former = [one for one in data_of(unit, scan.berkas_id, before).bagian if one.halaman in same]
    data = data_of(unit, scan.berkas_id, scan)
    saat = Saat(scan.berkas_id, scan.revisi, scan.giliran, scan.langkah, scan.oleh)
    unit.session.add_all(row for one in _again(former, data) for row in _kept(saat, data, one))
    unit.session.flush()
    order_closing(unit, saat, data_of(unit, scan.berkas_id, scan))


def _before(unit: Unit, scan: Pemindaian) -> Pemindaian | None:
    query = select(Pemindaian).where(
        Pemindaian.berkas_id == scan.berkas_id, Pemindaian.id < scan.id, col(Pemindaian.hasil).is_not(None)
    )
    return unit.session.exec(query.order_by(col(Pemindaian.id).desc()).limit(1)).first()


def _again(former: list[Bagian], data: DataPribadi) -> Iterator[Bagian]:
    """The former places that are in the new scan too, by their codes there."""
    codes = {_same(one): one.kode for one in data.bagian}
    yield from (one.model_copy(update={"kode": codes[_same(one)]}) for one in former if _same(one) in codes)
    marked = (one for one in former if one.jenis == DITANDAI)
    yield from (one.model_copy(update={"kode": f"k{number}"}) for number, one in enumerate(marked, 1))


def _same(place: Bagian) -> tuple[object, ...]:
    return place.jenis, place.halaman, place.kotak, place.cuplikan


def _kept(saat: Saat, data: DataPribadi, place: Bagian) -> Iterator[PutusanDataPribadi]:
    """The decision as it was made, if one was."""
    if place.putusan and place.oleh and place.pada:
        who = saat._replace(oleh=place.oleh.model_dump(mode="json"))
        row = decision(who, data, place, Jawaban(putusan=place.putusan, alasan=place.alasan), kunci="")
        row.created_at = place.pada
        yield row
