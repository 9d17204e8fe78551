"""Is it gone? A closed file read again in every way that a curious reader has."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, PdfError, Stream, String
from PIL import Image
from pypdf import PdfReader

from services.scan.domain.halaman import Kotak
from services.scan.pipeline.raster import grey_of
from services.scan.redaksi.bersih import alnum
from services.scan.redaksi.kata import Huruf, letters
from services.scan.redaksi.model import Tempat, TidakTertutup, on_page
from services.scan.redaksi.sisa import check_originals, check_others

DPI: Final = 150
READ_DPI: Final = 200
AROUND: Final = 40.0
INSET: Final = 2
SHORTEST: Final = 6
FEW: Final = 3
"""More places than this, and the page is read as a whole."""
LOOKALIKES: Final = str.maketrans("oOiIl|", "001111")
LOST_SHARE, LOST_LETTERS = 0.02, 4
DEPTH: Final = 32
BINARY: Final = re.compile(rb"[^\x20-\x7e]")


def values_of(source: Path, places: Sequence[Tempat]) -> list[str]:
    """What stands in each place now: letters and digits alone."""
    with pypdfium2.PdfDocument(source) as document:
        pages = {number: letters(document[number - 1]) for number in {place.halaman for place in places}}
    return [alnum("".join(_inside(pages[place.halaman], place.kotak))) for place in places]


def check(before: Path, after: Path, places: Sequence[Tempat], values: Sequence[str], redrawn: Sequence[int]) -> None:
    """Raises TidakTertutup with the first thing that is not as it must be."""
    strict = [
        (place, value) for place, value in zip(places, values, strict=True) if place.ketat and len(value) >= SHORTEST
    ]  # fmt: skip
    with pypdfium2.PdfDocument(before) as old, pypdfium2.PdfDocument(after) as new:
        if len(old) != len(new):
            raise TidakTertutup("Jumlah halaman berubah sesudah ditutup.")
        for number in sorted({place.halaman for place in places}):
            _page(old[number - 1], new[number - 1], number, on_page(places, number), number in redrawn)
        texts = [alnum(new[index].get_textpage().get_text_range()) for index in range(len(new))]
        for number in sorted({place.halaman for place, _ in strict}):
            mine = [(place, value) for place, value in strict if place.halaman == number]
            _unread(new[number - 1], mine)
    check_originals(before, after, places)
    check_others(before, after, {place.halaman for place in places} | set(redrawn))
    _nowhere(strict, texts, "PDFium")
    _nowhere(strict, [alnum(page.extract_text()) for page in PdfReader(after).pages], "pypdf")
    _not_hidden(after, strict)


def _page(
    old: pypdfium2.PdfPage, new: pypdfium2.PdfPage, number: int, boxes: Sequence[Kotak], redrawn: bool
) -> None:  # fmt: skip
    was, now = letters(old), letters(new)
    if "".join(_inside(now, boxes)).strip():
        raise TidakTertutup(f"Di halaman {number} masih ada teks di bagian yang ditutup.")
    kept, left = len(alnum("".join(_outside(was, boxes)))), len(alnum("".join(_outside(now, boxes))))
    if not redrawn and kept - left > LOST_LETTERS + LOST_SHARE * kept:
        raise TidakTertutup(f"Di halaman {number} teks di luar bagian yang ditutup ikut hilang.")
    scale = DPI / 72
    picture = new.render(scale=scale).to_pil().convert("RGB")
    for box in boxes:
        if not _one_colour(picture, box, scale):
            raise TidakTertutup(f"Di halaman {number} gambar di bagian yang ditutup belum satu warna.")


def _one_colour(picture: Image.Image, box: Kotak, scale: float) -> bool:
    left, top = max(0, int(box[0] * scale) + INSET), max(0, int(box[1] * scale) + INSET)
    right, bottom = min(picture.width, int(box[2] * scale) - INSET), min(picture.height, int(box[3] * scale) - INSET)
    if left >= right or top >= bottom:
        return True
    return picture.crop((left, top, right, bottom)).getcolors(1) is not None


def _inside(found: Sequence[Huruf], boxes: Sequence[Kotak]) -> Iterator[str]:
    return (one.huruf for one in found if one.kotak and _centred(one.kotak, boxes))


def _outside(found: Sequence[Huruf], boxes: Sequence[Kotak]) -> Iterator[str]:
    return (one.huruf for one in found if one.kotak and not _centred(one.kotak, boxes))


def _centred(letter: Kotak, boxes: Sequence[Kotak]) -> bool:
    x, y = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes)


def _unread(page: pypdfium2.PdfPage, strict: Sequence[tuple[Tempat, str]]) -> None:
    """An engine that looks at the places and around them must not read what stood there."""
    scale = READ_DPI / 72
    picture = grey_of(page, scale)
    boxes = [box for place, _ in strict for box in place.kotak]
    views = [_around(picture, box, scale) for box in boxes] if len(boxes) <= FEW else [picture]
    seen = [alnum(read(view)).translate(LOOKALIKES) for view in views if min(view.size) > 0]
    for place, value in strict:
        if any(value.translate(LOOKALIKES) in text for text in seen):
            raise TidakTertutup(f"Di halaman {place.halaman} isi yang ditutup masih terbaca dari gambarnya.")


def _around(picture: Image.Image, box: Kotak, scale: float) -> Image.Image:
    left, top = max(0, int((box[0] - AROUND) * scale)), max(0, int((box[1] - AROUND) * scale))
    right, bottom = int((box[2] + AROUND) * scale), int((box[3] + AROUND) * scale)
    return picture.crop((left, top, max(left, min(picture.width, right)), max(top, min(picture.height, bottom))))


def read(picture: Image.Image) -> str:
    """What Tesseract reads."""
    out = BytesIO()
    picture.save(out, "PNG", dpi=(READ_DPI, READ_DPI))
    command = ["tesseract", "stdin", "stdout", "-l", "eng", "--psm", "6"]
    done = subprocess.run(command, input=out.getvalue(), capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def _nowhere(strict: Sequence[tuple[Tempat, str]], pages: Sequence[str], reader: str) -> None:
    for place, value in strict:
        for number, text in enumerate(pages, 1):
            if value in text:
                raise TidakTertutup(
                    f"Isi yang ditutup di halaman {place.halaman} masih terbaca di halaman {number} ({reader}). "
                    "Tutup juga di sana."
                )


def _not_hidden(path: Path, strict: Sequence[tuple[Tempat, str]]) -> None:
    """Not in any string or stream of the file, whatever shows it."""
    if not strict:
        return
    with Pdf.open(path) as pdf:
        for text in (text for item in (pdf.trailer, *pdf.objects) for text in (*_strings(item), *_content(item))):
            for place, value in strict:
                if value in text:
                    raise TidakTertutup(f"Isi yang ditutup di halaman {place.halaman} masih tersimpan di dalam berkas.")


def _strings(item: object, depth: int = 0) -> Iterator[str]:
    """The strings of an object and of what lies inside it, letters and digits alone."""
    if isinstance(item, String):
        yield alnum(str(item))
    elif isinstance(item, Array | Dictionary | Stream) and depth < DEPTH:
        for one in list(item) if isinstance(item, Array) else list(item.values()):
            if isinstance(one, String) or (isinstance(one, Array | Dictionary) and not one.is_indirect):
                yield from _strings(one, depth + 1)


def _content(item: object) -> Iterator[str]:
    """A stream as it is, in letters of one byte and of two; not pictures and fonts, which no reader reads."""
    if not isinstance(item, Stream) or item.get("/Subtype") == Name.Image or "/Length1" in item:
        return
    with suppress(PdfError):
        raw = item.read_bytes().lower()
        yield BINARY.sub(b" ", raw).decode("ascii")
        yield BINARY.sub(b" ", raw.replace(b"\0", b"")).decode("ascii")
