"""Somebody acts in an official's place: within the time, with both names, and never on what either proposed."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shared.errors import Forbidden
from shared.events.tables import now
from shared.identity import Digantikan, JenisPenugasan, Orang, Penugasan
from shared.sop import Berkas, JenisDokumen, sop
from shared.sop.perjalanan import (
    as_role,
    authorise,
    complete,
    may_act,
    proposers,
    resubmit,
    send_back,
    withdraw,
)
from shared.sop.rantai import intact, links, says
from tests.support.people import actor, berkas_at, document, person

RULES = sop("kotim-33-2021")
KASUBBAG, STAF, PENGUSUL = person("kasubbag"), person("staf"), person("pengusul")


def deputy(orang: Orang, untuk: Orang | None, peran: str, first: float = -1, last: float = 1) -> Orang:
    """This person with a deputation, from and to so many days from now."""
    replaced = (
        Digantikan(id=untuk.id, nama=untuk.nama, nip=untuk.nip, jabatan="Kasubbag Hukum")
        if untuk
        else Digantikan(jabatan="Kasubbag Hukum")
    )
    given = Penugasan(
        id=uuid4(), jenis=JenisPenugasan.PLH if untuk else JenisPenugasan.PLT, kantor="6202", peran=peran,
        untuk=replaced, mulai=now() + timedelta(first), sampai=now() + timedelta(last),
    )  # fmt: skip
    return orang.model_copy(update={"penugasan": (*orang.penugasan, given)})


def test_a_deputy_acts_with_both_names() -> None:
    pelaku = authorise(RULES, berkas_at("R2b"), deputy(STAF, KASUBBAG, "kasubbag"))
    assert (pelaku.id, pelaku.nama, pelaku.jabatan) == (STAF.id, STAF.nama, "Plh. Kasubbag Hukum")
    assert pelaku.untuk
    assert (pelaku.untuk.id, pelaku.untuk.nama) == (KASUBBAG.id, KASUBBAG.nama)


def test_both_names_are_in_the_act_and_in_its_chain() -> None:
    berkas = berkas_at("R2a")
    pelaku = authorise(RULES, berkas, deputy(STAF, KASUBBAG, "kasubbag"))
    moved = complete(RULES, berkas, pelaku, now(), dokumen=[document(JenisDokumen.SALINAN, "R2a")])
    last, link = moved.riwayat[-1], links(moved)[-1]
    assert last.untuk
    assert (last.oleh.nama, last.oleh.untuk, last.untuk.nama) == (STAF.nama, None, KASUBBAG.nama)
    assert intact(moved.id, link)
    assert says(link)["untuk"]["nama"] == KASUBBAG.nama
    assert Berkas.model_validate(moved.model_dump(mode="json")) == moved


@pytest.mark.parametrize(("first", "last"), [(1, 2), (-2, -1)])
def test_not_before_and_not_after_the_time(first: float, last: float) -> None:
    berkas = berkas_at("R2b")
    assert not may_act(RULES, berkas, deputy(STAF, KASUBBAG, "kasubbag", first, last))
    assert may_act(RULES, berkas, deputy(STAF, KASUBBAG, "kasubbag"))


def test_a_vacant_post_has_a_title_and_nobody() -> None:
    pelaku = authorise(RULES, berkas_at("R2b"), deputy(STAF, None, "kasubbag"))
    assert pelaku.jabatan == "Plt. Kasubbag Hukum"
    assert pelaku.untuk
    assert pelaku.untuk.nama == ""


def test_only_at_the_office_of_the_deputation() -> None:
    elsewhere = deputy(person("staf", "61"), KASUBBAG, "kasubbag")
    assert elsewhere.kantor == ("61", "6202")
    assert may_act(RULES, berkas_at("R2b"), elsewhere)
    with pytest.raises(Forbidden):
        as_role(RULES, "9999", "kasubbag", elsewhere)


def test_the_own_role_needs_no_deputation() -> None:
    assert authorise(RULES, berkas_at("R2b"), deputy(KASUBBAG, STAF, "staf")).untuk is None


def test_nobody_decides_on_what_one_proposed_in_anothers_name_or_another_in_ones_own() -> None:
    berkas = berkas_at("R2b")
    assert not may_act(RULES, berkas, deputy(PENGUSUL, KASUBBAG, "kasubbag"))
    assert not may_act(RULES, berkas, deputy(STAF, PENGUSUL, "kasubbag"))
    in_his_name = as_role(RULES, "6202", "pengusul", deputy(STAF, KASUBBAG, "pengusul"))
    theirs = berkas.model_copy(update={"pengusul": in_his_name})
    assert not may_act(RULES, theirs, KASUBBAG)
    assert not may_act(RULES, theirs, deputy(STAF, person("kasubbag", nama="Lain"), "kasubbag"))
    assert may_act(RULES, theirs, person("kasubbag", nama="Lain"))


def test_a_returned_submission_is_mended_or_withdrawn_by_the_proposers_deputy_alone() -> None:
    returned = send_back(RULES, berkas_at("R2a"), actor("kasubbag"), now(), "R1", "Perbaiki.")
    other = person("pengusul", nama="Pengusul lain")
    assert not may_act(RULES, returned, other)
    deputising = deputy(other, PENGUSUL, "pengusul")
    pelaku = authorise(RULES, returned, deputising)
    assert pelaku.untuk
    again = resubmit(
        RULES, returned, pelaku, now(), nota_dinas=returned.nota_dinas, produk=returned.produk,
        dokumen=[document(d.jenis, "R1") for d in returned.dokumen if d.langkah == "R1"],
    )  # fmt: skip
    assert {other.id, PENGUSUL.id} <= proposers(RULES, again)
    ended = withdraw(again, pelaku, now(), "Salah berkas.")
    assert ended.riwayat[-1].untuk == pelaku.untuk
