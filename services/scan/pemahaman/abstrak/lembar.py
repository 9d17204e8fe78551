"""The abstrak as a sheet to print and to complete: blanks stay blanks, and the foot says what is missing."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align

from services.scan.pemahaman.abstrak.model import Abstrak, Isi

FONTS = Path(__file__).resolve().parents[4] / "assets" / "fonts"
MARGIN, WIDTH, LINE = 25.0, 160.0, 5.6
SIZE = 11.0
MARK = "(lengkapi: {apa})"


def lembar_abstrak(abstrak: Abstrak, dibuat: date) -> bytes:
    """The sheet as PDF (A4); equal data give equal bytes."""
    pdf = _open(dibuat)
    _line(pdf, abstrak.subjek, bold=True)
    _line(pdf, abstrak.tahun)
    _line(pdf, abstrak.nomor)
    _line(pdf, abstrak.judul, bold=True)
    for heading, dashes in (("ABSTRAK:", abstrak.abstrak), ("CATATAN:", abstrak.catatan)):
        pdf.set_y(pdf.y + 3)
        _text(pdf, heading, bold=True)
        for dash in dashes:
            _line(pdf, dash, dash=True)
    if abstrak.lengkapi:
        pdf.set_y(pdf.y + 6)
        pdf.set_font("sans", "", 9)
        note = f"Rancangan. Belum lengkap: {', '.join(abstrak.lengkapi)}."
        pdf.multi_cell(WIDTH, 4.6, note, border=1, align=Align.L, padding=2, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _open(made: date) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_title("Abstrak")
    pdf.set_lang("id")
    pdf.set_creation_date(datetime.combine(made, time(8), UTC))
    pdf.add_font("sans", "", FONTS / "LiberationSans-Regular.ttf")
    pdf.add_font("sans", "B", FONTS / "LiberationSans-Bold.ttf")
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.add_page()
    return pdf


def _line(pdf: FPDF, isi: Isi, *, bold: bool = False, dash: bool = False) -> None:
    mark = f" {MARK.format(apa=', '.join(isi.lengkapi))}" if isi.lengkapi else ""
    _text(pdf, isi.teks + mark, bold=bold, dash=dash)


def _text(pdf: FPDF, text: str, *, bold: bool = False, dash: bool = False) -> None:
    pdf.set_font("sans", "B" if bold else "", SIZE)
    inset = 6.0 if dash else 0.0
    if dash:
        pdf.set_x(MARGIN)
        pdf.cell(inset, LINE, "-")
    pdf.set_x(MARGIN + inset)
    pdf.multi_cell(WIDTH - inset, LINE, text, align=Align.L, new_x="LMARGIN", new_y="NEXT")
    pdf.set_y(pdf.y + 1.2)
