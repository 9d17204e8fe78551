"""What the public page says of places that were closed."""

import pytest

from services.publisher.domain.penutupan import closing_facts


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ([2], "1 bagian di halaman 2 ditutup"),
        ([2, 2, 5], "3 bagian di halaman 2 dan 5 ditutup"),
        ([9, 1, 4, 4], "4 bagian di halaman 1, 4, dan 9 ditutup"),
    ],
)
def test_how_many_and_where(pages: list[int], told: str) -> None:
    ((label, line),) = closing_facts(pages)
    assert label == "Bagian yang ditutup"
    assert line.startswith(f"{told} untuk melindungi data pribadi (Undang-Undang Nomor 27 Tahun 2022 ")


@pytest.mark.parametrize("pages", [None, []])
def test_where_nothing_was_closed_nothing_is_said(pages: list[int] | None) -> None:
    assert closing_facts(pages) == []
