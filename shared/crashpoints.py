"""Every point at which a process may be killed by a test, by name; and the call that stands at each of them.

A point is armed for a service by a file `<TERBIT_CRASH_DIR>/<service>/<point>`: the process that reaches it removes the
file and dies by SIGKILL, so that it happens once. Without that setting nothing is ever armed.
"""

import logging
import os
import signal
from enum import StrEnum
from pathlib import Path

log = logging.getLogger(__name__)


class Point(StrEnum):
    """Where: what was done last there, or what comes next."""

    ACT_BEFORE_COMMIT = "act.before_commit"
    ACT_AFTER_COMMIT = "act.after_commit"
    RELAY_CLAIMED = "relay.after_claim"
    RELAY_SENT = "relay.after_send"
    RELAY_MARKED = "relay.after_mark"
    RELAY_JOBS_CLAIMED = "relay.after_job_claim"
    RELAY_JOBS_SENT = "relay.after_job_send"
    INBOX_BEFORE = "inbox.before_insert"
    INBOX_AFTER = "inbox.after_insert"
    INBOX_BEFORE_COMMIT = "inbox.before_commit"
    INBOX_AFTER_COMMIT = "inbox.after_commit"
    ANSWER_SENT = "answer.after_send"
    ANSWER_BEFORE_COMMIT = "answer.before_commit"
    ANSWER_AFTER_COMMIT = "answer.after_commit"
    JOB_CLAIMED = "job.after_claim"
    JOB_RECORDED = "job.before_commit"
    JOB_DONE = "job.after_commit"
    OBJECT_ANNOUNCED = "object.after_row"
    OBJECT_PUT = "object.after_put"
    PAGE_KEPT = "pages.after_keep"
    PAGES_PARTED = "pages.after_parting"
    SCAN_READ = "scan.after_ocr"
    SCAN_STORED = "scan.after_store"
    CLOSED_MADE = "closing.after_check"
    CLOSED_STORED = "closing.after_store"
    STACK_READ = "scan.after_stack_read"
    STACK_STORED = "scan.after_stack_store"
    FOLDER_ORDERED = "folder.after_commit"
    SITE_SENT = "publish.after_send"
    SITE_FEED = "publish.after_feed"
    SITE_SEEN = "publish.after_verify"


_DESKS = frozenset({"intake", "approval", "scan", "publisher"})
_STORING = frozenset({"intake", "approval", "scan"})
_WORKING = frozenset({"scan", "publisher"})

REACHED: dict[Point, frozenset[str]] = {
    **{point: _WORKING for point in Point if point.startswith(("job.", "relay.after_job"))},
    **{point: _STORING for point in Point if point.startswith("object.")},
    **{point: frozenset({"scan"}) for point in Point if point.startswith(("scan.", "pages."))},
    **{point: frozenset() for point in Point if point.startswith(("closing.", "folder."))},
    **{point: frozenset({"publisher"}) for point in Point if point.startswith("publish.")},
}
REACHED |= {point: _DESKS for point in Point if point not in REACHED}
"""In which services each point is reached when a case goes its whole way. Not every case has places to close: those
points are tried with one that has (`tests/service/scan/test_penutupan.py`); that of a watched folder where one is
watched (`tests/service/scan/folder`)."""


class _Armed:
    folder: Path | None = None


def listen(folder: Path | None, service: str) -> None:
    """From now on this process, and those that it forks, look for armed points of its service."""
    _Armed.folder = folder / service if folder else None


def crashpoint(point: Point) -> None:
    """Die here by SIGKILL if this point is armed."""
    if _Armed.folder is None:
        return
    try:
        (_Armed.folder / point).unlink()
    except FileNotFoundError:
        return
    log.critical("crash point %s", point)
    os.kill(os.getpid(), signal.SIGKILL)


def arm(folder: Path, service: str, point: Point) -> Path:
    """Arm one point; returns the file, which is gone when the point was reached."""
    file = folder / service / point
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    return file
