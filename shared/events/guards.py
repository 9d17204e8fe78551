"""The four guards of delivery. Each can be switched off for one run, to see that the suite of faults then fails."""

import logging
from enum import StrEnum

from shared.settings import Settings

log = logging.getLogger(__name__)
FOREVER = 1e9
"""Seconds of a lease that never ends."""


class Guard(StrEnum):
    """INBOX: an effect happens once. ACK: only a confirmed event is done. LEASE: a claim ends by itself.
    SWEEPER: what was forgotten is sent again.
    """

    INBOX = "inbox"
    ACK = "ack"
    LEASE = "lease"
    SWEEPER = "sweeper"


def stands(settings: Settings, guard: Guard) -> bool:
    """Whether this guard is on, as it always is outside such a run."""
    return guard not in settings.without


def announce(settings: Settings) -> None:
    """Say loudly which guards are off. Raises ValueError for a name that is none."""
    for name in settings.without:
        log.critical("guard %s is SWITCHED OFF: this process may lose or double work", Guard(name))
