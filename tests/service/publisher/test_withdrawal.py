"""The publisher is the judge of withdrawals."""

from services.publisher.handlers import judge_withdrawal
from shared.events.catalogue import PenarikanDiminta
from shared.events.tables import now
from shared.sop import Berkas, Keadaan
from tests.service.publisher.conftest import At, Press
from tests.support.people import berkas_at

DESKS = ("approval", "intake", "scan")


def ask(press: Press, berkas: Berkas) -> None:
    wanted = PenarikanDiminta(berkas=berkas, oleh=berkas.pengusul, alasan="Ada kekeliruan", pada=now())
    with press.runtime.database.unit() as unit:
        judge_withdrawal(unit, wanted)


def test_before_publication_it_stands_and_nothing_goes_out_any_more(press: Press, at: At) -> None:
    berkas = at("R5b")
    for _ in range(2):
        ask(press, berkas)
    assert press.now_of(berkas.id).keadaan is Keadaan.DITARIK
    assert press.events(berkas) == [f"berkas.ditarik → {name}" for name in DESKS], "asked twice, done once"
    answer = press.post(press.now_of(berkas.id), "terbit", subjek="PEMILU")
    assert (answer.status_code, answer.json()["code"]) == (409, "berkas-selesai")
    assert press.post(berkas, "terbit", subjek="PEMILU").json()["code"] == "giliran-lewat"


def test_a_request_before_its_case_counts(press: Press) -> None:
    berkas = berkas_at("R2a")
    ask(press, berkas)
    assert press.now_of(berkas.id).keadaan is Keadaan.DITARIK
    late = press.bench.put("publisher", berkas_at("R4b", same=berkas))
    assert late.giliran > berkas.giliran
    assert press.now_of(berkas.id).keadaan is Keadaan.DITARIK


def test_once_ordered_it_is_too_late(press: Press, at: At) -> None:
    berkas = at("R5b")
    press.post(berkas, "terbit", subjek="PEMILU")
    ask(press, berkas)
    assert press.events(berkas) == ["penarikan.terlambat → intake"]
    assert press.work(berkas) == "terverifikasi"
    ask(press, berkas)
    assert press.now_of(berkas.id).keadaan is Keadaan.SELESAI
    assert press.events(berkas)[-1] == "penarikan.terlambat → intake"
