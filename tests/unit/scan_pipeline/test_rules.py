"""Rules of tables are painted over, faint print is made black."""

from PIL import Image

from services.scan.pipeline.contrast import INK_BELOW, in_contrast
from services.scan.pipeline.engine import Engine
from services.scan.pipeline.rules import without_rules
from services.scan.pipeline.tones import tones_of
from services.scan.pipeline.upright import letter_boxes
from tests.unit.scan_pipeline.pages import DPI, TABLE, askew, printed

BLOCK = 6


def table(image: Image.Image) -> Image.Image | None:
    return without_rules(image, DPI, tones_of(image))


def test_a_page_of_text_has_no_table() -> None:
    assert table(printed()) is None
    assert table(Image.new("L", (1240, 1754), 250)) is None


def test_a_table_is_read_by_rows_without_its_rules() -> None:
    page = table(askew(printed(TABLE), 0.1))
    assert page is not None
    text = [word.text for word in Engine("eng").read(page, DPI, BLOCK)]
    assert not [word for word in text if "|" in word]
    assert "Kecamatan" in text


def test_letters_of_a_table_stay() -> None:
    before = printed(TABLE)
    after = table(before)
    assert after is not None
    kept, all_of_them = (len(letter_boxes(image, DPI, tones_of(image).ink_below)) for image in (after, before))
    assert kept >= 0.97 * all_of_them


def test_faint_print_becomes_as_black_as_any() -> None:
    faint = printed().point([190 + value * 50 // 255 for value in range(256)])
    clear = in_contrast(faint, tones_of(faint))
    darkest, lightest = clear.getextrema()
    assert (darkest, lightest) == (0, 255)
    drawn = [len(letter_boxes(faint, DPI, tones_of(faint).ink_below)), len(letter_boxes(clear, DPI, INK_BELOW))]
    assert abs(drawn[0] - drawn[1]) <= 0.03 * drawn[0]
