"""The chain of a case: whatever is changed in it is found."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.audit.chain import against, faults, from_before, heads
from shared.sop import Berkas, Keadaan, sop
from shared.sop.perjalanan import complete, refuse, resubmit, send_back, withdraw
from shared.sop.rantai import Mata, digest, links, says
from tests.support.people import MOMENT, actor, berkas_at, document, new_berkas

R = sop("kotim-33-2021")
LONG = berkas_at("R5b")
CHAIN = links(LONG)
PLACES = st.integers(0, len(CHAIN) - 1)


def returned() -> Berkas:
    """A case that was returned to its proposer and submitted again."""
    back = send_back(R, berkas_at("R3a"), actor("kasubbag"), MOMENT, "R1", "Judul keliru")
    return resubmit(
        R, back, actor("pengusul"), MOMENT, nota_dinas=back.nota_dinas, produk=back.produk,
        dokumen=[document(d.jenis, "R1", b"baru", revisi=2) for d in back.dokumen[:1]],
    )  # fmt: skip


def wrong(berkas: Berkas, kept: Sequence[Mata]) -> list[str]:
    """What is wrong with a case: the chain by itself, and against the berkas."""
    before = from_before(berkas)
    return [*faults(berkas.id, kept, len(before) + 1), *against(berkas, kept)]


def changed(place: int, **fields: Any) -> list[Mata]:
    """The chain with one link changed."""
    return [mata.model_copy(update=fields) if n == place else mata for n, mata in enumerate(CHAIN)]


def resealed(place: int, **more: Any) -> list[Mata]:
    """The chain as a forger makes it who changes one act and all hashes after it."""
    made: list[Mata] = []
    for number, mata in enumerate(CHAIN):
        teks = json.dumps({**says(mata), **more}) if number == place else mata.teks
        before = made[-1].rantai if made else mata.sebelum
        made.append(Mata(giliran=mata.giliran, sebelum=before, rantai=digest(before, teks), teks=teks))
    return made


@pytest.mark.parametrize(
    "berkas",
    [
        LONG, complete(R, LONG, actor("staf"), MOMENT), returned(), withdraw(LONG, actor("pengusul"), MOMENT, "keliru"),
        refuse(R, berkas_at("R3a"), actor("kasubbag"), MOMENT, "bukan produk hukum"),
        berkas_at("P7", "kalbar-8-2022", "61", "keputusan_kpu_provinsi"),
    ],
)  # fmt: skip
def test_every_way_of_a_case_verifies(berkas: Berkas) -> None:
    kept = links(berkas)
    assert wrong(berkas, kept) == []
    assert [mata.giliran for mata in kept] == list(range(1, berkas.giliran + 1))
    assert heads(kept) == [berkas.riwayat[-1].rantai]


def test_a_case_that_went_through_json_verifies() -> None:
    again = Berkas.model_validate_json(LONG.model_dump_json())
    assert wrong(again, links(again)) == []


def test_a_link_says_who_in_which_role_when_from_to_and_why() -> None:
    told = says(links(send_back(R, berkas_at("R3a"), actor("kasubbag"), MOMENT, "R1", "Judul keliru"))[-1])
    assert told["oleh"] == actor("kasubbag").model_dump(mode="json")
    assert (told["langkah"], told["ke"], told["catatan"]) == ("R3a", "R1", "Judul keliru")
    assert (told["pada"], told["untuk"], told["keadaan"]) == (MOMENT.isoformat(), None, "berjalan")


def test_what_an_act_added_is_in_its_link() -> None:
    added = says(CHAIN[0])["dokumen"]
    assert added == [[d.jenis, d.sha256] for d in LONG.dokumen if d.langkah == "R1"]
    assert added


@given(PLACES, st.sampled_from(["sebelum", "rantai", "teks"]), st.integers(0), st.integers(1, 127))
def test_one_changed_byte_anywhere_is_found(place: int, field: str, at: int, flip: int) -> None:
    value = getattr(CHAIN[place], field).encode()
    at %= len(value)
    byte = (value[at] ^ flip) & 0x7F
    broken = (value[:at] + bytes([byte]) + value[at + 1 :]).decode()
    assert faults(LONG.id, changed(place, **{field: broken}))


@given(PLACES, st.integers(-3, 30))
def test_another_turn_is_found(place: int, giliran: int) -> None:
    found = wrong(LONG, changed(place, giliran=giliran))
    assert (found == []) == (giliran == CHAIN[place].giliran)


@given(PLACES)
def test_a_row_that_was_dropped_is_found(place: int) -> None:
    assert wrong(LONG, [mata for n, mata in enumerate(CHAIN) if n != place])


@given(PLACES, PLACES)
def test_two_acts_that_were_swapped_are_found(one: int, other: int) -> None:
    swapped = list(CHAIN)
    for here, there in ((one, other), (other, one)):
        swapped[here] = CHAIN[here].model_copy(update={"teks": CHAIN[there].teks, "rantai": CHAIN[there].rantai})
    assert bool(wrong(LONG, swapped)) == (one != other)


@given(PLACES)
def test_an_act_that_was_put_in_is_found(place: int) -> None:
    before = CHAIN[place]
    teks = json.dumps({**says(before), "giliran": before.giliran + 1, "catatan": "disisipkan"})
    forged = Mata(
        giliran=before.giliran + 1, sebelum=before.rantai, rantai=digest(before.rantai, teks), teks=teks
    )  # fmt: skip
    assert wrong(LONG, [*CHAIN, forged])


@pytest.mark.parametrize("place", range(len(CHAIN)))
@pytest.mark.parametrize("fact", ["oleh", "pada", "catatan", "hasil", "tindakan", "ke", "langkah", "revisi", "berkas"])
def test_a_forger_who_makes_all_hashes_anew_is_found_by_the_berkas(place: int, fact: str) -> None:
    forged = resealed(place, **{fact: "lain"})
    assert wrong(LONG, forged)
    assert heads(forged) != heads(CHAIN), "and by every other service"


CHANGES: dict[str, Any] = {
    "revisi": 9, "langkah": "R2b", "ke": "R9", "tindakan": "tolak", "hasil": "Ditolak", "oleh": actor("staf", "61"),
    "untuk": actor("kasubbag"), "pada": MOMENT + timedelta(microseconds=1), "catatan": "lain", "teks": "{}",
    "rantai": "0" * 64, "giliran": 40,
}  # fmt: skip


@pytest.mark.parametrize("field", CHANGES)
def test_a_changed_entry_of_the_berkas_is_found(field: str) -> None:
    place = 3
    entry = LONG.riwayat[place].model_copy(update={field: CHANGES[field]})
    riwayat = (*LONG.riwayat[:place], entry, *LONG.riwayat[place + 1 :])
    assert wrong(LONG.model_copy(update={"riwayat": riwayat}), CHAIN)


def test_whether_an_act_still_holds_may_change() -> None:
    back = send_back(R, LONG, actor("staf"), MOMENT, "R4b", "Miring")
    assert not all(jejak.berlaku for jejak in back.riwayat)
    assert wrong(back, links(back)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"langkah": "R4a"}, {"giliran": 3}, {"keadaan": Keadaan.SELESAI}, {"keadaan": Keadaan.DITARIK, "langkah": None},
        {"dokumen": LONG.dokumen[1:]}, {"dokumen": (*LONG.dokumen, LONG.dokumen[0])},
        {"dokumen": (LONG.dokumen[0].model_copy(update={"sha256": "0" * 64}), *LONG.dokumen[1:])},
        {"riwayat": LONG.riwayat[:-1]}, {"riwayat": ()},
    ],
)  # fmt: skip
def test_a_berkas_that_lies_elsewhere_than_its_last_act_put_it_is_found(change: dict[str, Any]) -> None:
    assert wrong(LONG.model_copy(update=change), CHAIN)


def test_facts_that_are_added_later_break_no_older_and_no_newer_chain() -> None:
    newer = resealed(2, pelimpahan={"nomor": "1"}, oleh={**says(CHAIN[2])["oleh"], "pangkat": "III/c"})
    entries = [
        jejak.model_copy(update={"teks": mata.teks, "rantai": mata.rantai})
        for jejak, mata in zip(LONG.riwayat, newer, strict=True)
    ]
    berkas = LONG.model_copy(update={"riwayat": tuple(entries)})
    assert wrong(berkas, newer) == []


def fork(steps: int) -> tuple[Berkas, list[Mata]]:
    """A withdrawal at R3a while other desks did `steps` more; the berkas is the publisher's."""
    base = berkas_at("R3a")
    gone, other = withdraw(base, actor("pengusul"), MOMENT, "keliru"), base
    for step in ("R4a", "R4b", "R5a")[:steps]:
        other = berkas_at(step, same=base)
    return gone, [*links(other), links(gone)[-1]]


