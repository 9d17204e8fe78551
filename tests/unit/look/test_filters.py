from datetime import UTC, date, datetime, timedelta

import pytest

from shared.web.look.filters import angka, lama, ringkas_hash, sampai, tanggal, ukuran, waktu

MOMENT = datetime(2026, 11, 22, 7, 5, tzinfo=UTC)


def test_date_is_written_out() -> None:
    assert tanggal(date(2026, 11, 22)) == "22 November 2026"
    assert tanggal(date(2024, 5, 1)) == "1 Mei 2024"


@pytest.mark.parametrize(
    ("zona", "written"),
    [
        ("Asia/Pontianak", "22 November 2026 14.05 WIB"),
        ("Asia/Makassar", "22 November 2026 15.05 WITA"),
        ("Asia/Jayapura", "22 November 2026 16.05 WIT"),
    ],
)
def test_moment_is_told_in_the_zone_of_the_office(zona: str, written: str) -> None:
    assert waktu(MOMENT, zona) == written


def test_moment_may_fall_on_the_next_day() -> None:
    assert waktu(MOMENT.replace(hour=17), "Asia/Jakarta") == "23 November 2026 00.05 WIB"


def test_moment_without_zone_or_outside_indonesia_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        waktu(MOMENT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="Europe/London"):
        waktu(MOMENT, "Europe/London")


@pytest.mark.parametrize(
    ("span", "written"),
    [
        (timedelta(0), "0 detik"),
        (timedelta(seconds=59.9), "59 detik"),
        (timedelta(minutes=3, seconds=50), "3 menit"),
        (timedelta(hours=23, minutes=59), "23 jam"),
        (timedelta(days=2, hours=5), "2 hari"),
        (-timedelta(days=2), "2 hari"),
    ],
)
def test_span_is_told_in_its_largest_unit(span: timedelta, written: str) -> None:
    assert lama(span) == written


def test_span_of_a_moment_is_its_distance_from_now() -> None:
    assert lama(datetime.now(UTC) - timedelta(minutes=3, seconds=5)) == "3 menit"


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 KB"),
        (1_234_567, "1,2 MB"),
        (999_960, "1 MB"),
        (2_000_000_000, "2 GB"),
        (5 * 10**15, "5000 TB"),
    ],
)
def test_size_has_a_decimal_comma(size: int, written: str) -> None:
    assert ukuran(size) == written


def test_number_has_thousands_marks() -> None:
    assert (angka(7), angka(12_345)) == ("7", "12.345")


def test_hash_keeps_both_ends() -> None:
    assert ringkas_hash("0123456789" + "a" * 50 + "cdef") == "01234567…cdef"


def test_what_is_missing_is_a_dash() -> None:
    assert {tanggal(None), waktu(None), lama(None), ukuran(None), ringkas_hash(None)} == {"–"}


@pytest.mark.parametrize(
    ("hour", "zona", "written"),
    [
        (17, "Asia/Jakarta", "22 November 2026 24.00 WIB"),
        (16, "Asia/Makassar", "22 November 2026 24.00 WITA"),
        (15, "Asia/Jayapura", "22 November 2026 24.00 WIT"),
        (17, "Asia/Makassar", "23 November 2026 01.00 WITA"),
    ],
)
def test_what_lasts_to_the_end_of_a_day_names_that_day(hour: int, zona: str, written: str) -> None:
    assert sampai(MOMENT.replace(hour=hour, minute=0), zona) == written
    assert sampai(None) == "–"
