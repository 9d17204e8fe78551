"""Rules of signing in: when guessing is slowed down, where a person may go on to, whose form it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

FREE_TRIES = 5
WINDOW = timedelta(minutes=5)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
REMEMBERED = timedelta(hours=1)
"""Failures older than this, or before the last success, are forgiven."""

START = "/"


def wait_after(failures: Sequence[datetime], now: datetime) -> timedelta:
    """How long the next try must wait, given the failures since the last success (oldest first); zero: not at all.

    Five failures within five minutes start it; each further failure doubles it.
    """
    begun = next((n for n in range(FREE_TRIES, len(failures) + 1) if _quick(failures[n - FREE_TRIES : n])), None)
    if begun is None:
        return timedelta()
    wait = min(FIRST_WAIT * (1 << min(len(failures) - begun, 10)), LONGEST_WAIT)
    return max(failures[-1] + wait - now, timedelta())


def _quick(failures: Sequence[datetime]) -> bool:
    return failures[-1] - failures[0] <= WINDOW


def local_path(path: str) -> str:
    """`path` if it is one of ours, else the start page: a sign-in never leads to another site.

    Browsers read a backslash as a slash and drop control characters, so both are refused.
    """
    ours = path.startswith("/") and not path.startswith("//")
    return path if ours and path.isprintable() and "\\" not in path else START


def from_our_page(site: str, origin: str, host: str) -> bool:
    """Whether a browser sent a form from a page of ours: by Sec-Fetch-Site, by Origin where that is not sent.

    Programs send neither, and carry nobody's cookie.
    """
    if site:
        return site in ("same-origin", "none")
    return not origin or urlsplit(origin).netloc == host
