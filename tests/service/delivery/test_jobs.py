"""Long work: one worker at a time, fenced attempts, retries, stops."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
import uuid_utils.compat as uuids
from sqlmodel import delete

from shared.database.unit import Unit
from shared.errors import Permanent
from shared.events.jobs import WORN_OUT, JobKind, LeaseLost, Work, run_job
from shared.events.relay import Relay
from shared.events.tables import Job, JobState
from shared.runtime import Runtime
from tests.service.delivery.conftest import Wire, wired
from tests.support.bench import Bench

Run = Callable[[Work], None]


@pytest.fixture
def runtime(bench: Bench, wire: Wire) -> Iterator[Runtime]:
    """Scan with short leases and no jobs."""
    bench.runtime("scan")
    runtime = wired(bench, "scan", wire, job_lease_seconds=1, job_retry_seconds=0.01, job_attempts=3)
    with runtime.database.unit() as unit:
        unit.session.exec(delete(Job))
    yield runtime
    with runtime.database.unit() as unit:
        unit.session.exec(delete(Job))


@pytest.fixture
def stops() -> list[str]:
    """Sentences with which jobs stopped."""
    return []


def kinds(run: Run, stops: list[str]) -> dict[str, JobKind]:
    """One kind of job."""

    def stopped(_unit: Unit, _subject: UUID, _payload: dict[str, Any], sentence: str) -> None:
        stops.append(sentence)

    return {"coba": JobKind(run=run, stopped=stopped)}


def order(runtime: Runtime) -> str:
    """A job in the table."""
    with runtime.database.unit() as unit:
        return str(unit.order("coba", subject=uuids.uuid7(), payload={}).id)


def job(runtime: Runtime, job_id: str) -> Job:
    """Its row."""
    with runtime.database.unit() as unit:
        return unit.session.get_one(Job, UUID(job_id))


def finish(work: Work) -> None:
    """Work that succeeds."""
    with work.runtime.database.unit() as unit:
        work.finish(unit)


def test_a_job_is_done_once_however_often_it_is_woken(runtime: Runtime, stops: list[str]) -> None:
    job_id, done = order(runtime), []

    def run(work: Work) -> None:
        done.append(work.attempt)
        run_job(runtime, kinds(run, stops), job_id)
        finish(work)

    for _ in range(3):
        run_job(runtime, kinds(run, stops), job_id)
    assert done == [1]
    assert job(runtime, job_id).state == JobState.DONE


def test_a_worker_that_lost_its_lease_cannot_record_its_result(runtime: Runtime, stops: list[str]) -> None:
    job_id = order(runtime)

    def slow(work: Work) -> None:
        with runtime.database.unit() as unit:
            unit.session.get_one(Job, UUID(job_id)).attempts = 2
        with pytest.raises(LeaseLost):
            finish(work)

    run_job(runtime, kinds(slow, stops), job_id)
    assert job(runtime, job_id).state == JobState.RUNNING


def test_a_job_whose_worker_died_is_woken_again(runtime: Runtime, wire: Wire, stops: list[str]) -> None:
    job_id = order(runtime)

    def die(_work: Work) -> None:
        raise LeaseLost("as if killed")

    relay = Relay(runtime)
    relay.turn()
    run_job(runtime, kinds(die, stops), job_id)
    assert job(runtime, job_id).state == JobState.RUNNING
    relay.stopping.wait(1.5)
    relay.turn()
    assert wire.to("scan.jobs").count([job_id]) == 2
    run_job(runtime, kinds(finish, stops), job_id)
    assert job(runtime, job_id).state == JobState.DONE


def test_a_passing_fault_is_tried_again_and_then_needs_attention(runtime: Runtime, stops: list[str]) -> None:
    job_id = order(runtime)

    def fail(_work: Work) -> None:
        raise TimeoutError("site away")

    for _ in range(3):
        run_job(runtime, kinds(fail, stops), job_id)
        Relay(runtime).stopping.wait(0.1)
    row = job(runtime, job_id)
    assert (row.state, row.attempts, stops) == (JobState.ATTENTION, 3, [WORN_OUT])
    assert row.last_error == "TimeoutError: site away"


def test_a_broken_document_needs_attention_at_once(runtime: Runtime, stops: list[str]) -> None:
    job_id = order(runtime)

    def refuse(_work: Work) -> None:
        raise Permanent("PDF ini rusak.")

    run_job(runtime, kinds(refuse, stops), job_id)
    assert (job(runtime, job_id).state, stops) == (JobState.ATTENTION, ["PDF ini rusak."])


def test_a_job_that_kills_every_worker_stops(runtime: Runtime, stops: list[str]) -> None:
    job_id = order(runtime)
    with runtime.database.unit() as unit:
        unit.session.get_one(Job, UUID(job_id)).attempts = 3
    run_job(runtime, kinds(finish, stops), job_id)
    assert job(runtime, job_id).state == JobState.ATTENTION
    assert len(stops) == 1
