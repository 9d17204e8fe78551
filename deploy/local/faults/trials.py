"""One small trial for each guard: with the guard it ends clean, without it the verdict must find what is lost.

Faults at random seldom meet the very moment that a guard is for; these do, so a run without a guard fails for sure.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from deploy.local.demo.acts import act
from deploy.local.demo.carry import advance, submit
from deploy.local.demo.office import Refused, until
from deploy.local.faults import broker
from deploy.local.faults.databases import Row, number, rows
from deploy.local.faults.papers import Papers
from deploy.local.faults.people import Staff
from deploy.local.faults.plan import CasePlan, Fate, Paper
from deploy.local.faults.processes import children, tell
from deploy.local.faults.streams import Carried
from deploy.local.stack import Stack
from shared.crashpoints import Point, arm
from shared.events.catalogue import PenarikanDiminta
from shared.events.envelope import Event
from shared.events.guards import Guard
from shared.events.transport import CANARY, events_queue
from shared.sop import Berkas, Keadaan

PATIENCE = 120.0
CRASHES = "crash"
"""Where crash points are armed, under the root of a stack on which a soak can run."""
TOO_LATE = "id.terbit.penarikan.terlambat"


@dataclass(frozen=True)
class Ground:
    """A stack that a soak has ended on, its people, and every case on it."""

    stack: Stack
    root: Path
    people: dict[str, Staff]
    papers: Papers
    carried: list[Carried]

    @contextmanager
    def without(self, guard: Guard, *parts: str) -> Iterator[None]:
        """These parts run without the guard while the body runs, and with it again afterwards."""
        files = [self.stack.folder / "secrets" / part.partition("-")[0] / "terbit_without" for part in parts]
        for file in files:
            file.write_text(f'["{guard}"]')
        self._restart(parts)
        try:
            yield
        finally:
            for file in files:
                file.unlink(missing_ok=True)
            self._restart(parts)

    def _restart(self, parts: tuple[str, ...]) -> None:
        for part in parts:
            running(self.stack, part)
            self.stack.restart(part)

    def submitted(self, name: str) -> dict[str, Any]:
        """A new case, which stays on its way."""
        plan = CasePlan(len(self.carried), "6202", "surat_edaran", Paper.PRINTED, Fate.PUBLISHED, None, (), frozenset())
        position: dict[str, Any] = submit(self.papers.case(plan), self.people["6202"]["pengusul"])
        self.carried.append(Carried(name, {Keadaan.BERJALAN}, position["id"], "berjalan"))
        return position

    def rows(self, service: str, query: str, **values: object) -> list[Row]:
        """What a service's database answers."""
        return rows(self.stack, service, query, **values)

    def armed(self, service: str, point: Point) -> Callable[[], None]:
        """Arm a crash point; what is returned waits until it was reached."""
        file = arm(self.root / CRASHES, service, point)
        return lambda: until(lambda: None if file.exists() else True, f"{point} in {service}", PATIENCE) and None


SENT = "SELECT count(*) FROM outbox WHERE subject = %(case)s AND subscriber = 'scan' AND sent_at IS NOT NULL"
AGAIN = "UPDATE outbox SET acked_at = NULL, sent_at = NULL, claimed_until = NULL WHERE subject = %(case)s"
FREE = "UPDATE outbox SET claimed_until = NULL WHERE claimed_until > now() + INTERVAL '1 day'"
FREE_JOBS = "UPDATE job SET lease_until = now() WHERE lease_until > now() + INTERVAL '1 day'"
NEVER_ASKED_BACK = """
SELECT isi FROM berkas WHERE keadaan = 'selesai'
    AND NOT EXISTS (SELECT 1 FROM catatan_perkara WHERE berkas_id = berkas.id AND judul LIKE 'Penarikan%%')
ORDER BY id LIMIT 1
"""
ONE_NOTE = """
DELETE FROM catatan_perkara WHERE judul = 'Penarikan tidak dapat dilakukan' AND id NOT IN
    (SELECT DISTINCT ON (berkas_id) id FROM catatan_perkara WHERE judul = 'Penarikan tidak dapat dilakukan')
"""


def running(stack: Stack, part: str) -> int:
    """The process id of a part, once it runs."""
    return int(until(lambda: stack.pid(part) or None, f"{part} to run", PATIENCE))


