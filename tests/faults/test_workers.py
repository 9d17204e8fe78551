"""Workers killed in turn; frozen while they wait, given a message, then killed: what plain killing does not find."""

import signal
import time
from functools import partial
from typing import Any

import pytest

from deploy.local.demo.acts import act
from deploy.local.demo.carry import Position, at_desk, submit
from deploy.local.demo.office import Person, until
from deploy.local.stack import Stack
from tests.faults.carrying import SEEDS, Everybody, brought_to, carry_all, once_each, three
from tests.support.harm import PATIENCE, family, frozen, idle, queued, rows, running, runtime_of, tell
from tests.support.whole import case

pytestmark = pytest.mark.timeout(900)
WORKERS = ("intake-worker", "approval-worker", "scan-worker", "scan-jobs", "publisher-worker", "publisher-jobs",
           "intake-jobs", "intake-relay", "approval-relay", "scan-relay", "publisher-relay")  # fmt: skip
TRIES = 8


def test_each_worker_and_relay_killed_in_turn(stack: Stack, people: Everybody) -> None:
    def kill_each() -> None:
        for part in WORKERS:
            time.sleep(0.6)
            tell([running(stack, part)], signal.SIGKILL)

    once_each(carry_all(people, three(), kill_each), stack, people)


@pytest.mark.parametrize("whole", [True, False], ids=["worker-and-child", "child"])
def test_what_a_worker_took_while_it_was_frozen_is_not_lost_with_it(
    stack: Stack, people: Everybody, whole: bool
) -> None:
    staff = people["61"]
    berkas = brought_to("pindai", case("61", "keputusan_kpu_provinsi", next(SEEDS)), staff)
    event = event_swallowed(stack, staff["pengusul"], whole)
    job = job_swallowed(stack, staff["staf"], berkas, whole)
    intake, scan = runtime_of(stack, "intake"), runtime_of(stack, "scan")

    def arrived() -> dict[str, Any] | None:
        found = rows(intake, "SELECT * FROM outbox WHERE id = :id AND acked_at IS NOT NULL", id=event)
        return found[0] if found else None

    def done() -> dict[str, Any] | None:
        found = rows(scan, "SELECT * FROM job WHERE id = :id AND state = 'done'", id=job)
        return found[0] if found else None

    row = until(arrived, "the event to be handled", PATIENCE)
    assert not whole or row["attempts"] > 1, "it was sent again, for it was lost"
    (known,) = rows(runtime_of(stack, "approval"), "SELECT giliran FROM berkas WHERE id = :id", id=row["subject"])
    assert known["giliran"] == 1
    assert until(done, "the job to be done", PATIENCE)["attempts"] == 1
    assert staff["staf"].get(f"/api/scan/berkas/{berkas['id']}/pindaian")["state"] == "siap"


def event_swallowed(stack: Stack, proposer: Person, whole: bool) -> str:
    """Kill approval's worker (or its child) with an event that has left the broker; its outbox row at intake."""
    intake = runtime_of(stack, "intake")
    query = "SELECT id FROM outbox WHERE subject = :case AND subscriber = 'approval' AND sent_at IS NOT NULL"

    def sent(position: Position) -> str | None:
        found = rows(intake, query, case=position["id"])
        return str(found[0]["id"]) if found else None

    for _ in range(TRIES):
        with frozen(stack, "approval-relay"):  # it sends canaries to the same queue
            with frozen(stack, "intake-relay"):
                position = submit(case("61", "keputusan_kpu_provinsi", next(SEEDS)), proposer)
                victims = freeze_waiting(stack, "approval-worker", "approval.events", whole)
            row = until(partial(sent, position), "the event to be sent", PATIENCE)
            if killed_with(row, stack, "approval.events", victims):
                return str(row)
    pytest.fail("no worker took the event")


def job_swallowed(stack: Stack, person: Person, position: Position, whole: bool) -> str:
    """The same with the message that wakes scan's worker for a job; the job's id."""
    scan, path = runtime_of(stack, "scan"), f"/api/scan/berkas/{position['id']}/pindaian"
    query = "SELECT id FROM job WHERE subject = :case AND woken_until IS NOT NULL ORDER BY created_at DESC LIMIT 1"

    def woken() -> str | None:
        found = rows(scan, query, case=position["id"])
        # The canary goes out after the wake-up, and is left in the queue when the wake-up was taken.
        return str(found[0]["id"]) if found and queued(stack, "scan.jobs") else None

    for _ in range(TRIES):
        with frozen(stack, "scan-relay"):
            body = act(at_desk(position, person), pakai="salinan")
            person.send(path, {name: str(value) for name, value in body.items()})
            victims = freeze_waiting(stack, "scan-jobs", "scan.jobs", whole)
        job = until(woken, "the wake-up to be sent", PATIENCE)
        if killed_with(job, stack, "scan.jobs", victims):
            return str(job)
        idle(stack, "scan.jobs")
    pytest.fail("no worker took the wake-up")


def freeze_waiting(stack: Stack, part: str, queue: str, whole: bool) -> list[int]:
    """Freeze a worker that has nothing to do, or only its children."""
    idle(stack, queue)
    found = family(running(stack, part))
    victims = found if whole else found[1:]
    assert len(found) > 1
    tell(victims, signal.SIGSTOP)
    return victims


def killed_with(message: str, stack: Stack, queue: str, victims: list[int]) -> bool:
    """Kill these if they took the message; let them go on if not."""
    taken = not any(message in body for body in queued(stack, queue))
    tell(victims, signal.SIGKILL if taken else signal.SIGCONT)
    return taken
