"""What one service tells of the audit: of one case with everything, of all cases for the conservation check."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ValidationError
from sqlalchemy import text
from sqlmodel import col, select

from shared.audit import chain
from shared.audit.beside import Beside
from shared.audit.keeping import ORDER, rows
from shared.database.unit import Unit
from shared.events.dead_letters import without_contents
from shared.events.tables import Job, OperatorAct, Outbox
from shared.runtime import Runtime
from shared.service import Service
from shared.sop import Berkas
from shared.sop.rantai import Mata, is_withdrawal
from shared.tables import AuditRow, BerkasRow, Kantor

AGENDA = re.compile(r"(?P<kantor>\w+):(?P<nomor>\d{1,9})/(?P<tahun>\d{4})")


class Reference(BaseModel):
    """A case as a person names it: by its id, or `6202:12/2026` (office, number and year of the buku agenda)."""

    id: UUID | None = None
    kantor: str = ""
    nomor: int = 0
    tahun: int = 0

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises ValueError when it is neither."""
        if found := AGENDA.fullmatch(text.strip()):
            return cls.model_validate(found.groupdict())
        return cls(id=UUID(text.strip()))


class Told(BaseModel):
    """A case as one service knows it. `from_before`: turns that nobody can verify; `open`: events still to arrive."""

    service: str
    id: UUID
    name: str = ""
    keadaan: str = ""
    zona: str = "UTC"
    links: list[Mata]
    heads: list[str]
    from_before: list[int] = []
    wrong: list[str]
    open: list[str]
    beside: list[Beside]


class Verified(BaseModel):
    """The chain of a case in one service, for the conservation check. `acts`: turn and whether withdrawal, by hash."""

    heads: list[str]
    acts: dict[str, tuple[int, bool]]
    from_before: list[int]
    wrong: list[str]


def told(service: Service, runtime: Runtime, reference: Reference) -> Told | None:
    """Everything this service has of a case; None when it does not know it."""
    with runtime.database.unit() as unit:
        one_moment(unit)
        row = _find(unit, reference)
        case = row.id if row else reference.id
        kept = rows(unit, case) if case else []
        if case is None or not (row or kept):
            return None
        verified = verify(case, row, kept)
        beside = [*_operators(unit, case), *(service.beside(unit, case) if service.beside else [])]
        return Told(
            service=service.name, id=case, links=kept, open=_open(unit, case), **verified.model_dump(exclude={"acts"}),
            beside=sorted(beside, key=lambda one: one.pada), **(_described(unit, row) if row else {}),
        )  # fmt: skip


def one_moment(unit: Unit) -> None:
    """Let everything that this unit reads be of the same moment: a case may move meanwhile."""
    unit.session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def verify(case: UUID, row: BerkasRow | None, kept: Sequence[Mata]) -> Verified:
    """The chain by itself, and against this service's berkas."""
    berkas, wrong = _content(row)
    before = chain.from_before(berkas) if berkas else []
    found = [*wrong, *chain.faults(case, kept, len(before) + 1), *(chain.against(berkas, kept) if berkas else [])]
    acts = {mata.rantai: (mata.giliran, is_withdrawal(mata)) for mata in kept}
    return Verified(heads=chain.heads(kept), acts=acts, from_before=before, wrong=found)


def verify_all(unit: Unit, cases: Iterable[BerkasRow]) -> dict[UUID, Verified]:
    """Every case that has a berkas or audit rows here."""
    every = groupby(unit.session.exec(select(AuditRow).order_by(*ORDER)), key=lambda row: row.berkas_id)
    kept = {case: [row.mata for row in group] for case, group in every}
    known = {row.id: row for row in cases}
    return {case: verify(case, known.get(case), kept.get(case, [])) for case in {**known, **kept}}


def _content(row: BerkasRow | None) -> tuple[Berkas | None, list[str]]:
    if row is None:
        return None, ["the audit has this case, but the berkas is gone"]
    try:
        berkas = Berkas.model_validate(row.isi)
    except ValidationError:
        return None, ["the berkas cannot be read any more"]
    columns = (row.id, row.kantor, row.sop, row.giliran, row.revisi, row.langkah, row.keadaan)
    inside = (berkas.id, berkas.kantor, berkas.sop, berkas.giliran, berkas.revisi, berkas.langkah, berkas.keadaan)
    return berkas, [] if columns == inside else ["the columns of the berkas say otherwise than its content"]


def _find(unit: Unit, reference: Reference) -> BerkasRow | None:
    if reference.id:
        return unit.session.get(BerkasRow, reference.id)
    query = select(BerkasRow).where(
        BerkasRow.kantor == reference.kantor,
        BerkasRow.isi["nomor_agenda"].astext == str(reference.nomor),
        BerkasRow.isi["tahun_agenda"].astext == str(reference.tahun),
    )  # fmt: skip
    return unit.session.exec(query).first()


def _described(unit: Unit, row: BerkasRow) -> dict[str, str]:
    office = unit.session.get(Kantor, row.kantor)
    name = f"{row.kantor}:{row.isi.get('nomor_agenda')}/{row.isi.get('tahun_agenda')}"
    return {"name": name, "keadaan": row.keadaan, "zona": office.zona if office else "UTC"}


def _open(unit: Unit, case: UUID) -> list[str]:
    query = select(Outbox).where(
        Outbox.subject == str(case), col(Outbox.acked_at).is_(None), col(Outbox.discarded_at).is_(None)
    )
    found = unit.session.exec(query.order_by(col(Outbox.seq)))
    return [f"{row.type} to {row.subscriber}: {_waits(row)}" for row in found]


def _waits(row: Outbox) -> str:
    return f"dead: {without_contents(row.last_error)}" if row.dead_at else "on its way"


def _operators(unit: Unit, case: UUID) -> list[Beside]:
    """What the operations team did to dead letters of this case."""
    letters = {row.id: f"{row.type} → {row.subscriber}" for row in unit.session.exec(
        select(Outbox).where(Outbox.subject == str(case)))}  # fmt: skip
    letters |= {row.id: row.kind for row in unit.session.exec(select(Job).where(Job.subject == case))}
    acts = unit.session.exec(select(OperatorAct).where(col(OperatorAct.target).in_(letters)))
    return [
        Beside(
            pada=act.at, apa=f"{act.act}: {letters[act.target]}", oleh=f"{act.actor_name} (operasi)", sebab=act.reason
        )
        for act in acts
    ]
