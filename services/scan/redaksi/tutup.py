"""Closing places of a PDF: page by page in its content, or by drawing the page anew; written afresh."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from pikepdf import Array, Page, Pdf, Stream

from services.scan.domain.halaman import Kotak
from services.scan.redaksi.bersih import alnum, forget_outlines, links, sweep
from services.scan.redaksi.bidang import SAMA, inverse, moved, to_view
from services.scan.redaksi.isi import Penyunting
from services.scan.redaksi.lukis import drawn_page
from services.scan.redaksi.model import UNPARSABLE, Tempat, TidakTertutup, on_page
from services.scan.redaksi.pangkas import Pangkas
from services.scan.redaksi.uji import check, values_of
from services.scan.redaksi.warisan import inherited, resources


def nothing_more(path: Path) -> Path:
    """The file as it was written is the result."""
    return path


def closed(
    source: Path, target: Path, places: Sequence[Tempat], finish: Callable[[Path], Path] = nothing_more
) -> tuple[Path, list[int]]:
    """Write `target`, let `finish` make the result of it, and read that again.

    What cannot be shown to be gone is drawn anew, and read once more. Returns the result and the pages that were drawn
    anew. Raises TidakTertutup; then nothing that was written is to be kept.
    """
    values = values_of(source, places)
    for redraw in (False, True):
        redrawn = close(source, target, places, values, redraw=redraw)
        result = finish(target)
        try:
            check(source, result, places, values, redrawn)
        except TidakTertutup:
            if redraw:
                raise
        else:
            return result, redrawn
    raise AssertionError("unreachable")


def close(
    source: Path, target: Path, places: Sequence[Tempat], values: Sequence[str], *, redraw: bool = False
) -> list[int]:
    """Write `target`: `source` with the places closed. Returns the pages that were drawn anew.

    With `redraw` these are all that have a place; a page that cannot be read as instructions is always among them.
    `values`: what stands there now and may stand nowhere in the file.
    """
    numbers = sorted({place.halaman for place in places})
    with Pdf.open(source) as pdf:
        if numbers and numbers[-1] > len(pdf.pages):
            raise TidakTertutup(f"Halaman {numbers[-1]} tidak ada di berkas ini.")
        redrawn = {
            number for number in numbers
            if redraw or not done(edit, pdf, pdf.pages[number - 1], on_page(places, number))
        }  # fmt: skip
        within = Pangkas(pdf)
        redrawn |= {
            number for number, page in enumerate(pdf.pages, 1)
            if number not in redrawn and not done(within.page, page)
        }  # fmt: skip
        for number in sorted(redrawn):
            replace(pdf, number, drawn_page(source, number, on_page(places, number)))
        sweep(pdf)
        forget_outlines(pdf, [alnum(value) for value in values])
        pdf.save(target)
    return sorted(redrawn)


def done(step: Callable[..., None], *given: object) -> bool:
    """Whether a page could be taken apart."""
    try:
        step(*given)
    except UNPARSABLE:
        return False
    return True


def edit(pdf: Pdf, page: Page, seen: Sequence[Kotak]) -> None:
    """Rewrite one page, its forms and pictures. Raises TidakDapatDisunting; the page is then as it was."""
    boxes = in_user_space(page, seen)
    editor = Penyunting(pdf, resources(page), boxes, SAMA)
    editor.run(page.obj)
    covers = "".join(f"{x:.3f} {y:.3f} {right - x:.3f} {top - y:.3f} re\n" for x, y, right, top in boxes)
    page.obj["/Resources"] = editor.resources
    page.obj["/Contents"] = pdf.make_indirect(
        Stream(pdf, b"q\n" + editor.content + f"\nQ\nq 0 g\n{covers}f Q\n".encode())
    )  # fmt: skip
    links(page.obj, boxes)


def in_user_space(page: Page, seen: Sequence[Kotak]) -> list[Kotak]:
    """Boxes as a reader sees them, as the file counts."""
    back = inverse(to_view(frame(page), turned(page)))
    return [moved(back, box) for box in seen] if back else list(seen)


def frame(page: Page) -> Kotak:
    """What the page shows, in user space."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def replace(pdf: Pdf, number: int, new: bytes) -> None:
    """Give page `number` the content of a page made elsewhere. It stays the same object: what leads to it may stay."""
    page = pdf.pages[number - 1].obj
    with Pdf.open(BytesIO(new)) as made:
        fresh = made.pages[0].obj
        for key in set(page.keys()) - {"/Type", "/Parent", "/Annots"}:
            del page[key]
        page["/MediaBox"], page["/CropBox"], page["/Rotate"] = Array(fresh.MediaBox), Array(fresh.MediaBox), 0
        page["/Resources"] = pdf.copy_foreign(made.make_indirect(fresh.Resources))
        page["/Contents"] = pdf.copy_foreign(fresh.Contents)
        links(page, [(-1e6, -1e6, 1e6, 1e6)])


def _box(given: Array) -> Kotak:
    a, b, c, d = (float(edge) for edge in given)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def turned(page: Page) -> int:
    """By how much a reader turns the page, clockwise."""
    found = inherited(page, "/Rotate")
    return int(str(found)) if found is not None else 0
