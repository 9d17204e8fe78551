"""The relay: carries the outbox to the broker, sends again what nobody confirmed, wakes forgotten jobs, sends canaries.

Several relays of one service may run side by side: what one has claimed, the lease keeps from the others.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from sqlalchemy.exc import DBAPIError

from shared.errors import Transient
from shared.events import claims, transport
from shared.runtime import Runtime

log = logging.getLogger(__name__)
CANARY_BACKLOG = 50
LONG_UNANSWERED = 60.0
SERVICES_WITH_JOBS = frozenset({"scan", "publisher"})


class Relay:
    """One relay of one service."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self.database = runtime.database
        self.stopping = threading.Event()
        self._next_canary = 0.0

    def run(self) -> None:
        """Work until told to stop; a database or broker that is away is waited for."""
        while not self.stopping.is_set():
            try:
                with self._listening() as connection:
                    self._work(connection)
            except (psycopg.Error, DBAPIError) as error:
                log.warning("relay: database away: %s", error)
                self.stopping.wait(1)

    def turn(self) -> int:
        """One round; returns how many messages went out. Raises Transient when the broker is away."""
        sent = self._send_events() + self._wake_jobs()
        self._send_canaries()
        return sent

    def _work(self, connection: psycopg.Connection) -> None:
        while not self.stopping.is_set():
            try:
                sent = self.turn()
            except Transient as error:
                log.warning("relay: %s", error)
                self.stopping.wait(1)
                continue
            if sent == 0:
                for _ in connection.notifies(timeout=self.runtime.settings.relay_poll_seconds, stop_after=1):
                    pass

    def _send_events(self) -> int:
        with self.database.unit() as unit:
            claimed = claims.claim_events(unit.session, self.runtime.settings)
        if not claimed:
            return 0
        sent: list[UUID] = []
        waiting: list[UUID] = []
        try:
            for row in claimed:
                (sent if self._send_event(row) else waiting).append(row.id)
        finally:
            unsent = [row.id for row in claimed[len(sent) + len(waiting) :]]
            with self.database.unit() as unit:
                claims.mark_sent(unit.session, sent)
                claims.keep_waiting(unit.session, waiting)
                claims.release(unit.session, unsent)
        return len(sent)

    def _send_event(self, row: claims.Claimed) -> bool:
        queue = transport.events_queue(row.subscriber)
        backlog = row.waited > 0 and self.runtime.transport.depth(queue) > 0
        if backlog and row.waited < LONG_UNANSWERED:
            return False
        self.runtime.transport.send(queue, transport.EVENT, [str(row.id), row.envelope])
        return not backlog

    def _wake_jobs(self) -> int:
        if self.runtime.service not in SERVICES_WITH_JOBS:
            return 0
        with self.database.unit() as unit:
            due = claims.claim_due_jobs(unit.session, self.runtime.settings)
        try:
            for job_id in due:
                self.runtime.transport.send(transport.jobs_queue(self.runtime.service), transport.JOB, [str(job_id)])
        except Transient:
            with self.database.unit() as unit:
                claims.release_jobs(unit.session, due)
            raise
        return len(due)

    def _send_canaries(self) -> None:
        if time.monotonic() < self._next_canary:
            return
        for queue in watched_queues(self.runtime.service):
            if self.runtime.transport.depth(queue) < CANARY_BACKLOG:
                self.runtime.transport.send(queue, transport.CANARY, [queue], expires=60)
        self._next_canary = time.monotonic() + self.runtime.settings.canary_seconds

    @contextmanager
    def _listening(self) -> Iterator[psycopg.Connection]:
        url = self.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
            connection.execute("LISTEN outbox")
            connection.execute("LISTEN job")
            yield connection


def watched_queues(service: str) -> list[str]:
    """The queues of a service whose workers are proved alive by canaries."""
    queues = [transport.events_queue(service)]
    return [*queues, transport.jobs_queue(service)] if service in SERVICES_WITH_JOBS else queues
