"""One page is read: drawn once, judged how it stands, read as it stands upright. Runs in a child of the host."""

import gc
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pypdfium2

from services.scan.domain.halaman import Halaman, Kata
from services.scan.pipeline.engine import Engine, Word
from services.scan.pipeline.kata import packed
from services.scan.pipeline.measuring import of_read
from services.scan.pipeline.raster import rastered
from services.scan.pipeline.stopwatch import Stopwatch
from services.scan.pipeline.tries import Reader

# Small letters are then about 11 pixels high in print of 12 points: more costs time and gains nothing.
DPI = 150
PICTURE_DPI, PICTURE_QUALITY = 300, 90


def read_page(
    engine: Engine, source: str, index: int, number: int, segmentation: int, straighten: bool, redraw: bool
) -> dict[str, Any]:
    """Read a page, `index` (from 1) of `source` and `number` of the whole.

    Answers how it stands (`turn`, `skew`), its words, how it looks (`ukuran`), and what was spent on it.
    `straighten`: its lines may be levelled; `redraw`: the page as it is drawn goes into `gambar-NUMBER.jpg`.
    """
    watch = Stopwatch()
    gc.disable()  # the child ends with the page: what it leaves lying goes then
    with pypdfium2.PdfDocument(source) as document:
        page = document[index - 1]
        with watch.time("raster"):
            raster = rastered(page, DPI)
        if redraw:
            with watch.time("gambar"):
                draw(page, Path(picture_name(number)))
        found = Reader(engine, raster, segmentation, watch).best(straighten=straighten)
        with watch.time("ukur"):
            ukuran = of_read(page, raster, found.stance.turn, straighten=straighten)
    width, height = raster.image.size if found.stance.turn % 180 == 0 else raster.image.size[::-1]
    halaman = Halaman(number, width / raster.scale, height / raster.scale, tuple(kata(found.words, raster.scale)))
    return {
        **asdict(found.stance), "straighten": straighten, "halaman": packed(halaman), "yakin": found.confidence,
        "ukuran": ukuran, "ms": watch.ms,
    }  # fmt: skip


def kata(words: Sequence[Word], scale: float) -> Iterator[Kata]:
    """The words in points."""
    for word in words:
        box = (word.left / scale, word.top / scale, word.right / scale, word.bottom / scale)
        yield Kata(word.text, box, word.confidence, word.block, word.line)


def picture_name(number: int) -> str:
    return f"gambar-{number:05}.jpg"


def draw(page: pypdfium2.PdfPage, target: Path) -> None:
    """The page as it is shown, as one picture; grey where it has no colour."""
    image = page.render(scale=PICTURE_DPI / 72).to_pil().convert("RGB")
    _, blue, red = image.convert("YCbCr").split()
    plain = all(abs(value - 128) <= 8 for channel in (blue, red) for value in channel.getextrema())
    (image.convert("L") if plain else image).save(target, "JPEG", quality=PICTURE_QUALITY, dpi=(PICTURE_DPI,) * 2)
