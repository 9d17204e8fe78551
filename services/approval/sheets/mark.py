"""The framed word SALINAN, drawn on a page of its own size."""

from datetime import UTC, datetime
from functools import cache

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fpdf import FPDF
from fpdf.drawing import GlyphPathPen, PaintedPath
from fpdf.drawing_primitives import DeviceGray, Transform

from services.approval.sheets.fonts import BOLD

WORD = "SALINAN"
WIDTH, HEIGHT = 42.0, 11.0
"""Millimetres."""
SIZE_PT = 21.0
FRAME = 0.7
_MM = 25.4 / 72


@cache
def salinan_mark(*, as_text: bool) -> bytes:
    """A one-page PDF of WIDTH by HEIGHT mm with the stamp in black.

    With `as_text` the word is text in an embedded font, so that search finds it; else it is drawn as outlines, so
    that a scanned page stays a page without text. Black in device grey is valid in every PDF/A, whatever its intent.
    """
    pdf = FPDF(format=(WIDTH, HEIGHT))
    pdf.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_line_width(FRAME)
    pdf.rect(FRAME / 2, FRAME / 2, WIDTH - FRAME, HEIGHT - FRAME)
    (_text if as_text else _outlines)(pdf)
    return bytes(pdf.output())


def _text(pdf: FPDF) -> None:
    pdf.add_font("stempel", "", BOLD)
    pdf.set_font("stempel", "", SIZE_PT)
    pdf.text((WIDTH - pdf.get_string_width(WORD)) / 2, _baseline(), WORD)


def _outlines(pdf: FPDF) -> None:
    with TTFont(BOLD) as font:
        names, glyphs = font.getBestCmap(), font.getGlyphSet()
        scale = SIZE_PT * _MM / font["head"].unitsPerEm
        drawn = [glyphs[names[ord(letter)]] for letter in WORD]
        x = (WIDTH - scale * sum(glyph.width for glyph in drawn)) / 2
        with pdf.drawing_context() as context:
            for glyph in drawn:
                path = PaintedPath()
                glyph.draw(GlyphPathPen(path, glyphSet=glyphs))
                path.transform = Transform.scaling(scale, -scale).translate(x, _baseline())
                path.style.fill_color, path.style.stroke_color = DeviceGray(0), None
                path.style.auto_close = True
                context.add_item(path)
                x += scale * glyph.width


def _baseline() -> float:
    """Capitals of this typeface are 0.72 em high; they stand in the middle of the frame."""
    return (HEIGHT + 0.72 * SIZE_PT * _MM) / 2
