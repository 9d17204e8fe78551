"""`./terbit bench events`: durable events against bare Celery tasks on the same Redis, with as many worker processes.

Bare: a task that does nothing. Durable: each event committed by itself at the producer (scan), handled with a note and
committed at the consumer (intake), acknowledged and committed at the producer. Moments of commits come from PostgreSQL.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

import psycopg
import uuid_utils.compat as uuids

from deploy.local.programs import REPOSITORY
from deploy.local.ready import wait_for
from deploy.local.stack import Stack
from shared.database.engine import Database
from shared.events.catalogue import PekerjaanTerhenti
from shared.events.tables import now
from shared.events.transport import CeleryTransport, celery_app
from shared.settings import Settings
from tests.bench.bare import QUEUE, TASK, samples

PROCESSES = 2
COUNT = 4000
RATE, AT_RATE = 20, 200
THREADS = 12
"""Who commits, or sends, at once: as requests at an API do, so that the disk's flushes are shared."""
PARTS = ("scan-relay", "scan-worker", "intake-worker")
"""One child each at producer and consumer: together as many worker processes as the bare run has."""


def run(as_json: bool) -> int:
    """Both in one run on a stack of its own in a temporary folder; 0 when every event was acknowledged once."""
    with tempfile.TemporaryDirectory(prefix="terbit-bench-") as folder, Stack(Path(folder)) as stack:
        stack.start_servers()
        _note_commits(stack)
        stack.migrate()
        bare = _bare(stack, Path(folder))
        durable = _durable(stack)
    figures = {
        "throughput_ratio": round(durable["per_second"] / bare["per_second"], 3),
        "latency_p50_ms": durable["p50_ms"], "latency_p99_ms": durable["p99_ms"],
        "backlog_ratio": round(durable["backlog_per_second"] / bare["per_second"], 3),
        "latency_p50_ratio": round(durable["p50_ms"] / bare["p50_ms"], 2), "bare": bare, "durable": durable,
    }  # fmt: skip
    print(json.dumps(figures) if as_json else figures)
    return 0 if durable["handled"] == durable["acked"] == durable["committed"] else 1


def _note_commits(stack: Stack) -> None:
    with psycopg.connect(stack.administrator, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET track_commit_timestamp = on")
    stack.restart("postgres")
    stack.start_servers()


def _bare(stack: Stack, folder: Path) -> dict[str, float]:
    file = folder / "bare"
    file.touch()
    transport = CeleryTransport(celery_app("bench", Settings(broker_url=stack.redis_url)))

    def send(_: int = 0) -> None:
        transport.send(QUEUE, TASK, [time.time()])

    with _worker(stack, file):
        send()
        wait_for("the bare worker", lambda: _reached(len(samples(file)), 1), 60)
        _together(send)
        wait_for("bare tasks", lambda: _reached(len(samples(file)), 1 + COUNT), 120)
        _at_rate(send)
        wait_for("bare tasks at a rate", lambda: _reached(len(samples(file)), 1 + COUNT + AT_RATE), 60)
    seen = samples(file)
    many = seen[1 : 1 + COUNT]
    seconds = max(done for _, done in many) - min(sent for sent, _ in many)
    return {"per_second": round(COUNT / seconds, 1), **_percentiles([done - sent for sent, done in seen[-AT_RATE:]])}


@contextmanager
def _worker(stack: Stack, file: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.bench.bare", str(file), str(PROCESSES)]
    process = subprocess.Popen(
        command, cwd=REPOSITORY, env={**os.environ, **stack.environment("intake")}, stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _durable(stack: Stack) -> dict[str, Any]:
    """A backlog that was committed before the workers run; then events as they are committed; then a steady rate."""
    producer = Producer(stack)
    _together(producer.commit)
    for part in PARTS:
        stack.start(part)
    backlog, _ = _ended(producer)
    begin = time.time()
    _together(producer.commit)
    live, _ = _ended(producer)
    _at_rate(producer.commit)
    _, moments = _ended(producer)
    steady = list(producer.committed)[-AT_RATE:]
    waits = {name: [at[case] - producer.committed[case] for case in steady] for name, at in moments.items()}
    first_sent = _rows(stack, "scan", "SELECT min(extract(epoch FROM sent_at))::float FROM outbox")[0][0]
    return {
        "per_second": round(COUNT / (live - begin), 1), "backlog_per_second": round(COUNT / (backlog - first_sent), 1),
        **_percentiles(waits["handled"]), "acknowledged_p50_ms": _percentiles(waits["acked"])["p50_ms"],
        "committed": len(producer.committed), **{name: len(at) for name, at in moments.items()},
    }  # fmt: skip


class Producer:
    """Commits one event at a time; `committed` says when, by case."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.database = Database("scan", Settings(database_url=stack.database_url("scan")))
        self.committed: dict[str, float] = {}

    def commit(self, _: int = 0) -> None:
        """One act with one event, as an API would."""
        case = uuids.uuid7()
        with self.database.unit() as unit:
            told = PekerjaanTerhenti(berkas_id=case, langkah="R4b", sebab="uji", pada=now())
            unit.publish(told, subject=case, actor="bench")
        self.committed[str(case)] = time.time()


def _ended(producer: Producer) -> tuple[float, dict[str, dict[str, float]]]:
    """Wait until all is acknowledged; the last moment of that, and all moments by name and case."""
    wanted = len(producer.committed)
    wait_for("durable events", lambda: _reached(_acknowledged(producer.stack), wanted), 300)
    moments = _moments(producer.stack)
    return max(moments["acked"].values()), moments


def _together(act: Any) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(act, range(COUNT)))


def _at_rate(act: Any) -> None:
    begin = time.monotonic()
    for number in range(AT_RATE):
        time.sleep(max(0.0, begin + number / RATE - time.monotonic()))
        act()


def _acknowledged(stack: Stack) -> int:
    return int(_rows(stack, "scan", "SELECT count(*) FROM outbox WHERE acked_at IS NOT NULL")[0][0])


def _moments(stack: Stack) -> dict[str, dict[str, float]]:
    """When the consumer's commit and the producer's last commit took place: seconds since the epoch, by case."""
    query = "SELECT subject, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float FROM "
    return {
        "handled": dict(_rows(stack, "intake", query + "inbox")),
        "acked": dict(_rows(stack, "scan", query + "outbox")),
    }


def _rows(stack: Stack, service: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(stack.database_url(service).replace("+psycopg", "")) as connection:
        return connection.execute(query).fetchall()


def _reached(number: int, wanted: int) -> None:
    assert number >= wanted, f"{number} of {wanted}"


def _percentiles(seconds: list[float]) -> dict[str, float]:
    cuts = quantiles(seconds, n=100)
    return {"p50_ms": round(cuts[49] * 1000, 1), "p99_ms": round(cuts[98] * 1000, 1)}
