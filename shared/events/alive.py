"""The watch over a Celery worker: one that runs but takes no messages ends itself, so that it is started anew.

Seen with Celery 5.7 on Redis: a connection that is lost while a message is acknowledged can leave a worker that lives
and never consumes again. Canaries come every few seconds; a worker that has neither seen one nor been at work for long,
while the broker answers, is such a worker.
"""

import logging
import os
import socket
import threading
import time
from multiprocessing.sharedctypes import RawValue
from urllib.parse import urlsplit

from shared.settings import Settings

log = logging.getLogger(__name__)
MISSED = 6
MISSED_AT_FIRST = 60
"""A worker that has not taken anything yet may still be starting, on a machine that has much to do."""
EXIT_CODE = 75  # EX_TEMPFAIL: to be started again


class Alive:
    """A moment shared between a worker and the children it forks: when one of them last took a message or worked."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._moment = RawValue("d", self._began)

    def beat(self) -> None:
        """A message was taken, or work goes on."""
        self._moment.value = time.monotonic()

    @property
    def patience(self) -> int:
        """How many canaries it may miss."""
        return MISSED if float(self._moment.value) > self._began else MISSED_AT_FIRST

    @property
    def silent_for(self) -> float:
        """Seconds since the last beat."""
        return time.monotonic() - float(self._moment.value)


def watch(alive: Alive, settings: Settings) -> None:
    """Watch from a thread that holds no lock and no connection, so that forking beside it is harmless."""
    threading.Thread(target=_watch, args=(alive, settings), daemon=True, name="watch").start()


def _watch(alive: Alive, settings: Settings) -> None:
    while True:
        time.sleep(settings.canary_seconds)
        limit = settings.canary_seconds * alive.patience
        if alive.silent_for > limit and broker_answers(settings.broker_url):
            log.critical("no message taken for %.0f s though the broker answers: ending, to be started anew", limit)
            os._exit(EXIT_CODE)


def broker_answers(url: str) -> bool:
    """Whether somebody listens where the broker should be."""
    place = urlsplit(url)
    try:
        socket.create_connection((place.hostname or "127.0.0.1", place.port or 6379), 2).close()
    except OSError:
        return False
    return True
