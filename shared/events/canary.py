"""Canaries: proof that a worker takes messages from a queue, kept in the service's own database."""

from sqlalchemy.dialects.postgresql import insert

from shared.database.unit import Unit
from shared.events.tables import Canary, now


def seen(unit: Unit, queue: str) -> None:
    """Record that a worker took a message from `queue` just now, or is at work on one."""
    values = {"queue": queue, "seen_at": now()}
    statement = insert(Canary).values(**values)
    unit.session.execute(statement.on_conflict_do_update(index_elements=["queue"], set_=values))
