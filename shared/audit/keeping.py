"""Writing the audit: in the transaction of the act, or of the event that tells of it."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from shared.database.unit import Unit
from shared.errors import Permanent
from shared.sop import Berkas
from shared.sop.rantai import Mata, agrees, intact, is_withdrawal, links
from shared.tables import AuditRow


class ContradictingChain(Permanent):
    """A heard berkas tells the past of its case differently from what is kept: it needs a person."""

    def __init__(self, berkas: Berkas, giliran: int, why: str) -> None:
        super().__init__(
            f"Riwayat berkas {berkas.id} (agenda {berkas.agenda}) pada giliran {giliran} {why}. "
            "Kiriman ini tidak diterapkan; periksa berkas ini dengan perintah audit."
        )


def enter(unit: Unit, berkas: Berkas) -> None:
    """Enter the act that was done here just now: the last link of `berkas`."""
    _insert(unit, berkas.id, links(berkas)[-1:])


def learn(unit: Unit, berkas: Berkas) -> None:
    """Enter what this service did not know of the case, also the other branch of a withdrawal.

    The berkas must be locked here. Raises ContradictingChain.
    """
    query = select(AuditRow.giliran, AuditRow.rantai).where(col(AuditRow.berkas_id) == berkas.id)
    kept = {(giliran, rantai) for giliran, rantai in unit.session.exec(query)}
    turns = {giliran for giliran, _ in kept}
    for jejak in berkas.riwayat:
        if not jejak.rantai and jejak.giliran in turns:
            raise ContradictingChain(berkas, jejak.giliran, "datang tanpa rantai audit")
    fresh = [mata for mata in links(berkas) if (mata.giliran, mata.rantai) not in kept]
    for mata in fresh:
        _check(unit, berkas, mata, rivals=mata.giliran in turns)
    _insert(unit, berkas.id, fresh)


def rows(unit: Unit, berkas_id: UUID, giliran: int | None = None) -> list[Mata]:
    """The links that are kept of a case, in order; of one turn only when it is named."""
    query = select(AuditRow).where(col(AuditRow.berkas_id) == berkas_id)
    if giliran is not None:
        query = query.where(col(AuditRow.giliran) == giliran)
    return [row.mata for row in unit.session.exec(query.order_by(*ORDER))]


ORDER = (col(AuditRow.berkas_id), col(AuditRow.giliran), col(AuditRow.rantai))


def _check(unit: Unit, berkas: Berkas, mata: Mata, *, rivals: bool) -> None:
    jejak = next(j for j in berkas.riwayat if j.rantai == mata.rantai)
    if not (intact(berkas.id, mata) and agrees(berkas.id, mata, jejak)):
        raise ContradictingChain(berkas, mata.giliran, "tidak cocok dengan rantai auditnya sendiri")
    others = rows(unit, berkas.id, mata.giliran) if rivals else []
    if is_withdrawal(mata) in {is_withdrawal(other) for other in others}:
        raise ContradictingChain(berkas, mata.giliran, "berbeda dari yang tercatat di sini")


def _insert(unit: Unit, berkas_id: UUID, fresh: Iterable[Mata]) -> None:
    values = [{"berkas_id": berkas_id, **mata.model_dump()} for mata in fresh]
    if values:
        unit.session.execute(insert(AuditRow).values(values).on_conflict_do_nothing())
