"""SOPs are data: the two that come with Terbit, a third one, and bad ones."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from shared.errors import NotFound
from shared.sop import DESKS, SERVICES, Sop, Tindakan, all_sops, load, owned_by, sop
from shared.sop.definition import BUILT_IN


def variant(**change: Any) -> dict[str, Any]:
    """The regency's SOP as data, changed."""
    data = sop("kotim-33-2021").model_dump(mode="json")
    return {**data, **change}


def test_the_built_in_ones_carry_every_row_of_the_field() -> None:
    found = {rules.id: [row.kode for row in rules.langkah] for rules in all_sops()}
    assert found["kalbar-8-2022"] == ["P1", "P2a", "P2b", "P3", "P4", "P5", "P6", "P7"]
    assert found["kotim-33-2021"] == ["R1", "R2a", "R2b", "R3a", "R3b", "R4a", "R4b", "R5a", "R5b"]


def test_every_kind_of_step_has_a_service() -> None:
    assert set(DESKS) == set(Tindakan)
    assert {desk.service for desk in DESKS.values()} <= set(SERVICES)
    assert owned_by("console") == frozenset()


def test_a_third_sop_is_one_more_file(tmp_path: Path) -> None:
    text = (BUILT_IN / "kotim-33-2021.toml").read_text(encoding="utf-8")
    changed = text.replace('id = "kotim-33-2021"', 'id = "lain-1-2026"').replace('staf = "Staf"', 'staf = "Pelaksana"')
    path = tmp_path / "lain.toml"
    path.write_text(changed, encoding="utf-8")
    assert load(path).peran["staf"] == "Pelaksana"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"peran": {"pengusul": "P"}}, "unknown role"),
        ({"langkah": variant()["langkah"][:-1]}, "ends with unggah"),
        ({"langkah": [variant()["langkah"][0], variant()["langkah"][-1] | {"kembali_ke": []}]}, "without an approval"),
        ({"langkah": variant()["langkah"] + variant()["langkah"][-1:]}, "stands twice"),
        ({"langkah": [variant()["langkah"][0] | {"kembali_ke": ["R5b"]}, *variant()["langkah"][1:]]}, "earlier step"),
        ({"langkah": [variant()["langkah"][0] | {"jika_jenis": ["puisi"]}, *variant()["langkah"][1:]]}, "unknown kind"),
    ],
)
def test_a_bad_sop_says_what_is_wrong(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        Sop.model_validate(variant(**change))


def test_an_unknown_sop_or_step_is_not_found() -> None:
    with pytest.raises(NotFound):
        sop("tidak-ada")
    with pytest.raises(NotFound):
        sop("kotim-33-2021").step("Z9")
