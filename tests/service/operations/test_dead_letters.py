"""What the operations team sees of a service and does to its dead letters, on real servers."""

from typing import Any
from uuid import UUID

import pytest
import uuid_utils.compat as uuids
from sqlmodel import delete, select
from starlette.testclient import TestClient

from shared.database import Unit
from shared.errors import Permanent
from shared.events import dead_letters, operations
from shared.events.catalogue import PenarikanTerlambat
from shared.events.jobs import JobKind, Work, run_job
from shared.events.tables import Job, JobState, OperatorAct, Outbox, now
from shared.events.transport import CeleryTransport, celery_app
from shared.identity import Orang
from shared.runtime import Runtime
from tests.support.bench import Bench
from tests.support.people import person

OPERATOR = person("operasi", "", "Maria")
LEAK = "Keputusan rahasia tentang Budi"


@pytest.fixture
def runtime(bench: Bench) -> Runtime:
    """A service of which only this test knows something: the tables of delivery are the same in all."""
    runtime = bench.runtime("console")
    with runtime.database.unit() as unit:
        for table in (Outbox, Job, OperatorAct):
            unit.session.execute(delete(table))
    return runtime


@pytest.fixture
def client(bench: Bench, runtime: Runtime) -> TestClient:
    """Its application."""
    return bench.client("console")


def dead_event(runtime: Runtime) -> UUID:
    """An event of which its only hearer wanted nothing."""
    case = uuids.uuid7()
    with runtime.database.unit() as unit:
        event = unit.publish(PenarikanTerlambat(berkas_id=case, sebab=LEAK), subject=case, actor="uji")
        unit.session.flush()
        row = unit.session.exec(select(Outbox).where(Outbox.event_id == event.id)).one()
        row.attempts, row.dead_at, row.last_error = 20, now(), f"ValidationError: 1 error\n{LEAK}"
        return row.id


class Case:
    """Long work that fails until it is mended, and what its service was told."""

    def __init__(self) -> None:
        self.mended = False
        self.told: list[str] = []
        self.kinds = {"uji": JobKind(self._run, self._stopped, self._resumed)}

    def _run(self, work: Work) -> None:
        if not self.mended:
            raise Permanent("PDF ini bersandi.")
        with work.runtime.database.unit() as unit:
            work.finish(unit)

    def _stopped(self, unit: Unit, subject: UUID, payload: dict[str, Any], sentence: str) -> None:
        self.told.append(f"berhenti: {sentence}")

    def _resumed(self, unit: Unit, subject: UUID, payload: dict[str, Any]) -> None:
        self.told.append(f"lagi: {payload['nomor']}")


def stopped_job(runtime: Runtime, case: Case) -> UUID:
    """A job that ran and stopped."""
    with runtime.database.unit() as unit:
        job_id = unit.order("uji", subject=uuids.uuid7(), payload={"nomor": 7}).id
    run_job(runtime, case.kinds, str(job_id))
    return job_id


def state_of(runtime: Runtime, job_id: UUID) -> str:
    """The state of a job."""
    with runtime.database.unit() as unit:
        return unit.session.get_one(Job, job_id).state


def read(client: TestClient, orang: Orang = OPERATOR) -> dict[str, Any]:
    """The report as a program gets it."""
    answer = client.get("/api/console/operations", headers=Bench.headers(orang))
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def act(client: TestClient, letter: UUID, what: str, **body: str) -> tuple[int, str]:
    """Retry or discard as a program does; status and code of a problem."""
    answer = client.post(f"/api/console/operations/{letter}/{what}", headers=Bench.headers(OPERATOR), json=body)
    return answer.status_code, answer.json().get("code", "")


def test_only_operators_see_and_act(client: TestClient, runtime: Runtime) -> None:
    letter = dead_event(runtime)
    assert client.get("/api/console/operations").status_code == 401
    for method, path in (("GET", ""), ("POST", f"/{letter}/retry"), ("POST", f"/{letter}/discard")):
        answer = client.request(
            method, f"/api/console/operations{path}", headers=Bench.headers(person("staf")), json={"alasan": "x"}
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "bukan-operasi")
    assert read(client)["dead_count"] == 1


