"""The separator sheet: laid on a document, it tells a stack apart. One A4 page with its code twice, large and small."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align

from shared import qr
from shared.kode_lembar import KodeLembar
from shared.sop import NAMA_DOKUMEN
from shared.web.look.filters import waktu

FONTS = Path(__file__).resolve().parents[3] / "assets" / "fonts"
MARGIN, WIDTH, HEIGHT = 20.0, 210.0, 297.0
LARGE, SMALL = 105.0, 32.0
"""Two sizes in two places: a fold, a stain or a punched hole seldom meets both."""
STEPS = (
    "1. Letakkan lembar ini di atas naskah yang disebut di atas; satu lembar untuk tiap naskah.",
    "2. Tumpuk beberapa naskah dengan lembarnya masing-masing, lalu pindai sekaligus.",
    "3. Unggah hasilnya di Pekerjaan pindai, bagian Pindai satu tumpukan. Lembar ini sendiri tidak ikut disimpan "
    "di berkas.",
    "4. Jangan melipat, melubangi, atau mencoret kotak hitam-putih ini.",
)


@dataclass(frozen=True, slots=True)
class LembarPemisah:
    """What is printed: for which case and document, who printed it and when."""

    kantor: str
    agenda: str
    judul: str
    kode: KodeLembar
    oleh: str
    pada: datetime
    zona: str


def lembar_pemisah(data: LembarPemisah) -> bytes:
    """The sheet as a PDF of one A4 page; equal data give equal bytes."""
    pdf = _blank(data)
    _centred(pdf, data.kantor.upper(), 13, bold=True)
    _centred(pdf, "LEMBAR PEMISAH", 22, bold=True)
    _centred(pdf, NAMA_DOKUMEN[data.kode.jenis].upper(), 16, bold=True)
    qr.draw(pdf, data.kode.teks, (WIDTH - LARGE) / 2, pdf.y, LARGE)
    pdf.set_y(pdf.y + LARGE)
    _centred(pdf, data.kode.terbaca, 9)
    _centred(pdf, f"Nomor agenda {data.agenda}", 16, bold=True)
    _centred(pdf, _short(data.judul), 11)
    pdf.set_y(pdf.y + 3)
    for step in STEPS:
        _line(pdf, step)
    _foot(pdf, data)
    return bytes(pdf.output())


def _blank(data: LembarPemisah) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_title(f"Lembar Pemisah {data.agenda}")
    pdf.set_lang("id")
    pdf.set_creation_date(data.pada)
    pdf.add_font("sans", "", FONTS / "LiberationSans-Regular.ttf")
    pdf.add_font("sans", "B", FONTS / "LiberationSans-Bold.ttf")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_margin(MARGIN)
    pdf.set_y(16)
    return pdf


def _centred(pdf: FPDF, text: str, size: float, *, bold: bool = False) -> None:
    pdf.set_font("sans", "B" if bold else "", size)
    pdf.set_x(MARGIN)
    pdf.multi_cell(WIDTH - 2 * MARGIN, size * 0.5, text, align=Align.C, new_x="LMARGIN", new_y="NEXT")


def _line(pdf: FPDF, text: str) -> None:
    pdf.set_font("sans", "", 10)
    pdf.set_x(MARGIN)
    pdf.multi_cell(WIDTH - 2 * MARGIN, 5, text, align=Align.L, new_x="LMARGIN", new_y="NEXT")


def _foot(pdf: FPDF, data: LembarPemisah) -> None:
    qr.draw(pdf, data.kode.teks, WIDTH - MARGIN - SMALL, HEIGHT - MARGIN / 2 - SMALL, SMALL)
    pdf.set_xy(MARGIN, HEIGHT - MARGIN)
    pdf.set_font("sans", "", 8)
    pdf.cell(0, 4, f"Dicetak oleh {data.oleh}, {waktu(data.pada, data.zona)}")


def _short(judul: str) -> str:
    return judul if len(judul) <= 240 else f"{judul[:239]}…"
