"""A unit of work: one transaction in which a service changes its state and writes its events."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shared.events.catalogue import Payload, hearers
from shared.events.envelope import Event
from shared.events.tables import Job, Outbox
from shared.events.wakeup import notify


@dataclass(frozen=True)
class Unit:
    """What commands and handlers get: the session, and the ways to say that something happened or is to be done."""

    session: Session
    service: str
    told: list[Event] = field(default_factory=list)
    """What was published in this unit."""

    def publish(self, payload: Payload, *, subject: UUID | str, actor: str, cause: Event | None = None) -> Event:
        """Write one outbox row for each hearer; they are sent only if this unit commits."""
        event = Event.of(payload, source=self.service, subject=str(subject), actor=actor, cause=cause)
        self.told.append(event)
        self.session.add_all(Outbox.of(event, hearer) for hearer in hearers(type(payload), self.service))
        notify(self.session, "outbox")
        return event

    def order(self, kind: str, *, subject: UUID, payload: dict[str, Any]) -> Job:
        """Write a job; a worker is woken for it only if this unit commits."""
        job = Job(kind=kind, subject=subject, payload=payload)
        self.session.add(job)
        notify(self.session, "job")
        return job
