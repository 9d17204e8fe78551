"""Of what a page, or a part of it, could draw only what it draws stays within its reach; and nothing speaks for it.

Pages share their resources, inherit them, or hand all of them to a form: a picture that was closed on one of them
would else lie in the file as it was, named by another.
"""

from collections.abc import Sequence
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, parse_content_stream

from services.scan.redaksi.model import UNPARSABLE
from services.scan.redaksi.ucapan import silence, silenced
from services.scan.redaksi.warisan import resources

KINDS: Final = {"Do": "/XObject", "Tf": "/Font", "gs": "/ExtGState", "scn": "/Pattern", "SCN": "/Pattern"}
WHOLE: Final = ("/ColorSpace", "/ProcSet", "/Properties", "/Shading")
"""Draws nothing by itself."""
Nama = set[tuple[str, str]]
"""Names that a stream uses, each with its kind."""
Bagian = tuple[Object, Sequence[Object]]
"""Something drawn within a page: what holds its resources, and its streams."""


class Pangkas:
    """Goes over the pages of one file; a part that several of them draw is gone over once."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.seen: set[tuple[int, int]] = set()

    def page(self, page: Page) -> None:
        """Give it resources of its own. Raises one of UNPARSABLE."""
        page.obj["/Resources"] = self._kept(resources(page), used([page.obj]))
        if (bare := silenced(page.obj)) is not None:
            page.obj["/Contents"] = self.pdf.make_indirect(Stream(self.pdf, bare))

    def _kept(self, given: Object, wanted: Nama) -> Dictionary:
        silence(given.get("/Properties"))
        kept: dict[str, Dictionary] = {}
        known: Nama = set()
        while waiting := wanted - known:
            known |= waiting
            for kind, name in sorted(waiting):
                entries = given.get(kind)
                if isinstance(entries, Dictionary) and name in entries:
                    kept.setdefault(kind, Dictionary())[name] = entries[name]
                    wanted = wanted | self._within(entries[name])
        return Dictionary({key: given[key] for key in WHOLE if key in given} | kept)

    def _within(self, item: object) -> Nama:
        """Go over what is drawn by `item`. Returns the names that it takes from whoever draws it."""
        return {name for part in parts_of(item) for name in self._part(*part)}

    def _part(self, holder: Object, streams: Sequence[Object]) -> Nama:
        if holder.objgen in self.seen:
            return set()
        _silence(streams)
        own = holder.get("/Resources")
        if not isinstance(own, Dictionary):
            return used(streams)
        if holder.is_indirect:
            self.seen.add(holder.objgen)
        try:
            holder["/Resources"] = self._kept(own, used(streams))
        except UNPARSABLE:
            self.seen.discard(holder.objgen)  # it breaks the next page that draws it too
            raise
        return set()


def _silence(streams: Sequence[Object]) -> None:
    for stream in streams:
        if isinstance(stream, Stream) and (bare := silenced(stream)) is not None:
            stream.write(bare)


def parts_of(item: object) -> list[Bagian]:
    """Forms, patterns, the letters of fonts made of drawings, masks of a graphics state."""
    if isinstance(item, Stream):
        drawn = item.get("/Subtype") != Name.Image and "/ShadingType" not in item
        return [(item, [item])] if drawn else []
    if not isinstance(item, Dictionary):
        return []
    if item.get("/Subtype") == Name.Type3:
        letters = item.get("/CharProcs")
        return [(item, list(letters.values()) if isinstance(letters, Dictionary) else [])]
    mask, font = item.get("/SMask"), item.get("/Font")
    below = [
        item.get("/ExtGState"),
        mask.get("/G") if isinstance(mask, Dictionary) else None,
        font[0] if isinstance(font, Array) and len(font) else None,
    ]
    return [part for one in below for part in parts_of(one)]


def used(streams: Sequence[Object]) -> Nama:
    """The names of what these streams draw, or draw with."""
    return {
        (KINDS[str(one.operator)], str(name))
        for stream in streams
        for one in parse_content_stream(stream, " ".join(KINDS))
        for name in one.operands
        if isinstance(name, Name)
    }
