"""Cut-outs: the place and what stands beside it, as the page is shown, and nothing where there is no such place."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from services.scan.terbaca.langkah import LARGEST, SCALE, cut_out, picture_name

WIDE, HIGH = 595, 842
SQUARE = (300.0, 100.0, 320.0, 120.0)
"""Where the only ink of the page lies, from the top left of the page as it is shown."""
IN_FILE = {0: "300 722 20 20", 90: "100 300 20 20", 180: "275 100 20 20", 270: "722 275 20 20"}
"""The same square in the page's own system, x, y, width, height, by how the page is turned."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a step works."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def page(folder: Path, turned: int) -> str:
    """A PDF of one page that is shown upright, with a black square at SQUARE."""
    across = turned in (90, 270)
    with pikepdf.new() as pdf:
        one = pdf.add_blank_page(page_size=(HIGH, WIDE) if across else (WIDE, HIGH))
        one.Contents = pdf.make_stream(f"{IN_FILE[turned]} re f".encode())
        one.obj.Rotate = turned
        pdf.save(folder / "sumber.pdf")
    return str(folder / "sumber.pdf")


def dark(path: Path) -> tuple[int, tuple[int, int, int, int] | None]:
    """The width of a picture, and the box of its ink."""
    with Image.open(path) as picture:
        return picture.width, picture.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()


@pytest.mark.parametrize("turned", IN_FILE)
def test_the_place_lies_in_the_middle_however_the_page_is_turned(folder: Path, turned: int) -> None:
    assert cut_out(None, page(folder, turned), [("nomor", 1, SQUARE)])["potongan"] == ["nomor"]
    width, ink = dark(folder / picture_name("nomor"))
    assert ink is not None
    assert ink[2] - ink[0] == pytest.approx(20 * SCALE, abs=2)
    assert ink[0] == pytest.approx(width - ink[2], abs=2)


def test_a_label_before_the_place_is_shown_with_it(folder: Path) -> None:
    """`pada tanggal` and `NOMOR` stand to the left of what is read."""
    right_of_it = (SQUARE[2] + 60, SQUARE[1], SQUARE[2] + 90, SQUARE[3])
    cut_out(None, page(folder, 0), [("nomor", 1, right_of_it)])
    _, ink = dark(folder / picture_name("nomor"))
    assert ink is not None
    assert ink[2] - ink[0] == pytest.approx(20 * SCALE, abs=2), "the whole of it"


def test_a_place_as_large_as_the_page_is_cut_short(folder: Path) -> None:
    cut_out(None, page(folder, 0), [("lampiran-1", 1, (0, 0, WIDE, HIGH))])
    with Image.open(folder / picture_name("lampiran-1")) as picture:
        assert picture.width <= LARGEST[0] * SCALE + 1
        assert picture.height <= LARGEST[1] * SCALE + 1


@pytest.mark.parametrize(
    "place", [(0, SQUARE), (2, SQUARE), (1, (700.0, 100.0, 720.0, 120.0)), (1, (0.0, 900.0, 9.0, 950.0))]
)
def test_what_lies_on_no_page_has_no_picture(
    folder: Path, place: tuple[int, tuple[float, float, float, float]]
) -> None:
    number, box = place
    assert cut_out(None, page(folder, 0), [("nomor", number, box)])["potongan"] == []
    assert not list(folder.glob("*.jpg"))
