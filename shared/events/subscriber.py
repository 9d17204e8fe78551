"""The receiving end: an event's effect once, then the answer to its producer; and the producer's side of answers."""

import logging
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from shared.database.unit import Unit
from shared.errors import Permanent, TerbitError, Transient
from shared.events import transport
from shared.events.catalogue import TYPES, Payload
from shared.events.envelope import Event
from shared.events.tables import Inbox
from shared.events.wakeup import notify
from shared.runtime import Runtime
from shared.settings import Settings

log = logging.getLogger(__name__)
P = TypeVar("P", bound=Payload)
Handlers = Mapping[type[Payload], Callable[[Unit, Any], None]]


class Answer(StrEnum):
    """What a subscriber tells the producer."""

    HANDLED = "handled"
    FAILED = "failed"
    REFUSED = "refused"


class UnknownEvent(Permanent):
    """An event of a type or version that this service does not know: parked at its producer, not lost."""


def receive(runtime: Runtime, handlers: Handlers, delivery_id: str, message: dict[str, Any]) -> None:
    """Handle one delivery and answer it. Never raises for the event's sake: the answer carries the failure."""
    answer, error = _handle(runtime, handlers, message)
    producer = str(message.get("source", "")).rpartition("/")[2]
    queue = transport.answers_queue(producer)
    try:
        runtime.transport.send(queue, transport.ACKNOWLEDGE, [delivery_id, answer, error])
    except Transient as lost:
        log.warning("answer %s for %s was lost, the event will come again: %s", answer, delivery_id, lost)


def _handle(runtime: Runtime, handlers: Handlers, message: dict[str, Any]) -> tuple[Answer, str]:
    try:
        event = Event.model_validate(message)
        with runtime.database.unit() as unit:
            if first_time(unit, event):
                _dispatch(unit, handlers, event)
    except (Permanent, ValidationError) as error:
        log.exception("event refused")
        return Answer.REFUSED, f"{type(error).__name__}: {error}"
    except Exception as error:
        log.exception("event failed, it will come again")
        return Answer.FAILED, f"{type(error).__name__}: {error}"
    return Answer.HANDLED, ""


def first_time(unit: Unit, event: Event) -> bool:
    """Enter the event in the inbox; False when it stands there already."""
    row = {"event_id": event.id, "type": event.type, "producer": event.producer, "subject": event.subject}
    statement = insert(Inbox).values(**row).on_conflict_do_nothing().returning(col(Inbox.event_id))
    return unit.session.execute(statement).first() is not None


def _dispatch(unit: Unit, handlers: Handlers, event: Event) -> None:
    kind = TYPES.get((event.type, event.dataversion))
    handler = handlers.get(kind) if kind else None
    if kind is None or handler is None:
        raise UnknownEvent(f"{event.type} version {event.dataversion} is not known to {unit.service}")
    try:
        handler(unit, kind.model_validate(event.data))
    except TerbitError as error:
        raise Permanent(error.sentence) from error


_ACKED = text("""
UPDATE outbox SET acked_at = now(), last_error = NULL WHERE id = :id AND acked_at IS NULL
RETURNING subject, subscriber, seq
""")
_NEXT = text("""
SELECT 1 FROM outbox WHERE subject = :subject AND subscriber = :subscriber AND seq > :seq AND acked_at IS NULL LIMIT 1
""")
_FAILED = text("""
UPDATE outbox SET last_error = :error,
    dead_at = CASE WHEN :refused OR attempts >= :attempts THEN now() END,
    claimed_until = now()
        + make_interval(secs => least(:cap, :base * power(2, least(attempts - 1, 20))) * (0.75 + random() / 2))
WHERE id = :id AND acked_at IS NULL
""")


def acknowledge(runtime: Runtime, delivery_id: str, answer: str, error: str) -> None:
    """Enter a subscriber's answer in the outbox; a second answer changes nothing."""
    with runtime.database.unit() as unit:
        if answer == Answer.HANDLED:
            _close(unit, UUID(delivery_id))
        else:
            unit.session.execute(_FAILED, _failure(runtime.settings, delivery_id, answer, error))


def _close(unit: Unit, delivery_id: UUID) -> None:
    closed = unit.session.execute(_ACKED, {"id": delivery_id}).mappings().first()
    if closed and unit.session.execute(_NEXT, dict(closed)).first():
        notify(unit.session, "outbox")


def _failure(settings: Settings, delivery_id: str, answer: str, error: str) -> dict[str, Any]:
    return {
        "id": UUID(delivery_id), "error": error[:2000], "refused": answer == Answer.REFUSED,
        "attempts": settings.event_attempts, "cap": settings.event_answer_cap_seconds,
        "base": settings.event_answer_seconds,
    }  # fmt: skip
