"""Documents with one kind of active content each, in each place where it may stand."""

from collections.abc import Callable
from functools import partial
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from shared.documents.active import Aktif

Spoil = Callable[[Pdf], object]


def action(kind: str, **more: Any) -> Dictionary:
    """An action."""
    return Dictionary(S=Name(f"/{kind}"), **more)


def script() -> Dictionary:
    """A script."""
    return action("JavaScript", JS=String("app.alert('halo')"))


def link(pdf: Pdf, **more: Any) -> Object:
    """A link annotation on the first page."""
    return annotation(pdf, "Link", **more)


def annotation(pdf: Pdf, kind: str, **more: Any) -> Object:
    """An annotation on the first page."""
    made = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([10, 10, 90, 40]), **more)
    )
    page = pdf.pages[0].obj
    page["/Annots"] = Array([*page.get("/Annots", Array()), made])
    return made


def filespec(pdf: Pdf) -> Dictionary:
    """A file inside the document."""
    inside = pdf.make_stream(b"isi", Type=Name.EmbeddedFile)
    return Dictionary(Type=Name.Filespec, F=String("a.exe"), UF=String("a.exe"), EF=Dictionary(F=inside, UF=inside))


def field(pdf: Pdf, kind: str, **more: Any) -> Object:
    """A field of the document's form, with its place on the first page."""
    made = annotation(pdf, "Widget", FT=Name(f"/{kind}"), T=String("nama"), **more)
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([made])))
    return made


def at_opening(act: Callable[[], Dictionary], pdf: Pdf) -> None:
    pdf.Root.OpenAction = act()


def behind_a_link(act: Callable[[], Dictionary], pdf: Pdf) -> None:
    link(pdf, A=act())


def behind_a_link_by_reference(act: Callable[[], Dictionary], pdf: Pdf) -> None:
    link(pdf, A=pdf.make_indirect(act()))


def in_an_outline(act: Callable[[], Dictionary], pdf: Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("Bab"), A=act()))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = pdf.Root.Outlines


def after_a_harmless_one(act: Callable[[], Dictionary], pdf: Pdf) -> None:
    link(pdf, A=action("URI", URI=String("https://kpu.go.id"), Next=act()))


def in_a_list_of_next(act: Callable[[], Dictionary], pdf: Pdf) -> None:
    turn = action("Named", N=Name.NextPage)
    link(pdf, A=action("GoTo", D=String("x"), Next=Array([turn, pdf.make_indirect(act())])))


def far_down_a_chain(act: Callable[[], Dictionary], pdf: Pdf) -> None:
    last: Object = act()
    for _ in range(200):
        last = pdf.make_indirect(action("GoTo", D=String("x"), Next=last))
    link(pdf, A=last)


def in_a_chain_that_leads_back(act: Callable[[], Dictionary], pdf: Pdf) -> None:
    first = pdf.make_indirect(action("GoTo", D=String("x")))
    first.Next = Array([first, pdf.make_indirect(act())])
    link(pdf, A=first)


def on_an_annotation_of_no_page(act: Callable[[], Dictionary], pdf: Pdf) -> None:
    pdf.Root["/Titipan"] = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, A=act()))


