"""Pages that are not as they should be still become pages, or are refused with a sentence."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from services.scan.pipeline import PipelineOptions, PipelineTooLarge, PipelineTooLong, process
from services.scan.pipeline.geometry import LETTER, corners
from shared.documents.refusal import DocumentRefused
from shared.samples import keputusan_provinsi, scan_like
from tests.unit.documents import makers
from tests.unit.scan_pipeline.pages import printed, scanned


def with_content(extra: bytes) -> bytes:
    """A scanned page, after whose picture stands something else."""

    def add(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(pdf.make_stream(extra), prepend=False)

    return makers.changed(scanned(printed()), add)


@pytest.mark.parametrize("extra", [b"\n\xd5\xaa\xff\n", b"BI ID EI", b"q q Q Q Q 1 cm /X", b"<< /A (x) >> [ 1 2"])
def test_content_that_cannot_be_taken_apart_becomes_a_picture(tmp_path: Path, extra: bytes) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(with_content(extra))
    result = process(source, tmp_path / "keluar", PipelineOptions())
    assert "Menimbang" in result.texts[0]
    assert [page.gagal for page in result.page_reports] == [False]
    assert result.pdfa.status == "valid"


@pytest.mark.parametrize("box", [[0, 0, 595], [0, 0, 595, pikepdf.Name.X], []])
def test_a_box_that_is_none_is_taken_no_notice_of(tmp_path: Path, box: list[object]) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.CropBox = pikepdf.Array(box)

    source = tmp_path / "a.pdf"
    source.write_bytes(makers.changed(scanned(printed()), spoil))
    assert "Menimbang" in process(source, tmp_path / "keluar", PipelineOptions()).texts[0]
    assert corners(pikepdf.Array(box)) is None
    assert corners(pikepdf.Array([612, 792, 0, 0])) == LETTER


def test_a_page_that_draws_itself_without_end_is_too_heavy(tmp_path: Path) -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        form = pdf.make_stream(b"/Lagi Do /Lagi Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = pikepdf.Array([0, 0, 595, 842])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Lagi=form))
        page.obj.Resources = form.Resources
        page.obj.Contents = pdf.make_stream(b"/Lagi Do")

    source = tmp_path / "a.pdf"
    source.write_bytes(makers.changed(scanned(printed()), loop))
    try:
        result = process(source, tmp_path / "keluar", PipelineOptions(memory_mb=512, base_seconds=20))
    except (PipelineTooLarge, PipelineTooLong):
        assert list((tmp_path / "keluar").iterdir()) == []
    else:
        assert result.pages == 1


def test_a_picture_of_which_no_page_can_be_made_is_refused_by_its_name(tmp_path: Path) -> None:
    good, bad = tmp_path / "a", tmp_path / "b"
    good.write_bytes(makers.encoded(printed(), "PNG"))
    out = BytesIO()
    Image.new("L", (300, 400), 255).save(out, "PNG")
    bad.write_bytes(out.getvalue()[:-12] + b"\x7f\xff\xff\xffIEND" + bytes(8))
    with pytest.raises(DocumentRefused, match=r"halaman 2\.png") as refused:
        process([good, bad], tmp_path / "keluar", PipelineOptions(), names=["halaman 1.png", "halaman 2.png"])
    assert refused.value.code == "gambar-rusak"
    assert list((tmp_path / "keluar").iterdir()) == []


def test_a_page_of_few_lines_is_read(tmp_path: Path) -> None:
    """Hardly a hundredth of it is ink: what is darkest there is no measure for paper grain."""
    with pikepdf.open(BytesIO(scan_like(keputusan_provinsi(pages=5, seed=21).born_digital_pdf, seed=21))) as pdf:
        single = pikepdf.new()
        single.pages.append(pdf.pages[2])
        single.save(tmp_path / "a.pdf")
    (text,) = process(tmp_path / "a.pdf", tmp_path / "keluar", PipelineOptions()).texts
    assert "Ditetapkan di Pontianak" in text
