"""What was learnt by reading goes into the page: upright, level, searchable; its picture keeps its bytes."""

from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name, Object, Pdf
from PIL import Image

from services.scan.pipeline.geometry import Lembar, lembar, numbers
from services.scan.pipeline.kata import unpacked
from services.scan.pipeline.layer import layer
from services.scan.pipeline.old_layer import balanced, own_resources, without_hidden_text

DRAWN = "/Gambar"


def apply(pdf: Pdf, page: pikepdf.Page, reading: dict[str, Any], font: Object, picture: Path | None) -> None:
    """Turn the page, level its lines, take its hidden text out, lay the words over it; or draw it as one picture."""
    before = lembar(page)
    page.obj.Resources = own_resources(page.resources)
    if picture is not None:
        content = drawn(pdf, page, before, picture)
    elif reading["straighten"]:
        content = without_hidden_text(pdf, page, before)
    else:
        content = pikepdf.unparse_content_stream(balanced(pikepdf.parse_content_stream(page)))
    if reading["skew"]:
        content = f"q {numbers(before.turned(reading['skew']))} cm\n".encode() + content + b"\nQ"
    page.obj.Rotate = (before.rotate + reading["turn"]) % 360
    name = page.add_resource(font, Name.Font)
    words = layer(unpacked(reading["halaman"]), str(name), numbers(lembar(page).from_shown))
    page.obj.Contents = pdf.make_stream(content + b"\n" + words)


def drawn(pdf: Pdf, page: pikepdf.Page, before: Lembar, picture: Path) -> bytes:
    """The page as one picture, in the place of all that was on it."""
    with Image.open(picture) as image:
        size, grey = image.size, image.mode == "L"
    made = pdf.make_stream(picture.read_bytes())
    made.Type, made.Subtype, made.Filter = Name.XObject, Name.Image, Name.DCTDecode
    made.Width, made.Height, made.BitsPerComponent = *size, 8
    made.ColorSpace = Name.DeviceGray if grey else Name.DeviceRGB
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({DRAWN: made}))
    width, height = before.shown
    place = numbers((width, 0, 0, height, 0, 0))
    return f"q {numbers(before.from_shown)} cm {place} cm {DRAWN} Do Q".encode()