PLACES: list[Callable[[Callable[[], Dictionary], Pdf], None]] = [
    at_opening, behind_a_link, behind_a_link_by_reference, in_an_outline, after_a_harmless_one, in_a_list_of_next,
    far_down_a_chain, in_a_chain_that_leads_back, on_an_annotation_of_no_page,
]  # fmt: skip
ACTIONS: dict[str, tuple[Aktif, Callable[[], Dictionary]]] = {
    "script": (Aktif.JAVASCRIPT, script),
    "script without a kind": (Aktif.JAVASCRIPT, lambda: Dictionary(JS=String("x()"))),
    "launch": (Aktif.PROGRAM, lambda: action("Launch", F=String("cmd.exe"))),
    "submit": (Aktif.KIRIM, lambda: action("SubmitForm", F=String("http://x"))),
    "import": (Aktif.KIRIM, lambda: action("ImportData", F=String("a.fdf"))),
    "another file": (Aktif.TAUTAN, lambda: action("GoToR", F=String("\\\\x\\y.pdf"), D=Array([0, Name.Fit]))),
    "embedded file": (Aktif.TAUTAN, lambda: action("GoToE", T=Dictionary(R=Name.C))),
    "link without address": (Aktif.TAUTAN, lambda: action("URI")),
    "link to a script": (Aktif.TAUTAN, lambda: action("URI", URI=String("java\nscript:alert(1)"))),
    "link to a file": (Aktif.TAUTAN, lambda: action("URI", URI=String(" FILE:///etc/passwd"))),
    "link to a share": (Aktif.TAUTAN, lambda: action("URI", URI=String("\\\\tamu\\x"))),
    "sound": (Aktif.MEDIA, lambda: action("Sound")),
    "rendition": (Aktif.MEDIA, lambda: action("Rendition", OP=0)),
    "print": (Aktif.PERINTAH, lambda: action("Named", N=Name.Print)),
    "layers": (Aktif.PERINTAH, lambda: action("SetOCGState", State=Array())),
    "unknown": (Aktif.PERINTAH, lambda: action("Baru")),
}


def _names(tree: str, leaf: Callable[[Pdf], Object]) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        kid = pdf.make_indirect(Dictionary(Names=Array([String("a"), leaf(pdf)])))
        kid.Kids = Array([kid])
        pdf.Root.Names = Dictionary({tree: pdf.make_indirect(Dictionary(Kids=Array([kid])))})

    return spoil


def _triggers(holder: Callable[[Pdf], Object]) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        holder(pdf)["/AA"] = Dictionary(O=script())

    return spoil


def _xfa(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


def _field_of_parts(pdf: Pdf) -> None:
    """A field that says what it is, a part of it that has a place on the page and does not."""
    top = pdf.make_indirect(Dictionary(FT=Name.Btn, T=String("pilih")))
    part = annotation(pdf, "Widget", Parent=top)
    top.Kids = Array([part])
    pdf.Root.AcroForm = Dictionary(Fields=Array([top]))


def _a_widget_that_is_its_own_parent(pdf: Pdf) -> None:
    made = annotation(pdf, "Widget")
    made.Parent = made


def _three_dimensions(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"u3d", Type=Name("/3D"), OnInstantiate=pdf.make_stream(b"x()"))
    annotation(pdf, "3D", **{"3DD": stream})


def _associated_file_of_an_image(pdf: Pdf) -> None:
    image = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, AF=Array([filespec(pdf)]))
    pdf.pages[0].add_resource(image, Name.XObject)


def _imported_page(pdf: Pdf) -> None:
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    form.Ref = Dictionary(F=String("lain.pdf"), Page=0)
    pdf.pages[0].add_resource(form, Name.XObject)


def _content_elsewhere(pdf: Pdf) -> None:
    pdf.Root["/Titipan"] = pdf.make_stream(b"", F=String("//lain/isi"))


