"""The whole pipeline on small documents, with the real engine."""

import hashlib
import json
from pathlib import Path

import pikepdf
import pytest
from pikepdf.pdfa import validate_written
from PIL import Image

from services.scan.pipeline import Judgement, Pdfa, PipelineOptions, PipelineResult, PipelineTooLarge, PipelineTooLong
from services.scan.pipeline import process as run
from services.scan.pipeline.__main__ import main
from shared.documents.inspect import Limits
from shared.documents.refusal import DocumentRefused
from tests.unit.documents import makers
from tests.unit.documents.makers import KEPUTUSAN

OPTIONS = PipelineOptions(jobs=2)
RUBBISH = "~lI1!j {};: |Il1 jlI " * 30


def file(folder: Path, content: bytes, name: str = "a.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def fonts_and_images(path: Path) -> list[tuple[int, int]]:
    """Visible words live in fonts of the page, scans in images: how many of each every page has."""
    with pikepdf.open(path) as pdf:
        return [(len(page.resources.get("/Font", {})), len(page.get_images())) for page in pdf.pages]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> PipelineResult:
    """A born-digital page, a scan with a bad old layer, and a photograph upside down, joined."""
    folder = tmp_path_factory.mktemp("campuran")
    upside_down = makers.picture(makers.text_pdf()).rotate(180)
    sources = [
        file(folder, makers.text_pdf(("Halaman pertama ditetapkan oleh ketua.",))),
        file(folder, makers.scan_pdf(layer=RUBBISH), "b.pdf"),
        file(folder, makers.encoded(upside_down, "JPEG", dpi=(150, 150)), "c.jpg"),
    ]
    return run(sources, folder / "keluar", OPTIONS)


def test_only_pages_without_good_text_are_read(mixed: PipelineResult) -> None:
    assert [(page.judgement, page.ocr) for page in mixed.page_reports] == [
        (Judgement.BAIK, False),
        (Judgement.BURUK, True),
        (Judgement.TIDAK_ADA, True),
    ]
    assert fonts_and_images(mixed.path)[0] == (1, 0)


def test_every_page_has_its_text(mixed: PipelineResult) -> None:
    first, *scans = mixed.texts
    assert first == "Halaman pertama ditetapkan oleh ketua."
    for text in scans:
        assert "Menimbang: a. bahwa untuk melaksanakan" in text
        assert "0,5%" in text
        assert "lI1!j" not in text


def test_the_result_is_pdfa(mixed: PipelineResult) -> None:
    assert mixed.pdfa.status is Pdfa.VALID
    assert validate_written(mixed.path, "2b").passed


def test_the_result_describes_itself(mixed: PipelineResult) -> None:
    content = mixed.path.read_bytes()
    assert (mixed.sha256, mixed.bytes, mixed.pages) == (hashlib.sha256(content).hexdigest(), len(content), 3)
    assert [page.number for page in mixed.page_reports] == [1, 2, 3]
    unread, *read = [page.confidence for page in mixed.page_reports]
    assert unread is None
    assert all(confidence is not None and 70 < confidence <= 100 for confidence in read)


def test_nothing_else_is_left(mixed: PipelineResult) -> None:
    assert list(mixed.path.parent.iterdir()) == [mixed.path]


def test_a_signed_scan_stays_as_it_is_and_is_read_beside(tmp_path: Path) -> None:
    content = makers.with_signature_field(makers.scan_pdf(), signed=True)
    source = file(tmp_path, content)
    result = run(source, tmp_path / "keluar", OPTIONS)
    assert (result.path, result.signed, result.pdfa.status) == (source, True, Pdfa.TIDAK_DIPERIKSA)
    assert source.read_bytes() == content
    assert result.sha256 == hashlib.sha256(content).hexdigest()
    assert "Daftar Pemilih Tetap" in result.texts[0]
    assert list((tmp_path / "keluar").iterdir()) == []


def test_a_small_picture_on_a_page_is_read_without_redrawing_the_page(tmp_path: Path) -> None:
    def shrink(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.contents_add(b"q 0.6 0 0 0.6 0 300 cm", prepend=True)
        page.contents_add(b"Q 0 0 m 500 200 l S")

    result = run(file(tmp_path, makers.changed(makers.scan_pdf(dpi=250), shrink)), tmp_path / "keluar", OPTIONS)
    assert "MEMUTUSKAN" in result.texts[0]
    with pikepdf.open(result.path) as pdf:
        assert b"500 200 l" in b"".join(bytes(part.read_bytes()) for part in contents(pdf.pages[0]))


def contents(page: pikepdf.Page) -> list[pikepdf.Stream]:
    """All content streams of a page, forms included."""
    forms = [item for item in page.resources.get("/XObject", {}).values() if item.get("/Subtype") == "/Form"]
    direct = page.obj["/Contents"]
    return [*(direct if isinstance(direct, pikepdf.Array) else [direct]), *forms]


@pytest.mark.parametrize(
    "content",
    [
        makers.text_pdf(),
        makers.encrypted(makers.text_pdf(), ""),
        makers.broken_xref(makers.text_pdf()),
        b"\n\n" + makers.text_pdf(),
        makers.with_signature_field(makers.text_pdf(), signed=False),
    ],
    ids=["plain", "encrypted but open", "repaired", "junk in front", "unsigned field"],
)
def test_good_text_only_becomes_pdfa(tmp_path: Path, content: bytes) -> None:
    result = run(file(tmp_path, content), tmp_path / "keluar", OPTIONS)
    assert result.pdfa.status is Pdfa.VALID, result.pdfa.reason
    assert result.path.read_bytes().startswith(b"%PDF-")
    assert result.texts[0].splitlines()[0] == KEPUTUSAN.splitlines()[0]
    assert not result.page_reports[0].ocr


def test_a_filled_form_keeps_what_was_filled_in(tmp_path: Path) -> None:
    source = file(tmp_path, makers.with_filled_form(makers.text_pdf(("Nama:",)), "Siti Aminah"))
    result = run([source, source], tmp_path / "keluar", OPTIONS)
    assert all("Siti Aminah" in text for text in result.texts)
    with pikepdf.open(result.path) as pdf:
        assert not {"/AcroForm", "/OpenAction"} & set(pdf.Root.keys())
        assert "/Trans" not in pdf.pages[0].obj


def test_what_cannot_be_pdfa_says_so(tmp_path: Path) -> None:
    result = run(file(tmp_path, makers.text_pdf(core_font=True)), tmp_path / "keluar", OPTIONS)
    assert result.pdfa.status is Pdfa.GAGAL
    assert "PDF/A-2b" in result.pdfa.reason
    assert "font" in result.pdfa.reason
    assert not validate_written(result.path, "2b").passed
    assert "Daftar Pemilih Tetap" in result.texts[0]


def test_a_signed_pdf_is_not_joined(tmp_path: Path) -> None:
    signed = file(tmp_path, makers.with_signature_field(makers.text_pdf(), signed=True))
    with pytest.raises(DocumentRefused) as caught:
        run([file(tmp_path, makers.text_pdf(), "b.pdf"), signed], tmp_path / "keluar", OPTIONS)
    assert caught.value.code == "pdf-bertanda-tangan-digabung"


def test_the_limit_of_pages_holds_for_all_together(tmp_path: Path) -> None:
    source = file(tmp_path, makers.text_pdf(("a", "b")))
    with pytest.raises(DocumentRefused) as caught:
        run([source, source], tmp_path / "keluar", PipelineOptions(limits=Limits(max_pages=3)))
    assert caught.value.code == "terlalu-banyak-halaman"


def test_too_long(tmp_path: Path) -> None:
    source = file(tmp_path, makers.text_pdf())
    with pytest.raises(PipelineTooLong):
        run(source, tmp_path / "keluar", PipelineOptions(base_seconds=0, page_seconds=0))
    assert list((tmp_path / "keluar").iterdir()) == []


def test_too_large(tmp_path: Path) -> None:
    noise = makers.encoded(Image.effect_noise((3500, 3500), 50).convert("RGBA"), "PNG", compress_level=1)
    with pytest.raises(PipelineTooLarge):
        run(file(tmp_path, noise, "a.png"), tmp_path / "keluar", PipelineOptions(memory_mb=150))
    assert list((tmp_path / "keluar").iterdir()) == []


def test_tick_may_abort(tmp_path: Path) -> None:
    def tick() -> None:
        raise InterruptedError("lease lost")

    source = file(tmp_path, makers.scan_pdf())
    with pytest.raises(InterruptedError):
        run(source, tmp_path / "keluar", OPTIONS, tick)
    assert list((tmp_path / "keluar").iterdir()) == []


def test_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = file(tmp_path, makers.text_pdf())
    assert main([str(source), "--out", str(tmp_path / "keluar")]) == 0
    assert json.loads(capsys.readouterr().out)["pdfa"]["status"] == "valid"
    assert main([str(file(tmp_path, b"", "kosong.pdf")), "--out", str(tmp_path / "keluar")]) == 2
    assert json.loads(capsys.readouterr().out)["refused"] == "berkas-kosong"
