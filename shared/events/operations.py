"""What the operations team sees of one service: queues, workers, what waits and what is dead. Never contents."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from pydantic import BaseModel
from sqlmodel import Session, col, func, select

from shared.errors import Transient
from shared.events import dead_letters
from shared.events.dead_letters import Action, DeadLetter
from shared.events.tables import Canary, Job, JobState, Outbox, now
from shared.events.transport import Transport, answers_queue, events_queue, work_queues
from shared.runtime import Runtime

PATIENCE_SECONDS = 1.0


class Queue(BaseModel):
    """A queue of a service. `depth`: messages that wait, None when the broker is away; `seen_at`: last canary."""

    name: str
    depth: int | None
    seen_at: datetime | None
    silent: bool


class Unconfirmed(BaseModel):
    """Events that a subscriber has not confirmed; `since` is the commit of the oldest."""

    subscriber: str
    count: int
    since: datetime


class Report(BaseModel):
    """One service at one moment. `jobs`: count by state; `due_since`: when the oldest waiting job could have begun."""

    service: str
    at: datetime
    queues: list[Queue]
    unconfirmed: list[Unconfirmed]
    jobs: dict[str, int]
    due_since: datetime | None
    dead_count: int
    dead: list[DeadLetter]
    acts: list[Action]


def report(runtime: Runtime, silent: Collection[str]) -> Report:
    """What is to be seen now; `silent` names the queues whose workers do not consume."""
    depths = queue_depths(runtime.transport, queues_of(runtime.service))
    with runtime.database.unit() as unit:
        seen = {row.queue: row.seen_at for row in unit.session.exec(select(Canary))}
        return Report(
            service=runtime.service, at=now(),
            queues=[
                Queue(name=name, depth=depth, seen_at=seen.get(name), silent=name in silent)
                for name, depth in depths.items()
            ],
            unconfirmed=unconfirmed(unit.session), jobs=jobs_by_state(unit.session), due_since=due_since(unit.session),
            dead_count=dead_letters.count(unit.session), dead=dead_letters.oldest(unit.session),
            acts=dead_letters.last_acts(unit.session),
        )  # fmt: skip


def queues_of(service: str) -> list[str]:
    """The names of all queues of a service."""
    return [events_queue(service), answers_queue(service), *work_queues(service)]


def queue_depths(transport: Transport, names: Collection[str]) -> dict[str, int | None]:
    """Messages waiting per queue; all None when the broker does not answer in time (its client tries for seconds)."""
    pool = ThreadPoolExecutor(1)
    try:
        return dict(pool.submit(lambda: [(n, transport.depth(n)) for n in names]).result(PATIENCE_SECONDS))
    except (Transient, TimeoutError):
        return dict.fromkeys(names)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def unconfirmed(session: Session) -> list[Unconfirmed]:
    """What each subscriber has not confirmed, without what is dead."""
    query = (
        select(Outbox.subscriber, func.count(), func.min(Outbox.created_at))
        .where(col(Outbox.acked_at).is_(None), col(Outbox.discarded_at).is_(None), col(Outbox.dead_at).is_(None))
        .group_by(Outbox.subscriber)
        .order_by(Outbox.subscriber)
    )
    return [Unconfirmed(subscriber=name, count=count, since=since) for name, count, since in session.exec(query)]


def jobs_by_state(session: Session) -> dict[str, int]:
    """How many jobs there are in each state; 0 is told too."""
    found = dict(session.exec(select(Job.state, func.count()).group_by(Job.state)).all())
    return {state: found.get(state, 0) for state in JobState}


def due_since(session: Session) -> datetime | None:
    """When the job that has waited longest could have begun; None when none waits."""
    due = select(func.min(Job.available_at)).where(Job.state == JobState.WAITING, col(Job.available_at) <= func.now())
    return session.exec(due).one()
