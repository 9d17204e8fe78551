"""What the relay takes from the tables, by lease and by the database's clock."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from shared.events.guards import FOREVER, Guard, stands
from shared.settings import Settings


class Claimed(NamedTuple):
    """An outbox row that this relay may send now. `waited`: seconds since it was sent before (0: never)."""

    id: UUID
    subscriber: str
    envelope: dict[str, Any]
    sends: int
    waited: float


# Walks outbox_sendable in order and looks once into outbox_open for each row, whatever the planner believes of the
# table: as NOT EXISTS it became a join of all open rows with all open rows while statistics were young.
_CLAIM_EVENTS = text("""
UPDATE outbox SET attempts = attempts + 1, claimed_until = now() + make_interval(secs => :lease)
WHERE id IN (
    SELECT id FROM outbox AS candidate
    WHERE acked_at IS NULL AND discarded_at IS NULL AND dead_at IS NULL AND (:sweep OR sent_at IS NULL)
      AND (claimed_until IS NULL OR claimed_until < now())
      AND seq = (
        SELECT min(first.seq) FROM outbox AS first
        WHERE first.subscriber = candidate.subscriber AND first.subject = candidate.subject
          AND first.acked_at IS NULL AND first.discarded_at IS NULL)
    ORDER BY seq LIMIT :batch FOR UPDATE SKIP LOCKED)
RETURNING id, subscriber, envelope, attempts, coalesce(extract(epoch FROM now() - sent_at), 0)::float, seq
""")

_CLAIM_JOBS = text("""
UPDATE job SET woken_until = now() + make_interval(secs => :lease * 2)
WHERE id IN (
    SELECT id FROM job
    WHERE ((state = 'waiting' AND available_at <= now()) OR (state = 'running' AND lease_until < now()))
      AND (woken_until IS NULL OR (:sweep AND woken_until < now()))
    ORDER BY available_at LIMIT 100 FOR UPDATE SKIP LOCKED)
RETURNING id, kind
""")

_BURY = text("""
UPDATE outbox SET dead_at = now(), last_error = coalesce(last_error, 'tidak pernah dikonfirmasi penerima')
WHERE acked_at IS NULL AND discarded_at IS NULL AND dead_at IS NULL
  AND attempts >= :attempts AND claimed_until < now()
""")


def claim_events(session: Session, settings: Settings) -> list[Claimed]:
    """Lease the next rows, the first of each case and subscriber only; bury those that were tried often enough."""
    session.execute(_BURY, {"attempts": settings.event_attempts})
    lease = settings.event_lease_seconds if stands(settings, Guard.LEASE) else FOREVER
    values = {"lease": lease, "batch": settings.event_batch, "sweep": stands(settings, Guard.SWEEPER)}
    rows = sorted(session.execute(_CLAIM_EVENTS, values).all(), key=lambda row: row.seq)
    return [Claimed(*row[:5]) for row in rows]


def claim_due_jobs(session: Session, settings: Settings) -> dict[UUID, str]:
    """Jobs, and of which kind, for which a worker is to be woken: due ones, and those whose lease has lapsed."""
    values = {"lease": settings.job_lease_seconds, "sweep": stands(settings, Guard.SWEEPER)}
    return {row.id: row.kind for row in session.execute(_CLAIM_JOBS, values)}


_WAIT = "claimed_until = now() + make_interval(secs => least(:cap, :base * power(2, least(attempts - 1, 20))))"


def mark_sent(session: Session, ids: Collection[UUID], settings: Settings) -> None:
    """The broker took them; from now on their lease is the wait for an answer, which grows with every attempt."""
    done = "" if stands(settings, Guard.ACK) else ", acked_at = now()"
    _update(session, f"sent_at = now(), {_WAIT}{done}", ids, **_growing(settings))


def keep_waiting(session: Session, ids: Collection[UUID], settings: Settings) -> None:
    """Not sent again, for the queue still holds messages: this does not count as an attempt."""
    _update(session, f"attempts = greatest(attempts - 1, 1), {_WAIT}", ids, **_growing(settings))


def release(session: Session, ids: Collection[UUID]) -> None:
    """The broker did not take them: free at once, not counted as an attempt."""
    _update(session, "attempts = greatest(attempts - 1, 0), claimed_until = NULL", ids)


def release_jobs(session: Session, ids: Collection[UUID]) -> None:
    """The broker did not take the wake-ups."""
    if ids:
        session.execute(text("UPDATE job SET woken_until = NULL WHERE id = ANY(:ids)"), {"ids": list(ids)})


def _growing(settings: Settings) -> dict[str, float]:
    return {"cap": settings.event_answer_cap_seconds, "base": settings.event_answer_seconds}


def _update(session: Session, change: str, ids: Collection[UUID], **values: float) -> None:
    if ids:
        session.execute(text(f"UPDATE outbox SET {change} WHERE id = ANY(:ids)"), {"ids": list(ids), **values})  # noqa: S608
