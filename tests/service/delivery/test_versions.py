"""Producer and hearer of different ages: what is not known yet waits at its producer, what has grown is understood."""

from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import UUID

import pytest
import uuid_utils.compat as uuids
from sqlmodel import col, delete, select

from services.intake.handlers import HANDLERS
from services.intake.models import CatatanPerkara
from shared.database.unit import Unit
from shared.events import catalogue, dead_letters
from shared.events.catalogue import Payload, PekerjaanTerhenti
from shared.events.envelope import Event
from shared.events.relay import Relay
from shared.events.subscriber import Handlers, acknowledge, receive
from shared.events.tables import Outbox, now
from shared.runtime import Runtime
from tests.service.delivery.conftest import Wire, wired
from tests.support.bench import Bench
from tests.support.people import person

OPERATOR = person("operasi", "", "Maria")


class PekerjaanTerhenti2(Payload):
    """The same news as a later release tells it: the reason has parts."""

    TYPE = PekerjaanTerhenti.TYPE
    VERSION: ClassVar[int] = 2
    berkas_id: UUID
    sebab: list[str]


class PekerjaanTerhentiGrown(PekerjaanTerhenti):
    """As a later release has it that only added a field."""

    petunjuk: str = "Hubungi tim operasi."


def note(unit: Unit, payload: Any) -> None:
    """What the later release does when it hears of it."""
    said = "; ".join(payload.sebab) if isinstance(payload, PekerjaanTerhenti2) else payload.petunjuk
    unit.session.add(CatatanPerkara(berkas_id=payload.berkas_id, judul="Versi baru", rincian=said))


@pytest.fixture
def scan(bench: Bench, wire: Wire) -> Iterator[Runtime]:
    """The producer, with an empty outbox."""
    bench.runtime("scan")
    runtime = wired(bench, "scan", wire, event_answer_seconds=0.01, event_answer_cap_seconds=0.02)
    with runtime.database.unit() as unit:
        unit.session.exec(delete(Outbox))
    yield runtime
    with runtime.database.unit() as unit:
        unit.session.exec(delete(Outbox))


@pytest.fixture
def intake(bench: Bench, wire: Wire) -> Runtime:
    """The hearer."""
    bench.runtime("intake")
    return wired(bench, "intake", wire)


def tell(scan: Runtime, case: UUID, *payloads: Payload) -> None:
    """Write events for intake, as a producer of any age does."""
    with scan.database.unit() as unit:
        for payload in payloads:
            event = Event.of(payload, source="scan", subject=str(case), actor="uji", cause=None)
            unit.session.add(Outbox.of(event, "intake"))
            unit.session.flush()


def carried(scan: Runtime, intake: Runtime, wire: Wire, handlers: Handlers) -> int:
    """One turn of the relay, one of the hearer, one of the producer's worker; how many messages there were."""
    before = len(wire.to("intake.events"))
    Relay(scan).turn()
    messages = [args for args in wire.to("intake.events")[before:] if isinstance(args[-1], list)]
    for producer, deliveries in messages:
        receive(intake, handlers, producer, deliveries)
        acknowledge(scan, *wire.to("scan.answers")[-1])
    return len(messages)


def outbox(scan: Runtime) -> list[Outbox]:
    """The rows in their order."""
    with scan.database.unit() as unit:
        return list(unit.session.exec(select(Outbox).order_by(col(Outbox.seq))))


def notes(intake: Runtime, case: UUID) -> list[str]:
    """The timeline of a case."""
    query = select(CatatanPerkara.rincian).where(CatatanPerkara.berkas_id == case).order_by(col(CatatanPerkara.id))
    with intake.database.unit() as unit:
        return list(unit.session.exec(query))


def test_a_newer_version_waits_at_its_producer_until_the_hearer_knows_it(
    scan: Runtime, intake: Runtime, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = uuids.uuid7()
    newer = PekerjaanTerhenti2(berkas_id=case, sebab=["rusak", "miring"])
    tell(scan, case, newer, PekerjaanTerhenti(berkas_id=case, langkah="R4b", sebab="sesudahnya", pada=now()))
    assert carried(scan, intake, wire, HANDLERS) == 1
    assert carried(scan, intake, wire, HANDLERS) == 0
    first, second = outbox(scan)
    assert first.dead_at is not None
    assert first.last_error == f"UnknownEvent: {newer.TYPE} version 2 is not known to intake"
    assert second.sent_at is None, "of one case the later one waits"
    assert notes(intake, case) == []

    monkeypatch.setitem(catalogue.TYPES, (newer.TYPE, 2), PekerjaanTerhenti2)
    with scan.database.unit() as unit:
        dead_letters.retry(unit, {}, first.id, OPERATOR)
    assert carried(scan, intake, wire, {**HANDLERS, PekerjaanTerhenti2: note}) == 1
    assert carried(scan, intake, wire, {**HANDLERS, PekerjaanTerhenti2: note}) == 1
    assert [row.acked_at is not None for row in outbox(scan)] == [True, True]
    assert notes(intake, case) == ["rusak; miring", "sesudahnya"]


def test_an_unknown_version_among_others_takes_none_of_them_with_it(scan: Runtime, intake: Runtime, wire: Wire) -> None:
    cases = [uuids.uuid7() for _ in range(3)]
    known = [PekerjaanTerhenti(berkas_id=case, langkah="R4b", sebab="rusak", pada=now()) for case in cases]
    tell(scan, cases[0], known[0])
    tell(scan, cases[1], PekerjaanTerhenti2(berkas_id=cases[1], sebab=["rusak"]))
    tell(scan, cases[2], known[2])
    assert carried(scan, intake, wire, HANDLERS) == 1
    assert [(row.acked_at is not None, row.dead_at is not None) for row in outbox(scan)] == [
        (True, False), (False, True), (True, False),
    ]  # fmt: skip
    assert [notes(intake, case) for case in cases] == [["rusak"], [], ["rusak"]]


def test_an_older_event_is_handled_by_a_hearer_that_knows_more(
    scan: Runtime, intake: Runtime, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = uuids.uuid7()
    monkeypatch.setitem(catalogue.TYPES, (PekerjaanTerhenti.TYPE, 1), PekerjaanTerhentiGrown)
    monkeypatch.setitem(catalogue.TYPES, (PekerjaanTerhenti2.TYPE, 2), PekerjaanTerhenti2)
    handlers: Handlers = {**HANDLERS, PekerjaanTerhentiGrown: note, PekerjaanTerhenti2: note}
    tell(scan, case, PekerjaanTerhenti(berkas_id=case, langkah="R4b", sebab="rusak", pada=now()))
    assert carried(scan, intake, wire, handlers) == 1
    assert outbox(scan)[0].acked_at is not None
    assert notes(intake, case) == ["Hubungi tim operasi."]


def test_a_grown_event_is_handled_by_a_hearer_that_knows_less(scan: Runtime, intake: Runtime, wire: Wire) -> None:
    case = uuids.uuid7()
    tell(scan, case, PekerjaanTerhentiGrown(berkas_id=case, langkah="R4b", sebab="rusak", pada=now()))
    assert carried(scan, intake, wire, HANDLERS) == 1
    assert outbox(scan)[0].acked_at is not None
    assert notes(intake, case) == ["rusak"]
