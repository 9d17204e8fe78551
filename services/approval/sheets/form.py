"""A printed form: letterhead, title, framed rows of labelled cells, a place to sign. Lengths are millimetres."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue

from services.approval.sheets.fonts import BOLD, REGULAR
from services.approval.sheets.model import Kop, Lembar
from shared import qr
from shared.web.look.filters import waktu

MARGIN = 20.0
WIDTH = 210.0 - 2 * MARGIN
BOTTOM = 297.0 - 18.0
PAD = 1.8
EMPTY = "-"
CODE_SIDE = 32.0
CODE_NOTE = "Pindai lembar ini di atas naskahnya: dari kode ini sistem tahu berkasnya."
SIZES_PT = (10.0, 9.0, 8.0, 7.0)
MOST_LINES = 12
INSTITUTIONS = {"KPU": "Komisi Pemilihan Umum", "KIP": "Komisi Independen Pemilihan"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A labelled cell: a text, or boxes (text, ticked). `part` is its share of the row's width.

    The label stands before the value over `label_width` mm, or above it when that is 0.
    """

    part: float
    label: str
    text: str = ""
    boxes: tuple[tuple[str, bool], ...] = ()
    label_width: float = 32.0
    least_lines: int = 1


class Form:
    """One sheet in one size of type. Rows that do not fit go to a further page."""

    def __init__(self, title: str, made: datetime, size: float) -> None:
        self.pdf = FPDF(format="A4")
        self.pdf.set_title(title)
        self.pdf.set_lang("id")
        self.pdf.set_creation_date(made)
        self.pdf.add_font("sans", "", REGULAR)
        self.pdf.add_font("sans", "B", BOLD)
        self.pdf.set_auto_page_break(False)
        self.pdf.c_margin = 0
        self.size = size
        self.line = size * 0.48
        self._new_page()

    def letterhead(self, kop: Kop) -> None:
        """Print the office's name, its unit and address, and the double rule under them."""
        for text in filter(None, (kop.unit, *(kop.baris or _two_lines(kop.kantor)))):
            self.centre(text.upper(), 13, bold=True)
        for text in filter(None, (kop.alamat, kop.kontak)):
            self.centre(text, 9)
        y = self.pdf.y + 1.5
        for offset, width in ((0.0, 0.8), (1.2, 0.25)):
            self.pdf.set_line_width(width)
            self.pdf.line(MARGIN, y + offset, MARGIN + WIDTH, y + offset)
        self.skip(7)

    def centre(self, text: str, size: float, *, bold: bool = False) -> None:
        """Print a text in the middle of the page."""
        self._font(size, bold)
        self.pdf.set_x(MARGIN)
        self.pdf.multi_cell(WIDTH, size * 0.45, text, align=Align.C, new_x="LMARGIN", new_y="NEXT")

    def skip(self, height: float) -> None:
        """Leave empty space."""
        self.pdf.set_y(self.pdf.y + height)

    def row(self, *cells: Cell) -> None:
        """Print a framed row, as high as its highest cell."""
        height = max(self._height(cell) for cell in cells)
        self._room_for(height)
        self.pdf.set_line_width(0.2)
        x, y = MARGIN, self.pdf.y
        for cell in cells:
            self.pdf.rect(x, y, WIDTH * cell.part, height)
            self._fill(cell, x, y)
            x += WIDTH * cell.part
        self.pdf.set_y(y + height)

    def table_row(self, texts: Sequence[str], parts: Sequence[float], *, bold: bool = False) -> None:
        """Print a framed row of plain texts that wrap."""
        self._font(self.size - 1, bold)
        columns = [self._wrap(text, WIDTH * part - 2 * PAD) for text, part in zip(texts, parts, strict=True)]
        height = max(map(len, columns)) * self.line + PAD
        self._room_for(height)
        self.pdf.set_line_width(0.2)
        x, y = MARGIN, self.pdf.y
        for lines, part in zip(columns, parts, strict=True):
            self._font(self.size - 1, bold)
            self.pdf.rect(x, y, WIDTH * part, height)
            self._print(lines, x + PAD, y + PAD / 2)
            x += WIDTH * part
        self.pdf.set_y(y + height)

    def signature(self, act: str, sheet: Lembar) -> float:
        """Print the place to sign at the right: title, how it was done, room for a pen, name and NIP; its upper end."""
        left, width = MARGIN + WIDTH * 0.5, WIDTH * 0.5
        self._font(self.size, False)
        title = sheet.oleh.jabatan or sheet.oleh.peran
        opening = (
            f"{title}," if title else EMPTY,
            *([f"menggantikan {sheet.oleh.untuk},"] if sheet.oleh.untuk else []),
            f"{act} secara elektronik",
            f"pada {waktu(sheet.pada, sheet.zona)}",
            f"berkas {sheet.nomor_berkas}",
        )
        lines = [wrapped for text in opening for wrapped in self._wrap(text, width)]
        names = self._wrap(sheet.oleh.nama, width)
        self._room_for((len(lines) + len(names) + 1) * self.line + 24)
        top = self.pdf.y + 5
        y = self._print(lines, left, top) + 18
        self._font(self.size, True)
        y = self._print(names, left, y)
        self._font(self.size, False)
        self.pdf.set_y(self._print([f"NIP {sheet.oleh.nip or EMPTY}"], left, y))
        return top

    def code(self, text: str, top: float) -> None:
        """Print a QR code at the left, beside the place to sign, and what it is for."""
        qr.draw(self.pdf, text, MARGIN, top, CODE_SIDE)
        self._font(7, False)
        left = MARGIN + CODE_SIDE + 1
        self._print(self._wrap(CODE_NOTE, WIDTH * 0.5 - CODE_SIDE - 6), left, top + 4)

    def footer(self, text: str) -> None:
        """Print a small line at the foot of the page."""
        self._font(7.5, False)
        self._print(self._wrap(text, WIDTH), MARGIN, BOTTOM + 4)

    def _new_page(self) -> None:
        self.pdf.add_page()
        self.pdf.set_margin(MARGIN)
        self.pdf.set_y(14)

    def _room_for(self, height: float) -> None:
        if self.pdf.y + height > BOTTOM:
            self._new_page()

    def _font(self, size: float, bold: bool) -> None:
        self.pdf.set_font("sans", "B" if bold else "", size)

    def _wrap(self, text: str, width: float) -> list[str]:
        lines = self.pdf.multi_cell(width, self.line, text, dry_run=True, output=MethodReturnValue.LINES, align=Align.L)
        return cast(list[str], lines) or [""]

    def _value_lines(self, cell: Cell) -> list[str]:
        self._font(self.size, False)
        return self._wrap(_tidy(cell.text), WIDTH * cell.part - 2 * PAD - cell.label_width)

    def _height(self, cell: Cell) -> float:
        count = len(cell.boxes) or len(self._value_lines(cell))
        above = 0 if cell.label_width else 1
        return (max(count, cell.least_lines) + above) * self.line + 2 * PAD

    def _fill(self, cell: Cell, x: float, y: float) -> None:
        self._font(self.size, False)
        self._print([cell.label], x + PAD, y + PAD)
        top = y + PAD if cell.label_width else y + PAD + self.line
        left = x + PAD + cell.label_width
        if cell.label_width:
            self._print([":"], left - 3, top)
        if cell.boxes:
            self._boxes(cell.boxes, left, top)
        else:
            self._print(self._value_lines(cell), left, top)

    def _boxes(self, boxes: Sequence[tuple[str, bool]], left: float, top: float) -> None:
        side = self.line * 0.62
        for index, (text, ticked) in enumerate(boxes):
            y = top + index * self.line
            box_y = y + (self.line - side) / 2
            self.pdf.rect(left, box_y, side, side)
            if ticked:
                self._tick(left, box_y, side)
            self._print([text], left + side + 2, y)

    def _tick(self, x: float, y: float, side: float) -> None:
        self.pdf.set_line_width(0.5)
        points = [(x + side * a, y + side * b) for a, b in ((0.15, 0.5), (0.42, 0.82), (0.95, 0.05))]
        self.pdf.polyline(points)
        self.pdf.set_line_width(0.2)

    def _print(self, lines: Sequence[str], left: float, top: float) -> float:
        """Print lines one under another; the y below the last."""
        for index, text in enumerate(lines):
            self.pdf.set_xy(left, top + index * self.line)
            self.pdf.cell(0, self.line, text)
        return top + len(lines) * self.line


def on_one_page(draw: Callable[[float], Form]) -> bytes:
    """Draw in the largest type that needs one page; only what no type can hold gets more pages."""
    for size in SIZES_PT:
        form = draw(size)
        if form.pdf.page == 1:
            break
    return bytes(form.pdf.output())


def _tidy(text: str) -> str:
    """The text without empty lines; run together where a row of lines would not fit a page. Nothing is a dash."""
    lines = [line for line in (raw.strip() for raw in text.splitlines()) if line]
    return ("\n" if len(lines) <= MOST_LINES else " / ").join(lines) or EMPTY


def _two_lines(kantor: str) -> tuple[str, str]:
    for short, institution in INSTITUTIONS.items():
        head, found, area = re.sub(rf"^{short}\b", institution, kantor).partition(institution)
        if found and not head:
            return institution, area.strip()
    return kantor, ""
