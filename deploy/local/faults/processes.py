"""Signals to the processes of a stack: a part's own process, and those that it forked."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def children(pid: int) -> list[int]:
    """All that descend from a process, itself not among them, in a fixed order."""
    return [each for child in sorted(_children_of(pid)) for each in (child, *children(child))]


def tell(pid: int, number: signal.Signals) -> bool:
    """Send a signal; False when there is no such process any more."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)
        return True
    return False


class Frozen:
    """Processes that were stopped, so that none is forgotten."""

    def __init__(self) -> None:
        self._pids: dict[int, str] = {}

    def stop(self, pid: int) -> bool:
        """Freeze one."""
        self._pids[pid] = _began(pid)
        return tell(pid, signal.SIGSTOP)

    def go_on(self, pid: int) -> bool:
        """Let one go on. The number may belong to another process by now: that one is left alone."""
        return self._last_word(pid, signal.SIGCONT)

    def kill(self, pid: int) -> bool:
        """Kill one as it is, so that it never wakes."""
        return self._last_word(pid, signal.SIGKILL)

    def all_go_on(self) -> None:
        """Let all go on."""
        for pid in list(self._pids):
            self.go_on(pid)

    def _last_word(self, pid: int, number: signal.Signals) -> bool:
        began = self._pids.pop(pid, "")
        return bool(began) and began == _began(pid) and tell(pid, number)


def _children_of(pid: int) -> Iterator[int]:
    for file in (PROC / str(pid) / "task").glob("*/children"):
        with suppress(OSError):
            yield from map(int, file.read_text().split())


def _began(pid: int) -> str:
    """When a process began, as the kernel counts: with its number it names one process for ever."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[19]
    except OSError:
        return ""
