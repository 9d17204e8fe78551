"""Relay and workers as processes, over the broker that was given: an event reaches its hearer and is acknowledged."""

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
import uuid_utils.compat as uuids

from deploy.local.ready import wait_for
from deploy.local.stack import Stack
from shared.database.engine import Database
from shared.events.catalogue import PekerjaanTerhenti
from shared.events.tables import now
from shared.settings import Settings
from tests.support.broker import given_broker

PARTS = ("scan-relay", "scan-worker", "intake-worker")
EVENTS = 40


@pytest.fixture
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Servers, scan's relay and the workers of both ends; apart from the bench, whose relays are turned by hand."""
    with Stack(tmp_path_factory.mktemp("broker"), given_broker()) as stack:
        stack.start_servers()
        stack.migrate()
        for part in PARTS:
            stack.start(part)
        yield stack


def test_events_reach_their_hearer_over_the_broker_and_are_acknowledged(running: Stack) -> None:
    scan = Database("scan", Settings(database_url=running.database_url("scan")))
    for _ in range(EVENTS):
        case = uuids.uuid7()
        event = PekerjaanTerhenti(berkas_id=case, langkah="R4b", sebab="uji", pada=now())
        with scan.unit() as unit:
            unit.publish(event, subject=case, actor="uji")
    wait_for("acknowledgements", lambda: _all_acknowledged(running), 120)
    assert _count(running, "intake", "SELECT count(DISTINCT berkas_id) FROM catatan_perkara") == EVENTS


def _all_acknowledged(stack: Stack) -> None:
    acknowledged = _count(stack, "scan", "SELECT count(*) FROM outbox WHERE acked_at IS NOT NULL")
    assert acknowledged == EVENTS, f"{acknowledged} of {EVENTS}"


def _count(stack: Stack, service: str, query: str) -> int:
    with closing(psycopg.connect(stack.database_url(service).replace("+psycopg", ""))) as connection:
        row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
