"""A short soak ends clean; and with any of the four guards switched off, the same verdict finds what went wrong."""

from collections.abc import Iterator

import pytest

from deploy.local.faults import trials
from deploy.local.faults.papers import Papers
from deploy.local.faults.people import Tally, signed_in
from deploy.local.faults.report import Report
from deploy.local.faults.soak import Options, settings, soak
from deploy.local.faults.trials import Ground
from deploy.local.faults.verdict import Verdict, judge
from deploy.local.stack import Stack
from shared.events.guards import Guard

SETTLED = 240.0
"""Seconds within which everything must be right where it can be: this machine may be a slow one."""
GIVEN_UP = 8.0
"""Seconds after which a run without a guard is judged: what it lost does not come back."""
OPTIONS = Options(minutes=0.5, cases=24, seed=5, threads=10, within=SETTLED)
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def soaked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ground, Report]]:
    """A stack of its own after a short soak, and what the soak reports."""
    root = tmp_path_factory.mktemp("soak")
    with Stack(root, settings(root)) as stack:
        stack.start_servers()
        stack.migrate()
        stack.seed()
        stack.start_services()
        stack.wait_healthy(300)
        report, carried = soak(stack, root, OPTIONS, print)
        yield Ground(stack, root, signed_in(stack, Tally()), Papers.made("G"), carried), report


@pytest.fixture
def ground(soaked: tuple[Ground, Report]) -> Ground:
    """The stack after the soak, on which a guard can be tried."""
    return soaked[0]


def clean(ground: Ground) -> Verdict:
    """The verdict of a run with all guards, which must be clean."""
    verdict = judge(ground.stack, ground.carried, SETTLED)
    assert verdict.wrong == []
    return verdict


def guilty(ground: Ground, *reasons: str) -> None:
    """The verdict of a run without a guard finds each of these."""
    wrong = judge(ground.stack, ground.carried, within=GIVEN_UP).wrong
    for reason in reasons:
        assert any(reason in sentence for sentence in wrong), wrong


def test_a_short_soak_ends_clean(soaked: tuple[Ground, Report]) -> None:
    _, report = soaked
    print(report.as_text())
    assert report.verdict.wrong == []
    assert report.cases == OPTIONS.cases
    assert set(report.ends) == {"selesai", "ditolak", "ditarik"}
    assert sum(report.faults.values()) >= 10
    assert report.counts["events acknowledged"] > 10 * OPTIONS.cases


def test_an_event_that_was_lost_is_found_when_sending_counts_as_an_acknowledgement(ground: Ground) -> None:
    with ground.without(Guard.ACK, "intake-relay"):
        case = trials.message_lost(ground)
        guilty(ground, "diajukan of intake is acknowledged, but scan never handled it")
        ground.rows("intake", trials.AGAIN, case=case)
    clean(ground)


def test_an_event_that_was_lost_is_found_when_nothing_is_sent_again(ground: Ground) -> None:
    with ground.without(Guard.SWEEPER, "intake-relay"):
        trials.message_lost(ground)
        guilty(ground, "diajukan to scan was sent, is not acknowledged, and nobody sends it again")
    clean(ground)


def test_work_of_the_dead_is_found_when_its_claim_never_ends(ground: Ground) -> None:
    position = trials.case_to_scan(ground)
    with ground.without(Guard.LEASE, "intake-relay", "scan-jobs"):
        trials.relay_killed(ground)
        trials.job_killed(ground, position)
        guilty(ground, "diajukan to approval is claimed for ever", "job pindai is claimed for ever")
    ground.rows("intake", trials.FREE)
    ground.rows("scan", trials.FREE_JOBS)
    clean(ground)


def test_an_effect_that_came_twice_is_found_when_the_inbox_does_not_count(ground: Ground) -> None:
    case = trials.withdrawal_too_late(ground)
    with ground.without(Guard.INBOX, "intake-worker"):
        trials.heard_again(ground, case)
        guilty(ground, f"4 notes “Penarikan tidak dapat dilakukan” of berkas {case} for 1 events")
    ground.rows("intake", trials.ONE_NOTE)
    clean(ground)
