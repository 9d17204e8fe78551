"""Pages of several PDFs become one, with what belongs to the whole: links, bookmarks, page labels. Runs in a child."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Destination, Dictionary, Name, NumberTree, OutlineItem, Page, Pdf

Piece = tuple[Pdf, range]
"""A PDF, and which of its pages (from 0)."""
DEPTH = 8
PLAIN = {"/S": Name.D}
"""The label of a page that has none: its number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark to a page of the whole (from 0), the place on it, and those below it."""

    title: str
    page: int
    place: Destination
    below: list["Mark"]


def join(pieces: Sequence[Piece]) -> Pdf:
    """The first of them if it is whole, else a new one, with the pages of all in their order."""
    first, pages = pieces[0]
    if pages == range(len(first.pages)):
        whole, others, marks = first, pieces[1:], list[Mark]()
    else:
        whole, others, marks = pikepdf.new(), pieces, list[Mark]()
    for pdf, chosen in others:
        marks += marks_of(pdf, chosen, len(whole.pages))
        whole.add_pages_from(pdf, chosen, forms="strip")
    put_marks(whole, marks)
    if others and any("/PageLabels" in pdf.Root for pdf, _ in pieces):
        put_labels(whole, [label for pdf, chosen in pieces for label in labels_of(pdf, chosen)])
    return whole


def marks_of(pdf: Pdf, pages: range, before: int) -> list[Mark]:
    """The bookmarks that lead to one of these pages, which will stand after `before` others."""

    def walked(items: Iterable[OutlineItem]) -> Iterator[Mark]:
        for item in items:
            below, place = [*walked(item.children)], place_of(pdf, item)
            if place and (number := index_of(place.page)) in pages:
                yield Mark(item.title, before + pages.index(number), place, below)
            else:
                yield from below

    with pdf.open_outline(max_depth=DEPTH) as outline:
        return [*walked(outline.root)]


def place_of(pdf: Pdf, item: OutlineItem) -> Destination | None:
    """Where a bookmark leads; None when it leads nowhere in this PDF."""
    target: Any = item.destination
    if item.action is not None and item.action.get("/S") == Name.GoTo:
        target = item.action.get("/D")
    try:
        return OutlineItem(item.title, target).resolved_destination(pdf)
    except (pikepdf.OutlineStructureError, pikepdf.PdfError, TypeError, ValueError):
        return None


def index_of(page: Any) -> int:  # noqa: ANN401 - an object of any kind
    """Which page it is, from 0; -1 when it is none."""
    if isinstance(page, int):
        return page
    try:
        found: Any = Page(page)
        return int(found.index)
    except (TypeError, ValueError):
        return -1


def put_marks(whole: Pdf, marks: Sequence[Mark]) -> None:
    """After the bookmarks that are there."""
    if marks:
        with whole.open_outline() as outline:
            outline.root.extend(item_of(whole, mark) for mark in marks)


def item_of(whole: Pdf, mark: Mark) -> OutlineItem:
    """The bookmark, and those below it, in the whole."""
    was = mark.place
    place = Destination(
        whole.pages[mark.page].obj, was.page_location, left=was.left, top=was.top, right=was.right, bottom=was.bottom,
        zoom=was.zoom,
    )  # fmt: skip
    item = OutlineItem(mark.title, place.to_array())
    item.children.extend(item_of(whole, below) for below in mark.below)
    return item


def labels_of(pdf: Pdf, pages: range) -> Iterator[dict[str, Any]]:
    """The label of each page, as an entry of its own."""
    known: dict[int, Any] = dict(NumberTree(pdf.Root.PageLabels).items()) if "/PageLabels" in pdf.Root else {}
    for number in pages:
        begun = max((start for start in known if start <= number), default=0)
        entry = dict(known[begun].items()) if begun in known else PLAIN
        yield {**entry, "/St": int(entry.get("/St", 1)) + number - begun}


def put_labels(whole: Pdf, labels: Iterable[dict[str, Any]]) -> None:
    """An entry a page."""
    nums: list[Any] = []
    for number, entry in enumerate(labels):
        nums += [number, Dictionary({key: plain(value) for key, value in entry.items()})]
    whole.Root.PageLabels = Dictionary(Nums=Array(nums))


def plain(value: Any) -> Any:  # noqa: ANN401 - a name, a number or a string
    """The same, in no PDF yet."""
    if isinstance(value, Name):
        return Name(str(value))
    return value if isinstance(value, int) else pikepdf.String(str(value))
