"""The real transport: a broker that is full or away is a passing fault, never another kind of error."""

import pytest
import redis
import uuid_utils.compat as uuids
from pydantic import SecretStr, ValidationError

from deploy.local.ready import wait_for
from shared.errors import Transient
from shared.events.transport import CeleryTransport, Transport, celery_app
from shared.settings import Settings
from tests.support.bench import Bench


@pytest.fixture
def valkey(bench: Bench) -> CeleryTransport:
    """Over the bench's own Valkey, whatever broker was given."""
    return CeleryTransport(celery_app("intake", Settings(broker_url=bench.stack.redis_url)))


def test_depth_counts_what_was_sent(bench: Bench) -> None:
    transport, queue = bench.runtime("intake").transport, f"uji.{uuids.uuid7()}"
    assert transport.depth(queue) == 0
    for number in range(3):
        transport.send(queue, "terbit.uji", [number])
    wait_for("three messages", lambda: _holds(transport, queue, 3))


def _holds(transport: Transport, queue: str, wanted: int) -> None:
    assert transport.depth(queue) == wanted


def test_a_full_broker_is_a_passing_fault(bench: Bench, valkey: CeleryTransport) -> None:
    transport = valkey
    server = redis.Redis.from_url(bench.stack.redis_url)
    before = server.config_get("maxmemory")["maxmemory"]
    server.config_set("maxmemory", 1)
    try:
        with pytest.raises(Transient, match="broker"):
            transport.send("uji.penuh", "terbit.uji", ["x"])
    finally:
        server.config_set("maxmemory", str(before))
    transport.send("uji.penuh", "terbit.uji", ["x"])
    assert transport.depth("uji.penuh") == 1


def test_clients_cut_off_are_a_passing_fault_or_none(bench: Bench, valkey: CeleryTransport) -> None:
    transport = valkey
    transport.send("uji.putus", "terbit.uji", [1])
    redis.Redis.from_url(bench.stack.redis_url).client_kill_filter(_type="normal")
    for _ in range(3):
        try:
            transport.send("uji.putus", "terbit.uji", [2])
        except Transient:
            continue
        break
    assert transport.depth("uji.putus") >= 2


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "amqp://127.0.0.1:1//"])
def test_a_broker_that_is_away_is_a_passing_fault(url: str) -> None:
    away = CeleryTransport(celery_app("uji", Settings(broker_url=url)))
    with pytest.raises(Transient):
        away.send("uji", "terbit.uji", [])
    with pytest.raises(Transient):
        away.depth("uji")


@pytest.mark.parametrize(
    ("url", "whole"),
    [("redis://h:1/0", "redis://:p%2F%40@h:1/0"), ("amqps://terbit@h/v", "amqps://terbit:p%2F%40@h/v"),
     ("amqp://a:b@h//", "amqp://a:b@h//")],
)  # fmt: skip
def test_the_password_is_put_into_a_url_that_has_none(url: str, whole: str) -> None:
    app = celery_app("uji", Settings(broker_url=url, broker_password=SecretStr("p/@")))
    assert app.conf.broker_url == whole


def test_another_kind_of_broker_is_no_setting() -> None:
    with pytest.raises(ValidationError, match="broker_url"):
        Settings(broker_url="sqs://")
