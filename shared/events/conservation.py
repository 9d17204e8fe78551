"""The conservation check of one service: is everything that was taken in still accounted for?"""

import json
from collections.abc import Sequence
from datetime import timedelta

from pydantic import BaseModel, ValidationError
from sqlmodel import col, select

from shared.audit.report import one_moment, verify_all
from shared.database.unit import Unit
from shared.errors import NotFound
from shared.events.tables import Job, JobState, Outbox, now
from shared.runtime import Runtime
from shared.service import Service
from shared.sop import Berkas, Keadaan, sop
from shared.storage import key_of
from shared.tables import BerkasRow, StoredObject, StoredState

OVERDUE = timedelta(minutes=10)
UNACKNOWLEDGED = (col(Outbox.acked_at).is_(None), col(Outbox.discarded_at).is_(None))


class Known(BaseModel):
    """What this service knows of a case: compared with what the others know."""

    giliran: int
    keadaan: str
    langkah: str | None


class Findings(BaseModel):
    """One service's part of the check. `wrong` are sentences; what is `waiting` is explained and no fault.

    Of the audit chain of each case: `heads`, and `acts` (turn and whether it is a withdrawal, by hash); `faulty`: cases
    whose chain does not verify; `from_before`: cases with turns that no chain holds; `moving`: cases of which an event
    has not been acknowledged yet.
    """

    service: str
    wrong: list[str]
    waiting: list[str]
    berkas: dict[str, Known]
    objects: list[str]
    counts: dict[str, int]
    heads: dict[str, list[str]] = {}
    acts: dict[str, dict[str, tuple[int, bool]]] = {}
    faulty: list[str] = []
    from_before: list[str] = []
    moving: list[str] = []


def findings(service: Service, runtime: Runtime) -> Findings:
    """Look at this service's database, and at the object store for what it put there."""
    with runtime.database.unit() as unit:
        one_moment(unit)
        wrong, waiting = _deliveries(unit)
        berkas = list(unit.session.exec(select(BerkasRow)))
        stored = list(unit.session.exec(select(StoredObject)))
        audit = {str(case): verified for case, verified in verify_all(unit, berkas).items()}
        moving = list(unit.session.exec(select(Outbox.subject).where(*UNACKNOWLEDGED).distinct()))
        wrong += [sentence for row in berkas for sentence in _case(row)]
    wrong += [f"audit of berkas {case}: {fault}" for case, verified in audit.items() for fault in verified.wrong]
    wrong += [sentence for row in stored for sentence in _object(runtime, row, berkas)]
    wrong += service.conservation(runtime) if service.conservation else []
    return Findings(
        service=service.name, wrong=wrong, waiting=waiting, objects=[row.sha256 for row in stored],
        berkas={str(row.id): Known(giliran=row.giliran, keadaan=row.keadaan, langkah=row.langkah) for row in berkas},
        counts={"berkas": len(berkas), "objects": len(stored), "waiting": len(waiting)},
        heads={case: verified.heads for case, verified in audit.items()}, moving=moving,
        acts={case: verified.acts for case, verified in audit.items()},
        faulty=[case for case, verified in audit.items() if verified.wrong],
        from_before=[case for case, verified in audit.items() if verified.from_before],
    )  # fmt: skip


def _deliveries(unit: Unit) -> tuple[list[str], list[str]]:
    """Every outbox row is acknowledged, waiting, or dead with a reason; so is every job."""
    open_rows = unit.session.exec(select(Outbox).where(*UNACKNOWLEDGED)).all()
    jobs = unit.session.exec(
        select(Job).where(col(Job.state).in_([JobState.WAITING, JobState.RUNNING, JobState.ATTENTION]))
    ).all()
    wrong = [
        f"event {row.id} to {row.subscriber} is unacknowledged since {row.created_at}, not dead and not leased"
        for row in open_rows
        if row.dead_at is None and row.created_at < now() - OVERDUE and row.claimed_until is None and row.sent_at
    ]
    wrong += [f"dead event {row.id} has no reason" for row in open_rows if row.dead_at and not row.last_error]
    waiting = [f"event {row.type} to {row.subscriber}: {row.last_error or 'on its way'}" for row in open_rows]
    return wrong, waiting + [f"job {job.kind} {job.state}: {job.last_error or 'in hand'}" for job in jobs]


def _case(row: BerkasRow) -> list[str]:
    """Every case is in one end state, or waits at a step that its SOP has, with an owner and a deadline."""
    try:
        berkas = Berkas.model_validate(row.isi)
    except ValidationError:
        return []  # the audit says so
    if berkas.keadaan is not Keadaan.BERJALAN:
        return [] if berkas.langkah is None else [f"berkas {row.id} has ended but lies at {berkas.langkah}"]
    try:
        owner = sop(berkas.sop).step(berkas.langkah).peran
    except NotFound:
        return [f"berkas {row.id} lies at a step its SOP does not have"]
    return [] if owner and berkas.tenggat else [f"berkas {row.id} waits without owner or deadline"]


def _object(runtime: Runtime, row: StoredObject, berkas: Sequence[BerkasRow]) -> list[str]:
    if row.state == StoredState.PENDING or runtime.store.has(row.sha256):
        return []
    cases = [str(case.id) for case in berkas if row.sha256 in json.dumps(case.isi)]
    where = f" (berkas {', '.join(cases)})" if cases else ""
    return [f"object {key_of(row.sha256)} is missing in the store{where}"]
