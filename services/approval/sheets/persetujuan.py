"""The lembar persetujuan: what was decided about a legal product, by whom, and on which very files."""

from services.approval.sheets.form import EMPTY, Cell, Form, on_one_page
from services.approval.sheets.model import Keputusan, LembarPersetujuan, Orang
from shared.web.look.filters import waktu

COLUMNS = (0.07, 0.24, 0.25, 0.08, 0.36)
HEADING = ("No.", "Dokumen", "Nama berkas", "Hlm.", "SHA-256")


def lembar_persetujuan(data: LembarPersetujuan) -> bytes:
    """The sheet as a PDF of one A4 page (more only for very many documents); equal data give equal bytes."""
    return on_one_page(lambda size: _draw(data, size))


def _draw(data: LembarPersetujuan, size: float) -> Form:
    form = Form(f"Lembar Persetujuan {data.jenis} Nomor {data.nomor}", data.pada, size)
    form.letterhead(data.kop)
    form.centre("LEMBAR PERSETUJUAN", 13, bold=True)
    form.centre("PENERBITAN PRODUK HUKUM", 13, bold=True)
    form.skip(3)
    _product(form, data)
    _decision(form, data)
    _documents(form, data)
    form.row(Cell(1, "Catatan:", data.catatan, label_width=0, least_lines=3))
    form.signature(data.keputusan.value.lower(), data)
    form.footer(f"Nomor berkas: {data.nomor_berkas}")
    return form


def _product(form: Form, data: LembarPersetujuan) -> None:
    form.row(Cell(1, "Jenis", data.jenis))
    form.row(Cell(0.5, "Nomor", data.nomor), Cell(0.5, "Tahun", str(data.tahun)))
    form.row(Cell(1, "Tentang", data.tentang, least_lines=2))
    form.row(Cell(1, "Pengusul", _orang(data.pengusul)))


def _decision(form: Form, data: LembarPersetujuan) -> None:
    if data.kegiatan:
        form.row(Cell(1, "Kegiatan", data.kegiatan))
    form.row(Cell(1, "Keputusan", boxes=tuple((kind.value, kind is data.keputusan) for kind in Keputusan)))
    if data.sesuai is not None:
        verdict = (("File sesuai dengan asli", data.sesuai), ("File tidak sesuai dengan asli", not data.sesuai))
        form.row(Cell(1, "Hasil cek salinan", boxes=verdict))
    form.row(Cell(0.5, "Oleh", _orang(data.oleh)), Cell(0.5, "Pada", waktu(data.pada, data.zona)))


def _documents(form: Form, data: LembarPersetujuan) -> None:
    form.table_row(HEADING, COLUMNS, bold=True)
    for number, naskah in enumerate(data.dokumen, start=1):
        pages = str(naskah.halaman or EMPTY)
        # Two lines of 32 digits each: a reader compares halves.
        digest = f"{naskah.sha256[:32]}\n{naskah.sha256[32:]}"
        form.table_row((f"{number}.", naskah.jenis, naskah.nama, pages, digest), COLUMNS)
    if not data.dokumen:
        form.table_row((EMPTY,) * len(COLUMNS), COLUMNS)


def _orang(orang: Orang) -> str:
    title = orang.jabatan if orang.untuk else orang.peran or orang.jabatan
    replaced = f"menggantikan {orang.untuk}" if orang.untuk else ""
    return ", ".join(filter(None, (orang.nama, title, replaced)))
