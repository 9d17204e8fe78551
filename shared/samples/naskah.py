"""A page writer that remembers, page by page, the very text it printed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import cast

from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"

MARGIN = 28.0
BODY_WIDTH = 210.0 - 2 * MARGIN
BOTTOM = 297.0 - 20.0
LINE = 6.0
ROW = 6.2

Label = tuple[float, str]


class Naskah:
    """Writes an A4 document of serif text top down. All lengths are millimetres.

    The file depends on what is written and on `made` alone: the same calls give the same bytes.
    """

    def __init__(self, title: str, made: date) -> None:
        self._pdf = FPDF(format="A4")
        self._pdf.set_title(title)
        self._pdf.set_lang("id")
        self._pdf.set_creation_date(datetime.combine(made, time(8), UTC))
        self._pdf.add_font("serif", "", FONTS / "LiberationSerif-Regular.ttf")
        self._pdf.add_font("serif", "B", FONTS / "LiberationSerif-Bold.ttf")
        self._pdf.set_auto_page_break(False)
        self._pdf.c_margin = 0
        self._pages: list[list[str]] = []
        self.new_page()

    @property
    def page_count(self) -> int:
        """Pages begun so far."""
        return len(self._pages)

    @property
    def room(self) -> float:
        """Height left on this page."""
        return BOTTOM - self._pdf.y

    def new_page(self) -> None:
        """Begin a page; from the second on it bears its number."""
        self._pdf.add_page()
        self._pages.append([])
        self._pdf.set_y(20)
        if self.page_count > 1:
            self.centre(f"- {self.page_count} -")
            self.skip(4)

    def skip(self, height: float) -> None:
        """Leave empty space."""
        self._pdf.set_y(self._pdf.y + height)

    def rule(self) -> None:
        """Draw the double line under a letterhead."""
        y = self._pdf.y + 1.5
        for offset, width in ((0.0, 0.8), (1.2, 0.25)):
            self._pdf.set_line_width(width)
            self._pdf.line(MARGIN, y + offset, MARGIN + BODY_WIDTH, y + offset)
        self.skip(7)

    def centre(self, text: str, *, bold: bool = False, size: float = 12, inset: float = 0) -> None:
        """Print lines in the middle of the page, kept `inset` away from both margins."""
        self._font(bold, size)
        for line in self._wrap(text, BODY_WIDTH - 2 * inset):
            self._line(line, MARGIN, BODY_WIDTH, Align.C)

    def lines(self, *texts: str, left: float = MARGIN) -> None:
        """Print lines as they are, from `left` on."""
        self._font(False, 12)
        for text in texts:
            self._line(text, left, 210 - left, Align.L)

    def paragraph(self, text: str, *, left: float = MARGIN, labels: Sequence[Label] = ()) -> None:
        """Print a justified paragraph; `labels` (x, text) stand before its first line. It may run over pages."""
        self._font(False, 12)
        width = MARGIN + BODY_WIDTH - left
        lines = self._wrap(text, width)
        while lines:
            fitting = int(self.room // LINE)
            if fitting < min(2, len(lines)):
                self.new_page()
                continue
            self._chunk(lines[:fitting], left, width, labels)
            lines, labels = lines[fitting:], ()

    def row(self, cells: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> None:
        """Print a framed table row; the second column is left-aligned, the others are centred."""
        self._font(bold, 11)
        self._pdf.set_line_width(0.2)
        self._pdf.set_x(MARGIN)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            align = Align.L if column == 1 and not bold else Align.C
            self._pdf.cell(width, ROW, f" {cell}" if align == Align.L else cell, border=1, align=align)
        self._pdf.ln(ROW)
        self._pages[-1].append(" ".join(cells))

    def finish(self) -> tuple[bytes, tuple[str, ...]]:
        """The file and the text of each page."""
        return bytes(self._pdf.output()), tuple("\n".join(page) for page in self._pages)

    def _font(self, bold: bool, size: float) -> None:
        self._pdf.set_font("serif", "B" if bold else "", size)

    def _wrap(self, text: str, width: float) -> list[str]:
        lines = self._pdf.multi_cell(width, LINE, text, dry_run=True, output=MethodReturnValue.LINES)
        return cast(list[str], lines)

    def _line(self, text: str, left: float, width: float, align: Align) -> None:
        self._pdf.set_x(left)
        self._pdf.cell(width, LINE, text, align=align)
        self._pdf.ln(LINE)
        self._pages[-1].append(text)

    def _chunk(self, lines: list[str], left: float, width: float, labels: Sequence[Label]) -> None:
        y = self._pdf.y
        for x, label in labels:
            self._pdf.set_xy(x, y)
            self._pdf.cell(0, LINE, label)
        self._pdf.set_xy(left, y)
        self._pdf.multi_cell(width, LINE, " ".join(lines), align=Align.J)
        self._pdf.set_y(y + len(lines) * LINE)
        first = " ".join([*(label for _, label in labels), lines[0]])
        self._pages[-1].extend([first, *lines[1:]])
