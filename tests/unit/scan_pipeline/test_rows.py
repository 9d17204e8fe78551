"""Letters that stand side by side."""

from services.scan.pipeline.rows import rows_of

GAP = 30


def letters(left: int, top: int, count: int, height: int = 20, step: int = 15) -> list[tuple[int, int, int, int]]:
    return [(left + step * number, top, left + step * number + 10, top + height) for number in range(count)]


def test_two_lines_are_two_rows() -> None:
    found = rows_of([*letters(10, 100, 6), *letters(10, 140, 4)], GAP)
    assert sorted(found) == [((10, 100, 95, 120), 6), ((10, 140, 65, 160), 4)]


def test_a_wide_gap_parts_a_row() -> None:
    found = rows_of([*letters(10, 100, 3), *letters(200, 100, 3)], GAP)
    assert sorted(found) == [((10, 100, 50, 120), 3), ((200, 100, 240, 120), 3)]


def test_a_row_follows_a_slant() -> None:
    slanted = [(15 * number, 100 + number, 15 * number + 10, 120 + number) for number in range(60)]
    assert [count for _, count in rows_of(slanted, GAP)] == [60]


def test_what_is_much_higher_is_no_letter_of_that_line() -> None:
    found = rows_of([*letters(10, 100, 3), *letters(55, 80, 1, height=60)], GAP)
    assert sorted(count for _, count in found) == [1, 3]


def test_nothing() -> None:
    assert rows_of([], GAP) == []
