"""Tickets between the steps of a sign-in: kept by the browser alone, good for some minutes, and once."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlmodel import col, delete

from services.console.models import Tiket
from shared.database.unit import Unit
from shared.errors import Unauthenticated
from shared.events.tables import now

SECONDS: Final = 300
PATIENT_SECONDS: Final = 900
"""For a step in which somebody may have to install an app first."""


def give(unit: Unit, tahap: str, isi: dict[str, Any], akun: UUID | None = None, seconds: int = SECONDS) -> str:
    """A new ticket for the step `tahap`; those that nobody used are forgotten."""
    unit.session.execute(delete(Tiket).where(col(Tiket.habis) < now()))
    ticket = secrets.token_urlsafe(32)
    habis = now() + timedelta(seconds=seconds)
    unit.session.add(Tiket(sidik=_print(ticket), tahap=tahap, akun=akun, isi=isi, habis=habis))
    return ticket


def look(unit: Unit, tahap: str, ticket: str) -> Tiket:
    """The ticket for this step, held until the unit ends; it is taken when the step is done. Raises Unauthenticated."""
    row = unit.session.get(Tiket, _print(ticket), with_for_update=True)
    if row is None or row.tahap != tahap or row.habis <= now():
        raise Unauthenticated("Waktu untuk langkah ini sudah habis. Silakan masuk lagi dari awal.", code="tiket-habis")
    return row


def take(unit: Unit, row: Tiket) -> None:
    """The step is done: nobody uses this ticket again."""
    unit.session.delete(row)


def forget(unit: Unit, akun: UUID) -> None:
    """What was proved of this person before counts no more."""
    unit.session.execute(delete(Tiket).where(col(Tiket.akun) == akun))


def _print(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()
