"""What the gate says of pages that went through the pipeline, with the real engine."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from services.scan.mutu.gerbang import Cacat
from services.scan.mutu.laporan import Mutu, Salinan
from services.scan.pipeline import PipelineOptions, PipelineResult, process
from services.scan.pipeline.quality import AT_ONCE, measured
from shared.documents.bounded import Bounds, TooLong, nothing
from shared.samples import keputusan_kabupaten
from shared.samples.scan import page_images
from tests.unit.documents import makers

DPI = 200
OPTIONS = PipelineOptions(jobs=2)


def file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def stamped(page: Image.Image) -> Image.Image:
    """With a violet seal, in the lower half."""
    page = page.convert("RGB")
    draw, side = ImageDraw.Draw(page), round(36 / 25.4 * DPI)
    left, top = page.width // 2, round(page.height * 0.7)
    for inset in range(0, 40, 10):
        draw.ellipse(
            (left + inset, top + inset, left + side - inset, top + side - inset), outline=(88, 60, 170), width=6
        )
    return page


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> PipelineResult:
    """Scans: a good page, a dark one, an empty one, one with a seal that lies on its side; and a born-digital page."""
    folder = tmp_path_factory.mktemp("mutu")
    pages = page_images(keputusan_kabupaten(3).born_digital_pdf, DPI, grey=True)
    dark = ImageEnhance.Brightness(pages[1]).enhance(0.45)
    pictures = [pages[0], dark, Image.new("L", pages[0].size, 250), stamped(pages[1]).rotate(90, expand=True)]
    sources = [
        file(folder, f"{number}.png", makers.encoded(picture, "PNG", dpi=(DPI, DPI)))
        for number, picture in enumerate(pictures)
    ]
    digital = file(folder, "e.pdf", makers.text_pdf(("Halaman terakhir ditetapkan oleh ketua.",)))
    return process([*sources, digital], folder / "keluar", OPTIONS)


def mutu(result: PipelineResult) -> list[Mutu]:
    return [page.mutu for page in result.page_reports]


def test_each_page_is_measured_and_what_is_wrong_is_said(result: PipelineResult) -> None:
    found = mutu(result)
    assert all(page.diperiksa for page in found)
    assert [{note.cacat for note in page.catatan} for page in found] == [
        set(), {Cacat.GELAP}, {Cacat.KOSONG}, {Cacat.CAP}, set()
    ]  # fmt: skip
    assert [page.ukuran.dpi for page in found if page.ukuran] == [DPI, DPI, DPI, DPI, None]


def test_a_seal_is_placed_on_the_page_as_it_stands_upright(result: PipelineResult) -> None:
    size = mutu(result)[3].ukuran
    assert size is not None
    assert size.cap is not None
    assert list(size.cap) == pytest.approx([105, 208, 141, 244], abs=6)


def test_the_word_salinan_is_looked_for(result: PipelineResult, tmp_path: Path) -> None:
    assert {page.salinan for page in mutu(result)} == {Salinan.TIDAK}
    marked = makers.text_pdf(("SALINAN\nKeputusan Komisi Pemilihan Umum yang ditetapkan oleh ketua.",))
    seen = process(file(tmp_path, "a.pdf", marked), tmp_path / "keluar", OPTIONS)
    assert [page.salinan for page in mutu(seen)] == [Salinan.TERBACA]


def test_the_report_becomes_json(result: PipelineResult) -> None:
    told = json.loads(json.dumps([asdict(page) for page in result.page_reports]))
    assert told[1]["mutu"]["catatan"][0]["cacat"] == "gelap"
    assert told[2]["mutu"]["ukuran"]["isi"] < 0.0004


def test_measuring_costs_little(result: PipelineResult) -> None:
    assert result.ms["ukur"] < 0.1 * result.ms["baca"]


def out_of_time() -> Bounds:
    raise TooLong("no time is left")


@pytest.mark.parametrize(("name", "bounds"), [("rusak.pdf", lambda: Bounds(512, 10, 10)), ("baik.pdf", out_of_time)])
def test_pages_that_cannot_be_looked_at_cost_no_scan(name: str, bounds: Callable[[], Bounds], tmp_path: Path) -> None:
    file(tmp_path, "rusak.pdf", b"%PDF-1.7 tanpa halaman")
    file(tmp_path, "baik.pdf", makers.text_pdf())
    spent = Counter[str]()
    assert measured(str(tmp_path / name), [1], OPTIONS, bounds, tmp_path, nothing, spent) == {}
    assert spent == {}


def test_pages_are_looked_at_some_at_a_time(tmp_path: Path) -> None:
    source = file(tmp_path, "a.pdf", makers.text_pdf(["Halaman."] * (AT_ONCE + 2)))
    numbers = [number for number in range(1, AT_ONCE + 3) if number != 2]
    found = measured(str(source), numbers, OPTIONS, lambda: Bounds(512, 10, 10), tmp_path, nothing, Counter())
    assert sorted(found) == numbers
