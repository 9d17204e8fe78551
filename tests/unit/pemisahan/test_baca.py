"""Reading codes off pages as they come from a scanner: askew, faint, turned, small, stained; and nothing else."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image, ImageDraw, ImageFilter

from services.approval.sheets import lembar_disposisi
from services.scan.pemisahan.baca import readings
from shared.kode_lembar import KodeLembar, Lembar
from shared.samples import keputusan_kabupaten, keputusan_provinsi, scan_like, surat_edaran
from shared.sop import JenisDokumen
from tests.support.stacks import faint, grainy, hidden, picture, scanned, sheet, smaller, stained, turned
from tests.unit.sheets.test_lembar import DISPOSISI

CASE = UUID("0198f3c2-7d11-7c0a-9d54-3a1b5c6d7e8f")
SEPARATOR = KodeLembar(Lembar.PEMISAH, CASE, JenisDokumen.NASKAH_ASLI)
ON_DISPOSISI = KodeLembar(Lembar.DOKUMEN, CASE, JenisDokumen.LEMBAR_DISPOSISI)
PAPER = {
    "pemisah": (SEPARATOR, sheet(SEPARATOR)),
    "disposisi": (ON_DISPOSISI, lembar_disposisi(DISPOSISI.model_copy(update={"kode": ON_DISPOSISI.teks}))),
}
LARGE_CODE = (0.28, 0.15, 0.72, 0.48)
TURNS = (-10, -6, -3, 3, 6, 10, 90, 180, 187, 270)
Wear = Callable[[Image.Image], Image.Image]
WEAR: dict[str, Wear] = {
    "as it is": lambda page: page,
    **{f"turned by {degrees}": partial(turned, degrees=degrees) for degrees in TURNS},
    "faint": lambda page: faint(page, 215),
    "faint and grainy": lambda page: grainy(faint(page, 180), 25),
    "half as large": lambda page: smaller(page, 0.5),
    "blurred": lambda page: page.filter(ImageFilter.GaussianBlur(1.5)),
    "a bad day": lambda page: turned(grainy(faint(page.filter(ImageFilter.GaussianBlur(0.8)), 150), 20), 176),
}


def read(tmp_path: Path, *pages: Image.Image) -> list[dict[str, object]]:
    path = tmp_path / "tumpukan.pdf"
    path.write_bytes(scanned(*pages))
    return readings(path)


@pytest.mark.parametrize("wear", WEAR)
@pytest.mark.parametrize("paper", PAPER)
def test_a_worn_sheet_is_read(tmp_path: Path, paper: str, wear: str) -> None:
    kode, pdf = PAPER[paper]
    blank = Image.new("L", (1240, 1754), "white")
    _, found = read(tmp_path, blank, WEAR[wear](picture(pdf)))
    assert found["teks"] == [kode.teks]
    assert found["rusak"] == 0.0


@pytest.mark.parametrize("spots", [10, 20, 30])
@pytest.mark.parametrize("seed", range(3))
def test_a_stained_sheet_is_read(tmp_path: Path, spots: int, seed: int) -> None:
    [found] = read(tmp_path, stained(picture(PAPER["pemisah"][1]), LARGE_CODE, spots, seed))
    assert found["teks"] == [SEPARATOR.teks]


def test_either_of_the_two_codes_is_enough(tmp_path: Path) -> None:
    page = picture(PAPER["pemisah"][1])
    without_large, without_small = hidden(page, LARGE_CODE), hidden(page, (0.7, 0.85, 1.0, 1.0))
    assert [found["teks"] for found in read(tmp_path, without_large, without_small)] == [[SEPARATOR.teks]] * 2


def test_a_code_that_is_there_but_spoilt_is_told_of_with_its_size(tmp_path: Path) -> None:
    page = hidden(picture(PAPER["pemisah"][1]), (0.7, 0.85, 1.0, 1.0))
    spoilt = hidden(page, (0.45, 0.3, 0.68, 0.44))
    [found] = read(tmp_path, spoilt)
    assert found["teks"] == []
    assert 0.3 < float(str(found["rusak"])) < 0.5


@pytest.mark.parametrize("blackest", [0, 120])
def test_a_blank_page_is_told_from_one_with_a_page_number(tmp_path: Path, blackest: int) -> None:
    paper = Image.new("L", (1240, 1754), 238)
    shadow = paper.copy()
    ImageDraw.Draw(shadow).rectangle((0, 0, 20, 1754), fill=60)
    numbered = paper.copy()
    ImageDraw.Draw(numbered).text((600, 120), "- 2 -", fill=blackest, font_size=25)
    found = read(tmp_path, paper, grainy(shadow, 20), numbered, grainy(numbered, 20), picture(PAPER["pemisah"][1]))
    assert [page["kosong"] for page in found] == [True, True, False, False, False]


@pytest.mark.parametrize(("ground", "letters"), [(60, 255), (90, 230), (20, 140)])
def test_a_cover_in_light_letters_on_dark_ground_is_not_blank(tmp_path: Path, ground: int, letters: int) -> None:
    dark = Image.new("L", (1240, 1754), ground)
    cover = dark.copy()
    ImageDraw.Draw(cover).text((400, 500), "LAMPIRAN", fill=letters, font_size=60)
    found = read(tmp_path, dark, grainy(dark, 20), cover, grainy(cover, 20))
    assert [page["kosong"] for page in found] == [True, True, False, False]


def test_nothing_is_read_where_nothing_is(tmp_path: Path) -> None:
    path = tmp_path / "naskah.pdf"
    for sample in (keputusan_provinsi(seed=3), keputusan_kabupaten(seed=4), surat_edaran(seed=5)):
        path.write_bytes(scan_like(sample.born_digital_pdf))
        assert {(*found["teks"], found["rusak"]) for found in readings(path)} == {(0.0,)}  # type: ignore[misc]
