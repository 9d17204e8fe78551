"""What a PDF keeps beside its pages: nothing of it goes out with a document in which places were closed."""

from collections.abc import Sequence
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from services.scan.domain.halaman import Kotak
from services.scan.redaksi.bidang import touches

ROOT: Final = {"/Type", "/Pages", "/Lang", "/PageLabels", "/OutputIntents", "/ViewerPreferences", "/PageMode",
               "/PageLayout", "/OCProperties", "/Outlines", "/Dests", "/Names", "/Version"}  # fmt: skip
PAGE: Final = {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox",
               "/Rotate", "/Contents", "/Annots", "/Group", "/UserUnit"}  # fmt: skip
HIDDEN: Final = ("/Metadata", "/PieceInfo", "/Alternates", "/AF", "/Thumb", "/StructParents", "/StructParent",
                 "/OPI")  # fmt: skip
LINK: Final = {"/Type", "/Subtype", "/Rect", "/A", "/Dest", "/Border", "/BS", "/C", "/F", "/H", "/QuadPoints"}


def sweep(pdf: Pdf) -> None:
    """Metadata, attachments, structure, thumbnails, remarks: all of the document, not of one page alone."""
    _keep(pdf.Root, ROOT)
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        _keep(names, {"/Dests"})
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for page in pdf.pages:
        _keep(page.obj, PAGE)
        links(page.obj, ())
    _forget_pages(pdf)
    for item in pdf.objects:
        if isinstance(item, Dictionary | Stream) and item.get("/Type") != Name.Catalog:
            for key in HIDDEN:
                if key in item:
                    del item[key]
        if isinstance(item, Dictionary):
            _forget_structure(item)


def _forget_structure(item: Object) -> None:
    """A bookmark or a link may lead to a part of the structure, and so keep all of it."""
    if item.get("/Type") == Name.StructTreeRoot:
        _keep(item, {"/Type"})
    elif isinstance(item.get("/S"), Name) and isinstance(item.get("/P"), Dictionary):
        _keep(item, {"/S", "/P"})


def _forget_pages(pdf: Pdf) -> None:
    """A page that was taken out may still be where a link leads."""
    numbered = {page.obj.objgen for page in pdf.pages}
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.Page and item.objgen not in numbered:
            _keep(item, {"/Type"})


def links(page: Object, boxes: Sequence[Kotak]) -> None:
    """Of the annotations only plain links stay, and of these none that touches a box (user space)."""
    given = page.get("/Annots")
    if not isinstance(given, Array):
        return
    kept = [one for one in given if isinstance(one, Dictionary) and _stays(one, boxes)]
    for one in kept:
        _keep(one, LINK)
    if kept:
        page["/Annots"] = Array(kept)
    else:
        del page["/Annots"]


def forget_outlines(pdf: Pdf, holds: "Sequence[str]") -> None:
    """Bookmarks go as a whole when a title bears one of these values (letters and digits alone)."""
    titles = [
        alnum(str(item.get("/Title"))) for item in pdf.objects
        if isinstance(item, Dictionary) and isinstance(item.get("/Title"), String)
    ]  # fmt: skip
    if any(value in title for value in holds for title in titles) and "/Outlines" in pdf.Root:
        del pdf.Root["/Outlines"]


def alnum(text: str) -> str:
    """Letters and digits alone, in one case."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _stays(annotation: Object, boxes: Sequence[Kotak]) -> bool:
    if annotation.get("/Subtype") != Name.Link:
        return False
    edges = [float(edge) for edge in annotation.get("/Rect", [])]
    if len(edges) != 4:
        return False
    rect = min(edges[0], edges[2]), min(edges[1], edges[3]), max(edges[0], edges[2]), max(edges[1], edges[3])
    return not any(touches(rect, box) for box in boxes)


def _keep(item: Object, wanted: set[str]) -> None:
    for key in set(item.keys()) - wanted:
        del item[key]
