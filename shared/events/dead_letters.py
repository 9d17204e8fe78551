"""Dead letters: events and jobs that need a person, what that person does to them, and the record of it."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session, SQLModel, col, func, select

from shared.database.unit import Unit
from shared.errors import Conflict, Invalid, NotFound
from shared.events.jobs import Jobs
from shared.events.tables import Job, JobState, OperatorAct, Outbox, now
from shared.events.wakeup import notify
from shared.identity import Orang
from shared.teks import SAID

SHOWN = 50
LAST_ACTS = 20
LONGEST_ERROR = 300
LONGEST_REASON = 1000

DEAD = (col(Outbox.dead_at).is_not(None), col(Outbox.acked_at).is_(None), col(Outbox.discarded_at).is_(None))
STOPPED = col(Job.state) == JobState.ATTENTION


class Act(StrEnum):
    """What can be done to a dead letter."""

    RETRY = "coba-lagi"
    DISCARD = "buang"


class DeadLetter(BaseModel):
    """An event or job that stopped. `subject`: id of the case or office; `subscriber`: "" for a job."""

    id: UUID
    what: Literal["peristiwa", "pekerjaan"]
    type: str
    subject: str
    subscriber: str
    error: str
    since: datetime
    attempts: int

    @classmethod
    def of_event(cls, row: Outbox) -> Self:
        """An outbox row that died."""
        return cls(
            id=row.id, what="peristiwa", type=row.type, subject=row.subject, subscriber=row.subscriber,
            error=without_contents(row.last_error), since=row.dead_at or row.created_at, attempts=row.attempts,
        )  # fmt: skip

    @classmethod
    def of_job(cls, row: Job) -> Self:
        """A job that needs attention."""
        return cls(
            id=row.id, what="pekerjaan", type=row.kind, subject=str(row.subject), subscriber="",
            error=without_contents(row.last_error), since=row.finished_at or row.created_at, attempts=row.attempts,
        )  # fmt: skip


class Action(BaseModel):
    """What someone of the operations team did."""

    target: UUID
    act: str
    reason: str
    actor_name: str
    at: datetime


def without_contents(error: str | None) -> str:
    """The first line of an error: in what follows, databases and validators quote the case itself."""
    lines = (error or "").strip().splitlines()
    return lines[0][:LONGEST_ERROR] if lines else ""


def count(session: Session) -> int:
    """How many dead letters there are."""
    events = session.exec(select(func.count()).select_from(Outbox).where(*DEAD)).one()
    return events + session.exec(select(func.count()).select_from(Job).where(STOPPED)).one()


def oldest(session: Session, limit: int = SHOWN) -> list[DeadLetter]:
    """The dead letters that have lain longest."""
    events = session.exec(select(Outbox).where(*DEAD).order_by(col(Outbox.dead_at)).limit(limit))
    jobs = session.exec(select(Job).where(STOPPED).order_by(col(Job.finished_at)).limit(limit))
    found = [*map(DeadLetter.of_event, events), *map(DeadLetter.of_job, jobs)]
    return sorted(found, key=lambda letter: letter.since)[:limit]


def last_acts(session: Session, limit: int = LAST_ACTS) -> list[Action]:
    """What was done last, the newest first."""
    rows = session.exec(select(OperatorAct).order_by(col(OperatorAct.at).desc()).limit(limit))
    return [Action.model_validate(row, from_attributes=True) for row in rows]


def retry(unit: Unit, kinds: Jobs, letter_id: UUID, orang: Orang) -> Action:
    """Let an event be sent, or a job be done, as if for the first time. Raises NotFound, Conflict."""
    row = _dead(unit.session, letter_id)
    if isinstance(row, Outbox):
        _set(row, attempts=0, dead_at=None, claimed_until=None)
        notify(unit.session, "outbox")
    else:
        _set(row, attempts=0, state=JobState.WAITING, available_at=now(), woken_until=None, finished_at=None)
        _tell(unit, kinds, row)
        notify(unit.session, "job")
    return _record(unit, letter_id, Act.RETRY, "", orang)


def discard(unit: Unit, letter_id: UUID, reason: str, orang: Orang) -> Action:
    """Give an event or job up; what waited behind the event goes on. Raises Invalid, NotFound, Conflict."""
    said = _reason(reason)
    row = _dead(unit.session, letter_id)
    if isinstance(row, Outbox):
        row.discarded_at = now()
        notify(unit.session, "outbox")
    else:
        row.state = JobState.DISCARDED
    return _record(unit, letter_id, Act.DISCARD, said, orang)


def _dead(session: Session, letter_id: UUID) -> Outbox | Job:
    event = session.exec(select(Outbox).where(Outbox.id == letter_id).with_for_update()).first()
    job = None if event else session.exec(select(Job).where(Job.id == letter_id).with_for_update()).first()
    row = event or job
    if row is None:
        raise NotFound("Tidak ada kiriman atau pekerjaan dengan pengenal ini.", code="surat-mati-tidak-ada")
    if not _is_dead(row):
        raise Conflict(
            "Kiriman atau pekerjaan ini sudah tidak berhenti; mungkin sudah ditangani.", code="tidak-berhenti"
        )
    return row


def _is_dead(row: Outbox | Job) -> bool:
    if isinstance(row, Job):
        return row.state == JobState.ATTENTION
    return row.dead_at is not None and row.acked_at is None and row.discarded_at is None


def _tell(unit: Unit, kinds: Jobs, job: Job) -> None:
    kind = kinds.get(job.kind)
    if kind and kind.resumed:
        kind.resumed(unit, job.subject, job.payload)


def _reason(text: str) -> str:
    said = text.strip()
    if len(said) > LONGEST_REASON or not re.fullmatch(SAID, said):
        raise Invalid(
            f"Tulis alasan membuang, paling panjang {LONGEST_REASON} huruf.", code="alasan-wajib", field="alasan"
        )
    return said


def _record(unit: Unit, target: UUID, act: Act, reason: str, orang: Orang) -> Action:
    row = OperatorAct(target=target, act=act, reason=reason, actor=orang.id, actor_name=orang.nama)
    unit.session.add(row)
    return Action.model_validate(row, from_attributes=True)


def _set(row: SQLModel, **values: Any) -> None:  # noqa: ANN401 - columns of any type
    for name, value in values.items():
        setattr(row, name, value)
