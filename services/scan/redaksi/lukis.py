"""A page drawn anew: one picture with the places closed, and the words that stand elsewhere, unseen, over it."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image, ImageDraw

from services.scan.domain.halaman import Halaman, Kotak
from services.scan.redaksi.bidang import touches
from services.scan.redaksi.kata import page_of

FONT = Path(__file__).resolve().parents[3] / "assets" / "fonts" / "LiberationSerif-Regular.ttf"
DPI = 300
MAX_PIXELS = 40_000_000
QUALITY = 88
GREY = 12
BASELINE = 0.78


def drawn_page(source: Path, number: int, boxes: Sequence[Kotak]) -> bytes:
    """A PDF of one page, of the size that a reader sees."""
    with pypdfium2.PdfDocument(source) as document:
        page = document[number - 1]
        picture = painted(page, boxes)
        return composed(picture, page_of(page, 1), boxes)


def painted(page: pypdfium2.PdfPage, boxes: Sequence[Kotak]) -> Image.Image:
    """The page as a picture, grey where it has no colours, the boxes black."""
    width, height = page.get_size()
    scale = min(DPI / 72, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
    draw = ImageDraw.Draw(picture)
    for left, top, right, bottom in boxes:
        draw.rectangle((left * scale, top * scale, right * scale, bottom * scale), fill="black")
    return picture.convert("L") if is_grey(picture) else picture


def is_grey(picture: Image.Image) -> bool:
    """Whether no colour shows in a small copy."""
    small = picture.copy()
    small.thumbnail((300, 300))
    return all(max(dot) - min(dot) <= GREY for _, dot in small.getcolors(300 * 300) or [] if isinstance(dot, tuple))


def composed(picture: Image.Image, halaman: Halaman, boxes: Sequence[Kotak]) -> bytes:
    """The picture on a page, with the words that touch no box; over all the boxes, sharper than a JPEG has them."""
    pdf = FPDF(unit="pt", format=(halaman.lebar, halaman.tinggi))
    pdf.set_auto_page_break(False)
    pdf.add_page()
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=QUALITY)
    pdf.image(jpeg, x=0, y=0, w=halaman.lebar, h=halaman.tinggi)
    pdf.add_font("teks", "", FONT)
    with pdf.local_context(text_mode=TextMode.INVISIBLE):
        for kata in halaman.kata:
            if not any(touches(kata.kotak, box) for box in boxes):
                _write(pdf, kata.teks, kata.kotak)
    pdf.set_fill_color(0)
    for left, top, right, bottom in boxes:
        pdf.rect(left, top, right - left, bottom - top, style="F")
    return bytes(pdf.output())


def _write(pdf: FPDF, text: str, box: Kotak) -> None:
    left, top, right, bottom = box
    size = max(1.0, bottom - top)
    pdf.set_font("teks", size=size)
    pdf.set_stretching(100)
    natural = pdf.get_string_width(text)
    if natural <= 0:
        return
    pdf.set_stretching(max(1.0, 100 * (right - left) / natural))
    pdf.text(left, top + size * BASELINE, text)
