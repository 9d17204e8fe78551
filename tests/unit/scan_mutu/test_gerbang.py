"""The sentences about pages."""

from dataclasses import replace

import pytest

from services.scan.domain.halaman import Halaman, Kata
from services.scan.mutu.gerbang import Cacat, Terbaca, judge
from services.scan.mutu.nomor import faults, printed_number
from services.scan.mutu.ukuran import Ukuran

GOOD = Ukuran(kertas=235, tinta=40, isi=0.05, dpi=200)


def page(nomor: int, *words: tuple[str, float, float], ukuran: Ukuran = GOOD, **more: float) -> Terbaca:
    """A4 with some text, and `words` with their left and top in points, a line each."""
    text = Kata("Menimbang", (70, 300, 140, 312), 95, 0, 0)
    others = [Kata(word, (left, top, left + 6 * len(word), top + 12), 95, 1, line)
              for line, (word, left, top) in enumerate(words, 1)]  # fmt: skip
    return Terbaca(ukuran, Halaman(nomor, 595, 842, (text, *others)), **more)


def numbered(nomor: int, printed: int) -> Terbaca:
    """A page whose own number stands above it."""
    return page(nomor, (f"-{printed}-", 288, 40))


def test_good_pages_get_no_sentence() -> None:
    assert judge([numbered(1, 1), numbered(2, 2), numbered(3, 3)]) == []


@pytest.mark.parametrize(
    ("ukuran", "more", "cacat", "words"),
    [
        ({"kertas": 120}, {}, Cacat.GELAP, "terlalu gelap"),
        ({"tinta": 170}, {}, Cacat.PUCAT, "terlalu pucat"),
        ({"dpi": 96.4}, {}, Cacat.RESOLUSI, "dengan 96 dpi"),
        ({"terpotong": ("kiri", "atas")}, {}, Cacat.TERPOTONG, "tepi kiri dan atas"),
        ({"cap": (90, 200, 128, 236)}, {}, Cacat.CAP, "cap berwarna"),
        ({}, {"yakin": 51.0}, Cacat.KABUR, "sukar dibaca"),
        ({"miring": -2.31}, {}, Cacat.MIRING, "miring 2,3°"),
    ],
)
def test_each_fault_has_a_sentence(ukuran: dict[str, object], more: dict[str, float], cacat: Cacat, words: str) -> None:
    found = judge([page(1), page(3, ukuran=replace(GOOD, **ukuran), **more)])  # type: ignore[arg-type]
    assert [(one.halaman, one.cacat) for one in found] == [(3, cacat)]
    assert words in found[0].kalimat
    assert "halaman 3" in found[0].kalimat
    assert found[0].ulang == (cacat is not Cacat.CAP)


def test_an_empty_page_gets_one_sentence() -> None:
    empty = Terbaca(Ukuran(kertas=240, tinta=240, isi=0, dpi=100), Halaman(2, 595, 842, ()), 0.0)
    assert [one.cacat for one in judge([page(1), empty])] == [Cacat.KOSONG]


def test_a_born_digital_page_is_not_asked_for_its_resolution() -> None:
    assert judge([page(1, ukuran=replace(GOOD, dpi=None, tinta=170, terpotong=("kiri",)))]) == []


def test_a_page_that_nobody_measured_is_asked_for_what_was_read() -> None:
    faint = replace(page(2, yakin=40.0), ukuran=None)
    assert [(one.halaman, one.cacat) for one in judge(iter([page(1), faint]))] == [(2, Cacat.KABUR)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ([("-2-", 288, 40)], 2), ([("12", 292, 800)], 12), ([("-2-", 40, 40)], None), ([("-2-", 288, 400)], None),
        ([("2021", 292, 30)], None), ([("2a", 290, 40)], None),
    ],
)  # fmt: skip
def test_a_page_number_stands_alone_in_the_middle_above_or_below(
    words: list[tuple[str, float, float]], number: int | None
) -> None:
    assert printed_number(page(1, *words).halaman) == number


def test_a_number_that_was_hardly_read_is_none() -> None:
    halaman = page(3, ("235", 288, 40)).halaman
    unsure = replace(halaman, kata=tuple(replace(kata, yakin=53.4) for kata in halaman.kata))
    assert (printed_number(halaman), printed_number(unsure)) == (235, None)


@pytest.mark.parametrize(
    ("numbers", "page", "said"),
    [
        ({2: 2, 3: 4, 4: 5}, 3, "apakah halaman 3 tertinggal"),
        ({2: 2, 3: 9}, 3, "apakah halaman 3–8 tertinggal"),
        ({2: 2, 3: 3, 4: 3, 5: 4}, 4, "ada dua kali"),
        ({2: 2, 3: 2, 4: 3}, 3, "Nomor halaman 2 ada dua kali"),
        ({2: 3, 3: 2, 4: 4}, 3, "Nomor halaman 2 ada sesudah 3"),
        ({3: 3, 5: 3}, 5, "Nomor halaman 3 ada dua kali"),
        ({2: 5, 3: 4, 4: 5}, 3, "Nomor halaman 4 ada sesudah 5"),
        ({2: 3, 5: 4}, 5, "ada halaman lebih"),
    ],
)
def test_missing_double_and_unordered_pages(numbers: dict[int, int], page: int, said: str) -> None:
    found = faults(numbers)
    assert said in found[page]


@pytest.mark.parametrize(
    "numbers",
    [
        {}, {3: 7}, {2: 2, 4: 4}, {3: 235, 4: 4, 6: 6}, {1: 101, 2: 102, 3: 103}, {2: 2, 3: 3, 4: 1, 5: 2, 6: 3},
        {2: 2, 3: 3, 5: 2, 6: 3}, {2: 2, 3: 3, 6: 3, 7: 4}, {2: 2, 5: 3}, {1: 1, 3: 2}, {1: 1, 2: 1},
    ],
)  # fmt: skip
def test_gaps_of_reading_and_a_lampiran_that_counts_by_itself_are_no_fault(numbers: dict[int, int]) -> None:
    assert faults(numbers) == {}
