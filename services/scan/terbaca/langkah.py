"""The steps that understand the words of a scan and cut pictures out of its pages. In bounded children of the host."""

import json
from pathlib import Path
from typing import Any

import pypdfium2

from services.scan.domain.halaman import Kotak
from services.scan.pemahaman import pahami
from services.scan.pipeline.kata import unpacked

Answer = dict[str, Any]
SCALE = 130 / 72
BESIDE, ABOVE = 85.0, 8.0
"""Points of the page that are shown around a place: a label before it (`pada tanggal`) is seen whole."""
LARGEST = (560.0, 200.0)
"""Points of the page in one cut-out, wide and high."""
QUALITY = 75


def understand(_: object, texts: str, digital: list[int]) -> Answer:
    """What the words in the file `texts` say of the product; `digital`: pages whose text is the page itself."""
    pages = [unpacked(page) for page in json.loads(Path(texts).read_text(encoding="utf-8"))["kata"]]
    return {"pemahaman": pahami(pages, lahir_digital=digital).model_dump(mode="json"), "ms": {}}


def cut_out(_: object, source: str, places: list[tuple[str, int, Kotak]]) -> Answer:
    """Draw each place (name, page from 1, box) of a PDF; answers which names have a file `potongan-NAME.jpg` now."""
    made = []
    with pypdfium2.PdfDocument(source) as document:
        for name, number, box in places:
            if 1 <= number <= len(document) and draw(document[number - 1], box, Path(picture_name(name))):
                made.append(name)
    return {"potongan": made, "ms": {}}


def draw(page: pypdfium2.PdfPage, box: Kotak, target: Path) -> bool:
    """The box and a little around it, as the page is shown; whether it lies on the page."""
    width, height = page.get_size()
    left, top = max(0.0, box[0] - BESIDE), max(0.0, box[1] - ABOVE)
    right = min(width, box[2] + BESIDE, left + LARGEST[0])
    bottom = min(height, box[3] + ABOVE, top + LARGEST[1])
    if right - left < 1 or bottom - top < 1:
        return False
    picture = page.render(scale=SCALE, crop=(left, height - bottom, width - right, top)).to_pil()
    picture.convert("RGB").save(target, "JPEG", quality=QUALITY)
    return True


def picture_name(name: str) -> str:
    """The file of a cut-out."""
    return f"potongan-{name}.jpg"
