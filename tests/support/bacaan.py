"""Pages read by the plain `tesseract` command: the ground for measuring what is understood of them."""

import os
import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from services.scan.domain.halaman import Halaman, Kata

ENVIRONMENT = {**os.environ, "OMP_THREAD_LIMIT": "1"}


def pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Each page as a grey picture."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]


def read(picture: Image.Image, number: int, dpi: int, segmentation: int = 4) -> Halaman:
    """One page through Tesseract, as words with boxes."""
    with TemporaryDirectory(prefix="terbit-baca-") as folder:
        file = Path(folder) / "page.png"
        picture.save(file, dpi=(dpi, dpi), compress_level=1)
        command = ["tesseract", str(file), "-", "-l", "eng", "--psm", str(segmentation), "--dpi", str(dpi), "tsv"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=ENVIRONMENT)
    return from_tsv(done.stdout, number, dpi)


def from_tsv(tsv: str, number: int, dpi: int) -> Halaman:
    """The words of Tesseract's table."""
    rows = [row.split("\t") for row in tsv.splitlines()[1:]]
    width, height = next((float(row[8]), float(row[9])) for row in rows if row[0] == "1")
    scale = 72 / dpi
    lines: dict[tuple[str, ...], int] = {}
    words = []
    for row in rows:
        if row[0] == "5" and row[11].strip():
            line = lines.setdefault(tuple(row[2:5]), len(lines))
            left, top, wide, high = (float(value) * scale for value in row[6:10])
            words.append(Kata(row[11], (left, top, left + wide, top + high), float(row[10]), int(row[2]) - 1, line))
    return Halaman(number, width * scale, height * scale, tuple(words))
