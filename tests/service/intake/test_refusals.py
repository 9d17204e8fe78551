"""What is refused is told to the log: who, what, from where, by ids, and nothing of what was sent."""

import logging
from collections.abc import Iterator
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from shared.identity import Orang, issue
from shared.web.session import COOKIE
from tests.service.intake.sistem.conftest import administer, known, pengelola, pengusul, sistem, wanted
from tests.support.bench import Bench
from tests.support.office_system import Sistem, event
from tests.support.people import berkas_at, person

__all__ = ["administer", "pengelola", "pengusul", "sistem", "wanted"]
SECRET = "Rahasia-Sekali"


@pytest.fixture(autouse=True)
def told(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """The log is kept, and has nothing of what was sent."""
    with caplog.at_level(logging.INFO, "shared.web.refusals"):
        yield
    assert SECRET not in str([vars(record) for record in caplog.records if record.name.startswith("shared")])


def elsewhere(bench: Bench, address: str) -> TestClient:
    """Intake, asked from this address."""
    return TestClient(bench.client("intake").app, client=(address, 50000), raise_server_exceptions=False)


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """Refusals, as the log has them."""
    names = ("code", "status", "person", "key", "method", "route", "network")
    return [{name: vars(one)[name] for name in names} for one in caplog.records if one.message == "refused"]


@pytest.fixture
def staf(bench: Bench) -> Orang:
    """Somebody of the office whom intake knows."""
    who = person("staf", nama="Staf Log")
    known(bench, who)
    return who


def test_nobody_and_the_wrong_person(bench: Bench, staf: Orang, caplog: pytest.LogCaptureFixture) -> None:
    client = elsewhere(bench, "203.0.113.21")
    client.get(f"/api/intake/pekerjaan?q={SECRET}")
    client.get(f"/api/intake/operations?q={SECRET}", headers=bench.headers(staf))
    common = {"key": "", "method": "GET", "network": "203.0.113.21"}
    assert lines(caplog) == [
        {"code": "belum-masuk", "status": 401, "person": "", "route": "/api/intake/pekerjaan", **common},
        {"code": "bukan-operasi", "status": 403, "person": str(staf.id), "route": "/api/intake/operations", **common},
    ]


def test_a_form_of_another_page(bench: Bench, staf: Orang, caplog: pytest.LogCaptureFixture) -> None:
    client = elsewhere(bench, "2001:db8:0:21::5")
    client.cookies.set(COOKIE, issue(staf))
    assert client.post(f"/berkas/{uuid4()}/tarik", data={"csrf": SECRET, "alasan": SECRET}).status_code == 403
    assert lines(caplog) == [
        {
            "code": "formulir-asing", "status": 403, "person": str(staf.id), "key": "", "method": "POST",
            "route": "/berkas/{berkas_id}/tarik", "network": "2001:db8:0:21::",
        }
    ]  # fmt: skip


def test_a_signature_that_is_not_the_key_s(bench: Bench, sistem: Sistem, caplog: pytest.LogCaptureFixture) -> None:
    sistem.client = elsewhere(bench, "203.0.113.22")
    assert sistem.send(event("tanya", {"berkas": SECRET}), **{"webhook-signature": f"v1,{SECRET}"}).status_code == 401
    sistem.api_key = f"terbit_{sistem.id.replace('-', '')}_{SECRET}"
    assert sistem.upload(SECRET.encode()).status_code == 401
    common = {"code": "kunci-ditolak", "status": 401, "person": "", "key": sistem.id, "method": "POST"}
    assert lines(caplog) == [
        {**common, "route": "/api/intake/events", "network": "203.0.113.22"},
        {**common, "route": "/api/intake/sistem/dokumen", "network": "203.0.113.22"},
    ]


def test_what_cannot_be_taken_and_what_is_of_another_office(
    bench: Bench, staf: Orang, caplog: pytest.LogCaptureFixture
) -> None:
    client, foreign = elsewhere(bench, "203.0.113.23"), bench.put("intake", berkas_at("P1", "kalbar-8-2022", "61"))
    client.post(f"/api/intake/berkas/{foreign.id}/tolak", json={"alasan": SECRET}, headers=bench.headers(staf))
    client.get(f"/api/intake/berkas/{foreign.id}", headers=bench.headers(staf))
    client.get("/tidak/ada", headers=bench.headers(staf))
    assert [(one["code"], one["status"], one["route"]) for one in lines(caplog)] == [
        ("isian-keliru", 422, "/api/intake/berkas/{berkas_id}/tolak"),
        ("berkas-tidak-ada", 404, "/api/intake/berkas/{berkas_id}"),
    ]
