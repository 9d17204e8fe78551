"""Active content is found wherever it stands, taken out, and nothing else is."""

from collections.abc import Callable
from functools import partial
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from shared.documents.active import Aktif, active_content, strip
from tests.unit.documents import makers
from tests.unit.documents.active import corpus

Spoil = Callable[[Pdf], object]
CASES = corpus.cases()


def spoiled(*spoils: Spoil) -> Pdf:
    """A page of text with these, as it comes from a file in which objects lie in streams."""
    with pikepdf.open(BytesIO(makers.text_pdf(("Menimbang",)))) as pdf:
        for spoil in spoils:
            spoil(pdf)
        return again(pdf)


def again(pdf: Pdf) -> Pdf:
    """The document, written and read."""
    out = BytesIO()
    pdf.save(out, object_stream_mode=ObjectStreamMode.generate)
    return pikepdf.open(out)


def written(pdf: Pdf) -> bytes:
    """All there is in a document, readable."""
    out = BytesIO()
    pdf.save(out, qdf=True, static_id=True, object_stream_mode=ObjectStreamMode.disable)
    return out.getvalue()


def text_of(content: bytes) -> str:
    """What a reader sees on the first page."""
    with pypdfium2.PdfDocument(content) as document:
        return str(document[0].get_textpage().get_text_range())


def test_an_ordinary_document_has_none() -> None:
    assert active_content(spoiled()) == []


@pytest.mark.parametrize(("kinds", "spoil"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_is_found_by_its_kind_and_goes(kinds: set[Aktif], spoil: Spoil) -> None:
    pdf = spoiled(spoil)
    assert set(active_content(pdf)) == kinds
    assert set(strip(pdf)) == kinds
    assert active_content(pdf) == []
    assert active_content(again(pdf)) == []
    assert "Menimbang" in text_of(written(pdf))


def test_all_together_go() -> None:
    kinds = {kind for _, found, _ in CASES for kind in found}
    overlapping = {"field of parts", "XFA", "triggers of a signature field", "text field"}
    pdf = spoiled(*(spoil for name, _, spoil in CASES if name not in overlapping), corpus.OTHERS["XFA"][1])
    assert set(active_content(pdf)) == kinds
    strip(pdf)
    assert active_content(again(pdf)) == []
    for sign in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/EF", b"/XFA", b"/AcroForm", b"/RichMedia", b"/AA "):
        assert sign not in written(pdf)


def test_what_is_harmless_stays() -> None:
    pdf = spoiled(corpus.harmless)
    before = written(pdf)
    assert active_content(pdf) == []
    assert strip(pdf) == []
    assert written(pdf) == before


def test_links_beside_active_content_stay() -> None:
    pdf = spoiled(corpus.harmless, *(spoil for _, _, spoil in CASES if spoil is not corpus.OTHERS["imported page"][1]))
    strip(pdf)
    kept = [str(one.A.URI) for one in pdf.pages[0].obj.Annots if "/A" in one and one.A.S == Name.URI]
    assert kept[:3] == ["https://jdih.kpu.go.id", "mailto:kpu@kpu.go.id", "www.kpu.go.id/halaman"]
    assert any("/Dest" in one for one in pdf.pages[0].obj.Annots)


def test_what_was_filled_in_stays_readable() -> None:
    with pikepdf.open(BytesIO(makers.with_filled_form(makers.text_pdf(("Nama:",)), "Siti Aminah"))) as pdf:
        assert Aktif.FORMULIR in strip(pdf)
        assert active_content(pdf) == []
        assert "Siti Aminah" in text_of(written(pdf))


def test_a_signature_is_no_form() -> None:
    with pikepdf.open(BytesIO(makers.with_signature_field(makers.text_pdf(), signed=True))) as pdf:
        assert active_content(pdf) == []


def test_values_of_wrong_kinds_are_passed_over() -> None:
    def odd(pdf: Pdf) -> None:
        root, page = pdf.Root, pdf.pages[0].obj
        root.OpenAction, root["/AA"], root.Names, root.URI = 1, Array([1]), String("x"), Name.X
        root.AcroForm, root["/EF"], root["/Collection"] = 5, Dictionary(), True
        page.Annots = Array([1, String("x"), Dictionary(Subtype=1, A=Array([2, Name.X]), Next=String("y"))])

    pdf = spoiled(odd)
    assert active_content(pdf) == []
    strip(pdf)
    assert active_content(again(pdf)) == []


def test_names_that_are_written_in_disguise_are_the_same_names() -> None:
    raw = written(spoiled(corpus.OTHERS["named script"][1], partial(corpus.behind_a_link, corpus.ACTIONS["launch"][1])))
    disguises = {b"/JavaScript": b"/J#61vaScript", b"/Launch": b"/#4caunch", b"/A ": b"/#41 ", b"/S ": b"/#53 "}
    for name, disguise in disguises.items():
        assert name in raw
        raw = raw.replace(name, disguise)
    with pikepdf.open(BytesIO(raw)) as pdf:
        assert active_content(pdf) == [Aktif.JAVASCRIPT, Aktif.PROGRAM]
        strip(pdf)
        assert active_content(again(pdf)) == []
        assert b"avaScript" not in written(pdf)
