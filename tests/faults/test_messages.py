"""Messages that come several times, late, in another order, or in a version that nobody knows yet."""

import random
import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

import pytest
import uuid_utils.compat as uuids

from deploy.local.demo.acts import ACTS
from deploy.local.demo.carry import People, Position, at_desk, moved, submit
from deploy.local.demo.office import Person, until
from deploy.local.stack import Stack
from shared.events import transport
from shared.events.catalogue import BerkasDiajukan, PekerjaanTerhenti
from shared.events.envelope import Event
from shared.events.tables import Outbox, now
from shared.events.wakeup import notify
from shared.runtime import Runtime
from tests.faults.carrying import LANES, SEEDS, Everybody, carry_all, once_each
from tests.support.harm import PATIENCE, frozen, meanwhile, rows, runtime_of
from tests.support.whole import case

pytestmark = pytest.mark.timeout(900)
DESKS = ("intake", "approval", "scan", "publisher")
EFFECTS = {
    "intake": ("agenda", "catatan_perkara", "permintaan_tarik"), "approval": (),
    "scan": ("pemindaian", "pemeriksaan", "penerimaan_rangkap"), "publisher": ("arsip", "publikasi"),
}  # fmt: skip


class Again:
    """Sends what stands in the outboxes once more: each event 1 to 4 times, shuffled over the cases."""

    def __init__(self, stack: Stack) -> None:
        self.runtimes = {name: runtime_of(stack, name) for name in DESKS}
        self.dice = random.Random(8)
        self.before = {row["envelope"]["subject"] for _, row in self._rows()}
        self.known = set[UUID]()
        self.mine: list[tuple[str, dict[str, Any]]] = []

    def new(self) -> int:
        """What was written since of cases that are new; returns how many messages went out."""
        fresh = [
            (name, row) for name, row in self._rows()
            if row["id"] not in self.known and row["envelope"]["subject"] not in self.before
        ]  # fmt: skip
        self.known |= {row["id"] for _, row in fresh}
        self.mine += fresh
        return self._send(fresh)

    def all(self) -> int:
        """Everything that `new` has found so far, as if a day later."""
        return self._send(self.mine)

    def _send(self, found: Sequence[tuple[str, dict[str, Any]]]) -> int:
        messages = [each for each in found for _ in range(self.dice.randint(1, 4))]
        self.dice.shuffle(messages)
        for producer, row in messages:
            copies = [(str(row["id"]), row["envelope"])] * self.dice.randint(1, 2)
            queue = transport.events_queue(row["subscriber"])
            self.runtimes[producer].transport.send(queue, transport.EVENTS, [producer, copies])
        return len(messages)

    def _rows(self) -> list[tuple[str, dict[str, Any]]]:
        query = "SELECT id, subscriber, envelope, acked_at FROM outbox"
        return [(name, row) for name, runtime in self.runtimes.items() for row in rows(runtime, query)]

    def settled(self) -> bool | None:
        """Whether all that was sent is handled, and nothing came of it that is not."""
        self.taken()
        if self.new():
            return None
        mine = [row for _, row in self._rows() if row["id"] in self.known]
        return True if all(row["acked_at"] for row in mine) else None

    def taken(self) -> None:
        """Wait until the workers have taken all that was sent so far: what comes behind it has arrived."""
        for name, runtime in self.runtimes.items():
            mark = f"uji.{uuid.uuid4()}"
            for queue in (transport.events_queue(name), transport.answers_queue(name)):
                runtime.transport.send(queue, transport.CANARY, [f"{mark}.{queue}"])
            until(partial(seen, runtime, mark), f"the workers of {name}", PATIENCE)


def seen(runtime: Runtime, mark: str) -> bool | None:
    """Whether the marks in both queues were taken; they are removed then."""
    found = rows(runtime, "SELECT queue FROM canary WHERE queue LIKE :mark", mark=f"{mark}%")
    if len(found) < 2:
        return None
    rows(runtime, "DELETE FROM canary WHERE queue LIKE :mark RETURNING queue", mark=f"{mark}%")
    return True


