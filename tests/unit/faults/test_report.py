"""What a run prints: what was done, and a verdict that is clean only when nothing is wrong."""

import json
from collections import Counter

from deploy.local.faults.report import MOST, Report, progress
from deploy.local.faults.verdict import Verdict


def report(*wrong: str, kept: str = "") -> Report:
    """A run of which these things are wrong."""
    return Report(
        seed=4, seconds=61.2, without="ack" if wrong else "", cases=50, ends={"selesai": 50}, faults={"kill": 3},
        missed=1, crashed={"act.before_commit": 1}, repeats={"503": 2}, counts={"events sent again": 7},
        verdict=Verdict([*wrong], 2.0), kept=kept,
    )  # fmt: skip


def test_a_clean_run_says_what_it_did() -> None:
    text = report().as_text()
    for part in ("Seed 4: 50 cases and 3 faults in 61 s", "50 selesai", "3 kill", "1 act.before_commit", "2 503",
                 "7 events sent again", "Verdict: clean"):  # fmt: skip
        assert part in text
    assert json.loads(report().as_json())["clean"] is True


def test_what_is_wrong_is_said_with_where_everything_is_kept() -> None:
    found = report("a page is missing", kept="/tmp/here")
    assert "without the guard ack" in found.as_text()
    assert "WRONG  a page is missing" in found.as_text()
    assert found.as_text().endswith("Everything is kept in /tmp/here")
    assert json.loads(found.as_json())["clean"] is False


def test_of_very_many_wrong_things_the_first_are_shown() -> None:
    lines = report(*map(str, range(MOST + 5))).as_text()
    assert lines.count("WRONG") == MOST
    assert "and 5 more" in lines


def test_a_line_of_progress() -> None:
    assert "3 cases begun, 2 ended; 4 faults: 4 kill" in progress(12.0, 3, 2, Counter(kill=4))
