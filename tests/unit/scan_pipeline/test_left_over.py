"""Lines that were passed over or read in part."""

from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw

from services.scan.pipeline.contrast import in_contrast
from services.scan.pipeline.engine import Engine, Word
from services.scan.pipeline.left_over import is_drawn, is_poor, rows, with_left_over
from services.scan.pipeline.tones import tones_of
from tests.unit.scan_pipeline.pages import DPI, printed

COLUMN = 4


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    yield Engine("eng")


@pytest.fixture(scope="module")
def page() -> Image.Image:
    image = printed()
    return in_contrast(image, tones_of(image))


def line_of(words: list[Word], text: str) -> int:
    return next(word.line for word in words if word.text == text)


def test_a_line_that_was_passed_over_comes_back(engine: Engine, page: Image.Image) -> None:
    words = engine.read(page, DPI, COLUMN)
    lost = line_of(words, "Menimbang")
    found = with_left_over(engine, page, DPI, [word for word in words if word.line != lost])
    assert [word.text for word in found] == [word.text for word in words]


def test_half_a_line_comes_back(engine: Engine, page: Image.Image) -> None:
    words = engine.read(page, DPI, COLUMN)
    line = [word for word in words if word.line == line_of(words, "Menimbang")]
    lost = line[len(line) // 2 :]
    found = with_left_over(engine, page, DPI, [word for word in words if word not in lost])
    assert [word.text for word in found] == [word.text for word in words]


def test_what_was_read_well_is_not_read_again(engine: Engine, page: Image.Image) -> None:
    words = engine.read(page, DPI, COLUMN)
    assert with_left_over(engine, page, DPI, words) == words


def test_a_stroke_where_no_ink_is_was_not_read() -> None:
    image = Image.new("L", (100, 100), 255)
    ImageDraw.Draw(image).rectangle((60, 50, 90, 52), fill=0)
    assert not is_drawn(image, Word("_", 0, 40, 30, 60, 70.0, 0, 0))
    assert is_drawn(image, Word("-", 55, 40, 95, 60, 70.0, 0, 0))
    assert is_drawn(image, Word("a", 0, 40, 30, 60, 70.0, 0, 0))


def test_letters_are_counted(page: Image.Image) -> None:
    assert sum(count for _, count in rows(page, DPI)) > 500
    assert rows(Image.new("L", (1240, 1754), 255), DPI) == []


@pytest.mark.parametrize(
    ("letters", "text", "confidence", "poor"),
    [
        (10, "sebagaiman", 90.0, False), (10, "sebagai", 90.0, True), (30, "sebagaimana-dimaksud-dalam-p", 90.0, False),
        (10, "sebagaiman", 20.0, True), (5, "", 90.0, True),
    ],
)  # fmt: skip
def test_poor(letters: int, text: str, confidence: float, poor: bool) -> None:
    assert is_poor(letters, [Word(text, 0, 0, 1, 1, confidence, 0, 0)]) == poor
