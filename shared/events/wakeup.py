"""Wake-ups between processes of one service by PostgreSQL's LISTEN/NOTIFY: hints, never the truth."""

from typing import Literal

from sqlalchemy import text
from sqlmodel import Session

Channel = Literal["outbox", "job"]


def notify(session: Session, channel: Channel) -> None:
    """Wake the relay when this transaction commits (PostgreSQL folds equal notices of one transaction)."""
    session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": channel})
