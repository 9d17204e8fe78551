"""Every dictionary of a document, looked at or cleaned."""

from collections.abc import Container, Iterator
from typing import Final

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from shared.documents.active.kinds import Aktif
from shared.documents.active.unwanted import Unwanted, unwanted, unwanted_in_root

SHOWN: Final = frozenset({Aktif.FORMULIR, Aktif.XFA})
"""What may hold something that a reader sees: it is drawn onto the pages before it goes."""


def active_content(pdf: Pdf) -> list[Aktif]:
    """The kinds of active content in a document, none twice, in the order of `Aktif`."""
    found = {kind for item in _mappings(pdf) for kind, _ in unwanted(item)}
    found |= {kind for kind, _ in unwanted_in_root(pdf.Root)}
    return [kind for kind in Aktif if kind in found]


def strip(pdf: Pdf) -> list[Aktif]:
    """Take all active content out of a document, in place; returns what was there.

    What was filled into a form stays readable on its page. Not for signed documents.
    """
    found = active_content(pdf)
    if not found and "/AcroForm" not in pdf.Root:
        return found
    _clean(pdf, keep=SHOWN)
    _draw_form(pdf)
    _clean(pdf)
    return found


def _draw_form(pdf: Pdf) -> None:
    if isinstance(pdf.Root.get("/AcroForm"), Dictionary):
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")
    if "/AcroForm" in pdf.Root:  # a form without a field that shows
        del pdf.Root.AcroForm


def _clean(pdf: Pdf, keep: Container[Aktif] = frozenset()) -> None:
    for item in _mappings(pdf):
        _remove(item, unwanted(item), keep)
    _remove(pdf.Root, unwanted_in_root(pdf.Root), keep)
    for page in pdf.pages:
        _remove_emptied(page.obj)


def _remove(item: Object, found: Iterator[Unwanted], keep: Container[Aktif]) -> None:
    for key in {key for kind, key in found if kind not in keep}:
        del item[key]


def _remove_emptied(page: Object) -> None:
    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return
    left = [one for one in annotations if not (isinstance(one, Dictionary) and not one.keys())]
    if len(left) < len(annotations):
        page["/Annots"] = Array(left)


def _mappings(pdf: Pdf) -> Iterator[Object]:
    """Each dictionary and stream once, those inside others too; what leads back is an object of its own."""
    for start in (pdf.trailer, *pdf.objects):
        waiting = [start]
        while waiting:
            item = waiting.pop()
            if isinstance(item, Dictionary | Stream):
                yield item
                waiting.extend(child for child in item.values() if _lies_inside(child))
            elif isinstance(item, Array):
                waiting.extend(child for child in item if _lies_inside(child))


def _lies_inside(child: object) -> bool:
    return isinstance(child, Dictionary | Array) and not child.is_indirect
