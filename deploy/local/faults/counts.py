"""What a run did, counted afterwards: from the databases, and the duplicates from the workers' logs."""

import json
from collections.abc import Iterator

from deploy.local.faults.databases import number
from deploy.local.stack import Stack
from deploy.services import SERVICES
from shared.events.subscriber import SUPPRESSED

RESENT = "SELECT sum(greatest(attempts - 1, 0)) FROM outbox"
EVENTS = "SELECT count(*) FROM outbox WHERE acked_at IS NOT NULL"
JOBS = "SELECT count(*) FROM job WHERE state = 'done'"
REPEATED = "SELECT sum(greatest(attempts - 1, 0)) FROM job"


def counted(stack: Stack) -> dict[str, int]:
    """Events and jobs, how often they were sent or tried again, and what the inbox kept from happening twice."""
    queries = {
        "events acknowledged": EVENTS,
        "events sent again": RESENT,
        "jobs done": JOBS,
        "jobs tried again": REPEATED,
    }
    found = {name: sum(number(stack, one, query) for one in SERVICES) for name, query in queries.items()}
    return {**found, "duplicates suppressed": sum(_suppressed(stack))}


def _suppressed(stack: Stack) -> Iterator[int]:
    """`suppressed` of every line in which a worker says that events stood in its inbox already."""
    for file in sorted((stack.folder / "logs").glob("*-worker.log*")):
        with file.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if SUPPRESSED in line and line.startswith("{"):
                    yield int(json.loads(line)["suppressed"])
