"""Servers killed one after the other; PostgreSQL stopped at once, its sessions ended at random."""

import os
import signal
import time
from functools import partial

import psycopg
import pytest

from deploy.local.demo.office import until
from deploy.local.stack import SERVERS, Stack
from tests.faults.carrying import Everybody, carry_all, carry_through, once_each, three
from tests.support.harm import PATIENCE, administrator, kill, restarted, running

pytestmark = pytest.mark.timeout(900)
END_SOME = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename LIKE 'terbit_%' AND random() < 0.4"
)


def some(session: psycopg.Connection) -> int | None:
    """End some sessions of services; how many, None when there was none."""
    (number,) = session.execute(END_SOME).fetchone() or (0,)
    return int(number) or None


def test_each_server_killed_and_restarted(stack: Stack, people: Everybody) -> None:
    before = {part: running(stack, part) for part in SERVERS}

    def kill_each() -> None:
        for part in SERVERS:
            time.sleep(2)
            os.kill(before[part], signal.SIGKILL)

    outcomes = carry_all(people, three(), kill_each)
    for part, pid in before.items():
        restarted(stack, part, pid)
    once_each(outcomes, stack, people)


def test_postgresql_stopped_at_once(stack: Stack, people: Everybody) -> None:
    def stop() -> None:
        time.sleep(1.5)
        kill(stack, "postgres", signal.SIGQUIT)

    once_each(carry_through(people, stop), stack, people)


def test_sessions_of_postgresql_ended_at_random(stack: Stack, people: Everybody) -> None:
    ended: list[int] = []

    def end_some() -> None:
        with administrator(stack) as session:
            for _ in range(6):
                time.sleep(0.5)
                ended.append(until(partial(some, session), "sessions to end", PATIENCE))

    outcomes = carry_through(people, end_some)
    assert len(ended) == 6
    once_each(outcomes, stack, people)
