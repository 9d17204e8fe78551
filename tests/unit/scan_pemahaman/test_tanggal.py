"""Dates in digits, in words, and misread."""

from datetime import date

import pytest

from services.scan.domain.halaman import Kata
from services.scan.pemahaman.tanggal import CORRECTED, IMPOSSIBLE, NO_DAY, NO_MONTH, baca_tanggal


def words(text: str) -> list[Kata]:
    return [Kata(word, (n * 30.0, 0, n * 30.0 + 25, 8), 95, 0, 0) for n, word in enumerate(text.split())]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("21 Mei 2024", date(2024, 5, 21)),
        ("4 Januari 2021 KETUA", date(2021, 1, 4)),
        ("30-12-2025", date(2025, 12, 30)),
        ("8 - 3 - 2024", date(2024, 3, 8)),
        ("04/01/2021", date(2021, 1, 4)),
        ("11 Nopember 2010", date(2010, 11, 11)),
        ("17 Pebruari 2009", date(2009, 2, 17)),
        ("dua puluh satu Mei dua ribu dua puluh empat", date(2024, 5, 21)),
        ("sebelas September dua ribu dua puluh satu", date(2021, 9, 11)),
        ("tujuh belas Agustus tahun dua ribu delapan belas", date(2018, 8, 17)),
    ],
)
def test_a_date_is_read(text: str, wanted: date) -> None:
    read = baca_tanggal(words(text))
    assert read is not None
    assert (read.nilai, read.sebab) == (wanted, ())


@pytest.mark.parametrize(
    ("text", "wanted", "reason"),
    [
        ("2l Mei 2024", date(2024, 5, 21), CORRECTED),
        ("21 Mei 2O24", date(2024, 5, 21), CORRECTED),
        ("3 Septernber 2021", date(2021, 9, 3), CORRECTED),
        ("(| September 2021", None, NO_DAY),
        ("g Juli 2021", None, NO_DAY),
        ("September 2021", None, NO_DAY),
        ("12 2021", None, NO_MONTH),
        ("31 Februari 2024", None, IMPOSSIBLE),
        ("35-13-2024", None, IMPOSSIBLE),
    ],
)
def test_what_is_not_plain_is_told(text: str, wanted: date | None, reason: str) -> None:
    read = baca_tanggal(words(text))
    assert read is not None
    assert read.nilai == wanted
    assert reason in read.sebab


@pytest.mark.parametrize("text", ["", "KETUA KOMISI", "…"])
def test_no_date_is_none(text: str) -> None:
    assert baca_tanggal(words(text)) is None
