"""One soak on a stack that runs: streams of cases and chaos, then calm, then the verdict."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deploy.local.faults.chaos import Chaos
from deploy.local.faults.counts import counted
from deploy.local.faults.papers import Papers
from deploy.local.faults.people import Tally, signed_in
from deploy.local.faults.plan import faults
from deploy.local.faults.report import Report, progress
from deploy.local.faults.streams import Carried, Streams
from deploy.local.faults.trials import CRASHES, Ground, try_guards
from deploy.local.faults.verdict import WITHIN, judge
from deploy.local.stack import Stack

EVERY = 15.0
FAULTS_PER_MINUTE = 26.0
THREADS = 16
SETTINGS = {
    "TERBIT_CANARY_SECONDS": "3",
    "TERBIT_EVENT_ANSWER_SECONDS": "2",
    "TERBIT_EVENT_ANSWER_CAP_SECONDS": "8",
    "TERBIT_EVENT_ATTEMPTS": "1000",
    "TERBIT_EVENT_LEASE_SECONDS": "3",
    "TERBIT_JOB_ATTEMPTS": "1000",
    "TERBIT_JOB_LEASE_SECONDS": "6",
    "TERBIT_JOB_RETRY_SECONDS": "1",
    "TERBIT_JOB_RETRY_CAP_SECONDS": "5",
    "TERBIT_OCR_RANGE_PAGES": "1",
    "TERBIT_RELAY_POLL_SECONDS": "1",
    "TERBIT_SESSION_HOURS": "72",
    "TERBIT_SESSION_IDLE_MINUTES": "4320",
}
"""Waits are short, so that recovery is quick; nothing is given up: nobody presses "coba lagi" or signs in again."""


@dataclass(frozen=True)
class Options:
    """How long faults last at least, how many cases are begun, the seed of both plans; seconds for all to settle."""

    minutes: float
    cases: int
    seed: int
    without: str = ""
    threads: int = THREADS
    within: float = WITHIN


Say = Callable[[str], None]


def settings(root: Path, without: str = "") -> dict[str, str]:
    """Extra settings of a stack under `root` on which a soak can run."""
    guard = {"TERBIT_WITHOUT": f'["{without}"]'} if without else {}
    return {**SETTINGS, "TERBIT_CRASH_DIR": str(root / CRASHES), **guard}


def soak(stack: Stack, root: Path, options: Options, say: Say) -> tuple[Report, list[Carried]]:
    """Run on a healthy stack without cases; faults last until the time is over and all cases have been begun."""
    repeats = Tally()
    people, papers = signed_in(stack, repeats), Papers.made(f"S{options.seed}")
    streams = Streams(people, papers, options.seed, options.cases, options.minutes * 60)
    began = time.monotonic()
    with (root / "faults.log").open("w", encoding="utf-8") as log:
        chaos = Chaos(stack, faults(options.seed, FAULTS_PER_MINUTE), root / CRASHES, log)
        try:
            chaos.start()
            streams.start(options.threads)
            _wait(streams, chaos, options.minutes * 60, say)
        finally:
            streams.stop()
            chaos.calm()
        say(f"  {time.monotonic() - began:5.0f} s  calm: what was begun is carried to its end")
        streams.join()
    carried, begun = streams.ledger.carried, streams.ledger.begun
    ends = Counter(case.ended or "not understood" for case in carried)
    say(f"  {time.monotonic() - began:5.0f} s  each guard is tried at the moment that it is for")
    unfinished = try_guards(Ground(stack, root, people, papers, carried))
    verdict = judge(stack, carried, options.within).with_more(unfinished)
    report = Report(
        seed=options.seed, seconds=time.monotonic() - began, without=options.without, cases=begun,
        ends=dict(ends), faults=dict(chaos.done), missed=chaos.missed, crashed=dict(chaos.crashed),
        repeats=repeats.counts, counts=counted(stack), verdict=verdict,
    )  # fmt: skip
    return report, carried


def _wait(streams: Streams, chaos: Chaos, seconds: float, say: Say) -> None:
    began = told = time.monotonic()
    while time.monotonic() < began + seconds or not streams.all_begun:
        time.sleep(0.2)
        if time.monotonic() > told + EVERY:
            told = time.monotonic()
            say(progress(told - began, streams.ledger.begun, streams.ledger.ended, chaos.done))