def message_lost(ground: Ground) -> str:
    """An event is sent to a worker that is frozen; the broker is emptied and the worker killed. Returns the case."""
    stack = ground.stack
    worker = running(stack, "scan-worker")
    family = [worker, *children(worker)]
    for pid in family:
        tell(pid, signal.SIGSTOP)
    case = str(ground.submitted("the case of which a message is lost")["id"])
    until(lambda: number(stack, "intake", SENT, case=case) or None, "the event to be sent", PATIENCE)
    broker.flush(stack)
    for pid in family:
        tell(pid, signal.SIGKILL)
    return case


def relay_killed(ground: Ground) -> None:
    """A relay dies when it has claimed an event and not yet sent it."""
    reached = ground.armed("intake", Point.RELAY_CLAIMED)
    ground.submitted("the case whose event is claimed by a relay that dies")
    reached()


def case_to_scan(ground: Ground) -> dict[str, Any]:
    """A case that lies at the scanner."""
    position, people = ground.submitted("the case that is scanned"), ground.people["6202"]
    while position["tindakan"] != "pindai":
        position, _ = advance(position, people)
    return position


def job_killed(ground: Ground, position: dict[str, Any]) -> None:
    """A worker dies in the middle of a scan that somebody ordered."""
    reached = ground.armed("scan", Point.JOB_CLAIMED)
    fields = {name: str(value) for name, value in act(position, pakai="salinan").items()}
    ground.people["6202"]["staf"].send(f"/api/scan/berkas/{position['id']}/pindaian", fields)
    reached()


def withdrawal_too_late(ground: Ground) -> str:
    """Somebody asked for a case that is public; intake has noted the answer. Returns the case."""
    (row,) = ground.rows("intake", NEVER_ASKED_BACK)
    berkas = Berkas.model_validate(row["isi"])
    asked = PenarikanDiminta(berkas=berkas, oleh=berkas.pengusul, alasan="Salah berkas.", pada=datetime.now(UTC))
    event = Event.of(asked, source="intake", subject=str(berkas.id), actor=str(berkas.pengusul.id), cause=None)
    row = {"id": event.id, "subscriber": "publisher", "envelope": event.model_dump(mode="json")}
    broker.send_again(ground.stack, "intake", row, 1)
    until(lambda: answers(ground, str(berkas.id)) or None, "the answer to a withdrawal", PATIENCE)
    return str(berkas.id)


def answers(ground: Ground, case: str) -> list[Row]:
    """Answers "too late" for a case that intake has acknowledged."""
    query = "SELECT * FROM outbox WHERE type = %(type)s AND subject = %(case)s AND acked_at IS NOT NULL"
    return ground.rows("publisher", query, type=TOO_LATE, case=case)


def heard_again(ground: Ground, case: str) -> None:
    """The answer to a withdrawal comes three times more, and has been taken from the queue."""
    broker.send_again(ground.stack, "publisher", answers(ground, case)[0], 3)
    queue, mark = events_queue("intake"), f"mark-{datetime.now(UTC).timestamp()}"
    broker.transport(ground.stack).send(queue, CANARY, [mark])
    seen = "SELECT count(*) FROM canary WHERE queue = %(mark)s"
    until(lambda: number(ground.stack, "intake", seen, mark=mark) or None, "the message behind them", PATIENCE)
    ground.rows("intake", "DELETE FROM canary WHERE queue = %(mark)s", mark=mark)


def try_guards(ground: Ground) -> list[str]:
    """Every trial once. Returns a sentence for each that did not come to its end."""
    trials: tuple[Callable[[Ground], object], ...] = (_claims_of_the_dead, _late_answer_again, message_lost)
    return [sentence for trial in trials for sentence in _tried(trial, ground)]


def _tried(trial: Callable[[Ground], object], ground: Ground) -> Iterator[str]:
    try:
        trial(ground)
    except (TimeoutError, RuntimeError, Refused, httpx.HTTPError) as error:
        yield f"the trial {trial.__name__.strip('_')} did not come to its end: {error}"


def _claims_of_the_dead(ground: Ground) -> None:
    position = case_to_scan(ground)
    job_killed(ground, position)
    relay_killed(ground)


def _late_answer_again(ground: Ground) -> None:
    heard_again(ground, withdrawal_too_late(ground))
