"""Desks that make their links by different algorithms keep one chain, which every one of them verifies."""

import pytest
import uuid_utils.compat as uuids

from shared.audit.verdict import judge
from shared.berkas import move
from shared.events.catalogue import LangkahSelesai
from shared.sop.rantai import algorithm
from tests.service.audit.test_keeping import next_act
from tests.service.audit.test_report import known
from tests.support.bench import Bench
from tests.support.digest import chain_by
from tests.support.people import berkas_at
from tests.support.tamper import tamper

DESKS = ("intake", "approval", "scan", "publisher")
REWRITE = "UPDATE audit SET teks = replace(teks, %s, %s) WHERE berkas_id = %s AND giliran = %s"


@pytest.mark.parametrize("algoritma", ["sha512", "sha3-256", "sha3-512"])
def test_a_chain_that_changes_its_algorithm_verifies_at_every_desk(bench: Bench, algoritma: str) -> None:
    berkas = berkas_at("R3a", nomor=uuids.uuid7().int % 10**8)
    for desk in DESKS:
        bench.put(desk, berkas)
    with chain_by(algoritma), bench.runtime("approval").database.unit() as unit:
        after = move(unit, next_act(berkas), LangkahSelesai)
    for desk in ("intake", "scan", "publisher"):
        bench.deliver("approval", desk)
    with bench.runtime("approval").database.unit() as unit:
        move(unit, next_act(after), LangkahSelesai)
    for desk in ("intake", "scan", "publisher"):
        bench.deliver("approval", desk)
    told = {desk: known(bench, desk, berkas.id) for desk in DESKS}
    assert judge(told).verified, judge(told)
    assert [algorithm(mata) for mata in told["scan"].links] == [*["sha256"] * berkas.giliran, algoritma, "sha256"]
    place = (berkas.id, berkas.giliran + 1)
    assert tamper(bench.stack, "scan", REWRITE, (f'"{algoritma}"', '"sha256"', *place)) == 1
    assert known(bench, "scan", berkas.id).wrong
    assert tamper(bench.stack, "scan", REWRITE, ('"sha256"', f'"{algoritma}"', *place)) == 1
    assert known(bench, "scan", berkas.id).wrong == []
