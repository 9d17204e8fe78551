"""A scan while the store fails: tried again, done once, its worker kept alive however slow the store is."""

import itertools
import time
from collections.abc import Callable
from uuid import UUID

import pytest
from httpx import Response
from sqlmodel import func, select

from services.scan.conservation import check
from services.scan.jobs import JOBS
from shared.events.jobs import run_job
from shared.events.tables import Job, JobState
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import nota_dinas
from tests.service.scan.conftest import At, jobs, scans
from tests.support.bench import Bench
from tests.support.between import Answer, Asked, Between, Fault, Onward, answers, cut_after, fails_after

Upload = Callable[..., Response]
LEASE = 2.0
SEEDS = itertools.count(4700)


@pytest.fixture
def faulty(bench: Bench, between: Between) -> Runtime:
    """A worker of scan, whose way to the store leads past the harm."""
    return Runtime(
        "scan",
        bench.settings_of("scan", s3_endpoint=between.address, job_retry_seconds=0.01, job_lease_seconds=LEASE),
    )


def ordered(at: At, upload: Upload, staf: Orang, seed: int) -> UUID:
    """A berkas with a scan that waits."""
    berkas = at("P5")
    assert upload(berkas, staf, {"a.pdf": nota_dinas(seed=seed).born_digital_pdf}).status_code == 202
    return berkas.id


def work(runtime: Runtime, berkas_id: UUID) -> str:
    """One attempt, as soon as it is due; the job's state."""
    (job,) = jobs(runtime, berkas_id)
    while not due(runtime, job.id):
        time.sleep(0.02)
    run_job(runtime, JOBS, str(job.id))
    return jobs(runtime, berkas_id)[0].state


def due(runtime: Runtime, job_id: UUID) -> bool:
    """Whether a worker may take it now, by the database's clock."""
    with runtime.database.unit() as unit:
        query = select(Job.id).where(Job.id == job_id, Job.available_at <= func.now())
        return unit.session.exec(query).first() is not None


@pytest.mark.parametrize(
    ("fault", "method"),
    [(answers(503), "GET"), (answers(503), "PUT"), (fails_after(500), "PUT"), (cut_after, "PUT")],
    ids=["source refused", "result refused", "500 after the bytes", "cut after the bytes"],
)
def test_a_scan_is_done_once_when_the_store_is_well_again(
    scan: Runtime, faulty: Runtime, between: Between, at: At, upload: Upload, staf: Orang, fault: Fault, method: str
) -> None:
    berkas_id = ordered(at, upload, staf, seed=next(SEEDS))
    with between.doing(fault, method) as harmed:
        assert [work(faulty, berkas_id) for _ in range(2)] == [JobState.WAITING] * 2
    assert harmed
    assert "object store" in (jobs(scan, berkas_id)[0].last_error or "")
    assert [row.state for row in scans(scan, berkas_id)] == ["diolah"]
    assert work(faulty, berkas_id) == JobState.DONE
    assert [row.state for row in scans(scan, berkas_id)] == ["siap"]
    assert check(scan) == []


def test_while_the_store_is_slow_nobody_else_takes_the_job(
    scan: Runtime, faulty: Runtime, between: Between, at: At, upload: Upload, staf: Orang
) -> None:
    berkas_id = ordered(at, upload, staf, seed=next(SEEDS))
    (job,) = jobs(scan, berkas_id)
    attempts: list[int] = []

    def longer_than_the_lease(_: Asked, onward: Onward) -> Answer:
        time.sleep(LEASE + 1)
        run_job(scan, JOBS, str(job.id))
        attempts.append(jobs(scan, berkas_id)[0].attempts)
        return onward()

    with between.doing(longer_than_the_lease, "GET", times=1):
        assert work(faulty, berkas_id) == JobState.DONE
    assert attempts == [1]
    assert [row.state for row in scans(scan, berkas_id)] == ["siap"]
