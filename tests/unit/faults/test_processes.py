"""Signals to processes: none stays frozen, none that has the number of another is touched."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.demo.office import until
from deploy.local.faults import processes
from deploy.local.faults.processes import Frozen, children, tell

SLEEP = "import time; time.sleep(600)"
FORKS = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEP!r}])"


def state(pid: int) -> str:
    """One letter, as the kernel says it."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    """One that does nothing, and has one child."""
    with subprocess.Popen([sys.executable, "-c", FORKS]) as started:
        until(lambda: children(started.pid) or None, "its child", 60)
        (child,) = children(started.pid)
        yield started
        for pid in (child, started.pid):
            tell(pid, signal.SIGKILL)


def test_what_is_frozen_goes_on(process: subprocess.Popen[bytes]) -> None:
    frozen = Frozen()
    assert frozen.stop(process.pid)
    until(lambda: state(process.pid) == "T" or None, "it to stand", 60)
    frozen.all_go_on()
    until(lambda: state(process.pid) != "T" or None, "it to go on", 60)
    assert not frozen.go_on(process.pid)


def test_what_is_frozen_can_be_killed_with_its_children_left(process: subprocess.Popen[bytes]) -> None:
    (child,) = children(process.pid)
    frozen = Frozen()
    frozen.stop(process.pid)
    assert frozen.kill(process.pid)
    assert process.wait(60) == -signal.SIGKILL
    assert state(child) in "SRD"


def test_a_number_that_belongs_to_another_by_now_is_left_alone(
    process: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = Frozen()
    frozen.stop(process.pid)
    monkeypatch.setattr(processes, "_began", lambda _: "another")
    assert not frozen.kill(process.pid)
    assert process.poll() is None


def test_who_is_gone_gets_no_signal() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert not tell(gone.pid, signal.SIGCONT)
    assert tell(os.getpid(), signal.SIGCONT)
