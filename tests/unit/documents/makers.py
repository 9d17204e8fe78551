"""Small documents, made for one test each."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from fpdf import FPDF
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

FONT = Path(__file__).resolve().parents[3] / "assets" / "fonts" / "LiberationSerif-Regular.ttf"

KEPUTUSAN = """KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN
NOMOR 12 TAHUN 2024
TENTANG
PENETAPAN DAFTAR PEMILIH TETAP
Menimbang: a. bahwa untuk melaksanakan ketentuan Pasal 5 ayat (1)
Peraturan Komisi Pemilihan Umum tentang Pemilihan Umum, perlu
menetapkan Keputusan tentang Daftar Pemilih Tetap;
b. bahwa kenaikan jumlah pemilih sebesar 0,5% telah ditetapkan
dalam rapat pleno bersama peserta pemilu dan panitia kecamatan;
MEMUTUSKAN:
KESATU: Daftar Pemilih Tetap sebagaimana tercantum dalam Lampiran.
KEDUA: Keputusan ini mulai berlaku pada tanggal ditetapkan."""


def text_pdf(pages: Sequence[str] = (KEPUTUSAN,), *, core_font: bool = False, size: float = 14) -> bytes:
    """Born-digital A4 pages; with `core_font` the font is not embedded, as in many old files."""
    pdf = FPDF(format="A4")
    if not core_font:
        pdf.add_font("serif", "", FONT)
    pdf.set_font("helvetica" if core_font else "serif", size=size)
    for text in pages:
        pdf.add_page()
        pdf.multi_cell(0, 8, text, align="L")
    return bytes(pdf.output())


def picture(pdf: bytes, *, dpi: int = 150, page: int = 0) -> Image.Image:
    """A grey picture of one page."""
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image.Image = document[page].render(scale=dpi / 72).to_pil().convert("L")
        return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def scan_pdf(text: str = KEPUTUSAN, *, dpi: int = 150, layer: str = "") -> bytes:
    """An A4 page that is one picture of `text`, with `layer` as invisible text under it."""
    pdf = FPDF(format="A4")
    pdf.add_page()
    if layer:
        pdf.add_font("serif", "", FONT)
        pdf.set_font("serif", size=10)
        pdf.text_mode = 3
        pdf.multi_cell(0, 8, layer, align="L")
    pdf.image(BytesIO(encoded(picture(text_pdf((text,)), dpi=dpi), "JPEG", quality=70)), 0, 0, 210, 297)
    return bytes(pdf.output())


def changed(source: bytes, change: Callable[[Pdf], None], encryption: pikepdf.Encryption | bool = False) -> bytes:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(source)) as pdf:
        change(pdf)
        pdf.save(buffer, encryption=encryption)
    return buffer.getvalue()


def joined(*sources: bytes) -> bytes:
    def extend(pdf: Pdf) -> None:
        for source in sources[1:]:
            pdf.pages.extend(pikepdf.open(BytesIO(source)).pages)

    return changed(sources[0], extend)


def with_signature_field(source: bytes, *, signed: bool) -> bytes:
    """A signature field, filled with a value of the right shape (no real signature), or waiting."""

    def add(pdf: Pdf) -> None:
        field = Dictionary(
            FT=Name.Sig, T=String("Ketua"), Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 0, 0])
        )
        if signed:
            field.V = Dictionary(
                Type=Name.Sig,
                Filter=Name("/Adobe.PPKLite"),
                ByteRange=Array([0, 10, 20, 10]),
                Contents=String(b"\x30\x82\x01\x00" + b"\0" * 60),
            )
        form = Dictionary(Fields=Array([pdf.make_indirect(field)]), SigFlags=3)
        pdf.Root.AcroForm = pdf.make_indirect(form)

    return changed(source, add)


def with_filled_form(source: bytes, value: str) -> bytes:
    """A text field that a viewer must still draw, on a page that is shown with an effect."""

    def add(pdf: Pdf) -> None:
        page = pdf.pages[0]
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        field = pdf.make_indirect(
            Dictionary(
                FT=Name.Tx,
                T=String("nama"),
                V=String(value),
                DA=String("/Helv 12 Tf 0 g"),
                Type=Name.Annot,
                Subtype=Name.Widget,
                F=4,
                Rect=Array([100, 400, 400, 430]),
                P=page.obj,
            )
        )
        page.obj.Annots = Array([field])
        page.obj.Trans = Dictionary(S=Name.Dissolve)
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([field]), NeedAppearances=True, DR=Dictionary(Font=Dictionary(Helv=font))
        )

    return changed(source, add)


def encrypted(source: bytes, password: str) -> bytes:
    return changed(source, lambda pdf: None, encryption=pikepdf.Encryption(user=password, owner="pemilik"))


def broken_xref(source: bytes) -> bytes:
    """All objects are there, but the table that says where is not."""
    return source[: source.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n"


def without_pages() -> bytes:
    buffer = BytesIO()
    Pdf.new().save(buffer)
    return buffer.getvalue()


def without_content(source: bytes) -> bytes:
    """The first page has lost its content stream."""

    def drop(pdf: Pdf) -> None:
        del pdf.pages[0].obj["/Contents"]

    return changed(source, drop)