def effects(again: Again, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """What all services hold of these cases: the berkas, and how many rows of each other kind."""
    found = {}
    for name, runtime in again.runtimes.items():
        query = "SELECT id, giliran, langkah, keadaan, isi FROM berkas WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id"
        found[f"{name}.berkas"] = rows(runtime, query, ids=list(ids))
        counted = [("outbox", "subject::uuid"), *((table, "berkas_id") for table in EFFECTS[name])]
        counted += [("job", "subject")] if name in {"scan", "publisher"} else []
        for table, column in counted:
            query = f"SELECT {column} AS id, count(*) FROM {table} WHERE {column} = ANY(CAST(:ids AS uuid[]))"
            found[f"{name}.{table}"] = rows(runtime, f"{query} GROUP BY 1 ORDER BY 1", ids=list(ids))
    return found


def test_every_message_several_times_now_and_later_has_its_effect_once(stack: Stack, people: Everybody) -> None:
    again, cases = Again(stack), [case(kantor, jenis, next(SEEDS)) for kantor, jenis in LANES]
    with meanwhile(again.new, every=0.2):
        outcomes = carry_all(people, cases)
        gone = withdrawn(people["6202"]["pengusul"])
        tell_of_stopped_work(again.runtimes["scan"], gone)
    until(again.settled, "the last messages", PATIENCE)
    subjects = sorted({row["envelope"]["subject"] for _, row in again.mine})
    before = effects(again, subjects)
    assert again.all() >= 100
    again.taken()
    assert effects(again, subjects) == before
    once_each(outcomes, stack, people)
    finished = {name: {str(row["id"]): row for row in before[f"{name}.berkas"]} for name in DESKS}
    assert len(subjects) == len(finished["intake"]) == 3
    assert all(finished[name] == finished["intake"] for name in DESKS)
    for table in ("intake.agenda", "scan.pemindaian", "publisher.arsip", "publisher.publikasi"):
        assert {row["count"] for row in before[table]} == {1}, table
    assert [row["count"] for row in before["intake.catatan_perkara"]] == [2], "asked to withdraw; work stopped"


def withdrawn(proposer: Person) -> str:
    """A case that its proposer took back."""
    position = submit(case("6202", "surat_edaran", next(SEEDS)), proposer)
    proposer.post(f"/api/intake/berkas/{position['id']}/tarik", alasan="Keliru")
    return str(moved(position, proposer)["id"])


def tell_of_stopped_work(scan: Runtime, berkas_id: str) -> None:
    """An event that leaves a note in the timeline."""
    with scan.database.unit() as unit:
        told = PekerjaanTerhenti(berkas_id=UUID(berkas_id), langkah="R4b", sebab="uji", pada=now())
        unit.publish(told, subject=berkas_id, actor="uji")


def test_the_first_event_of_a_case_comes_after_the_second(stack: Stack, people: Everybody) -> None:
    staff, intake = people["6202"], runtime_of(stack, "intake")
    with frozen(stack, "intake-relay"):
        position = submit(case("6202", "surat_edaran", next(SEEDS)), staff["pengusul"])
        ACTS["terima"][1](staff[position["peran"]], at_desk(position, staff[position["peran"]]))
        position = moved(position, staff["pengusul"])
        query = "SELECT id, envelope FROM outbox WHERE subject = :id AND subscriber = 'approval' ORDER BY seq"
        first, second = rows(intake, query, id=position["id"])
        queue = transport.events_queue("approval")
        intake.transport.send(queue, transport.EVENTS, ["intake", [(str(second["id"]), second["envelope"])]])
        position = disposed(position, staff)
    until(lambda: acknowledged(intake, first["id"]), "the first event to be handled", PATIENCE)
    stands = "SELECT giliran, langkah FROM berkas WHERE id = :id"
    (known,) = rows(runtime_of(stack, "approval"), stands, id=position["id"])
    assert (known["giliran"], known["langkah"]) == (position["giliran"], position["langkah"])


def disposed(position: Position, staff: People) -> Position:
    """Do the disposition, of which intake hears."""
    person = staff[position["peran"]]
    assert position["tindakan"] == "disposisi"
    ACTS["disposisi"][1](person, at_desk(position, person))
    return moved(position, person)


def acknowledged(producer: Runtime, delivery: UUID) -> bool | None:
    """Whether an event was confirmed by its hearer."""
    return True if rows(producer, "SELECT 1 FROM outbox WHERE id = :id AND acked_at IS NOT NULL", id=delivery) else None


def test_what_a_hearer_does_not_know_is_parked_and_named_and_holds_up_nobody(
    stack: Stack, people: Everybody, operator: Person
) -> None:
    newer, stranger = foreign(BerkasDiajukan.TYPE, 99), foreign("id.terbit.berkas.dilipat", 1)
    letters = sent_to_approval(runtime_of(stack, "intake"), newer, stranger)
    position = submit(case("6202", "surat_edaran", next(SEEDS)), people["6202"]["pengusul"])
    parked = until(lambda: dead(operator, letters), "both to be parked", PATIENCE)
    assert [letter["error"] for letter in parked] == [
        f"UnknownEvent: {event.type} version {event.dataversion} is not known to approval"
        for event in (newer, stranger)
    ]
    assert {(letter["subscriber"], letter["attempts"]) for letter in parked} == {("approval", 1)}
    staff = people["6202"][position["peran"]]
    ACTS["terima"][1](staff, at_desk(position, staff))
    disposed(moved(position, staff), people["6202"])
    operator.post(f"/api/intake/operations/{letters[0]}/retry")
    until(lambda: dead(operator, letters), "the one tried again to be parked again", PATIENCE)
    for letter in letters:
        operator.post(f"/api/intake/operations/{letter}/discard", alasan="Uji selesai")
    assert dead(operator, letters) is None


def foreign(kind: str, version: int) -> Event:
    """An event as a newer intake would write it."""
    return Event(
        source="/terbit/intake", type=kind, dataversion=version, subject=str(uuids.uuid7()), time=now(), data={"x": 1}
    )


def sent_to_approval(intake: Runtime, *events: Event) -> list[str]:
    """Let intake's relay send them; the ids of their rows."""
    with intake.database.unit() as unit:
        written = [Outbox.of(event, "approval") for event in events]
        unit.session.add_all(written)
        notify(unit.session, "outbox")
        return [str(row.id) for row in written]


def dead(operator: Person, letters: Sequence[str]) -> list[dict[str, Any]] | None:
    """These dead letters as the operations board of intake has them, in their order; None unless all are there."""
    shown = {letter["id"]: letter for letter in operator.get("/api/intake/operations")["dead"]}
    return [shown[one] for one in letters] if all(one in shown for one in letters) else None
