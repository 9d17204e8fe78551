"""What tests of faults do to a running stack: freeze, kill, spoil a server, and look into its databases and queues."""

import base64
import json
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
import redis
from sqlalchemy import text

from deploy.local.demo.office import until
from deploy.local.faults import processes
from deploy.local.stack import Stack
from shared.runtime import Runtime
from shared.settings import Settings

T = TypeVar("T")
PATIENCE = 300.0


@contextmanager
def meanwhile(act: Callable[[], T], every: float) -> Iterator[list[T]]:
    """Do `act` every so many seconds while the body runs, at least once; what it returned is in the list."""
    stop, done = threading.Event(), list[T]()

    def go_on() -> None:
        while not (stop.wait(every) and done):
            done.append(act())

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield done
    finally:
        stop.set()
        thread.join()


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    return [pid, *processes.children(pid)]


def tell(pids: Iterable[int], number: signal.Signals) -> None:
    """Send a signal to processes of which some may have ended."""
    for pid in pids:
        processes.tell(pid, number)


@contextmanager
def frozen(stack: Stack, part: str) -> Iterator[None]:
    """The process of a part stands still while the body runs."""
    pids = [running(stack, part)]
    tell(pids, signal.SIGSTOP)
    try:
        yield
    finally:
        tell(pids, signal.SIGCONT)


def idle(stack: Stack, queue: str) -> None:
    """Wait until no message waits in a queue."""
    until(lambda: None if queued(stack, queue) else True, f"{queue} to be empty", PATIENCE)


def restarted(stack: Stack, part: str, before: int) -> None:
    """Wait until a part that was `before` runs anew."""
    until(lambda: True if stack.pid(part) not in {0, before} else None, f"{part} to be started anew", PATIENCE)


def running(stack: Stack, part: str) -> int:
    """Wait until a part runs; its process."""
    return int(until(lambda: stack.pid(part) or None, f"{part} to run", PATIENCE))


def kill(stack: Stack, part: str, number: signal.Signals = signal.SIGKILL) -> None:
    """Kill the process of a part; the supervisor starts it anew, which is waited for."""
    before = running(stack, part)
    os.kill(before, number)
    restarted(stack, part, before)


def empty_and_kill_valkey(stack: Stack) -> None:
    """Kill Valkey and take its append-only files away before it is started anew: it comes back with nothing."""
    before = running(stack, "valkey")
    os.kill(before, signal.SIGSTOP)  # so that it is down while its files go, and cannot be back before
    shutil.rmtree(stack.folder / "valkey" / "appendonlydir")
    os.kill(before, signal.SIGKILL)
    restarted(stack, "valkey", before)


def valkey(stack: Stack) -> redis.Redis:
    """A client of the broker."""
    return redis.Redis.from_url(stack.redis_url, socket_timeout=30)


def queued(stack: Stack, queue: str) -> list[str]:
    """The bodies of the messages that wait in a queue, as text."""
    client: Any = valkey(stack)
    return [_body(message) for message in client.lrange(f"terbit:{queue}", 0, -1)]


def said_in_logs(stack: Stack, kind: str, words: str) -> int:
    """How often processes of a kind (`relay`, `worker`, …) have written these words."""
    logs = (stack.folder / "logs").glob(f"*-{kind}.log")
    return sum(log.read_text(errors="replace").count(words) for log in logs)


def administrator(stack: Stack) -> psycopg.Connection:
    """A session of PostgreSQL's superuser."""
    return psycopg.connect(stack.administrator, autocommit=True)


def runtime_of(stack: Stack, service: str) -> Runtime:
    """A service's database and broker for the test itself."""
    return Runtime(service, Settings(database_url=stack.database_url(service), broker_url=stack.redis_url))


def rows(runtime: Runtime, query: str, **values: object) -> list[dict[str, Any]]:
    """What a service's database answers."""
    with runtime.database.unit() as unit:
        return [dict(row) for row in unit.session.execute(text(query), values).mappings()]


def _body(message: bytes) -> str:
    return base64.b64decode(json.loads(message)["body"]).decode()
