"""The receiving end: once, in any order, and never silently."""

from typing import Any
from uuid import UUID

import pytest
import uuid_utils.compat as uuids
from sqlmodel import select

from services.intake.handlers import HANDLERS
from services.intake.models import CatatanPerkara
from shared.berkas import find
from shared.database.unit import Unit
from shared.events.catalogue import (
    BerkasDitarik,
    KantorDidaftarkan,
    LangkahSelesai,
    Payload,
    PekerjaanTerhenti,
    hearers,
)
from shared.events.envelope import Event
from shared.events.subscriber import receive
from shared.events.tables import now
from shared.runtime import Runtime
from shared.sop import Berkas, Keadaan
from shared.sop.perjalanan import withdraw
from tests.service.delivery.conftest import Wire, wired
from tests.support.bench import Bench
from tests.support.people import MOMENT, actor, berkas_at


@pytest.fixture
def intake(bench: Bench, wire: Wire) -> Runtime:
    """Intake on the wire."""
    bench.runtime("intake")
    return wired(bench, "intake", wire)


def message(payload: Payload, subject: str, source: str = "scan") -> dict[str, Any]:
    """An event as it travels."""
    return Event.of(payload, source=source, subject=subject, actor="test", cause=None).model_dump(mode="json")


def moved(berkas: Berkas) -> dict[str, Any]:
    """A step done elsewhere."""
    return message(LangkahSelesai(berkas=berkas), str(berkas.id))


def answers(wire: Wire) -> list[tuple[str, str, str]]:
    """What scan was answered, in order."""
    return [given for (together,) in wire.to("scan.answers") for given in together]


def test_an_event_that_comes_three_times_has_one_effect_and_three_answers(intake: Runtime, wire: Wire) -> None:
    case = uuids.uuid7()
    event = message(PekerjaanTerhenti(berkas_id=case, langkah="R4b", sebab="rusak", pada=now()), str(case))
    for _ in range(3):
        receive(intake, HANDLERS, "scan", [("d1", event)])
    with intake.database.unit() as unit:
        notes = unit.session.exec(select(CatatanPerkara).where(CatatanPerkara.berkas_id == case)).all()
    assert len(notes) == 1
    assert wire.to("scan.answers") == [[[("d1", "handled", "")]]] * 3


def test_late_and_reordered_events_leave_the_newest_berkas(intake: Runtime) -> None:
    older = berkas_at("R2b")
    newer = berkas_at("R4a", same=older)
    for berkas in (newer, older, newer):
        receive(intake, HANDLERS, "scan", [("d", moved(berkas))])
    with intake.database.unit() as unit:
        assert find(unit, older.id).langkah == "R4a"


def test_a_withdrawal_is_final_whatever_comes_after_and_counts_before_its_case(intake: Runtime) -> None:
    berkas = berkas_at("R3a")
    gone = withdraw(berkas, actor("pengusul"), MOMENT, "keliru")
    later = berkas_at("R5a", same=berkas)
    receive(intake, HANDLERS, "scan", [("d1", message(BerkasDitarik(berkas=gone), str(berkas.id)))])
    receive(intake, HANDLERS, "scan", [("d2", moved(later))])
    with intake.database.unit() as unit:
        assert find(unit, berkas.id).keadaan is Keadaan.DITARIK


def test_an_unknown_type_or_version_is_refused_not_swallowed(intake: Runtime, wire: Wire) -> None:
    known = message(PekerjaanTerhenti(berkas_id=uuids.uuid7(), langkah="R4b", sebab="x", pada=now()), "s")
    receive(intake, HANDLERS, "scan", [("d1", {**known, "dataversion": 99})])
    receive(intake, HANDLERS, "scan", [("d2", {**known, "type": "id.terbit.lain"})])
    assert [given[:2] for given in answers(wire)] == [("d1", "refused"), ("d2", "refused")]


def test_a_handler_that_fails_leaves_nothing_and_is_answered_as_failed(intake: Runtime, wire: Wire) -> None:
    case = uuids.uuid7()
    event = message(PekerjaanTerhenti(berkas_id=case, langkah="R4b", sebab="x", pada=now()), str(case))

    def fail(unit: Unit, payload: Any) -> None:
        HANDLERS[PekerjaanTerhenti](unit, payload)
        raise ConnectionError("gone")

    receive(intake, {PekerjaanTerhenti: fail}, "scan", [("d1", event)])
    receive(intake, HANDLERS, "scan", [("d1", event)])
    with intake.database.unit() as unit:
        assert len(unit.session.exec(select(CatatanPerkara).where(CatatanPerkara.berkas_id == case)).all()) == 1
    assert [given[1] for given in answers(wire)] == ["failed", "handled"]


def stopped_work(case: UUID, sebab: str = "x") -> dict[str, Any]:
    """An event that leaves a note at intake."""
    return message(PekerjaanTerhenti(berkas_id=case, langkah="R4b", sebab=sebab, pada=now()), str(case))


def notes(intake: Runtime, case: UUID) -> list[str]:
    """What intake noted of a case."""
    with intake.database.unit() as unit:
        return [
            row.rincian for row in unit.session.exec(select(CatatanPerkara).where(CatatanPerkara.berkas_id == case))
        ]


def test_events_that_travel_together_are_handled_together_and_answered_together(intake: Runtime, wire: Wire) -> None:
    cases = [uuids.uuid7() for _ in range(3)]
    events = [stopped_work(case) for case in cases]
    receive(intake, HANDLERS, "scan", [(f"d{number}", event) for number, event in enumerate(events)])
    receive(intake, HANDLERS, "scan", [("d1", events[1])])
    assert [notes(intake, case) for case in cases] == [["x"]] * 3
    assert wire.to("scan.answers")[0] == [[(f"d{number}", "handled", "") for number in range(3)]]


def test_one_broken_event_does_not_take_its_companions_with_it(intake: Runtime, wire: Wire) -> None:
    case = uuids.uuid7()
    unknown = {**stopped_work(uuids.uuid7()), "dataversion": 99}
    receive(intake, HANDLERS, "scan", [("d1", unknown), ("d2", stopped_work(case)), ("d3", {"id": "no event"})])
    assert notes(intake, case) == ["x"]
    assert [given[:2] for given in answers(wire)] == [("d1", "refused"), ("d2", "handled"), ("d3", "refused")]


def test_the_same_event_twice_in_one_message_has_one_effect(intake: Runtime) -> None:
    case = uuids.uuid7()
    event = stopped_work(case)
    receive(intake, HANDLERS, "scan", [("d1", event), ("d1", event)])
    assert notes(intake, case) == ["x"]


def test_no_service_hears_itself() -> None:
    assert "scan" not in hearers(LangkahSelesai, "scan")
    assert hearers(KantorDidaftarkan, "console") == ["approval", "intake", "publisher", "scan"]
