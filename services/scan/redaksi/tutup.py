"""Closing places of a PDF: page by page in its content, or by drawing the page anew; written afresh."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from pikepdf import Array, Dictionary, Object, Page, Pdf, PdfError, Stream

from services.scan.domain.halaman import Kotak
from services.scan.redaksi.bersih import alnum, forget_outlines, links, sweep
from services.scan.redaksi.bidang import SAMA, inverse, moved, to_view
from services.scan.redaksi.isi import Penyunting
from services.scan.redaksi.lukis import drawn_page
from services.scan.redaksi.model import Tempat, TidakDapatDisunting, TidakTertutup, on_page
from services.scan.redaksi.uji import check, values_of


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
    """Write `target`: `source` with the places closed. Returns the pages that were drawn anew (all, with `redraw`).

    `values`: what stands there now and may stand nowhere in the file.
    """
    redrawn: list[int] = []
    with Pdf.open(source) as pdf:
        for number in sorted({place.halaman for place in places}):
            if number > len(pdf.pages):
                raise TidakTertutup(f"Halaman {number} tidak ada di berkas ini.")
            if redraw or not edited(pdf, pdf.pages[number - 1], on_page(places, number)):
                redrawn.append(number)
        for number in redrawn:
            replace(pdf, number, drawn_page(source, number, on_page(places, number)))
        sweep(pdf)
        forget_outlines(pdf, [alnum(value) for value in values])
        pdf.save(target)
    return redrawn


def edited(pdf: Pdf, page: Page, seen: Sequence[Kotak]) -> bool:
    """Whether the page could be taken apart."""
    try:
        edit(pdf, page, seen)
    except (TidakDapatDisunting, PdfError, ValueError, IndexError, TypeError):
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


def resources(page: Page) -> Object:
    """Its own resources, or those of the tree above."""
    found = inherited(page, "/Resources")
    return found if isinstance(found, Dictionary) else Dictionary()


def inherited(page: Page, key: str) -> object:
    """An attribute of the page, or of the nearest node above that has it."""
    item: Object | None = page.obj
    for _ in range(32):
        if not isinstance(item, Dictionary):
            break
        if key in item:
            return item[key]
        item = item.get("/Parent")
    return None
