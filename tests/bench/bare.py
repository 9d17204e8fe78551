"""What durable events are measured against: a Celery worker with our settings whose task only notes the time.

`python -m tests.bench.bare FILE PROCESSES`, with the `TERBIT_…` variables of a service.
"""

import os
import struct
import sys
import time
from pathlib import Path

from celery import Celery

from shared.events.transport import celery_app
from shared.settings import settings

QUEUE, TASK = "bench.bare", "bench.bare"
RECORD = struct.Struct("dd")


def samples(file: Path) -> list[tuple[float, float]]:
    """(sent, done) of every task so far, seconds since the epoch."""
    return list(RECORD.iter_unpack(file.read_bytes()[: file.stat().st_size // RECORD.size * RECORD.size]))


def worker(file: Path) -> Celery:
    """The application; short records appended to one file do not mix."""
    app = celery_app("bench", settings())
    record = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    @app.task(name=TASK)  # type: ignore[untyped-decorator]
    def nothing(sent: float) -> None:
        os.write(record, RECORD.pack(sent, time.time()))

    return app


if __name__ == "__main__":
    worker(Path(sys.argv[1])).worker_main(
        ["worker", "--queues", QUEUE, "--concurrency", sys.argv[2], "--pool", "prefork", "-O", "fair",
         "--without-gossip", "--without-mingle"]
    )  # fmt: skip
