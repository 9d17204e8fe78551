"""The outbox: leases, resending, order per case, dead letters; against a real database."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import uuid_utils.compat as uuids
from sqlalchemy import text
from sqlmodel import col, delete, select

from shared.database.unit import Unit
from shared.events.catalogue import PekerjaanTerhenti
from shared.events.claims import _CLAIM_EVENTS, claim_events
from shared.events.relay import Relay
from shared.events.subscriber import Answer, acknowledge
from shared.events.tables import Outbox, now
from tests.service.delivery.conftest import Wire, wired
from tests.support.bench import Bench

QUEUE = "intake.events"
MANY = text("""
INSERT INTO outbox (id, event_id, subscriber, subject, type, version, envelope, created_at, attempts)
SELECT gen_random_uuid(), gen_random_uuid(), 'intake', gen_random_uuid()::text, 't', 1, '{}', now(), 0
FROM generate_series(1, 3000)""")


def tell(unit: Unit, case: UUID, sebab: str = "x") -> None:
    """Publish an event that only intake hears."""
    payload = PekerjaanTerhenti(berkas_id=case, langkah="R4b", sebab=sebab, pada=now())
    unit.publish(payload, subject=case, actor="test")


@pytest.fixture
def relay(bench: Bench, wire: Wire) -> Iterator[Relay]:
    """A relay of scan with short waits, on an empty outbox."""
    runtime = wired(bench, "scan", wire, event_answer_seconds=0.01, event_answer_cap_seconds=0.02, event_attempts=3)
    bench.runtime("scan")
    with runtime.database.unit() as unit:
        unit.session.exec(delete(Outbox))
    yield Relay(runtime)
    with runtime.database.unit() as unit:
        unit.session.exec(delete(Outbox))


def rows(relay: Relay) -> list[Outbox]:
    """The outbox in order."""
    with relay.database.unit() as unit:
        return list(unit.session.exec(select(Outbox).order_by(col(Outbox.seq))))


def sent(relay: Relay, wire: Wire) -> list[str]:
    """Turn once; the delivery ids that went out."""
    before = len(wire.to(QUEUE))
    relay.turn()
    return [delivery_id for _, deliveries in wire.to(QUEUE)[before:] for delivery_id, _ in deliveries]


def test_what_is_rolled_back_is_never_sent(relay: Relay, wire: Wire) -> None:
    with pytest.raises(RuntimeError), relay.database.unit() as unit:
        tell(unit, uuids.uuid7())
        raise RuntimeError
    assert sent(relay, wire) == []


def test_an_unanswered_event_is_sent_again_with_the_same_id_until_it_is_acknowledged(relay: Relay, wire: Wire) -> None:
    with relay.database.unit() as unit:
        tell(unit, uuids.uuid7())
    first = sent(relay, wire)
    relay.stopping.wait(0.05)
    assert sent(relay, wire) == first
    acknowledge(relay.runtime, [(first[0], Answer.HANDLED, "")])
    relay.stopping.wait(0.05)
    assert sent(relay, wire) == []
    assert rows(relay)[0].acked_at is not None


def test_a_claimed_row_is_left_alone_until_its_lease_ends(relay: Relay, wire: Wire, bench: Bench) -> None:
    with relay.database.unit() as unit:
        tell(unit, uuids.uuid7())
    patient = Relay(wired(bench, "scan", wire, event_answer_seconds=60))
    assert len(sent(patient, wire)) == 1
    assert sent(relay, wire) == []


def test_of_one_case_the_second_waits_for_the_first_and_other_cases_do_not(relay: Relay, wire: Wire) -> None:
    case, other = uuids.uuid7(), uuids.uuid7()
    with relay.database.unit() as unit:
        tell(unit, case, "satu")
        tell(unit, case, "dua")
        tell(unit, other, "lain")
    first, second, third = (str(row.id) for row in rows(relay))
    assert sent(relay, wire) == [first, third]
    acknowledge(relay.runtime, [(first, Answer.HANDLED, "")])
    assert second in sent(relay, wire)


def test_a_broker_that_is_away_costs_no_attempt(relay: Relay, wire: Wire) -> None:
    with relay.database.unit() as unit:
        tell(unit, uuids.uuid7())
    wire.broken = True
    for _ in range(5):
        with pytest.raises(Exception, match="broker away"):
            relay.turn()
    wire.broken = False
    assert rows(relay)[0].attempts == 0
    assert len(sent(relay, wire)) == 1


def test_while_the_queue_still_holds_messages_nothing_is_sent_again(relay: Relay, wire: Wire) -> None:
    with relay.database.unit() as unit:
        tell(unit, uuids.uuid7())
    sent(relay, wire)
    wire.backlog = 3
    for _ in range(6):
        relay.stopping.wait(0.03)
        assert sent(relay, wire) == []
    assert rows(relay)[0].dead_at is None
    wire.backlog = 0
    relay.stopping.wait(0.03)
    assert len(sent(relay, wire)) == 1


def test_an_event_that_nobody_ever_answers_becomes_dead_with_a_reason(relay: Relay, wire: Wire) -> None:
    with relay.database.unit() as unit:
        tell(unit, uuids.uuid7())
    for _ in range(5):
        sent(relay, wire)
        relay.stopping.wait(0.05)
    row = rows(relay)[0]
    assert row.dead_at is not None
    assert row.attempts == 3
    assert row.last_error


def test_new_events_travel_together_and_what_was_sent_before_goes_alone(relay: Relay, wire: Wire) -> None:
    with relay.database.unit() as unit:
        for _ in range(3):
            tell(unit, uuids.uuid7())
    relay.turn()
    relay.stopping.wait(0.05)
    relay.turn()
    assert [len(deliveries) for _, deliveries in wire.to(QUEUE)] == [3, 1, 1, 1]


def test_a_claim_of_a_relay_that_died_ends_by_itself(relay: Relay, wire: Wire, bench: Bench) -> None:
    with relay.database.unit() as unit:
        tell(unit, uuids.uuid7())
    dying = wired(bench, "scan", wire, event_lease_seconds=3600)
    with relay.database.unit() as unit:
        assert len(claim_events(unit.session, dying.settings)) == 1
    assert sent(relay, wire) == []
    with relay.database.unit() as unit:
        unit.session.execute(text("UPDATE outbox SET claimed_until = claimed_until - INTERVAL '1 hour'"))
    assert len(sent(relay, wire)) == 1


@pytest.mark.parametrize("guard", ["ack", "lease", "sweeper"])
def test_without_a_guard_an_event_is_lost(relay: Relay, wire: Wire, bench: Bench, guard: str) -> None:
    short = {"event_answer_seconds": 0.01, "event_answer_cap_seconds": 0.02, "event_lease_seconds": 0.01}
    careless = Relay(wired(bench, "scan", wire, without=frozenset({guard}), **short))
    with relay.database.unit() as unit:
        tell(unit, uuids.uuid7())
    if guard == "lease":
        with relay.database.unit() as unit:
            claim_events(unit.session, careless.runtime.settings)
    else:
        careless.turn()
    wire.sent.clear()
    careless.stopping.wait(0.05)
    assert sent(careless, wire) == []


def looked_at(plan: dict[str, Any]) -> float:
    """Rows that a plan read and threw away, all loops of all its nodes."""
    here = float(plan.get("Rows Removed by Filter", 0) + plan.get("Rows Removed by Join Filter", 0))
    return here * float(plan["Actual Loops"]) + sum(looked_at(below) for below in plan.get("Plans", []))


def test_a_claim_looks_at_few_rows_however_many_wait(relay: Relay) -> None:
    values = {"lease": 5, "batch": 64, "sweep": True}
    with relay.database.unit() as unit:
        unit.session.execute(MANY)
        claim_events(unit.session, relay.runtime.settings)
        explained = unit.session.execute(text(f"EXPLAIN (ANALYZE, FORMAT JSON) {_CLAIM_EVENTS.text}"), values)
        plan = explained.scalar_one()[0]["Plan"]
        unit.session.rollback()
    assert looked_at(plan) < 500


def test_a_refusal_is_dead_at_once_and_a_failure_comes_again(relay: Relay, wire: Wire) -> None:
    with relay.database.unit() as unit:
        tell(unit, uuids.uuid7())
        tell(unit, uuids.uuid7())
    refused, failed = sent(relay, wire)
    acknowledge(relay.runtime, [(refused, Answer.REFUSED, "UnknownEvent: x")])
    acknowledge(relay.runtime, [(failed, Answer.FAILED, "OperationalError: y")])
    relay.stopping.wait(0.05)
    assert sent(relay, wire) == [failed]
    dead = [row for row in rows(relay) if row.dead_at]
    assert [(str(row.id), row.last_error) for row in dead] == [(refused, "UnknownEvent: x")]
