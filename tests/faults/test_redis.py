"""The broker emptied, lost, frozen, full, and with all its clients cut off: nothing is lost, nothing done twice."""

import time

import pytest
from redis.exceptions import OutOfMemoryError

from deploy.local.demo.office import until
from deploy.local.ready import redis_answers, wait_for
from deploy.local.stack import Stack
from tests.faults.carrying import Everybody, carry_through, once_each
from tests.support.harm import PATIENCE, empty_and_kill_valkey, frozen, said_in_logs, valkey

pytestmark = pytest.mark.timeout(900)
LONGER_THAN_A_SOCKET_WAITS = 12


def test_redis_emptied_again_and_again(stack: Stack, people: Everybody) -> None:
    emptied: list[bool] = []

    def empty() -> None:
        for _ in range(4):
            time.sleep(1.5)
            emptied.append(bool(valkey(stack).flushall()))

    outcomes = carry_through(people, empty)
    assert emptied == [True] * 4
    once_each(outcomes, stack, people)


def test_redis_killed_and_back_with_nothing(stack: Stack, people: Everybody) -> None:
    left: list[object] = []

    def lose() -> None:
        time.sleep(1.5)
        valkey(stack).set("uji", "ada")
        empty_and_kill_valkey(stack)
        wait_for("valkey", lambda: redis_answers(stack.redis_url), PATIENCE)
        left.append(valkey(stack).get("uji"))

    outcomes = carry_through(people, lose)
    assert left == [None]
    once_each(outcomes, stack, people)


def test_redis_frozen_for_longer_than_its_clients_wait(stack: Stack, people: Everybody) -> None:
    before = said_in_logs(stack, "relay", "Timeout")

    def freeze() -> None:
        time.sleep(1)
        with frozen(stack, "valkey"):
            time.sleep(LONGER_THAN_A_SOCKET_WAITS)
            until(lambda: said_in_logs(stack, "relay", "Timeout") > before or None, "a relay to notice", PATIENCE)

    outcomes = carry_through(people, freeze)
    assert said_in_logs(stack, "relay", "Timeout") > before
    once_each(outcomes, stack, people)


def test_redis_full_refuses_senders_and_loses_nothing(stack: Stack, people: Everybody) -> None:
    server, complaint = valkey(stack), "used memory > 'maxmemory'"
    limit, before = server.config_get("maxmemory")["maxmemory"], said_in_logs(stack, "relay", complaint)

    def refused() -> bool | None:
        return True if said_in_logs(stack, "relay", complaint) > before + 3 else None

    def fill() -> None:
        time.sleep(1)
        server.config_set("maxmemory", 1)
        try:
            with pytest.raises(OutOfMemoryError):
                server.set("uji", "ada")
            until(refused, "relays to be refused", PATIENCE)
        finally:
            server.config_set("maxmemory", str(limit))

    once_each(carry_through(people, fill), stack, people)


def test_all_clients_of_redis_cut_off_again_and_again(stack: Stack, people: Everybody) -> None:
    server, cut = valkey(stack), list[int]()

    def some() -> int | None:
        return int(server.client_kill_filter(_type="normal", skipme=True)) or None

    def cut_off() -> None:
        for _ in range(5):
            time.sleep(0.5)
            cut.append(until(some, "clients to cut off", PATIENCE))

    outcomes = carry_through(people, cut_off)
    assert len(cut) == 5
    once_each(outcomes, stack, people)
