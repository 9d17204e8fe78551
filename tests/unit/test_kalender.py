"""On which day something is due: weekends, public holidays, cuti bersama, an office's own days, its zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kalender import BIASA, Kalender, libur
from shared.kantor import ZONA

JAYAPURA = Kalender(zona="Asia/Jayapura")


def at(day: str, hour: int = 9, zona: str = "Asia/Jakarta") -> datetime:
    """A moment of local time."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=hour), ZoneInfo(zona))


@pytest.mark.parametrize(
    ("day", "days", "due"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-20", 2, "2026-11-24"),
        ("2026-08-14", 1, "2026-08-18"),
        ("2026-12-23", 1, "2026-12-28"),
        ("2026-03-17", 1, "2026-03-25"),
        ("2026-12-31", 1, "2027-01-04"),
    ],
    ids=["none", "weekend", "independence day", "christmas and its cuti bersama", "nyepi to idulfitri", "new year"],
)
def test_days_off_do_not_count(day: str, days: int, due: str) -> None:
    assert BIASA.sesudah(at(day), days) == at(due)


def test_holidays_have_their_indonesian_names() -> None:
    assert libur(2026)[date(2026, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert "Cuti Bersama" in libur(2026)[date(2026, 12, 24)]


def test_an_office_has_working_days_and_closed_days_of_its_own() -> None:
    own = Kalender.of("Asia/Jakarta", [1, 2, 3, 4, 5, 6], ["2026-11-23"])
    assert own.sesudah(at("2026-11-20"), 2) == at("2026-11-24")


def test_the_day_is_that_of_the_office_s_own_zone() -> None:
    late_thursday = datetime(2026, 11, 19, 15, 30, tzinfo=UTC)  # 22.30 in Jakarta, Friday 00.30 in Jayapura
    assert BIASA.sesudah(late_thursday, 1) == datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
    assert JAYAPURA.sesudah(late_thursday, 1) == datetime(2026, 11, 22, 15, 30, tzinfo=UTC)


def test_an_office_that_names_every_day_closed_still_has_a_deadline() -> None:
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + n) for n in range(365 * 3)]
    assert Kalender.of("Asia/Jakarta", [3], days).sesudah(at("2026-01-05"), 1) > at("2026-12-31")


@given(
    start=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    days=st.integers(0, 12), zona=st.sampled_from(sorted(ZONA)),
    week=st.frozensets(st.integers(1, 7), min_size=1),
)  # fmt: skip
def test_a_deadline_is_a_working_day_at_the_same_local_time(
    start: datetime, days: int, zona: str, week: frozenset[int]
) -> None:
    own = Kalender(zona=zona, hari_kerja=week)
    due = own.sesudah(start, days)
    local, begun = (moment.astimezone(ZoneInfo(zona)) for moment in (due, start))
    assert local.timetz() == begun.timetz()
    assert days == 0 or own.buka(local.date())
    between = range(begun.date().toordinal() + 1, local.date().toordinal() + 1)
    assert sum(own.buka(date.fromordinal(day)) for day in between) == days
