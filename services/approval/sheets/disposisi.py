"""The lembar disposisi: who passes a letter on, to whom, and what for."""

from datetime import date

from services.approval.sheets.form import EMPTY, Cell, Form, on_one_page
from services.approval.sheets.model import Harap, LembarDisposisi, Sifat
from shared.web.look.filters import tanggal


def lembar_disposisi(data: LembarDisposisi) -> bytes:
    """The sheet as a PDF of one A4 page; equal data give equal bytes."""
    return on_one_page(lambda size: _draw(data, size))


def _draw(data: LembarDisposisi, size: float) -> Form:
    form = Form(f"Lembar Disposisi {data.nomor_agenda}".strip(), data.pada, size)
    form.letterhead(data.kop)
    form.centre("LEMBAR DISPOSISI", 13, bold=True)
    form.skip(3)
    form.row(Cell(0.5, "Surat dari", data.surat_dari), Cell(0.5, "Diterima tanggal", _hari(data.diterima_tanggal)))
    form.row(Cell(0.5, "Nomor", data.nomor), Cell(0.5, "Nomor agenda", data.nomor_agenda))
    sifat = tuple((kind.value, kind is data.sifat) for kind in Sifat)
    form.row(Cell(0.5, "Tanggal", _hari(data.tanggal)), Cell(0.5, "Sifat", boxes=sifat))
    form.row(Cell(1, "Hal", data.hal, least_lines=2))
    harap = tuple((kind.value, kind in data.harap) for kind in Harap)
    form.row(
        Cell(0.5, "Diteruskan kepada Sdr.:", _penerima(data), label_width=0, least_lines=5),
        Cell(0.5, "Dengan hormat harap:", boxes=harap, label_width=0),
    )
    form.row(Cell(1, "Catatan:", data.catatan, label_width=0, least_lines=8))
    top = form.signature("ditetapkan", data)
    if data.kode:
        form.code(data.kode, top)
    form.footer(f"Nomor berkas: {data.nomor_berkas}")
    return form


def _penerima(data: LembarDisposisi) -> str:
    return "\n".join(f"{number}. {name}" for number, name in enumerate(data.diteruskan_kepada, start=1))


def _hari(value: date | None) -> str:
    return tanggal(value) if value else EMPTY
