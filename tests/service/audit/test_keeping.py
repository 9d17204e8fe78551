"""The audit rows: with the act or not at all, by event like by act, and never changed."""

import json
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from shared.audit.keeping import ContradictingChain, rows
from shared.berkas import begin, find, keep_newest, move
from shared.events.catalogue import BerkasDiajukan, BerkasDitarik, LangkahSelesai
from shared.events.tables import Outbox
from shared.sop import Berkas, Keadaan, sop
from shared.sop.perjalanan import complete, withdraw
from shared.sop.rantai import Mata, digest, links, says
from tests.support.bench import Bench
from tests.support.people import MOMENT, actor, berkas_at, document

R = sop("kotim-33-2021")


def kept(bench: Bench, service: str, case: UUID) -> list[Mata]:
    """The links that a service keeps of a case."""
    with bench.runtime(service).database.unit() as unit:
        return rows(unit, case)


def next_act(berkas: Berkas, catatan: str = "") -> Berkas:
    """The present step done."""
    row = R.step(berkas.langkah)
    made = [document(item.dokumen, row.kode) for item in row.keluaran if item.dokumen]
    return complete(R, berkas, actor(row.peran), MOMENT, dokumen=made, catatan=catatan)


def act(bench: Bench, service: str, berkas: Berkas) -> Berkas:
    """Write an act in a service."""
    with bench.runtime(service).database.unit() as unit:
        return move(unit, berkas, LangkahSelesai)


class Interrupted(Exception):
    """The transaction does not end."""


def test_an_act_and_its_row_are_one_transaction(bench: Bench) -> None:
    first = berkas_at("R2a")
    with bench.runtime("intake").database.unit() as unit:
        begin(unit, first, BerkasDiajukan(berkas=first))
    done = next_act(first)
    with pytest.raises(Interrupted), bench.runtime("intake").database.unit() as unit:
        move(unit, done, LangkahSelesai)
        assert len(rows(unit, first.id)) == 2
        raise Interrupted
    assert kept(bench, "intake", first.id) == list(links(first))
    act(bench, "intake", done)
    assert kept(bench, "intake", first.id) == list(links(done))


def test_a_turn_that_is_heard_of_is_kept_with_the_event_or_not_at_all(bench: Bench) -> None:
    berkas = berkas_at("R3a")
    with pytest.raises(Interrupted), bench.runtime("scan").database.unit() as unit:
        keep_newest(unit, berkas)
        raise Interrupted
    assert kept(bench, "scan", berkas.id) == []
    for heard in (berkas_at("R2b", same=berkas), berkas, berkas):
        bench.put("scan", heard)
    assert kept(bench, "scan", berkas.id) == list(links(berkas))


def test_late_news_adds_what_was_missed(bench: Bench) -> None:
    berkas = berkas_at("R3a")
    gone = bench.put("scan", withdraw(berkas, actor("pengusul"), MOMENT, "keliru"))
    later = bench.put("scan", berkas_at("R4b", same=berkas))
    assert set(kept(bench, "scan", berkas.id)) == {*links(gone), *links(later)}


def test_both_branches_are_kept_whichever_comes_first(bench: Bench) -> None:
    berkas = bench.put("publisher", berkas_at("R3a"))
    bench.put("approval", berkas)
    bench.put("scan", berkas)
    other = act(bench, "approval", next_act(berkas))
    with bench.runtime("publisher").database.unit() as unit:
        gone = move(unit, withdraw(berkas, actor("pengusul"), MOMENT, "keliru"), BerkasDitarik)
    for producer, hearer in (("approval", "scan"), ("publisher", "approval"), ("publisher", "scan"),
                             ("approval", "publisher")):  # fmt: skip
        bench.deliver(producer, hearer)
    both = {*links(other), *links(gone)}
    assert [set(kept(bench, name, berkas.id)) for name in ("approval", "scan", "publisher")] == [both] * 3


