"""The chain says by which algorithm each link is made: it goes on with another one, and nobody takes it back unseen."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from shared.audit.chain import against, faults
from shared.settings import Settings
from shared.sidik import FIRST, KNOWN, hashed
from shared.sop import Berkas, sop
from shared.sop.perjalanan import complete
from shared.sop.rantai import Mata, algorithm, digest, links, says
from tests.support.digest import chain_by
from tests.support.people import MOMENT, actor, document, new_berkas

R = sop("kotim-33-2021")
BEFORE = Berkas.model_validate_json(Path(__file__).with_name("before.json").read_text(encoding="utf-8"))
"""A case as it was kept when no link named its algorithm."""
OTHERS = sorted(KNOWN - {FIRST})


def act(berkas: Berkas) -> Berkas:
    """The present step done."""
    row = R.step(berkas.langkah)
    wanted = (*row.kelengkapan, *row.keluaran)
    made = [document(item.dokumen, row.kode) for item in wanted if item.dokumen and not item.ada(berkas)]
    return complete(R, berkas, actor(row.peran), MOMENT, dokumen=made)


def journey(algorithms: Sequence[str], start: Berkas | None = None) -> Berkas:
    """A case of which each act was done under the next of these."""
    berkas = start or new_berkas()
    for algoritma in algorithms:
        with chain_by(algoritma):
            berkas = act(berkas)
    return berkas


def wrong(berkas: Berkas, kept: Sequence[Mata]) -> list[str]:
    """What is wrong with a case: the chain by itself, and against the berkas."""
    return [*faults(berkas.id, kept), *against(berkas, kept)]


@pytest.mark.parametrize("algoritma", sorted(KNOWN))
def test_a_chain_is_made_by_the_algorithm_of_the_settings(algoritma: str) -> None:
    berkas = journey([algoritma] * 3)
    kept = links(berkas)
    assert wrong(berkas, kept) == []
    assert {algorithm(mata) for mata in kept} == {algoritma}
    assert all(len(mata.rantai) == len(hashed(algoritma, b"")) for mata in kept)
    assert len(says(kept[-1])["isi"]) == len(kept[-1].rantai)


def test_a_chain_goes_on_with_another_algorithm_and_verifies_under_any_setting() -> None:
    order = ["sha256", "sha3-256", "sha512", "sha3-512", "sha256"]
    berkas = journey(order)
    assert [algorithm(mata) for mata in links(berkas)] == order
    for algoritma in KNOWN:
        with chain_by(algoritma):
            assert wrong(berkas, links(berkas)) == []


@pytest.mark.parametrize("algoritma", sorted(KNOWN))
def test_a_chain_from_before_verifies_unchanged_and_goes_on(algoritma: str) -> None:
    assert not any("algoritma" in says(mata) for mata in links(BEFORE))
    assert wrong(BEFORE, links(BEFORE)) == []
    later = journey([algoritma], BEFORE)
    assert [algorithm(mata) for mata in links(later)] == [*["sha256"] * BEFORE.giliran, algoritma]
    assert wrong(later, links(later)) == []


@pytest.mark.parametrize("other", [*OTHERS, FIRST, "md5", "", None, ["sha256"], "absent"])
@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("anew", [False, True])
def test_a_link_whose_algorithm_was_rewritten_is_found(place: int, other: Any, anew: bool) -> None:
    berkas = journey(["sha3-256", "sha512", "sha3-512", "sha3-256"])
    kept = list(links(berkas))
    told = says(kept[place])
    if told.pop("algoritma") != other:
        teks = json.dumps({**told, **({} if other == "absent" else {"algoritma": other})})
        named = other if other in OTHERS else FIRST
        rantai = digest(kept[place].sebelum, teks, named) if anew else kept[place].rantai
        kept[place] = kept[place].model_copy(update={"teks": teks, "rantai": rantai})
        assert wrong(berkas, kept)


@pytest.mark.parametrize("unknown", ["md5", "sha1", "SHA256", "shake_128", "sha3_256", ""])
def test_a_process_does_not_start_with_another_algorithm(unknown: str) -> None:
    with pytest.raises(ValidationError, match="audit_digest") as refused:
        Settings.model_validate({"audit_digest": unknown})
    assert "'sha256', 'sha512', 'sha3-256' or 'sha3-512'" in str(refused.value)
    with pytest.raises(ValueError, match="no hash algorithm"):
        hashed(unknown, b"")
