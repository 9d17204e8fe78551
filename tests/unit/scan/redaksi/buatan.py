"""PDFs made for closing: text in Courier, whose letters are all 0.6 wide, pictures, forms."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image

from services.scan.domain.halaman import Kotak
from services.scan.redaksi import tutup
from services.scan.redaksi.kata import pages_of
from services.scan.redaksi.model import Tempat

NIK = "6171054508900003"
LINES = ["Menetapkan nama dan nomor", f"AMINAH {NIK} Sampit", "Baris terakhir halaman ini"]


def courier(pdf: Pdf, *, widths: bool = True) -> Object:
    """The font, with or without its widths."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, Encoding=Name.WinAnsiEncoding)
    if widths:
        font.FirstChar, font.LastChar, font.Widths = 32, 126, Array([600] * 95)
    return pdf.make_indirect(font)


def lines_of(lines: Sequence[str] = LINES, x: float = 60, y: float = 700) -> bytes:
    """Lines of text as operators."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    return f"BT /F1 12 Tf 20 TL {x} {y} Td {shown}ET\n".encode()


def page_with(pdf: Pdf, content: bytes, *, widths: bool = True, **resources: Object) -> Object:
    """A page of A4 with this content."""
    page = pdf.add_blank_page(page_size=(595, 842)).obj
    page.Resources = Dictionary(
        {"/Font": Dictionary(F1=courier(pdf, widths=widths)), **{f"/{key}": value for key, value in resources.items()}}
    )
    page.Contents = pdf.make_indirect(Stream(pdf, content))
    return page


def saved(pdf: Pdf, path: Path) -> Path:
    """The file."""
    pdf.save(path)
    return path


def plain(path: Path, lines: Sequence[str] = LINES) -> Path:
    """A page of text."""
    with Pdf.new() as pdf:
        page_with(pdf, lines_of(lines))
        return saved(pdf, path)


def place_of(path: Path, text: str, *, ketat: bool = True) -> Tempat:
    """Where a word stands, on the first page that has it."""
    for page in pages_of(path):
        boxes: list[Kotak] = [one.kotak for one in page.kata if text in one.teks]
        if boxes:
            return Tempat(page.nomor, tuple(boxes), ketat)
    raise AssertionError(f"{text} is nowhere")


def closed(source: Path, places: Sequence[Tempat]) -> tuple[Path, list[int]]:
    """The file with the places closed and checked, and the pages that were drawn anew."""
    target = source.with_name("tertutup.pdf")
    return tutup.closed(source, target, places)


def texts(path: Path) -> list[str]:
    """The text of the pages."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def raw(path: Path) -> bytes:
    """All streams of a file but its pictures, unpacked."""
    with Pdf.open(path) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, Stream)]
        return b"".join(item.read_bytes() for item in streams if item.get("/Subtype") != Name.Image)


def bytes_of_streams(path: Path) -> list[bytes]:
    """Each stream of a file as it is written there."""
    with Pdf.open(path) as pdf:
        return [item.read_raw_bytes() for item in pdf.objects if isinstance(item, Stream)]


def picture(path: Path, number: int = 1, dpi: int = 100) -> Image.Image:
    """A page as a reader sees it."""
    with pypdfium2.PdfDocument(path) as document:
        made: Image.Image = document[number - 1].render(scale=dpi / 72).to_pil().convert("RGB")
        return made


def jpeg(image: Image.Image, quality: int = 70) -> bytes:
    """As JPEG."""
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def image_object(pdf: Pdf, image: Image.Image, data: bytes, coding: Name | None, **more: Object) -> Object:
    """An image of a PDF."""
    space = {"1": Name.DeviceGray, "L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[image.mode]
    item = Stream(pdf, data)
    item.Type, item.Subtype, item.ColorSpace = Name.XObject, Name.Image, space
    item.Width, item.Height, item.BitsPerComponent = image.width, image.height, 1 if image.mode == "1" else 8
    for key, value in more.items():
        item[f"/{key}"] = value
    if coding is not None:
        item.write(data, filter=coding)
    return pdf.make_indirect(item)


def form(pdf: Pdf, content: bytes, resources: Object | None, box: Sequence[float], **more: Object) -> Object:
    """A form; without resources it takes those of whoever draws it."""
    item = Stream(pdf, content)
    item.Type, item.Subtype, item.BBox = Name.XObject, Name.Form, Array(box)
    for key, value in {"Resources": resources, **more}.items():
        if value is not None:
            item[f"/{key}"] = value
    return pdf.make_indirect(item)
