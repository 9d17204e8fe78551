"""What the whole stack survives: Redis emptied, any one worker killed, a broker or store that goes and comes."""

import itertools
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import redis

from deploy.local.check import look as conservation
from deploy.local.demo.carry import Outcome, People, carry
from deploy.local.demo.cases import Case
from deploy.local.stack import SERVERS, Stack
from shared.samples import scan_like, surat_edaran
from tests.support.whole import case

SEEDS = itertools.count(5000)
WORKERS = ("intake-worker", "approval-worker", "scan-worker", "scan-jobs", "publisher-worker", "publisher-jobs",
           "intake-relay", "approval-relay", "scan-relay", "publisher-relay")  # fmt: skip


def three() -> list[Case]:
    """One case of each branch; the second is a scan, so that there is long work to interrupt."""
    scanned = scan_like(surat_edaran(seed=5).born_digital_pdf, seed=5)
    return [
        case("61", "keputusan_kpu_provinsi", next(SEEDS)),
        case("6202", "keputusan_kpu_kabkota", next(SEEDS), scanned),
        case("6202", "surat_edaran", next(SEEDS)),
    ]


def carry_all(people: dict[str, People]) -> list[Outcome]:
    """Carry the three at the same time."""
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(lambda each: carry(each, people[each.kantor], lambda _: None), three()))


def once_each(outcomes: list[Outcome], stack: Stack, people: dict[str, People]) -> None:
    """Every page verified, and in its office's feed exactly once."""
    assert [o.why for o in outcomes] == ["", "", ""]
    for outcome in outcomes:
        office = outcome.page.split("/jdih/")[1].split("/")[0]
        feed = people["61"]["staf"].client.get(f"{stack.address}/jdih/{office}/feed/document.json").json()
        assert [entry["urlDetailPeraturan"] for entry in feed].count(outcome.page) == 1


def test_redis_emptied_again_and_again(stack: Stack, people: dict[str, People]) -> None:
    stop = threading.Event()
    emptied: list[float] = []

    def empty() -> None:
        client = redis.Redis.from_url(stack.redis_url)
        while not stop.wait(1.5):
            client.flushall()
            emptied.append(time.monotonic())

    thread = threading.Thread(target=empty)
    thread.start()
    try:
        outcomes = carry_all(people)
    finally:
        stop.set()
        thread.join()
    assert len(emptied) >= 3
    once_each(outcomes, stack, people)


def test_each_worker_and_relay_killed_in_turn(stack: Stack, people: dict[str, People]) -> None:
    stop = threading.Event()
    killed: list[str] = []

    def kill() -> None:
        for part in itertools.cycle(WORKERS):
            if stop.wait(1.0) or len(killed) >= len(WORKERS):
                return
            if pid := stack.pid(part):
                os.kill(pid, signal.SIGKILL)
                killed.append(part)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        outcomes = carry_all(people)
    finally:
        stop.set()
        thread.join()
    assert len(set(killed)) >= 5
    once_each(outcomes, stack, people)


def test_each_server_killed_and_restarted(stack: Stack, people: dict[str, People]) -> None:
    before = {part: stack.pid(part) for part in SERVERS}

    def kill() -> None:
        for part in SERVERS:
            time.sleep(2)
            os.kill(before[part], signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    outcomes = carry_all(people)
    thread.join()
    assert all(stack.pid(part) not in {0, pid} for part, pid in before.items())
    once_each(outcomes, stack, people)


def test_afterwards_everything_is_accounted_for(stack: Stack) -> None:
    end = time.monotonic() + 60
    while True:
        found, between = conservation(stack)
        open_rows = [sentence for part in found for sentence in part.waiting]
        if not open_rows or time.monotonic() > end:
            break
        time.sleep(1)
    assert [sentence for part in found for sentence in part.wrong] == []
    assert between == []
    assert open_rows == []