@pytest.mark.parametrize("steps", [0, 1, 3])
def test_a_withdrawal_may_meet_what_other_desks_did(steps: int) -> None:
    gone, kept = fork(steps)
    assert wrong(gone, kept) == []
    assert len(heads(kept)) == (2 if steps else 1)


def test_after_a_withdrawal_the_case_has_ended_everywhere() -> None:
    _, kept = fork(2)
    going_on = berkas_at("R4b").model_copy(update={"id": UUID(says(kept[0])["berkas"])})
    assert any("was withdrawn, but" in sentence for sentence in wrong(going_on, kept))


def test_nothing_follows_a_withdrawal_and_there_is_one() -> None:
    gone, kept = fork(1)
    again = withdraw(berkas_at("R4a", same=gone), actor("pengusul"), MOMENT, "lagi")
    assert "the case was withdrawn twice" in faults(gone.id, [*kept, links(again)[-1]])
    after = complete(R, gone.model_copy(update={"langkah": "R3a"}), actor("kasubbag"), MOMENT)
    assert any("follows a withdrawal" in sentence for sentence in faults(gone.id, [*kept, links(after)[-1]]))


def test_a_turn_that_was_done_twice_is_wrong() -> None:
    base = berkas_at("R3a")
    twice = [complete(R, base, actor("kasubbag"), MOMENT + timedelta(hours=n), dokumen=[]) for n in (0, 1)]
    kept = [*links(twice[0]), links(twice[1])[-1]]
    assert f"turn {base.giliran + 1}: was done twice" in faults(base.id, kept)


def test_acts_from_before_the_chain_are_named_and_what_follows_is_verified() -> None:
    old = berkas_at("R3a")
    bare = tuple(jejak.model_copy(update={"teks": "", "rantai": "", "ke": ""}) for jejak in old.riwayat)
    old = old.model_copy(update={"riwayat": bare})
    assert (from_before(old), wrong(old, [])) == ([1, 2, 3], [])
    berkas = old
    for _ in range(2):
        made = [document(item.dokumen, "x") for item in R.step(berkas.langkah).keluaran if item.dokumen]
        berkas = complete(R, berkas, actor("kasubbag"), MOMENT, dokumen=made)
    kept = links(berkas)
    assert (from_before(berkas), [mata.giliran for mata in kept], wrong(berkas, kept)) == ([1, 2, 3], [4, 5], [])
    assert wrong(berkas, kept[1:])
    gap = (*berkas.riwayat[:-1], berkas.riwayat[-1].model_copy(update={"rantai": ""}))
    assert wrong(berkas.model_copy(update={"riwayat": gap}), kept)


def test_a_case_without_acts_has_no_links() -> None:
    assert (links(new_berkas()), heads([]), faults(LONG.id, [])) == ((), [], [])
