"""The real transport: a broker that is full or away is a passing fault, never another kind of error."""

import pytest
import redis

from shared.errors import Transient
from shared.events.transport import CeleryTransport, celery_app
from shared.settings import Settings
from tests.support.bench import Bench


def test_depth_counts_what_was_sent(bench: Bench) -> None:
    transport = bench.runtime("intake").transport
    for number in range(3):
        transport.send("uji.antrean", "terbit.uji", [number])
    assert transport.depth("uji.antrean") == 3
    assert transport.depth("uji.kosong") == 0


def test_a_full_broker_is_a_passing_fault(bench: Bench) -> None:
    transport = bench.runtime("intake").transport
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


def test_clients_cut_off_are_a_passing_fault_or_none(bench: Bench) -> None:
    transport = bench.runtime("intake").transport
    transport.send("uji.putus", "terbit.uji", [1])
    redis.Redis.from_url(bench.stack.redis_url).client_kill_filter(_type="normal")
    for _ in range(3):
        try:
            transport.send("uji.putus", "terbit.uji", [2])
        except Transient:
            continue
        break
    assert transport.depth("uji.putus") >= 2


def test_a_broker_that_is_away_is_a_passing_fault() -> None:
    away = CeleryTransport(celery_app("uji", Settings(broker_url="redis://127.0.0.1:1/0")))
    with pytest.raises(Transient):
        away.send("uji", "terbit.uji", [])
    with pytest.raises(Transient):
        away.depth("uji")
