"""Pictures of the whole file as PDFium sees them, whatever closed the places thinks: no original is left, none lost."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

import pypdfium2
from pikepdf import Name, Pdf, PdfError, Stream
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from services.scan.domain.halaman import Kotak
from services.scan.redaksi.bidang import SAMA, Matriks, moved, overlap, times, to_view
from services.scan.redaksi.kata import frame
from services.scan.redaksi.model import Tempat, TidakTertutup, on_page

UNIT: Final = (0.0, 0.0, 1.0, 1.0)
LEAST: Final = 0.05
"""Points by which a picture lies in a place, not beside it."""
MASKS: Final = ("/SMask", "/Mask")
KEPT_AS_CODED: Final = {"/FlateDecode", "/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"}


def check_originals(before: Path, after: Path, places: Sequence[Tempat]) -> None:
    """No picture that lay in a place is left as it was. Pages without a place may draw it: it is theirs too."""
    pages = {place.halaman for place in places}
    with pypdfium2.PdfDocument(before) as old:
        touched = {
            digest for number in pages
            for place, digest in _pictures(old[number - 1]) if _lies_in(place, on_page(places, number))
        }  # fmt: skip
    left = _left(before, after, touched)
    if not left:
        return
    with pypdfium2.PdfDocument(after) as new:
        others = {index for index in range(len(new)) if index + 1 not in pages}
        drawn = {digest for index in others for _, digest in _pictures(new[index])}
    with Pdf.open(after) as pdf:
        if left - {_digest(one) for one in _with_masks(pdf, drawn)}:
            raise TidakTertutup("Gambar asli dari bagian yang ditutup masih tersimpan di dalam berkas.")


def check_others(before: Path, after: Path, changed: set[int]) -> None:
    """The other pages draw as many pictures as before."""
    with pypdfium2.PdfDocument(before) as old, pypdfium2.PdfDocument(after) as new:
        for number in range(1, len(old) + 1):
            if number not in changed and _count(old[number - 1]) != _count(new[number - 1]):
                raise TidakTertutup(f"Gambar di halaman {number} ikut berubah.")


def _count(page: pypdfium2.PdfPage) -> int:
    return sum(1 for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))


def _pictures(page: pypdfium2.PdfPage) -> Iterator[tuple[Kotak, bytes]]:
    """The pictures that a page draws: where a reader sees them, and what they are known by."""
    view = to_view(frame(page), page.get_rotation())
    for item in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
        yield moved(times(_matrix(item), view), UNIT), sha256(item.get_data()).digest()


def _matrix(item: pypdfium2.PdfObject | None) -> Matriks:
    """From the item's own space to that of the page, out of all the forms it lies in."""
    if item is None:
        return SAMA
    a, b, c, d, e, f = item.get_matrix().get()
    return times((a, b, c, d, e, f), _matrix(item.container))


def _lies_in(picture: Kotak, boxes: Sequence[Kotak]) -> bool:
    return any(min(overlap(picture, box)) > LEAST for box in boxes)


def _left(before: Path, after: Path, touched: set[bytes]) -> set[bytes]:
    """The bytes in `after` that were one of these pictures, or its mask, in `before`; as they were, or packed anew."""
    with Pdf.open(before) as pdf:
        originals = list(_with_masks(pdf, touched))
        coded = {_digest(one) for one in originals}
        plain = {digest for one in originals if not _stays_coded(one) and (digest := _unpacked(one))}
    with Pdf.open(after) as pdf:
        return {
            digest for one in _images(pdf)
            if (digest := _digest(one)) in coded or (plain and _unpacked(one) in plain)
        }  # fmt: skip


def _with_masks(pdf: Pdf, wanted: set[bytes]) -> Iterator[Stream]:
    for image in _images(pdf):
        if _digest(image) in wanted:
            yield image
            yield from (mask for key in MASKS if isinstance(mask := image.get(key), Stream))


def _images(pdf: Pdf) -> Iterable[Stream]:
    return (one for one in pdf.objects if isinstance(one, Stream) and one.get("/Subtype") == Name.Image)


def _digest(image: Stream) -> bytes:
    return sha256(image.read_raw_bytes()).digest()


def _unpacked(image: Stream) -> bytes | None:
    try:
        return sha256(image.read_bytes()).digest()
    except PdfError:
        return None


def _stays_coded(image: Stream) -> bool:
    """Whether writing the file leaves its bytes alone."""
    return str(image.get("/Filter")) in KEPT_AS_CODED
