"""A page writer for forms: print with room in it, a pen in that room, marks and footers around the text."""

from datetime import date
from random import Random

from fpdf.enums import Align

from shared.samples.naskah import BODY_WIDTH, FONTS, LINE, MARGIN, Naskah
from shared.samples.pena import Goresan, tanda_tangan, tulisan

CAPITAL = 2.79
"""Height of a capital of 12-point print."""


class Formulir(Naskah):
    """As `Naskah`; what the pen writes is not in the text of the page."""

    def __init__(self, title: str, made: date, rng: Random, *, sans: bool = False, neat: bool = False) -> None:
        super().__init__(title, made)
        self.rng = rng
        self.neat = neat
        self.faint = False
        if sans:
            self._pdf.add_font("sans", "", FONTS / "LiberationSans-Regular.ttf")
            self._pdf.add_font("sans", "B", FONTS / "LiberationSans-Bold.ttf")
        self._family = "sans" if sans else "serif"

    def _font(self, bold: bool, size: float) -> None:
        self._pdf.set_font(getattr(self, "_family", "serif"), "B" if bold else "", size)

    def form(self, before: str, pen: str, after: str, *, left: float | None = None) -> None:
        """One line of print with room in it, and the pen in the room; centred, or from `left` on."""
        self._font(False, 12)
        strokes = self._written(pen)
        wide = max(x for stroke in strokes for x, _ in stroke)
        ends = 2 * self.rng.uniform(0.3, 1.6) if self.neat else 2 * self.rng.uniform(0.8, 5.0)
        room = wide + ends
        first, last = (self._pdf.get_string_width(text) for text in (before, after))
        space = self._pdf.get_string_width(" ")
        x = left if left is not None else MARGIN + (BODY_WIDTH - first - room - last - 2 * space) / 2
        y = self._pdf.y
        self._pdf.set_xy(x, y)
        self._pdf.cell(first, LINE, before)
        self._pdf.set_xy(x + first + room + 2 * space, y)
        self._pdf.cell(last, LINE, after)
        off = self.rng.uniform(-0.15, 0.15) if self.neat else self.rng.uniform(-0.9, 0.7)
        self._draw(strokes, x + first + space + ends * self.rng.uniform(0.3, 0.7), y + LINE / 2 + 1.4 + off)
        self._pdf.set_y(y + LINE)
        self._pages[-1].append(f"{before} {after}".strip())

    def signature(self, left: float, top: float, width: float, height: float) -> None:
        """A signature over what is printed there; `top` is counted from where the next line would stand."""
        y = self._pdf.y
        self._draw(tanda_tangan(width, height, self.rng), left, y + top)
        self._pdf.set_y(y)

    def stamp(self, text: str = "SALINAN") -> None:
        """The framed word at the upper right."""
        y = self._pdf.y
        self._font(True, 12)
        self._pdf.set_line_width(0.3)
        self._pdf.rect(160, 12, 24, 7)
        self._pdf.set_xy(160, 12)
        self._pdf.cell(24, 7, text, align=Align.C)
        self._pages[-1].append(text)
        self._pdf.set_y(y)

    def app_footer(self, text: str = "Dipindai dengan CamScanner") -> None:
        """What a phone's scanning program prints under every page."""
        y = self._pdf.y
        self._pdf.set_font("helvetica", "", 10)
        self._pdf.set_xy(130, 288)
        self._pdf.cell(60, 5, text)
        self._pages[-1].append(text)
        self._pdf.set_y(y)

    def ink(self, grey: int) -> None:
        """Print in this grey from here on: 0 is black, 255 is paper."""
        self._pdf.set_text_color(grey)

    def _written(self, text: str) -> Goresan:
        size = CAPITAL * (self.rng.uniform(0.84, 1.0) if self.neat else self.rng.uniform(0.9, 1.7))
        return tulisan(text, size, self.rng, neat=self.neat)

    def _draw(self, strokes: Goresan, x: float, y: float) -> None:
        self._pdf.set_line_width(self.rng.uniform(0.3, 0.55))
        for stroke in strokes:
            self._pdf.polyline([(x + dx, y + dy) for dx, dy in stroke])
        self._pdf.set_line_width(0.2)
