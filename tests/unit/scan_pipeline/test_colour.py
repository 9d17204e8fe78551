"""Ink with colour is left out of what is read; print, and print in colour, is not."""

from collections import Counter

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageOps

from services.scan.pipeline.colour import has_coloured_ink, without_colour
from services.scan.pipeline.engine import Engine
from services.scan.pipeline.raster import GONE, Inks, Raster
from services.scan.pipeline.stopwatch import Stopwatch
from services.scan.pipeline.tries import Reader
from tests.unit.scan_pipeline.pages import DPI, printed

PURPLE, DARK, CREAM = (110, 95, 190), (45, 35, 110), (250, 240, 215)
SEAL = (500, 700, 900, 1100)
Colour = tuple[int, int, int]


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return printed()


def sealed(page: Image.Image, paper: Colour = (255, 255, 255), ink: Colour = PURPLE) -> Image.Image:
    """In colour, with rings and strokes of a seal over its print."""
    seal = Image.new("RGB", page.size, paper)
    pen = ImageDraw.Draw(seal)
    for inset in (0, 40, 80, 120):
        pen.ellipse([side + (inset if at < 2 else -inset) for at, side in enumerate(SEAL)], outline=ink, width=9)
    return ImageChops.multiply(page.convert("RGB"), seal)


def in_blue(page: Image.Image) -> Image.Image:
    return ImageOps.colorize(page, (30, 40, 160), (255, 255, 255))


def test_a_seal_is_seen_on_white_and_on_old_paper(page: Image.Image) -> None:
    assert has_coloured_ink(sealed(page))
    assert has_coloured_ink(sealed(page, CREAM))


def test_print_without_colour_old_paper_and_print_in_colour_are_no_seal(page: Image.Image) -> None:
    plain = page.convert("RGB")
    on_cream = ImageChops.multiply(plain, Image.new("RGB", page.size, CREAM))
    assert [has_coloured_ink(picture) for picture in (plain, on_cream, in_blue(page))] == [False] * 3


def test_the_seal_becomes_paper_and_print_stays_ink(page: Image.Image) -> None:
    grey = without_colour(sealed(page))
    ink = page.point([255 * (value < 100) for value in range(256)])
    clear = page.point([255 * (value > 250) for value in range(256)])
    assert max(value for value, count in enumerate(grey.histogram(ink)) if count) < 160
    assert min(value for value, count in enumerate(grey.histogram(clear)) if count) > 200


def test_print_under_a_seal_is_read(page: Image.Image) -> None:
    picture, engine = sealed(page), Engine("eng")
    grey, small = picture.convert("L"), picture.reduce(2)
    expected = words(engine, Raster(page, DPI / 72, small))
    crossed, cleared = (words(engine, raster) for raster in (Raster(grey, DPI / 72, small), rastered(picture)))
    assert cleared == expected
    assert crossed != expected


def test_a_line_in_colour_is_read_too(page: Image.Image) -> None:
    picture = sealed(page)
    top, bottom = 300, 420
    picture.paste(in_blue(page.crop((0, top, page.width, bottom))), (0, top))
    engine = Engine("eng")
    expected = words(engine, Raster(page, DPI / 72, picture.reduce(2)))
    found = words(engine, rastered(picture))
    assert sorted(found) == sorted(expected)


def test_where_a_seal_stays_dark_its_lines_are_read_with_it_gone(page: Image.Image) -> None:
    picture, engine = sealed(page, ink=DARK), Engine("eng")
    expected = Counter(words(engine, Raster(page, DPI / 72, picture.reduce(2))))
    pale, gone = (
        (Counter(words(engine, rastered(picture, times))) & expected).total() / expected.total() for times in (1, GONE)
    )
    assert gone > max(pale + 0.03, 0.9)


def rastered(picture: Image.Image, times: int = GONE) -> Raster:
    inks = Inks(picture.convert("L"), without_colour(picture, times))
    return Raster(without_colour(picture), DPI / 72, picture.reduce(2), inks)


def words(engine: Engine, raster: Raster) -> list[str]:
    return [word.text for word in Reader(engine, raster, 4, Stopwatch()).best(straighten=True).words]