@pytest.mark.parametrize("late", [False, True])
def test_another_past_is_refused_and_becomes_a_dead_letter(bench: Bench, late: bool) -> None:
    berkas = bench.put("scan", berkas_at("R3a"))
    bench.put("approval", berkas)
    bench.put("scan", known := next_act(next_act(berkas) if late else berkas, "yang pertama"))
    act(bench, "approval", next_act(berkas, "yang kedua"))
    bench.deliver("approval", "scan")
    with bench.runtime("approval").database.unit() as unit:
        (row,) = unit.session.exec(
            select(Outbox).where(Outbox.subject == str(berkas.id), col(Outbox.subscriber) == "scan")
        )
    assert row.dead_at is not None
    assert row.last_error is not None
    assert f"{berkas.id} (agenda 1/2026) pada giliran {berkas.giliran + 1} berbeda" in row.last_error
    with bench.runtime("scan").database.unit() as unit:
        assert find(unit, berkas.id) == known


def broken(berkas: Berkas, more: dict[str, str]) -> Berkas:
    """The berkas with another last link than its act."""
    last = berkas.riwayat[-1]
    teks = json.dumps({**says(links(berkas)[-1]), **more})
    sealed = last.model_copy(update={"teks": teks, "rantai": digest(berkas.riwayat[-2].rantai, teks)})
    return berkas.model_copy(update={"riwayat": (*berkas.riwayat[:-1], sealed)})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda b: broken(b, {"catatan": "lain"}),
        lambda b: broken(b, {"berkas": "lain"}),
        lambda b: b.model_copy(update={"id": berkas_at("R1").id}),
        lambda b: b.model_copy(
            update={"riwayat": (*b.riwayat[:-1], b.riwayat[-1].model_copy(update={"rantai": "0" * 64}))}
        ),
        lambda b: b.model_copy(
            update={"riwayat": tuple(j.model_copy(update={"catatan": "lain"}) for j in b.riwayat)}
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("known", [False, True])
def test_a_berkas_that_does_not_fit_its_own_chain_is_refused(bench: Bench, spoil: object, known: bool) -> None:
    berkas = berkas_at("R4a")
    if known:
        bench.put("scan", berkas_at("R3a", same=berkas))
    spoilt = spoil(berkas)  # type: ignore[operator]
    with pytest.raises(ContradictingChain, match="rantai auditnya sendiri"):
        bench.put("scan", spoilt)
    assert len(kept(bench, "scan", berkas.id)) == (3 if known else 0)


def test_a_chain_that_was_taken_off_is_refused(bench: Bench) -> None:
    berkas = bench.put("scan", berkas_at("R3a"))
    bare = tuple(j.model_copy(update={"rantai": "", "teks": ""}) for j in berkas.riwayat)
    with pytest.raises(ContradictingChain, match="tanpa rantai"):
        bench.put("scan", berkas.model_copy(update={"riwayat": bare}))


def test_a_second_withdrawal_of_the_same_turn_is_refused(bench: Bench) -> None:
    berkas = berkas_at("R3a")
    bench.put("scan", withdraw(berkas, actor("pengusul"), MOMENT, "keliru"))
    with pytest.raises(ContradictingChain, match="berbeda dari yang tercatat"):
        bench.put("scan", withdraw(berkas, actor("pengusul"), MOMENT, "lain lagi"))


@pytest.mark.parametrize(
    "query", ["UPDATE audit SET teks = teks", "DELETE FROM audit WHERE false", "TRUNCATE audit"]
)  # fmt: skip
@pytest.mark.parametrize("service", ["intake", "approval", "scan", "publisher", "console"])
def test_rows_are_only_added(bench: Bench, service: str, query: str) -> None:
    with pytest.raises(DBAPIError, match="audit rows are only added"), bench.runtime(service).database.unit() as unit:
        unit.session.execute(text(query))


def test_a_withdrawal_leaves_the_berkas_withdrawn(bench: Bench) -> None:
    berkas = bench.put("scan", berkas_at("R4a"))
    early = withdraw(berkas_at("R3a", same=berkas), actor("pengusul"), MOMENT, "keliru")
    bench.put("scan", early)
    with bench.runtime("scan").database.unit() as unit:
        assert find(unit, berkas.id).keadaan is Keadaan.DITARIK
    assert set(kept(bench, "scan", berkas.id)) == {*links(berkas), *links(early)}
