"""Tiny rates with the real broker."""

import logging
import socket
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from limits import parse
from redis import Redis
from starlette.testclient import TestClient

from shared.runtime import Runtime
from shared.settings import Settings
from shared.web import rates
from shared.web.app import application
from tests.support.bench import Bench
from tests.support.people import person

Asking = Callable[..., TestClient]
OFF = dict.fromkeys(
    ("rate_person", "rate_address", "rate_person_writes", "rate_address_writes", "rate_person_uploads",
     "rate_address_uploads"), "",
)  # fmt: skip
STAF = person("staf", nama="Cepat")
LAIN = person("staf", nama="Lain")
WORK = "/api/intake/pekerjaan"


@pytest.fixture
def asking(bench: Bench) -> Asking:
    """A client of a service from an address, with these rates alone, and nothing counted yet."""
    bench.runtime("intake"), bench.runtime("scan")
    broker = Redis.from_url(bench.stack.redis_url)
    for key in broker.scan_iter("terbit:laju*"):
        broker.delete(key)

    def client(service: str = "intake", address: str = "192.0.2.1", **settings: Any) -> TestClient:
        runtime = Runtime(service, bench.settings_of(service, **{**OFF, **settings}))
        app = application(bench.service(service), runtime)
        return TestClient(app, raise_server_exceptions=False, client=(address, 50000))

    return client


def answers(client: TestClient, times: int, headers: dict[str, str] | None = None, path: str = WORK) -> list[int]:
    """Ask so often."""
    return [client.get(path, headers=headers or {}).status_code for _ in range(times)]


def test_who_asks_too_often_is_told_to_wait(bench: Bench, asking: Asking) -> None:
    client = asking(rate_person="3/hour")
    assert answers(client, 3, bench.headers(STAF)) == [200, 200, 200]
    refused = client.get(WORK, headers=bench.headers(STAF))
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["code"] == "terlalu-sering"
    assert 1 <= int(refused.headers["retry-after"]) <= 3600
    assert f"Tunggu {refused.headers['retry-after']} detik" in refused.json()["detail"]
    assert answers(client, 1, bench.headers(LAIN)) == [200]


def test_that_somebody_asks_too_often_is_logged_and_does_not_fill_the_log(
    bench: Bench, asking: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    client = asking(rate_person="1/hour")
    with caplog.at_level(logging.INFO, "shared.web.refusals"):
        assert answers(client, 60, bench.headers(STAF))[1:] == [429] * 59
    told = [vars(record) for record in caplog.records if record.message == "refused"]
    assert {(one["code"], one["person"], one["network"], one["path"]) for one in told} == {
        ("terlalu-sering", str(STAF.id), "192.0.2.1", WORK)
    }
    assert 1 <= len(told) <= 40


def test_a_person_gets_a_page_with_the_safe_headers(bench: Bench, asking: Asking) -> None:
    client = asking(rate_person="1/hour")
    answers(client, 1, bench.headers(STAF), "/")
    refused = client.get("/", headers=bench.headers(STAF))
    assert (refused.status_code, refused.headers["x-content-type-options"]) == (429, "nosniff")
    assert "Terlalu banyak permintaan" in refused.text
    assert refused.headers["content-type"].startswith("text/html")


def test_a_sign_in_of_nobody_is_counted_for_the_address_alone(asking: Asking) -> None:
    client = asking(rate_address="2/hour", rate_person="1/hour")
    forged = {"authorization": "Bearer a.b.c"}
    assert answers(client, 3, forged) == [401, 401, 429]
    assert answers(asking(address="192.0.2.2", rate_address="2/hour"), 2) == [401, 401]


def test_one_subscriber_of_ipv6_is_one_address(asking: Asking) -> None:
    rate = {"rate_address": "1/hour"}
    assert answers(asking(address="2a00:1450::1", **rate), 1) == [401]
    assert answers(asking(address="2a00:1450::ffff", **rate), 1) == [429]
    assert answers(asking(address="2a00:1450:0:1::1", **rate), 1) == [401]


def test_services_count_together(bench: Bench, asking: Asking) -> None:
    assert answers(asking(rate_person="2/hour"), 2, bench.headers(STAF)) == [200, 200]
    assert answers(asking("scan", rate_person="2/hour"), 1, bench.headers(STAF), "/pindai") == [429]
    broker = Redis.from_url(bench.stack.redis_url)
    counters = list(broker.scan_iter(f"{rates.PREFIX}*"))
    assert counters
    assert all(0 < int(str(broker.ttl(key))) <= 2 * 3600 + 1 for key in counters)


def test_reading_writing_and_files_are_counted_apart(bench: Bench, asking: Asking) -> None:
    client = asking(rate_person="1/hour", rate_person_writes="1/hour", rate_person_uploads="1/hour")
    headers = bench.headers(STAF)
    file = {"naskah_asli": ("asli.pdf", BytesIO(b"%PDF-"))}

    def once() -> list[int]:
        return [
            client.get(WORK, headers=headers).status_code,
            client.post("/api/intake/berkas/x/terima", json={}, headers=headers).status_code,
            client.post("/api/intake/berkas", files=file, headers=headers).status_code,
        ]

    assert once() == [200, 422, 422]
    assert once() == [429, 429, 429]


def test_health_is_always_answered(asking: Asking) -> None:
    client = asking(rate_address="1/hour")
    assert 429 not in answers(client, 4, path="/api/intake/health")
    assert answers(client, 2, path="/api/intake/berkas/health") == [401, 429]


def test_the_window_ends(bench: Bench, asking: Asking) -> None:
    client = asking(rate_person="2/second")
    headers = bench.headers(STAF)
    assert 429 in answers(client, 5, headers)
    time.sleep(2.1)
    assert answers(client, 2, headers) == [200, 200]


def test_without_the_broker_each_process_counts_for_itself(bench: Bench, asking: Asking) -> None:
    nowhere = {"broker_url": "redis://127.0.0.1:1/0", "rate_person": "2/hour"}
    for client in (asking(**nowhere), asking(**nowhere)):
        assert answers(client, 3, bench.headers(STAF)) == [200, 200, 429]


def test_a_broker_that_is_silent_is_waited_for_once(bench: Bench) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        counts = rates.Counts(bench.settings_of("intake", broker_url=url))
        item = parse("1/hour")
        began = time.monotonic()
        assert counts.wait([(item, "baca", "x")]) == 0
        first, again = time.monotonic() - began, time.monotonic()
        assert counts.wait([(item, "baca", "x")]) > 0
        assert first < 2
        assert time.monotonic() - again < rates.ANSWER_SECONDS


def test_rabbitmq_counts_in_the_process(bench: Bench) -> None:
    counts = rates.Counts(bench.settings_of("intake", broker_url="amqp://127.0.0.1:1//"))
    assert counts.shared is None


def test_the_defaults_are_far_from_who_works_fast(bench: Bench, asking: Asking) -> None:
    client = asking(**{name: Settings.model_fields[name].default for name in OFF})
    assert set(answers(client, 300, bench.headers(STAF))) == {200}
