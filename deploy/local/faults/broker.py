"""What is done to the broker, and put into it by hand."""

import redis

from deploy.local.faults.databases import Row, rows
from deploy.local.stack import Stack
from shared.events.transport import EVENTS, CeleryTransport, celery_app, events_queue
from shared.settings import Settings


def transport(stack: Stack) -> CeleryTransport:
    """Messages as the services send them."""
    return CeleryTransport(celery_app("faults", Settings(broker_url=stack.redis_url)))


def flush(stack: Stack) -> None:
    """Everything in the broker is gone."""
    with redis.Redis.from_url(stack.redis_url, socket_timeout=3) as client:
        client.flushall()


def kill_clients(stack: Stack) -> None:
    """Every connection to the broker is cut, but for the one that says so."""
    with redis.Redis.from_url(stack.redis_url, socket_timeout=3) as client:
        for kind in ("normal", "pubsub"):
            client.client_kill_filter(_type=kind, skipme=True)


RECENT = "SELECT id, subscriber, envelope FROM outbox ORDER BY seq DESC LIMIT 60"
TOO_LATE = """
SELECT id, subscriber, envelope FROM outbox WHERE type = 'id.terbit.penarikan.terlambat' ORDER BY seq DESC LIMIT 60
"""


def duplicate(stack: Stack, producer: str, dice: float, times: int, query: str = RECENT) -> int:
    """Put an event that was sent lately into its hearer's queue again; returns how many messages that were."""
    found = rows(stack, producer, query)
    if not found:
        return 0
    send_again(stack, producer, found[int(dice * len(found))], times)
    return times


def send_again(stack: Stack, producer: str, row: Row, times: int) -> None:
    """Put one outbox row (id, subscriber, envelope) into its hearer's queue, so many times."""
    carrier = transport(stack)
    for _ in range(times):
        carrier.send(events_queue(row["subscriber"]), EVENTS, [producer, [(str(row["id"]), row["envelope"])]])
