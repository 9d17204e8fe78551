"""Whom claims name, and which roles they give."""

from typing import Any

import pytest

from services.console.commands.oidc_kantor import lines, read_lines
from services.console.domain.oidc import ALGORITHMS, mapped, named, resulting
from shared.errors import Invalid

PETA = {"hukum": "staf", "kepala": "kasubbag"}


@pytest.mark.parametrize(
    ("claims", "klaim", "name"),
    [
        ({"nip": " 199001 "}, "nip", "199001"), ({"preferred_username": "Rina"}, "preferred_username", "rina"),
        ({"nip": 199001}, "nip", ""), ({"nip": ["a"]}, "nip", ""), ({"nip": None}, "nip", ""), ({}, "nip", ""),
        ({"email": "a@b", "email_verified": True}, "email", "a@b"), ({"email": "a@b"}, "email", ""),
        ({"email": "a@b", "email_verified": "true"}, "email", ""),
    ],
)  # fmt: skip
def test_only_text_that_can_be_relied_upon_names_somebody(claims: dict[str, Any], klaim: str, name: str) -> None:
    assert named(claims, klaim) == name


@pytest.mark.parametrize(
    ("value", "roles"),
    [("hukum", {"staf"}), (["hukum", "kepala"], {"staf", "kasubbag"}), (["lain", 7, None, ["hukum"]], set()),
     (None, set()), ({"hukum": True}, set()), ("staf", set())],
)  # fmt: skip
def test_only_values_in_the_map_give_roles(value: object, roles: set[str]) -> None:
    assert mapped({"grup": value}, "grup", PETA) == roles
    assert mapped({}, "grup", PETA) == mapped({"": "hukum"}, "grup", PETA) == frozenset()


def test_an_administrator_stays_unless_claims_say_who_is_one() -> None:
    with_head = {**PETA, "pengelola-terbit": "pengelola"}
    assert resulting({"pengelola", "staf"}, {"kasubbag"}, PETA, 3) == {"pengelola", "kasubbag"}
    assert resulting({"pengelola"}, {"staf"}, with_head, 1) == {"staf"}
    assert resulting({"pengelola"}, {"staf"}, with_head, 0) == {"staf", "pengelola"}
    assert resulting({"staf"}, set(), PETA, 0) == frozenset()


def test_no_signature_that_we_could_make_ourselves_is_taken() -> None:
    assert not [name for name in ALGORITHMS if name == "none" or name.startswith("HS")]


def test_the_map_of_roles_is_read_as_it_is_written() -> None:
    peta = {"a=b": "staf", "CN=Hukum,OU=KPU": "kasubbag"}
    assert read_lines(lines(peta)) == peta
    assert read_lines("\n  \n") == {}
    for wrong in ("hukum", "= staf", "hukum ="):
        with pytest.raises(Invalid):
            read_lines(wrong)
