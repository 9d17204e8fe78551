"""Rules of tables are painted over, faint print is made black."""

from PIL import Image

from services.scan.pipeline.contrast import INK_BELOW, in_contrast
from services.scan.pipeline.engine import Engine
from services.scan.pipeline.rules import without_rules
from services.scan.pipeline.upright import ink_below, letter_boxes
from tests.unit.scan_pipeline.pages import DPI, TABLE, askew, printed

BLOCK = 6


def test_a_page_of_text_has_no_table() -> None:
    assert without_rules(printed(), DPI) is None
    assert without_rules(Image.new("L", (1240, 1754), 250), DPI) is None


def test_a_table_is_read_by_rows_without_its_rules() -> None:
    page = without_rules(askew(printed(TABLE), 0.1), DPI)
    assert page is not None
    text = [word.text for word in Engine("eng").read(page, DPI, BLOCK)]
    assert not [word for word in text if "|" in word]
    assert "Kecamatan" in text


def test_letters_of_a_table_stay() -> None:
    before = printed(TABLE)
    after = without_rules(before, DPI)
    assert after is not None
    kept, all_of_them = (len(letter_boxes(image, DPI, ink_below(image))) for image in (after, before))
    assert kept >= 0.97 * all_of_them


def test_faint_print_becomes_as_black_as_any() -> None:
    faint = printed().point([190 + value * 50 // 255 for value in range(256)])
    clear = in_contrast(faint)
    darkest, lightest = clear.getextrema()
    assert (darkest, lightest) == (0, 255)
    drawn = [len(letter_boxes(faint, DPI, ink_below(faint))), len(letter_boxes(clear, DPI, INK_BELOW))]
    assert abs(drawn[0] - drawn[1]) <= 0.03 * drawn[0]
