"""What is measured on pictures of pages."""

import math

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from services.scan.mutu import DPI, MM
from services.scan.mutu.ukuran import Ukuran, measure
from shared.samples import keputusan_kabupaten, scan_like
from shared.samples.scan import page_images

VIOLET, BLUE = (88, 60, 170), (30, 60, 160)


@pytest.fixture(scope="module")
def pages() -> list[Image.Image]:
    """A scanned decision at the resolution of measuring."""
    scan = scan_like(keputusan_kabupaten(3).born_digital_pdf, dpi=150, grey=False)
    return page_images(scan, DPI, grey=False)


def stamped(page: Image.Image, colour: tuple[int, int, int], wide: float, high: float, top: float = 200) -> Image.Image:
    """With an ellipse of two lines and a bar across, sides and place in mm."""
    page = page.copy()
    draw = ImageDraw.Draw(page)
    for inset in (0.0, 3.0):
        box = (90 + inset, top + inset, 90 + wide - inset, top + high - inset)
        draw.ellipse([value * MM for value in box], outline=colour, width=3)
    draw.line([value * MM for value in (92, top + high / 2, 88 + wide, top + high / 2)], fill=colour, width=8)
    return page


def test_a_good_scan_shows_nothing_odd(pages: list[Image.Image]) -> None:
    for page in pages:
        found = measure(page, 150)
        assert found.kertas > 200
        assert found.tinta < 120
        assert found.isi > 0.005
        assert (found.terpotong, found.cap) == ((), None)


def test_dark_paper_and_faint_ink(pages: list[Image.Image]) -> None:
    assert measure(ImageEnhance.Brightness(pages[0]).enhance(0.45), 150).kertas < 130
    faint = Image.blend(pages[0], Image.new("RGB", pages[0].size, "white"), 0.65)
    assert measure(faint, 150).tinta > 150


def test_an_empty_side_with_a_shadow_and_holes_is_empty() -> None:
    page = Image.new("RGB", (620, 877), (244, 243, 240))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 9, 877), fill=(40, 40, 40))
    draw.ellipse((4, 300, 20, 316), fill=(20, 20, 20))
    found = measure(page, 200)
    assert found.isi < 0.0004
    assert found.terpotong == ()


def test_an_edge_that_runs_through_writing(pages: list[Image.Image]) -> None:
    width, height = pages[0].size
    cut = pages[0].crop((round(width * 0.2), 0, width, height))
    assert measure(cut, 150).terpotong == ("kiri",)
    assert "kanan" in measure(pages[0].crop((0, 0, round(width * 0.8), height)), 150).terpotong


@pytest.mark.parametrize(("wide", "high", "seal"), [(38, 36, True), (30, 30, True), (55, 14, False), (12, 12, False)])
@pytest.mark.parametrize("colour", [VIOLET, BLUE, (190, 30, 40)])
def test_a_round_blob_of_colour_is_a_seal(
    pages: list[Image.Image], colour: tuple[int, int, int], wide: float, high: float, seal: bool
) -> None:
    found = measure(stamped(pages[-1], colour, wide, high), 150).cap
    assert (found is not None) == seal
    if found:
        assert math.dist(found, (90, 200, 90 + wide, 200 + high)) < 8


def test_a_letterhead_and_a_grey_scan_have_no_seal(pages: list[Image.Image]) -> None:
    assert measure(stamped(pages[0], (190, 30, 40), 26, 26, top=12), 150).cap is None
    grey: Ukuran = measure(stamped(pages[0], VIOLET, 38, 36).convert("L").convert("RGB"), 150)
    assert (grey.berwarna, grey.cap) == (False, None)
    assert measure(stamped(pages[0], VIOLET, 38, 36), 150).berwarna
