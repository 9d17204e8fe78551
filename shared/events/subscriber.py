"""The receiving end: an event's effect once, then the answer to its producer; and the producer's side of answers."""

import logging
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from shared.crashpoints import Point, crashpoint
from shared.database.unit import Unit
from shared.errors import Permanent, TerbitError, Transient
from shared.events import transport
from shared.events.catalogue import TYPES, Payload
from shared.events.envelope import Event
from shared.events.guards import Guard, stands
from shared.events.tables import Inbox
from shared.events.wakeup import notify
from shared.runtime import Runtime
from shared.settings import Settings

log = logging.getLogger(__name__)
SUPPRESSED = "events stood in the inbox already"
Handlers = Mapping[type[Payload], Callable[[Unit, Any], None]]
Delivery = tuple[str, dict[str, Any]]
"""(delivery id, envelope)"""
GivenAnswer = tuple[str, str, str]
"""(delivery id, answer, error)"""


class Answer(StrEnum):
    """What a subscriber tells the producer."""

    HANDLED = "handled"
    FAILED = "failed"
    REFUSED = "refused"


class UnknownEvent(Permanent):
    """An event of a type or version that this service does not know: parked at its producer, not lost."""


def receive(runtime: Runtime, handlers: Handlers, producer: str, deliveries: Sequence[Delivery]) -> None:
    """Handle what came in one message and answer it. Never raises for an event's sake: the answers carry failures."""
    answers = _handle_together(runtime, handlers, deliveries) or [
        (delivery_id, *_handle(runtime, handlers, message)) for delivery_id, message in deliveries
    ]
    crashpoint(Point.INBOX_AFTER_COMMIT)
    try:
        runtime.transport.send(transport.answers_queue(producer), transport.ACKNOWLEDGE, [answers])
    except Transient as lost:
        log.warning("answers to %s were lost, %d events will come again: %s", producer, len(answers), lost)
    crashpoint(Point.ANSWER_SENT)


def _handle_together(runtime: Runtime, handlers: Handlers, deliveries: Sequence[Delivery]) -> list[GivenAnswer]:
    """All in one transaction, which costs one commit; nothing if any of them fails, for then each is handled alone."""
    try:
        _take(runtime, handlers, [Event.model_validate(message) for _, message in deliveries])
    except Exception as error:
        log.info("%d events are handled one by one: %s", len(deliveries), error)
        return []
    return [(delivery_id, Answer.HANDLED, "") for delivery_id, _ in deliveries]


def _handle(runtime: Runtime, handlers: Handlers, message: dict[str, Any]) -> tuple[Answer, str]:
    try:
        _take(runtime, handlers, [Event.model_validate(message)])
    except (Permanent, ValidationError) as error:
        log.exception("event refused")
        return Answer.REFUSED, f"{type(error).__name__}: {error}"
    except Exception as error:
        log.exception("event failed, it will come again")
        return Answer.FAILED, f"{type(error).__name__}: {error}"
    return Answer.HANDLED, ""


def _take(runtime: Runtime, handlers: Handlers, events: Sequence[Event]) -> None:
    """Enter events in the inbox and handle the new ones; in one order at all workers, so that none wait crosswise."""
    guarded = stands(runtime.settings, Guard.INBOX)
    with runtime.database.unit() as unit:
        crashpoint(Point.INBOX_BEFORE)
        fresh = first_time(unit, events)
        crashpoint(Point.INBOX_AFTER)
        if len(fresh) < len(events):
            log.info(SUPPRESSED, extra={"suppressed": len(events) - len(fresh)})
        for event in sorted({each.id: each for each in events}.values(), key=attrgetter("subject", "id")):
            if event.id in fresh or not guarded:
                _dispatch(unit, handlers, event)
        crashpoint(Point.INBOX_BEFORE_COMMIT)


def first_time(unit: Unit, events: Sequence[Event]) -> set[UUID]:
    """Enter events in the inbox; the ids of those that did not stand there already."""
    rows = [
        {"event_id": event.id, "type": event.type, "producer": event.producer, "subject": event.subject}
        for event in sorted(events, key=attrgetter("id"))
    ]
    statement = insert(Inbox).values(rows).on_conflict_do_nothing().returning(col(Inbox.event_id))
    return set(unit.session.execute(statement).scalars())


def _dispatch(unit: Unit, handlers: Handlers, event: Event) -> None:
    kind = TYPES.get((event.type, event.dataversion))
    handler = handlers.get(kind) if kind else None
    if kind is None or handler is None:
        raise UnknownEvent(f"{event.type} version {event.dataversion} is not known to {unit.service}")
    try:
        handler(unit, kind.model_validate(event.data))
    except TerbitError as error:
        raise Permanent(error.sentence) from error


_CLOSE = text("""
WITH closed AS (
    UPDATE outbox SET acked_at = now(), last_error = NULL WHERE id = ANY(:ids) AND acked_at IS NULL
    RETURNING subject, subscriber, seq)
SELECT EXISTS (
    SELECT 1 FROM outbox AS later JOIN closed USING (subject, subscriber)
    WHERE later.seq > closed.seq AND later.acked_at IS NULL)
""")
_FAILED = text("""
UPDATE outbox SET last_error = :error,
    dead_at = CASE WHEN :refused OR attempts >= :attempts THEN now() END,
    claimed_until = now()
        + make_interval(secs => least(:cap, :base * power(2, least(attempts - 1, 20))) * (0.75 + random() / 2))
WHERE id = :id AND acked_at IS NULL
""")


def acknowledge(runtime: Runtime, answers: Sequence[GivenAnswer]) -> None:
    """Enter a subscriber's answers in the outbox; a second answer changes nothing."""
    handled = [UUID(delivery_id) for delivery_id, answer, _ in answers if answer == Answer.HANDLED]
    with runtime.database.unit() as unit:
        if handled and unit.session.execute(_CLOSE, {"ids": handled}).scalar():
            notify(unit.session, "outbox")
        for delivery_id, answer, error in answers:
            if answer != Answer.HANDLED:
                unit.session.execute(_FAILED, _failure(runtime.settings, delivery_id, answer, error))
        crashpoint(Point.ANSWER_BEFORE_COMMIT)
    crashpoint(Point.ANSWER_AFTER_COMMIT)


def _failure(settings: Settings, delivery_id: str, answer: str, error: str) -> dict[str, Any]:
    return {
        "id": UUID(delivery_id), "error": error[:2000], "refused": answer == Answer.REFUSED,
        "attempts": settings.event_attempts, "cap": settings.event_answer_cap_seconds,
        "base": settings.event_answer_seconds,
    }  # fmt: skip
