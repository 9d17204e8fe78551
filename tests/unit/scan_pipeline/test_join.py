"""What belongs to a whole document is still there when it is joined with others, or parted."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from services.scan.pipeline.join import join


def book(pages: int, title: str, style: Name | None) -> Pdf:
    """Blank pages; bookmarks to the first (by name) and, below it, the last; on the first a link to the last."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(300, 400))
    last = pdf.pages[-1].obj
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=[String("awal"), Array([pdf.pages[0].obj, Name.Fit])]))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], Dest=Array([last, Name.Fit]))
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])
    with pdf.open_outline() as outline:
        top = OutlineItem(title, action=Dictionary(S=Name.GoTo, D=String("awal")))
        top.children.append(OutlineItem(f"{title} akhir", Array([last, Name.XYZ, 10, 20, 0])))
        outline.root.append(top)
    if style:
        pdf.Root.PageLabels = Dictionary(Nums=[0, Dictionary(S=style, P=String(f"{title}-"))])
    out = BytesIO()
    pdf.save(out)
    return pikepdf.open(out)


def saved(pdf: Pdf) -> Pdf:
    out = BytesIO()
    pdf.save(out)
    return pikepdf.open(out)


def outline_of(pdf: Pdf) -> list[tuple[str, int]]:
    """Titles, each with the page (from 0) to which it leads."""

    def walked(items: Any, found: list[tuple[str, int]]) -> list[tuple[str, int]]:
        for item in items:
            place = item.destination or item.action.D
            page = pikepdf.NameTree(pdf.Root.Names.Dests)[str(place)] if isinstance(place, String) else place
            target: Any = pikepdf.Page(page[0])
            found.append((item.title, int(target.index)))
            walked(item.children, found)
        return found

    with pdf.open_outline() as outline:
        return walked(outline.root, [])


def labels_of(pdf: Pdf) -> list[str]:
    return [str(page.label) for page in pdf.pages]


def link_of(pdf: Pdf, page: int) -> int:
    annotations: Any = pdf.pages[page].obj.Annots
    target: Any = pikepdf.Page(annotations[0].Dest[0])
    return int(target.index)


def test_two_documents() -> None:
    one, two = book(3, "Satu", None), book(2, "Dua", Name.r)
    whole = saved(join([(one, range(3)), (two, range(2))]))
    assert outline_of(whole) == [("Satu", 0), ("Satu akhir", 2), ("Dua", 3), ("Dua akhir", 4)]
    assert labels_of(whole) == ["1", "2", "3", "Dua-i", "Dua-ii"]
    assert [link_of(whole, page) for page in (0, 3)] == [2, 4]


def test_one_page_in_the_middle_is_another() -> None:
    old, new = book(4, "Lama", Name.D), book(1, "Baru", None)
    whole = saved(join([(old, range(2)), (new, range(1)), (old, range(3, 4))]))
    assert outline_of(whole) == [("Lama", 0), ("Baru", 2), ("Baru akhir", 2), ("Lama akhir", 3)]
    assert labels_of(whole) == ["Lama-1", "Lama-2", "1", "Lama-4"]


def test_one_document_stays_as_it_is() -> None:
    one = book(2, "Satu", Name.r)
    before = one.Root.PageLabels.unparse()
    assert join([(one, range(2))]) is one
    assert (outline_of(one), one.Root.PageLabels.unparse()) == ([("Satu", 0), ("Satu akhir", 1)], before)


@pytest.mark.parametrize(
    "place", [Array([]), Array([7, Name.Fit]), Array([Name.X]), Dictionary(X=1), String("tidak ada"), Name.Tidak]
)
def test_a_bookmark_that_leads_nowhere_is_left_out(place: pikepdf.Object) -> None:
    one, two = book(1, "Satu", None), book(1, "Dua", None)
    with two.open_outline() as outline:
        outline.root[:] = [OutlineItem("Hilang", action=Dictionary(S=Name.GoTo, D=place))]
    assert outline_of(saved(join([(one, range(1)), (two, range(1))]))) == [("Satu", 0), ("Satu akhir", 0)]
