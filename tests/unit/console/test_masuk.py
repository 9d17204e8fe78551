"""When guessing is slowed down, where a sign-in leads, whose form it is."""

from datetime import UTC, datetime, timedelta

import pytest

from services.console.domain.masuk import (
    BY_NAME,
    BY_NETWORK,
    Batas,
    from_our_page,
    local_path,
    network_of,
)
from services.console.domain.masuk import (
    wait_after as _wait_after,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NONE = timedelta()


def seconds(*moments: int) -> list[datetime]:
    """Failures so many seconds after noon."""
    return [NOON + timedelta(seconds=moment) for moment in moments]


def at(second: int) -> datetime:
    """So many seconds after noon."""
    return NOON + timedelta(seconds=second)


def wait_after(failures: list[datetime], now: datetime, batas: Batas = BY_NAME) -> timedelta:
    """As for one name."""
    return _wait_after(failures, now, batas)


def test_four_failures_are_free_the_fifth_is_not() -> None:
    assert wait_after(seconds(0, 1, 2, 3), at(3)) == NONE
    assert wait_after(seconds(0, 1, 2, 3, 4), at(4)) == timedelta(seconds=30)
    assert wait_after(seconds(0, 1, 2, 3, 4), at(24)) == timedelta(seconds=10)
    assert wait_after(seconds(0, 1, 2, 3, 4), at(34)) == NONE


def test_each_further_failure_doubles_the_wait_up_to_a_limit() -> None:
    first = seconds(0, 1, 2, 3, 4)
    assert wait_after([*first, at(40)], at(40)) == timedelta(seconds=60)
    assert wait_after([*first, at(40), at(110)], at(110)) == timedelta(seconds=120)
    assert wait_after([*first, *seconds(*range(100, 2100, 100))], at(2000)) == BY_NAME.terlama


def test_failures_far_apart_do_not_count_together() -> None:
    assert wait_after(seconds(0, 100, 200, 300, 301), at(301)) == NONE
    assert wait_after([], NOON) == NONE


def test_a_network_may_fail_more_often_than_a_name_and_waits_less() -> None:
    assert wait_after(seconds(*range(39)), at(39), BY_NETWORK) == NONE
    assert wait_after(seconds(*range(40)), at(39), BY_NETWORK) == BY_NETWORK.pertama
    assert wait_after(seconds(*range(0, 8000, 10)), at(7990), BY_NETWORK) == BY_NETWORK.terlama


@pytest.mark.parametrize(
    ("alamat", "jaringan"),
    [("203.0.113.9", "203.0.113.9"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("testclient", "testclient")],
)
def test_of_an_ipv6_address_the_first_half_counts(alamat: str, jaringan: str) -> None:
    assert network_of(alamat) == jaringan


@pytest.mark.parametrize("path", ["/", "/agenda?tahun=2026", "/berkas/0190-12", "/berkas/a:b"])
def test_own_paths_are_gone_on_to(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    ["", "//jahat.example", "https://jahat.example", "/\\jahat.example", "/\t/jahat.example", "\\\\jahat", "agenda"],
)
def test_other_sites_are_not(path: str) -> None:
    assert local_path(path) == "/"


@pytest.mark.parametrize(
    ("site", "origin", "ours"),
    [
        ("same-origin", "https://terbit.example", True), ("none", "", True), ("", "https://terbit.example", True),
        ("", "", True), ("cross-site", "https://terbit.example", False), ("same-site", "", False),
        ("", "https://jahat.example", False), ("", "null", False), ("", "http://[", False),
    ],
)  # fmt: skip
def test_a_form_from_elsewhere_is_known_by_what_the_browser_says(site: str, origin: str, ours: bool) -> None:
    assert from_our_page(site, origin, "terbit.example") is ours
