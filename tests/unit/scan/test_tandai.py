"""A place that is pointed out: by two clicks on a picture, or in centimetres."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from services.scan.domain.tandai import LEBAR, Titik, between, clicked, in_centimetres
from services.scan.redaksi.lihat import RED, TALLEST, draw


def test_a_click_is_a_point_of_the_page() -> None:
    assert clicked(0, 0, 595) == Titik(0, 0)
    assert clicked(LEBAR, LEBAR, 595) == Titik(595, 595)
    assert clicked(LEBAR // 2, 100, 612).x == 306


def test_corners_come_in_any_order() -> None:
    assert {between(a, b) for a, b in (
        (Titik(1, 2), Titik(30, 40)), (Titik(30, 40), Titik(1, 2)), (Titik(30, 2), Titik(1, 40)),
    )} == {(1, 2, 30, 40)}  # fmt: skip


def test_centimetres_as_people_write_them() -> None:
    box = in_centimetres("2,54", "0", "5.08", "2,54")
    assert box is not None
    assert [round(side, 6) for side in box] == [72, 0, 216, 72]


@pytest.mark.parametrize(
    "typed",
    [("", "", "", ""), ("a", "1", "1", "1"), ("1", "1", "0", "1"), ("-1", "1", "1", "1"), ("1", "1", "nan", "1"),
     ("1", "1", "inf", "1")],
)  # fmt: skip
def test_what_is_no_place(typed: tuple[str, str, str, str]) -> None:
    assert in_centimetres(*typed) is None


def page_of(folder: Path, width: float, height: float) -> Path:
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(width, height)
        document.save(folder / "a.pdf")
    return folder / "a.pdf"


def test_a_page_is_drawn_with_a_frame_around_the_place(tmp_path: Path) -> None:
    source, target = page_of(tmp_path, 400, 600), tmp_path / "a.jpg"
    draw(source, target, 1, 800, (100, 150, 200, 180))
    with Image.open(target) as picture:
        assert picture.size == (800, 1200)
        pixel = picture.getpixel((300, 300))
        assert isinstance(pixel, tuple)
        assert max(abs(got - wanted) for got, wanted in zip(pixel, RED, strict=True)) < 40
        assert picture.getpixel((300, 330)) == (255, 255, 255)


def test_a_ribbon_of_paper_makes_no_picture_without_end(tmp_path: Path) -> None:
    draw(page_of(tmp_path, 20, 14_000), tmp_path / "a.jpg", 1, 800, None)
    with Image.open(tmp_path / "a.jpg") as picture:
        assert picture.height <= TALLEST
