"""A page gives way to one that was scanned anew, and everything else stays as it was."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name

from services.scan.pipeline import PipelineOptions, Replacement, process
from services.scan.pipeline.assemble import assemble
from services.scan.pipeline.cut import cut, parts_of, replaced_in
from services.scan.pipeline.survey import texts_of
from shared.documents.refusal import DocumentRefused
from shared.documents.sniff import Kind
from shared.samples import signed_pdf
from tests.unit.documents import makers
from tests.unit.scan_pipeline.pages import printed
from tests.unit.scan_pipeline.test_join import book, labels_of, link_of, outline_of

MAX_CM = 120.0
Source = tuple[Path, Kind, int]


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def text(words: str) -> bytes:
    return makers.text_pdf((words,))


@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    """Three pages with text, and a TIFF of two."""
    tiff = tmp_path / "b"
    frames = [printed(number).convert("L") for number in (0, 1)]
    frames[0].save(tiff, "TIFF", save_all=True, append_images=frames[1:], dpi=(150, 150))
    return [
        (written(tmp_path / "a", makers.text_pdf(["Halaman satu", "Halaman dua", "Halaman tiga"])), Kind.PDF, 3),
        (tiff, Kind.TIFF, 2),
    ]


@pytest.fixture
def anew(sources: list[Source], tmp_path: Path) -> list[Replacement]:
    """The second page of the first, and the first of the second."""
    pdf, png = written(tmp_path / "c", text("Halaman dua yang baru")), tmp_path / "d"
    png.write_bytes(makers.encoded(printed(2), "PNG", dpi=(150, 150)))
    return [
        Replacement(sources[0][0], 2, pdf, Kind.PDF, "dua.pdf"),
        Replacement(sources[1][0], 1, png, Kind.PNG, "empat.png"),
    ]


def drawn(path: Path) -> list[tuple[tuple[int, int], bytes]]:
    with pypdfium2.PdfDocument(path) as document:
        images = [page.render(scale=0.5).to_pil().convert("L") for page in document]
    return [(image.size, image.tobytes()) for image in images]


def assembled(target: Path, sources: list[Source], anew: list[Replacement]) -> Path:
    paths = [path for path, _, _ in sources]
    new = [(paths.index(one.source), one.page, one.path, one.kind) for one in anew]
    assemble([(path, kind) for path, kind, _ in sources], target, MAX_CM, new)
    return target


def test_the_other_pages_look_as_before(sources: list[Source], anew: list[Replacement], tmp_path: Path) -> None:
    before = drawn(assembled(tmp_path / "before.pdf", sources, []))
    after = assembled(tmp_path / "after.pdf", sources, anew)
    assert [one == other for one, other in zip(before, drawn(after), strict=True)] == [True, False, True, False, True]
    assert texts_of(after)[:3] == ["Halaman satu", "Halaman dua yang baru", "Halaman tiga"]


def test_a_range_reads_the_same_pages_as_the_whole(
    sources: list[Source], anew: list[Replacement], tmp_path: Path
) -> None:
    whole, some = assembled(tmp_path / "whole.pdf", sources, anew), tmp_path / "some.pdf"
    cut(list(replaced_in(parts_of(sources, 2, 5), anew)), some, MAX_CM)
    assert drawn(some) == drawn(whole)[1:]


@pytest.mark.parametrize("page", [1, 2, 3])
def test_bookmarks_links_and_labels_lead_to_the_new_page(page: int, tmp_path: Path) -> None:
    old, new, target = tmp_path / "a.pdf", written(tmp_path / "b.pdf", text("Yang baru")), tmp_path / "c.pdf"
    with book(3, "Naskah", Name.r) as whole:
        before = (outline_of(whole), labels_of(whole))
        whole.save(old)
    assembled(target, [(old, Kind.PDF, 3)], [Replacement(old, page, new, Kind.PDF, "b.pdf")])
    with pikepdf.open(target) as pdf:
        assert (outline_of(pdf), labels_of(pdf)) == before
        assert len(pdf.pages) == 3
        if page != 1:
            assert link_of(pdf, 0) == 2
    assert texts_of(target)[page - 1] == "Yang baru"


def test_the_new_page_keeps_its_own_size_and_stands_upright(tmp_path: Path) -> None:
    def lying(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Parent.Rotate = 90
        pdf.pages[0].obj.Parent.MediaBox = [0, 0, 300, 300]
        del pdf.pages[0].obj.MediaBox

    old = written(tmp_path / "a.pdf", makers.changed(text("Yang lama"), lying))
    new, target = written(tmp_path / "b.pdf", text("Yang baru")), tmp_path / "c.pdf"
    assembled(target, [(old, Kind.PDF, 1)], [Replacement(old, 1, new, Kind.PDF, "b.pdf")])
    with pypdfium2.PdfDocument(target) as document:
        page = document[0]
        assert (page.get_rotation(), [round(side) for side in page.get_size()]) == (0, [595, 842])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (signed_pdf(), text("Baru"), "pdf-bertanda-tangan-diganti"),
        (text("Lama"), signed_pdf(text("Baru")), "pdf-bertanda-tangan-digabung"),
        (text("Lama"), makers.text_pdf(["Satu", "Dua"]), "bukan-satu-halaman"),
    ],
)
def test_what_may_not_be_rewritten_or_is_not_one_page_is_refused(
    old: bytes, new: bytes, code: str, tmp_path: Path
) -> None:
    source, page = written(tmp_path / "a.pdf", old), written(tmp_path / "b.pdf", new)
    anew = [Replacement(source, 1, page, Kind.PDF, "b.pdf")]
    with pytest.raises(DocumentRefused) as refused:
        process(source, tmp_path / "keluar", PipelineOptions(), replacements=anew)
    assert refused.value.code == code