OTHERS: dict[str, tuple[set[Aktif], Spoil]] = {
    "named script": ({Aktif.JAVASCRIPT}, _names("/JavaScript", lambda pdf: script())),
    "triggers of the document": ({Aktif.OTOMATIS, Aktif.JAVASCRIPT}, _triggers(lambda pdf: pdf.Root)),
    "triggers of a page": ({Aktif.OTOMATIS, Aktif.JAVASCRIPT}, _triggers(lambda pdf: pdf.pages[0].obj)),
    "triggers of a link": ({Aktif.OTOMATIS, Aktif.JAVASCRIPT}, _triggers(link)),
    "triggers of a signature field": (
        {Aktif.OTOMATIS, Aktif.JAVASCRIPT}, _triggers(lambda pdf: field(pdf, "Sig"))
    ),
    "attached file": ({Aktif.LAMPIRAN}, _names("/EmbeddedFiles", filespec)),
    "attachment on a page": ({Aktif.LAMPIRAN}, lambda pdf: annotation(pdf, "FileAttachment", FS=filespec(pdf))),
    "associated file": ({Aktif.LAMPIRAN}, lambda pdf: pdf.Root.__setitem__("/AF", Array([filespec(pdf)]))),
    "associated file of an image": ({Aktif.LAMPIRAN}, _associated_file_of_an_image),
    "file beside other keys": (
        {Aktif.LAMPIRAN},
        lambda pdf: pdf.Root.__setitem__("/AF", Dictionary(EF=Dictionary(UF=pdf.make_stream(b"MZ"), Lain=1))),
    ),
    "portfolio": ({Aktif.LAMPIRAN}, lambda pdf: pdf.Root.__setitem__("/Collection", Dictionary(View=Name.T))),
    "XFA": ({Aktif.XFA}, _xfa),
    "text field": ({Aktif.FORMULIR}, lambda pdf: field(pdf, "Tx", V=String("Siti"))),
    "field of parts": ({Aktif.FORMULIR}, _field_of_parts),
    "widget that is its own parent": ({Aktif.FORMULIR}, _a_widget_that_is_its_own_parent),
    "widget outside any form": ({Aktif.FORMULIR}, lambda pdf: annotation(pdf, "Widget")),
    "sound": ({Aktif.MEDIA}, lambda pdf: annotation(pdf, "Sound")),
    "movie": ({Aktif.MEDIA}, lambda pdf: annotation(pdf, "Movie", Movie=Dictionary(F=String("x.mov")))),
    "screen": ({Aktif.MEDIA}, lambda pdf: annotation(pdf, "Screen")),
    "rich media": ({Aktif.MEDIA}, lambda pdf: annotation(pdf, "RichMedia")),
    "3D with a script": ({Aktif.MEDIA, Aktif.JAVASCRIPT}, _three_dimensions),
    "renditions": ({Aktif.MEDIA}, _names("/Renditions", lambda pdf: Dictionary(S=Name.MR))),
    "imported page": ({Aktif.LUAR}, _imported_page),
    "content elsewhere": ({Aktif.LUAR}, _content_elsewhere),
    "base address": (
        {Aktif.TAUTAN}, lambda pdf: pdf.Root.__setitem__("/URI", Dictionary(Base=String("file:///"))),
    ),
}  # fmt: skip


def harmless(pdf: Pdf) -> None:
    """All that may stay, and what only looks like it must not."""
    link(pdf, A=action("URI", URI=String("https://jdih.kpu.go.id")))
    link(pdf, A=action("URI", URI=String("mailto:kpu@kpu.go.id")))
    link(pdf, A=action("URI", URI=String("www.kpu.go.id/halaman")))
    link(pdf, A=action("GoTo", D=Array([pdf.pages[0].obj, Name.Fit]), Next=action("Named", N=Name.LastPage)))
    link(pdf, Dest=Array([pdf.pages[0].obj, Name.Fit]))
    annotation(pdf, "Text", Contents=String("catatan"))
    in_an_outline(lambda: action("GoTo", D=Array([pdf.pages[0].obj, Name.Fit])), pdf)
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array()), EmbeddedFiles=Dictionary(Names=Array()))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    state = Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=Name.Luminosity, G=Stream(pdf, b"")))
    pdf.pages[0].obj.Resources = Dictionary(
        Font=Dictionary(AA=font, A=font, EF=font, JS=font, JavaScript=font), ExtGState=Dictionary(AA=state, Next=state),
    )  # fmt: skip
    pdf.Root.StructTreeRoot = Dictionary(
        Type=Name.StructTreeRoot, K=Dictionary(Type=Name.StructElem, S=Name.Sound, A=Dictionary(O=Name.Layout))
    )


def cases() -> list[tuple[str, set[Aktif], Spoil]]:
    """Each kind alone, in each place."""
    acted = [
        (f"{name} {place.__name__}", {kind}, partial(place, act))
        for name, (kind, act) in ACTIONS.items() for place in PLACES
    ]  # fmt: skip
    return [*acted, *((name, kinds, spoil) for name, (kinds, spoil) in OTHERS.items())]
