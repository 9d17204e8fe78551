"""Long work as rows: claimed by lease, fenced by the number of the attempt, finished in one transaction."""

import logging
import random
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from shared.crashpoints import Point, crashpoint
from shared.database.unit import Unit
from shared.errors import Permanent, TerbitError
from shared.events.canary import seen
from shared.events.guards import FOREVER, Guard, stands
from shared.events.transport import work_queues
from shared.runtime import Runtime
from shared.settings import Settings

log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has this job now; whatever was done here must not be recorded."""


@dataclass(frozen=True)
class Work:
    """One attempt at a job."""

    runtime: Runtime
    id: UUID
    subject: UUID
    payload: dict[str, Any]
    attempt: int

    def keep(self) -> None:
        """Extend the lease, and show that this worker is at work. Raises LeaseLost."""
        self.runtime.alive.beat()
        with self.runtime.database.unit() as unit:
            self._update(unit.session, "lease_until = now() + make_interval(secs => :lease)")
            at_work(unit)

    def finish(self, unit: Unit) -> None:
        """Record success in the same transaction as its result. Raises LeaseLost."""
        self._update(unit.session, "state = 'done', finished_at = now(), lease_until = NULL, last_error = NULL")
        crashpoint(Point.JOB_RECORDED)

    def _update(self, session: Session, change: str) -> None:
        values = {"id": self.id, "attempt": self.attempt, "lease": lease_seconds(self.runtime.settings)}
        query = f"UPDATE job SET {change} WHERE id = :id AND attempts = :attempt AND state = 'running' RETURNING id"  # noqa: S608
        if session.execute(text(query), values).first() is None:
            raise LeaseLost(f"job {self.id}, attempt {self.attempt}")

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Extend the lease every third of its time while the body runs; a lost lease shows when finishing."""
        done = threading.Event()
        thread = threading.Thread(target=self._beat, args=(done,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _beat(self, done: threading.Event) -> None:
        while not done.wait(self.runtime.settings.job_lease_seconds / 3):
            try:
                self.keep()
            except LeaseLost:
                return
            except Exception:
                log.warning("lease of job %s could not be extended now", self.id, exc_info=True)


@dataclass(frozen=True)
class JobKind:
    """How a kind of job is done, and what to record when it needs a person."""

    run: Callable[[Work], None]
    stopped: Callable[[Unit, UUID, dict[str, Any], str], None]
    """(unit, subject, payload, sentence)"""
    resumed: Callable[[Unit, UUID, dict[str, Any]], None] | None = None
    """(unit, subject, payload): an operator lets a stopped job begin again; a TerbitError refuses that."""
    part: bool = False
    """Whether it is a part of long work, and waits in the queue of those."""


Jobs = Mapping[str, JobKind]

_CLAIM = text("""
UPDATE job SET state = 'running', attempts = attempts + 1, woken_until = NULL,
    lease_until = now() + make_interval(secs => :lease)
WHERE id = :id AND ((state = 'waiting' AND available_at <= now()) OR (state = 'running' AND lease_until < now()))
RETURNING id, kind, subject, payload, attempts
""")
_LATER = text("""
UPDATE job SET state = 'waiting', available_at = now() + make_interval(secs => :delay), woken_until = NULL,
    lease_until = NULL, last_error = :error
WHERE id = :id AND attempts = :attempt AND state = 'running'
""")
_STOP = text("""
UPDATE job SET state = 'attention', finished_at = now(), lease_until = NULL, last_error = :error
WHERE id = :id AND attempts = :attempt AND state = 'running' RETURNING id
""")
WORN_OUT = "Pekerjaan ini sudah beberapa kali dicoba dan belum berhasil. Tim operasi akan memeriksanya."


def lease_seconds(settings: Settings) -> float:
    """How long a worker may be silent about a job."""
    return settings.job_lease_seconds if stands(settings, Guard.LEASE) else FOREVER


def at_work(unit: Unit) -> None:
    """Show that a worker takes messages: whoever consumes one of these queues consumes all."""
    for queue in work_queues(unit.service):
        seen(unit, queue)


def run_job(runtime: Runtime, kinds: Jobs, job_id: str) -> None:
    """Do a job if it is free. Its failures are recorded, not raised."""
    with runtime.database.unit() as unit:
        values = {"id": UUID(job_id), "lease": lease_seconds(runtime.settings)}
        row = unit.session.execute(_CLAIM, values).mappings().first()
        at_work(unit)
    if row is None:
        return
    crashpoint(Point.JOB_CLAIMED)
    work = Work(runtime, row["id"], row["subject"], row["payload"], row["attempts"])
    log.info("job %s started", row["kind"], extra={"job": str(work.id), "case": str(work.subject)})
    _attempt(work, kinds[row["kind"]])


def _attempt(work: Work, kind: JobKind) -> None:
    if work.attempt > work.runtime.settings.job_attempts:
        _stop(work, kind, WORN_OUT)
        return
    try:
        with work.kept():
            kind.run(work)
        crashpoint(Point.JOB_DONE)
    except LeaseLost:
        log.warning("lease lost, the work is dropped here", extra={"job": str(work.id)})
    except (Permanent, TerbitError) as error:
        log.warning("job needs a person", exc_info=error, extra={"job": str(work.id)})
        _stop(work, kind, str(error))
    except Exception as error:
        log.exception("job failed")
        _again(work, kind, f"{type(error).__name__}: {error}")


def _again(work: Work, kind: JobKind, error: str) -> None:
    settings = work.runtime.settings
    if work.attempt >= settings.job_attempts:
        _stop(work, kind, WORN_OUT, error)
        return
    delay = min(settings.job_retry_cap_seconds, settings.job_retry_seconds * 2 ** (work.attempt - 1))
    jitter = random.uniform(0.75, 1.25)  # noqa: S311 - to spread retries, not to hide anything
    values = {
        "id": work.id,
        "attempt": work.attempt,
        "error": error[:2000],
        "delay": delay * jitter,
    }
    with work.runtime.database.unit() as unit:
        unit.session.execute(_LATER, values)


def _stop(work: Work, kind: JobKind, sentence: str, error: str = "") -> None:
    values = {"id": work.id, "attempt": work.attempt, "error": (error or sentence)[:2000]}
    with work.runtime.database.unit() as unit:
        if unit.session.execute(_STOP, values).first():
            kind.stopped(unit, work.subject, work.payload, sentence)
