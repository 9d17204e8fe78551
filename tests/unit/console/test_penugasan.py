"""Deputations: bounded, of roles that are held, no deputy of a deputy."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.console.domain.penugasan import LONGEST_DAYS, Masa, check, masa
from shared.errors import Conflict, Invalid

NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)
AHMAD, RINA, AGUS = uuid4(), uuid4(), uuid4()


def days(akun: UUID, untuk: UUID | None, first: int, last: int, peran: str = "kasubbag", kantor: str = "6202") -> Masa:
    """A deputation by days from now."""
    return Masa(akun, untuk, kantor, peran, NOW + timedelta(first), NOW + timedelta(last))


def test_a_day_is_the_offices_own() -> None:
    mulai, sampai = masa(date(2026, 11, 26), date(2026, 11, 27), "Asia/Jayapura", NOW)
    assert (mulai.astimezone(UTC), sampai.astimezone(UTC)) == (
        datetime(2026, 11, 25, 15, tzinfo=UTC), datetime(2026, 11, 27, 15, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 27), date(2026, 11, 26)),
        (date(2026, 11, 1), date(2026, 11, 20)),
        (date(2026, 11, 26), date(2026, 11, 26) + timedelta(LONGEST_DAYS)),
        (date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_a_time_that_cannot_be_is_refused(first: date, last: date) -> None:
    with pytest.raises(Invalid):
        masa(first, last, "Asia/Jakarta", NOW)


def test_the_longest_time_is_taken() -> None:
    masa(date(2026, 11, 26), date(2026, 11, 26) + timedelta(LONGEST_DAYS - 1), "Asia/Jakarta", NOW)


def test_a_deputy_for_an_official_and_for_a_vacant_post() -> None:
    check(days(RINA, AHMAD, 0, 5), ["pengusul"], ["kasubbag"], [])
    check(days(RINA, None, 0, 5), ["pengusul"], [], [days(AGUS, AHMAD, 0, 5)])


@pytest.mark.parametrize(
    ("wanted", "deputy", "official", "field"),
    [
        (days(AHMAD, AHMAD, 0, 5), [], ["kasubbag"], "akun"),
        (days(RINA, AHMAD, 0, 5), [], ["staf"], "untuk"),
        (days(RINA, AHMAD, 0, 5), ["kasubbag"], ["kasubbag"], "akun"),
        (days(RINA, AHMAD, 0, 5, "pengelola"), [], ["pengelola"], "peran"),
    ],
)
def test_what_makes_no_sense_is_refused(wanted: Masa, deputy: list[str], official: list[str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(wanted, deputy, official, [])
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (days(AGUS, AHMAD, 4, 9), "sudah-digantikan"),
        (days(AGUS, RINA, 4, 9, "pengusul"), "pengganti-digantikan"),
        (days(AHMAD, AGUS, 4, 9, "staf"), "pejabat-menggantikan"),
        (days(AHMAD, RINA, 4, 9, "pengusul"), "pengganti-digantikan"),
    ],
)
def test_no_deputy_of_a_deputy_and_no_circle_while_both_are_in_force(other: Masa, code: str) -> None:
    with pytest.raises(Conflict) as refused:
        check(days(RINA, AHMAD, 0, 5), [], ["kasubbag"], [other])
    assert refused.value.code == code
    later = other._replace(mulai=NOW + timedelta(5), sampai=NOW + timedelta(9))
    check(days(RINA, AHMAD, 0, 5), [], ["kasubbag"], [later])
