"""The relay: carries the outbox to the broker, sends again what nobody confirmed, wakes forgotten jobs, sends canaries.

Several relays of one service may run side by side: what one has claimed, the lease keeps from the others.
"""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from uuid import UUID

import psycopg
from sqlalchemy.exc import DBAPIError

from shared.crashpoints import Point, crashpoint
from shared.errors import Transient
from shared.events import claims, transport
from shared.events.parcels import Parcel, parcels
from shared.runtime import Runtime

log = logging.getLogger(__name__)
CANARY_BACKLOG = 50
"""Behind so many messages no canary is sent; before long work behind any: those queues are read in turn."""
LONG_UNANSWERED = 60.0
FORGET_EVERY = 3600.0


class Fate(Enum):
    """What became of a claimed row: SENT, or HELD because its hearer's queue still holds messages."""

    SENT = auto()
    HELD = auto()


class Relay:
    """One relay of one service; `parts` are the kinds of job that are parts of long work."""

    def __init__(
        self, runtime: Runtime, forget: Callable[[Runtime], None] | None = None, parts: Collection[str] = ()
    ) -> None:
        self.runtime = runtime
        self.forget = forget
        self.parts = parts
        self._next_forgetting = 0.0
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
        self._forget()
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
        crashpoint(Point.RELAY_CLAIMED)
        fates: dict[Fate, list[UUID]] = {fate: [] for fate in Fate}
        try:
            behind = self._behind(claimed)
            for parcel in parcels(claimed, self.runtime.settings.event_parcel):
                fates[self._send_parcel(parcel, parcel.subscriber in behind)] += parcel.ids
            crashpoint(Point.RELAY_SENT)
        finally:
            self._record(claimed, fates)
        crashpoint(Point.RELAY_MARKED)
        return len(fates[Fate.SENT])

    def _behind(self, claimed: list[claims.Claimed]) -> set[str]:
        """Hearers that owe answers while their queue still holds messages."""
        owing = {row.subscriber for row in claimed if row.waited}
        return {name for name in owing if self.runtime.transport.depth(transport.events_queue(name)) > 0}

    def _send_parcel(self, parcel: Parcel, behind: bool) -> Fate:
        held = behind and parcel.waited > 0
        if held and parcel.waited < LONG_UNANSWERED:
            return Fate.HELD
        queue = transport.events_queue(parcel.subscriber)
        self.runtime.transport.send(queue, transport.EVENTS, [self.runtime.service, parcel.deliveries])
        return Fate.HELD if held else Fate.SENT

    def _record(self, claimed: list[claims.Claimed], fates: dict[Fate, list[UUID]]) -> None:
        known = {row_id for ids in fates.values() for row_id in ids}
        with self.database.unit() as unit:
            claims.mark_sent(unit.session, fates[Fate.SENT], self.runtime.settings)
            claims.keep_waiting(unit.session, fates[Fate.HELD], self.runtime.settings)
            claims.release(unit.session, [row.id for row in claimed if row.id not in known])

    def _wake_jobs(self) -> int:
        if self.runtime.service not in transport.SERVICES_WITH_JOBS:
            return 0
        with self.database.unit() as unit:
            due = claims.claim_due_jobs(unit.session, self.runtime.settings)
        if due:
            crashpoint(Point.RELAY_JOBS_CLAIMED)
        try:
            for job_id, kind in due.items():
                self.runtime.transport.send(self._queue_of(kind), transport.JOB, [str(job_id)])
        except Transient:
            with self.database.unit() as unit:
                claims.release_jobs(unit.session, due)
            raise
        if due:
            crashpoint(Point.RELAY_JOBS_SENT)
        return len(due)

    def _queue_of(self, kind: str) -> str:
        name = transport.parts_queue if kind in self.parts else transport.jobs_queue
        return name(self.runtime.service)

    def _send_canaries(self) -> None:
        if time.monotonic() < self._next_canary:
            return
        for queue in watched_queues(self.runtime.service):
            most = 1 if queue in transport.work_queues(self.runtime.service) else CANARY_BACKLOG
            if self.runtime.transport.depth(queue) < most:
                self.runtime.transport.send(queue, transport.CANARY, [queue], expires=60)
        self._next_canary = time.monotonic() + self.runtime.settings.canary_seconds

    def _forget(self) -> None:
        """Let the service delete what is over; the next hour does what fails now."""
        if self.forget is None or time.monotonic() < self._next_forgetting:
            return
        self._next_forgetting = time.monotonic() + FORGET_EVERY
        try:
            self.forget(self.runtime)
        except DBAPIError as error:
            log.warning("relay: not forgotten: %s", error)

    @contextmanager
    def _listening(self) -> Iterator[psycopg.Connection]:
        url = self.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
            connection.execute("LISTEN outbox")
            connection.execute("LISTEN job")
            yield connection


def watched_queues(service: str) -> list[str]:
    """The queues of a service whose workers are proved alive by canaries."""
    return [transport.events_queue(service), *transport.work_queues(service)]
