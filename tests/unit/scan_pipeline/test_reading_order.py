"""Words that were read later stand where a person would read them."""

from services.scan.pipeline.engine import Word
from services.scan.pipeline.reading_order import apart, put_in


def word(text: str, left: int, top: int, line: int = 0, block: int = 0) -> Word:
    return Word(text, left, top, left + 10 * len(text), top + 20, 90.0, block, line)


BEFORE = [word("Ditetapkan", 100, 100), word("di", 220, 100), word("BUPATI", 100, 200, line=1)]


def test_a_line_between_two_lines() -> None:
    found = put_in(BEFORE, [word("pada", 100, 150), word("tanggal", 150, 150)])
    assert [(one.text, one.line) for one in found] == [
        ("Ditetapkan", 0), ("di", 0), ("pada", 1), ("tanggal", 1), ("BUPATI", 2)
    ]  # fmt: skip


def test_words_at_the_end_of_a_line() -> None:
    found = put_in(BEFORE, [word("Mulia", 260, 102)])
    assert [(one.text, one.line) for one in found] == [("Ditetapkan", 0), ("di", 0), ("Mulia", 0), ("BUPATI", 1)]


def test_a_line_above_and_a_line_below_all() -> None:
    above, below = word("SALINAN", 300, 10), word("ttd", 100, 400)
    found = put_in(put_in(BEFORE, [above]), [below])
    assert [one.text for one in found] == ["SALINAN", "Ditetapkan", "di", "BUPATI", "ttd"]


def test_apart() -> None:
    assert apart([word("kiri", 100, 100)], [word("kanan", 140, 100)])
    assert not apart([word("kiri", 100, 100)], [word("kanan", 120, 100)])