def test_the_report_tells_what_waits_and_what_is_dead_but_no_contents(client: TestClient, runtime: Runtime) -> None:
    letter = dead_event(runtime)
    stopped_job(runtime, Case())
    case = uuids.uuid7()
    with runtime.database.unit() as unit:
        unit.publish(PenarikanTerlambat(berkas_id=case, sebab=LEAK), subject=case, actor="uji")
        unit.order("uji", subject=case, payload={"judul": LEAK})
    body = read(client)
    assert LEAK not in str(body)
    assert [queue["name"] for queue in body["queues"]] == ["console.events", "console.answers"]
    assert all(isinstance(queue["depth"], int) for queue in body["queues"])
    assert [(row["subscriber"], row["count"]) for row in body["unconfirmed"]] == [("intake", 1)]
    assert (body["jobs"]["waiting"], body["jobs"]["attention"], body["due_since"] is None) == (1, 1, False)
    assert body["dead_count"] == 2
    event, job = body["dead"]
    assert (event["id"], event["what"], event["subscriber"]) == (str(letter), "peristiwa", "intake")
    assert (event["error"], event["attempts"]) == ("ValidationError: 1 error", 20)
    assert (job["what"], job["type"], job["error"], job["attempts"]) == ("pekerjaan", "uji", "PDF ini bersandi.", 1)


def test_a_retried_event_is_sent_again(client: TestClient, runtime: Runtime, bench: Bench) -> None:
    letter = dead_event(runtime)
    relay = bench.relay("console")
    relay.turn()
    before = runtime.transport.depth("intake.events")
    assert act(client, letter, "retry") == (200, "")
    assert relay.turn() == 1
    assert runtime.transport.depth("intake.events") == before + 1
    body = read(client)
    assert (body["dead_count"], body["unconfirmed"][0]["count"]) == (0, 1)
    assert [(a["target"], a["act"], a["actor_name"]) for a in body["acts"]] == [(str(letter), "coba-lagi", "Maria")]
    assert act(client, letter, "retry") == (409, "tidak-berhenti")
    assert len(read(client)["acts"]) == 1


def test_a_discarded_event_lets_go_what_waited_behind_it(client: TestClient, runtime: Runtime, bench: Bench) -> None:
    letter = dead_event(runtime)
    with runtime.database.unit() as unit:
        first = unit.session.get_one(Outbox, letter)
        unit.publish(PenarikanTerlambat(berkas_id=UUID(first.subject), sebab="x"), subject=first.subject, actor="uji")
    relay = bench.relay("console")
    assert relay.turn() == 0
    assert act(client, letter, "discard", alasan="  ") == (422, "alasan-wajib")
    assert act(client, letter, "discard", alasan="Kantor dihapus") == (200, "")
    assert relay.turn() == 1
    assert [(a["act"], a["reason"]) for a in read(client)["acts"]] == [("buang", "Kantor dihapus")]
    assert act(client, letter, "discard", alasan="lagi") == (409, "tidak-berhenti")


def test_a_retried_job_tells_its_service_and_runs(runtime: Runtime) -> None:
    case = Case()
    job_id = stopped_job(runtime, case)
    assert state_of(runtime, job_id) == JobState.ATTENTION
    case.mended = True
    run_job(runtime, case.kinds, str(job_id))
    assert state_of(runtime, job_id) == JobState.ATTENTION
    with runtime.database.unit() as unit:
        dead_letters.retry(unit, case.kinds, job_id, OPERATOR)
    run_job(runtime, case.kinds, str(job_id))
    assert state_of(runtime, job_id) == JobState.DONE
    assert case.told == ["berhenti: PDF ini bersandi.", "lagi: 7"]


def test_a_discarded_job_never_runs(client: TestClient, runtime: Runtime) -> None:
    case = Case()
    job_id = stopped_job(runtime, case)
    assert act(client, job_id, "discard", alasan="Salah unggah") == (200, "")
    case.mended = True
    run_job(runtime, case.kinds, str(job_id))
    assert state_of(runtime, job_id) == JobState.DISCARDED
    assert act(client, job_id, "retry") == (409, "tidak-berhenti")


def test_what_is_not_there_or_not_dead_is_refused(client: TestClient, runtime: Runtime) -> None:
    with runtime.database.unit() as unit:
        waiting = unit.order("uji", subject=uuids.uuid7(), payload={}).id
    assert act(client, uuids.uuid7(), "retry") == (404, "surat-mati-tidak-ada")
    assert act(client, waiting, "retry") == (409, "tidak-berhenti")
    assert act(client, waiting, "discard", alasan="x") == (409, "tidak-berhenti")
    assert read(client)["acts"] == []


def test_an_absent_broker_is_told_as_unknown_depths(runtime: Runtime) -> None:
    nowhere = runtime.settings.model_copy(update={"broker_url": "redis://127.0.0.1:1/0"})
    transport = CeleryTransport(celery_app("console", nowhere))
    assert operations.queue_depths(transport, ["a", "b"]) == {"a": None, "b": None}
