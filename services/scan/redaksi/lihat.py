"""A page as a picture, for whoever looks for what is to be closed on it. Runs in a child."""

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from services.scan.domain.halaman import Kotak

TALLEST = 4000
QUALITY = 80
PEN = 3
RED = (190, 18, 24)


def draw(source: Path, target: Path, nomor: int, lebar: int, kotak: Kotak | None) -> None:
    """Page `nomor` (from 1) as a JPEG about `lebar` pixels wide, with a frame around `kotak`."""
    with pypdfium2.PdfDocument(source) as document:
        page = document[nomor - 1]
        width, height = page.get_size()
        scale = min(lebar / width, TALLEST / height)
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    if kotak:
        ImageDraw.Draw(picture).rectangle([side * scale for side in kotak], outline=RED, width=PEN)
    picture.save(target, "JPEG", quality=QUALITY)
