"""What becomes of a page: upright and level without loss, its old layer gone, its words where they stand."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf.pdfa import validate_written
from PIL import Image

from services.scan.pipeline import Judgement, PipelineOptions, PipelineResult, process
from services.scan.pipeline.geometry import Lembar
from tests.unit.documents import makers
from tests.unit.documents.makers import KEPUTUSAN
from tests.unit.scan_pipeline.pages import DPI, askew, places, printed, raw_pictures, scanned

OLD = "~lI1!j {};: |Il1 jlI " * 30


def run(folder: Path, content: bytes) -> PipelineResult:
    source = folder / "a.pdf"
    source.write_bytes(content)
    return process(source, folder / "keluar", PipelineOptions())


@pytest.fixture(scope="module")
def upright(tmp_path_factory: pytest.TempPathFactory) -> PipelineResult:
    """A page that stands as it should."""
    return run(tmp_path_factory.mktemp("tegak"), scanned(printed()))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_and_level_without_loss(tmp_path: Path, upright: PipelineResult, turn: int) -> None:
    content = scanned(askew(printed(), -2.2, turn))
    result = run(tmp_path, content)
    assert result.texts[0].splitlines()[:6] == upright.texts[0].splitlines()[:6]
    assert raw_pictures(result.path) == raw_pictures(content)
    assert validate_written(result.path, "2b").passed
    with pikepdf.open(result.path) as pdf:
        assert pdf.pages[0].rotation == turn
    (found,), (expected,) = places(result.path, 0, "Menimbang"), places(upright.path, 0, "Menimbang")
    assert found == pytest.approx(expected, abs=3)


def test_words_stand_where_a_search_finds_them(upright: PipelineResult) -> None:
    page = upright.halaman[0]
    (word,) = [kata for kata in page.kata if kata.teks == "Menimbang"]
    (found,) = places(upright.path, 0, "Menimbang")
    assert found == pytest.approx(word.kotak, abs=1.5)
    image, (left, top, right, bottom) = printed(), (side * DPI / 72 for side in word.kotak)
    assert darkest(image.crop((round(left), round(top), round(right), round(bottom)))) < 80
    assert darkest(image.crop((round(left) - 12, round(top), round(left) - 2, round(bottom)))) > 200
    assert page.teks == upright.texts[0]
    assert 80 < word.yakin <= 100


def darkest(image: Image.Image) -> int:
    return next(value for value, count in enumerate(image.histogram()) if count)


def test_a_page_that_its_file_turns_and_crops(tmp_path: Path, upright: PipelineResult) -> None:
    def lie(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.obj.Rotate = 90  # the picture lies on its side, and the file says so
        page.mediabox = pikepdf.Array([-50, -30, page.mediabox[2], page.mediabox[3]])
        page.cropbox = pikepdf.Array([0, 0, page.mediabox[2], page.mediabox[3]])

    result = run(tmp_path, makers.changed(scanned(askew(printed(), 0, 90)), lie))
    (found,), (expected,) = places(result.path, 0, "Menimbang"), places(upright.path, 0, "Menimbang")
    assert found == pytest.approx(expected, abs=3)
    with pikepdf.open(result.path) as pdf:
        assert pdf.pages[0].rotation == 90


def test_the_old_layer_goes_and_the_picture_stays(tmp_path: Path) -> None:
    content = makers.scan_pdf(layer=OLD)
    result = run(tmp_path, content)
    assert result.page_reports[0].judgement is Judgement.BURUK
    assert raw_pictures(result.path) == raw_pictures(content)
    with pikepdf.open(result.path) as pdf:
        fonts = [str(font.BaseFont) for font in pdf.pages[0].resources.Font.values()]
    assert fonts == ["/Kosong"]
    assert "lI1!j" not in result.texts[0]


def test_the_old_layer_goes_from_a_form_too(tmp_path: Path) -> None:
    def into_form(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        form = pdf.make_stream(page.obj.Contents.read_bytes())
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, page.mediabox
        form.Resources = page.resources
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Isi=form))
        page.obj.Contents = pdf.make_stream(b"/Isi Do")

    result = run(tmp_path, makers.changed(makers.scan_pdf(layer=OLD), into_form))
    with pikepdf.open(result.path) as pdf:
        form = pdf.pages[0].resources.XObject.Isi
        assert b"Tj" not in form.read_bytes()
        assert "/Font" not in form.Resources
    assert "MEMUTUSKAN" in result.texts[0]


def test_bad_text_that_is_seen_becomes_a_picture(tmp_path: Path) -> None:
    shifted = "".join(chr(ord(letter) + 3) if letter.isalpha() else letter for letter in KEPUTUSAN)
    result = run(tmp_path, makers.text_pdf((shifted * 2,), size=11))
    assert result.page_reports[0].judgement is Judgement.BURUK
    with pikepdf.open(result.path) as pdf:
        (page,) = pdf.pages
        assert len(page.get_images()) == 1
        assert [str(font.BaseFont) for font in page.resources.Font.values()] == ["/Kosong"]
    assert validate_written(result.path, "2b").passed


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_corners_of_a_page_as_it_is_shown(rotate: int) -> None:
    lembar = Lembar(10, 20, 300, 400, rotate)
    a, b, c, d, e, f = lembar.from_shown
    width, height = lembar.shown
    corners = {(round(a * x + c * y + e), round(b * x + d * y + f)) for x in (0, width) for y in (0, height)}
    assert corners == {(10, 20), (310, 20), (10, 420), (310, 420)}
    assert (round(e), round(f)) == {0: (10, 20), 90: (310, 20), 180: (310, 420), 270: (10, 420)}[rotate]
