"""Whatever column of whatever row is changed, in whichever service, is found; so are services that disagree."""

from typing import Any

import pytest
from sqlmodel import SQLModel, col, select

from deploy.local.audit import DESKS
from deploy.local.check import contradictions
from shared.audit.report import Reference, told
from shared.audit.verdict import judge
from shared.berkas import move
from shared.events.catalogue import LangkahSelesai
from shared.events.conservation import Findings, findings
from shared.events.tables import Outbox
from shared.sop import Berkas, sop
from shared.sop.perjalanan import complete, withdraw
from shared.tables import AuditRow, BerkasRow
from tests.support.bench import Bench
from tests.support.people import MOMENT, actor, berkas_at, document
from tests.support.tamper import tamper

STATES_NOTHING = {"kunci", "changed_at"}
"""Columns of the berkas that say nothing of its case: the key of the last click, when the row was written."""
OTHER = {
    "UUID": "gen_random_uuid()",
    "INTEGER": "{column} + 100",
    "VARCHAR": "left({column}, -1) || CASE right({column}, 1) WHEN '1' THEN '2' ELSE '1' END",
    "JSONB": "jsonb_set(isi, '{{nota_dinas,hal}}', '\"Hal lain\"')",
}


def columns(table: type[SQLModel]) -> dict[str, str]:
    """Name and another value of each column that matters."""
    found = table.metadata.tables[str(table.__tablename__)].columns
    matter = [column for column in found if column.name not in STATES_NOTHING]
    return {each.name: OTHER[_kind(each)].format(column=each.name) for each in matter}


def _kind(column: Any) -> str:
    name = str(column.type)
    return "UUID" if name in {"UUID", "CHAR(32)"} else name


AUDIT, BERKAS = columns(AuditRow), columns(BerkasRow)


def verified(bench: Bench, service: str, berkas: Berkas) -> bool:
    """The verdict of one service over a case, by its own rows alone."""
    found = told(bench.service(service), bench.runtime(service), Reference.read(str(berkas.id)))
    return judge({service: found}).verified


@pytest.mark.parametrize("column", AUDIT)
@pytest.mark.parametrize("service", DESKS)
def test_a_changed_column_of_any_row_of_the_audit_is_found(bench: Bench, service: str, column: str) -> None:
    length = berkas_at("R4b").giliran
    for giliran in range(1, length + 1):
        berkas = bench.put(service, berkas_at("R4b"))
        assert verified(bench, service, berkas)
        query = f"UPDATE audit SET {column} = {AUDIT[column]} WHERE berkas_id = %s AND giliran = %s"
        assert tamper(bench.stack, service, query, (berkas.id, giliran)) == 1
        assert not verified(bench, service, berkas), giliran


@pytest.mark.parametrize("column", BERKAS)
@pytest.mark.parametrize("service", DESKS)
def test_a_changed_column_of_the_berkas_is_found(bench: Bench, service: str, column: str) -> None:
    berkas = bench.put(service, berkas_at("R4b"))
    assert verified(bench, service, berkas)
    query = f"UPDATE berkas SET {column} = {BERKAS[column]} WHERE id = %s"
    try:
        assert tamper(bench.stack, service, query, (berkas.id,)) == 1
        assert not verified(bench, service, berkas)
    finally:  # lists of the desk read every row
        gone = "DELETE FROM berkas WHERE id = %s OR isi->>'id' = %s"
        assert tamper(bench.stack, service, gone, (berkas.id, str(berkas.id))) == 1


def look(bench: Bench, case: Berkas) -> list[Findings]:
    """What the check of two desks finds, of one case."""
    parts = [findings(bench.service(name), bench.runtime(name)) for name in ("approval", "scan")]
    return [part.model_copy(update={"acts": {key: part.acts[key] for key in [str(case.id)]}}) for part in parts]


def test_a_contradiction_is_wrong_also_while_its_event_is_dead(bench: Bench) -> None:
    base = berkas_at("R3a")
    row = sop(base.sop).step(base.langkah)
    made = [document(item.dokumen, row.kode) for item in row.keluaran if item.dokumen]
    one, other = (complete(sop(base.sop), base, actor(row.peran), MOMENT, dokumen=made, catatan=c) for c in "ab")
    for service in ("approval", "scan"):
        bench.put(service, base)
    bench.put("scan", one)
    with bench.runtime("approval").database.unit() as unit:
        move(unit, other, LangkahSelesai)
    bench.deliver("approval", "scan")
    with bench.runtime("approval").database.unit() as unit:
        query = select(Outbox).where(Outbox.subject == str(base.id), col(Outbox.subscriber) == "scan")
        assert unit.session.exec(query).one().dead_at is not None
    found = look(bench, base)
    assert str(base.id) in found[0].moving
    assert list(contradictions(found)) == [
        f"audit of berkas {base.id} between the services: turn {base.giliran + 1}: was done twice"
    ]


def test_a_head_that_is_further_and_a_withdrawal_beside_a_step_are_no_contradiction(bench: Bench) -> None:
    base = berkas_at("R3a")
    bench.put("approval", berkas_at("R4b", same=base))
    bench.put("scan", base)
    assert list(contradictions(look(bench, base))) == []
    bench.put("scan", withdraw(base, actor("pengusul"), MOMENT, "keliru"))
    assert list(contradictions(look(bench, base))) == []
    for service in ("approval", "scan"):
        bench.put(service, withdraw(base, actor("pengusul"), MOMENT, "keliru"))
        bench.put(service, berkas_at("R4b", same=base))
        assert verified(bench, service, base)
