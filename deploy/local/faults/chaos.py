"""The thread that does the faults of a plan to a running stack, and afterwards leaves it in peace."""

import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO
from xmlrpc.client import Fault as Refusal

import psycopg
import redis

from deploy.local.faults import broker
from deploy.local.faults.databases import rows
from deploy.local.faults.plan import Fault, Kind
from deploy.local.faults.processes import Frozen, children, tell
from deploy.local.stack import Stack
from shared.crashpoints import Point, arm
from shared.errors import Transient

TICK = 0.05
AWAY = (OSError, Refusal, redis.RedisError, psycopg.Error, Transient, StopIteration)
"""What is met when the part that a fault is for is just not there."""
END_SESSIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE usename = current_user AND pid <> pg_backend_pid() AND random() < 0.7
"""


class Chaos:
    """Does faults until told to stop. `done`: how many of each kind; `missed`: their part was not there."""

    def __init__(self, stack: Stack, faults: Iterator[Fault], crash_folder: Path, log: TextIO) -> None:
        self.done: Counter[str] = Counter()
        self.missed = 0
        self.crashed: Counter[str] = Counter()
        self._stack, self._faults, self._folder, self._log = stack, faults, crash_folder, log
        self._frozen = Frozen()
        self._later: list[tuple[float, Callable[[], object]]] = []
        self._armed: dict[Path, Point] = {}
        self._asked: list[threading.Thread] = []
        self._broke: Exception | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._do_all, daemon=True, name="chaos")
        self._began = time.monotonic()

    def start(self) -> None:
        """Begin."""
        self._began = time.monotonic()
        self._thread.start()

    def calm(self) -> None:
        """No more faults: what is frozen goes on, what was armed and not reached is disarmed.

        Raises what ended the faults before their time: a run in which nothing was done any more proves nothing.
        """
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        self._frozen.all_go_on()
        for asked in self._asked:
            asked.join()
        self._count_crashes()
        for file in self._armed:
            file.unlink(missing_ok=True)
        if self._broke:
            raise self._broke

    def _do_all(self) -> None:
        try:
            self._do_one_after_the_other()
        except Exception as error:
            self._broke = error

    def _do_one_after_the_other(self) -> None:
        for fault in self._faults:
            if self._wait(fault.after):
                return
            try:
                what = DO[fault.kind](self, fault)
            except AWAY as error:
                what, self.missed = f"missed: {type(error).__name__}", self.missed + 1
            else:
                self.done[fault.kind] += 1
            self._log.write(f"{time.monotonic() - self._began:8.2f}  {fault.number:>4}  {fault.kind}: {what}\n")
            self._log.flush()

    def _wait(self, seconds: float) -> bool:
        """Wait for the next fault, and meanwhile do what was put off; True when told to stop."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._stop.wait(TICK):
                return True
            due = [act for moment, act in self._later if moment <= time.monotonic()]
            self._later = [entry for entry in self._later if entry[0] > time.monotonic()]
            for act in due:
                act()
        return False

    def _put_off(self, seconds: float, act: Callable[[], object]) -> None:
        self._later.append((time.monotonic() + seconds, act))

    def _process(self, fault: Fault) -> int:
        """The part's own process, or one that it forked."""
        pid = self._stack.pid(fault.part)
        if not pid:
            raise ProcessLookupError(fault.part)
        family = [pid, *children(pid)]
        return family[int(fault.dice * len(family))]

    def kill(self, fault: Fault) -> str:
        """SIGKILL to the process of a part."""
        return self._kill_part(fault.part)

    def _kill_part(self, part: str, number: signal.Signals = signal.SIGKILL) -> str:
        pid = self._stack.pid(part)
        if not (pid and tell(pid, number)):
            raise ProcessLookupError(part)
        return f"{part} {pid}"

    def kill_child(self, fault: Fault) -> str:
        """SIGKILL to a process that a part forked; to the part itself when there is none."""
        pid = self._stack.pid(fault.part)
        forked = children(pid) if pid else []
        if not forked:
            return self._kill_part(fault.part)
        victim = forked[int(fault.dice * len(forked))]
        tell(victim, signal.SIGKILL)
        return f"{fault.part} {victim}"

    def freeze(self, fault: Fault) -> str:
        """SIGSTOP, and SIGCONT some seconds later."""
        pid = self._process(fault)
        self._frozen.stop(pid)
        self._put_off(fault.seconds, lambda: self._frozen.go_on(pid))
        return f"{fault.part} {pid} for {fault.seconds:.1f} s"

    def freeze_kill(self, fault: Fault) -> str:
        """SIGSTOP, and SIGKILL some seconds later: what comes meanwhile comes to nobody."""
        pid = self._process(fault)
        self._frozen.stop(pid)
        self._put_off(fault.seconds, lambda: self._frozen.kill(pid))
        return f"{fault.part} {pid} after {fault.seconds:.1f} s"

    def crash_point(self, fault: Fault) -> str:
        """Arm a crash point."""
        self._count_crashes()
        self._armed[arm(self._folder, fault.service, fault.point)] = fault.point
        return f"{fault.point} in {fault.service}"

    def restart(self, fault: Fault) -> str:
        """Stopped and started by the supervisor, which may take its time."""
        thread = threading.Thread(target=self._restart, args=(fault.part,), daemon=True)
        thread.start()
        self._asked.append(thread)
        return fault.part

    def _restart(self, part: str) -> None:
        try:
            self._stack.restart(part)
        except AWAY as error:
            self._log.write(f"          {part} was not running when it was to be restarted: {error}\n")

    def flush(self, _: Fault) -> str:
        """FLUSHALL."""
        broker.flush(self._stack)
        return "all keys"

    def clients(self, _: Fault) -> str:
        """CLIENT KILL."""
        broker.kill_clients(self._stack)
        return "all clients"

    def sessions(self, fault: Fault) -> str:
        """pg_terminate_backend for most sessions of a service."""
        ended = rows(self._stack, fault.service, END_SESSIONS)
        return f"{len(ended)} of {fault.service}"

    def duplicate(self, fault: Fault) -> str:
        """The same event again, two to five times; every third time one that leaves a mark when it is heard twice."""
        times = 2 + int(fault.dice * 4)
        rare = fault.number % 3 == 0
        producer = "publisher" if rare else fault.service
        query = broker.TOO_LATE if rare else broker.RECENT
        dice = random.Random(fault.number).random()  # noqa: S311
        return f"{broker.duplicate(self._stack, producer, dice, times, query)} messages of {producer}"

    def _count_crashes(self) -> None:
        for file, point in list(self._armed.items()):
            if not file.exists():
                self.crashed[point] += 1
                del self._armed[file]


def _server(part: str, number: signal.Signals = signal.SIGKILL) -> Callable[[Chaos, Fault], str]:
    return lambda chaos, _: chaos._kill_part(part, number)


DO: dict[Kind, Callable[[Chaos, Fault], str]] = {
    Kind.KILL: Chaos.kill,
    Kind.KILL_CHILD: Chaos.kill_child,
    Kind.FREEZE: Chaos.freeze,
    Kind.FREEZE_KILL: Chaos.freeze_kill,
    Kind.CRASH_POINT: Chaos.crash_point,
    Kind.RESTART: Chaos.restart,
    Kind.FLUSH: Chaos.flush,
    Kind.VALKEY_KILL: _server("valkey"),
    Kind.VALKEY_CLIENTS: Chaos.clients,
    Kind.SESSIONS: Chaos.sessions,
    Kind.POSTGRES_STOP: _server("postgres", signal.SIGQUIT),
    Kind.STORE_KILL: _server("seaweedfs"),
    Kind.GATEWAY_KILL: _server("gateway"),
    Kind.DUPLICATE: Chaos.duplicate,
}
