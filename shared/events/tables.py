"""Tables of delivery, the same in every service's database."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

import uuid_utils.compat as uuids
from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from shared.events.envelope import Event

Moment: Any = DateTime(timezone=True)
OPEN = "acked_at IS NULL AND discarded_at IS NULL"


def now() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)


class Outbox(SQLModel, table=True):
    """One event for one subscriber, from its commit to its acknowledgement. `claimed_until` is a lease."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_open", "subscriber", "subject", "seq", postgresql_where=text(OPEN)),
        Index("outbox_sendable", "seq", postgresql_where=text(f"{OPEN} AND dead_at IS NULL")),
        Index("outbox_subject", "subject"),
    )

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    seq: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), unique=True))
    event_id: UUID
    subscriber: str
    subject: str
    type: str
    version: int
    envelope: dict[str, Any] = Field(sa_type=JSONB)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    attempts: int = 0
    claimed_until: datetime | None = Field(default=None, sa_type=Moment)
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    acked_at: datetime | None = Field(default=None, sa_type=Moment)
    dead_at: datetime | None = Field(default=None, sa_type=Moment)
    discarded_at: datetime | None = Field(default=None, sa_type=Moment)
    last_error: str | None = None

    @classmethod
    def of(cls, event: Event, subscriber: str) -> Self:
        """The row that carries `event` to `subscriber`."""
        return cls(
            event_id=event.id, subscriber=subscriber, subject=event.subject, type=event.type,
            version=event.dataversion, envelope=event.model_dump(mode="json"),
        )  # fmt: skip


class Inbox(SQLModel, table=True):
    """An event that was handled here. The primary key makes its effect happen once."""

    __tablename__ = "inbox"

    event_id: UUID = Field(primary_key=True)
    type: str
    producer: str
    subject: str
    handled_at: datetime = Field(default_factory=now, sa_type=Moment)


class JobState(StrEnum):
    """Life of a job. ATTENTION is its dead letter: a person must look."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    ATTENTION = "attention"
    DISCARDED = "discarded"


class Job(SQLModel, table=True):
    """Long work as a row: the Celery message only wakes a worker for it."""

    __tablename__ = "job"
    __table_args__ = (Index("job_open", "available_at", postgresql_where=text("state IN ('waiting', 'running')")),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    kind: str
    subject: UUID
    payload: dict[str, Any] = Field(sa_type=JSONB)
    state: str = JobState.WAITING
    attempts: int = 0
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    available_at: datetime = Field(default_factory=now, sa_type=Moment)
    lease_until: datetime | None = Field(default=None, sa_type=Moment)
    woken_until: datetime | None = Field(default=None, sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)
    last_error: str | None = None


class Canary(SQLModel, table=True):
    """When a worker last took a message from a queue: proof that it consumes, not only that it runs."""

    __tablename__ = "canary"

    queue: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_type=Moment)


class OperatorAct(SQLModel, table=True):
    """What the operations team did to a dead letter, and why."""

    __tablename__ = "operator_act"

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    target: UUID
    act: str
    reason: str
    actor: UUID
    actor_name: str
    at: datetime = Field(default_factory=now, sa_type=Moment)
