"""Which way up a page stands and how far it is askew, without reading a letter."""

import pytest
from PIL import Image

from services.scan.pipeline.light import in_even_light, unevenness
from services.scan.pipeline.upright import Stance, stances, straightened
from tests.unit.scan_pipeline.pages import DPI, TABLE, TEXT, askew, printed


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [-4.3, -1.1, 0.0, 0.4, 2.7])
def test_a_page_of_text(turn: int, skew: float) -> None:
    (found,) = stances(askew(printed(TEXT), skew, turn), DPI)
    assert found.turn == turn
    assert found.skew == pytest.approx(skew, abs=0.2)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_table_lies_on_the_right_side_at_least(turn: int) -> None:
    found = stances(askew(printed(TABLE), 2.7, turn), DPI)
    assert turn in {stance.turn for stance in found}
    assert len({stance.turn % 180 for stance in found}) == 1
    assert all(stance.skew == pytest.approx(2.7, abs=0.2) for stance in found)


def test_a_faint_page() -> None:
    faint = askew(printed(), 1.5, 180).point([190 + value * 50 // 255 for value in range(256)])
    (found,) = stances(faint, DPI)
    assert found.turn == 180
    assert found.skew == pytest.approx(1.5, abs=0.2)


def test_an_empty_page_stays_as_it_is() -> None:
    found = stances(Image.new("L", (1240, 1754), 250), DPI)
    assert found[0] == Stance(0, 0.0)


def test_straightened() -> None:
    image = printed()
    again = straightened(askew(image, 1.5, 90), Stance(90, 1.5))
    assert again.size == image.size
    assert stances(again, DPI) == [Stance(0, 0.0)]


def test_light_from_one_side_is_evened() -> None:
    image = printed()
    lamp = Image.linear_gradient("L").point([110 + value * 145 // 255 for value in range(256)]).resize(image.size)
    dim = Image.composite(lamp, Image.new("L", image.size), image.point([255 * (value > 128) for value in range(256)]))
    assert unevenness(dim) < 0.6
    assert unevenness(in_even_light(dim)) > 0.9
    assert in_even_light(image) is image
