"""How many lines a flood of refusals makes."""

import logging

import pytest

from shared.web.refusals import Lines


def test_one_who_goes_on_and_on_is_told_of_so_often_and_others_still_are() -> None:
    lines = Lines(of_one=3, of_all=100)
    assert [lines.wanted("terlalu-sering", "192.0.2.1") for _ in range(5)] == [True] * 3 + [False] * 2
    assert lines.wanted("terlalu-sering", "192.0.2.2")
    assert lines.wanted("formulir-asing", "192.0.2.1")


def test_many_networks_together_are_bounded_and_so_is_what_is_remembered() -> None:
    lines = Lines(of_one=3, of_all=10)
    assert sum(lines.wanted("belum-masuk", f"2001:db8:0:{n:x}::") for n in range(1000)) == 10
    assert len(lines.told) == 10


def test_what_was_not_told_is_counted_and_told_later(caplog: pytest.LogCaptureFixture) -> None:
    lines = Lines(of_one=1, seconds=0.05)
    with caplog.at_level(logging.INFO, "shared.web.refusals"):
        assert [lines.wanted("a", "n") for _ in range(4)] == [True, False, False, False]
        lines.began -= 1
        assert lines.wanted("a", "n")
    assert [vars(record)["count"] for record in caplog.records] == [3]
