"""Opening a signed PDF with pyHanko. Runs in the child."""

from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader


class Shelf(NamedTuple):
    """An object stream, and where in it each object begins."""

    data: BytesIO
    places: Mapping[int, int]


class Reader(PdfFileReader):
    """Reads the index of each object stream once; pyHanko's own reads it again for every object in it.

    On a decision of 127 pages that is 6 s instead of a minute. Not strict: what Word writes has two kinds of
    cross-reference tables, which is refused otherwise.
    """

    def __init__(self, stream: BytesIO) -> None:
        self.shelves: dict[int, Shelf | None] = {}
        super().__init__(stream, strict=False)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> generic.PdfObject:
        if stmnum not in self.shelves:
            self.shelves[stmnum] = self._shelf(stmnum)
        shelf = self.shelves[stmnum]
        if shelf is None or idnum not in shelf.places:
            made: generic.PdfObject = super()._get_object_from_stream(idnum, stmnum, idx)  # type: ignore[no-untyped-call]
            return made
        shelf.data.seek(shelf.places[idnum])
        try:
            return generic.read_object(shelf.data, generic.Reference(idnum, 0, self))
        except (misc.PdfStreamError, misc.PdfReadError):
            return generic.NullObject()

    def _shelf(self, number: int) -> Shelf | None:
        """None for a stream whose index is not of whole numbers in pairs: let pyHanko make what it can of it."""
        stream = generic.Reference(number, 0, self).get_object()
        if not isinstance(stream, generic.StreamObject) or stream.get("/Type") != "/ObjStm":
            return None
        data, first = stream.read_data(DecodePurpose.OBJECT_STREAM), int(stream["/First"])
        index = data[:first].split()
        if len(index) != 2 * int(stream["/N"]) or not all(number.isdigit() for number in index):
            return None
        numbers = list(map(int, index))
        pairs = zip(reversed(numbers[::2]), reversed(numbers[1::2]), strict=True)  # of doubles the first counts
        return Shelf(BytesIO(data), {number: first + offset for number, offset in pairs})
