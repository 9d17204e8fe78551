"""Whatever field of a kept berkas is changed, be it one letter, the audit finds it."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from shared.audit.chain import against, faults
from shared.sop import Berkas, sop
from shared.sop.kabar import newer
from shared.sop.perjalanan import complete, refuse, send_back, withdraw
from shared.sop.rantai import Mata, links
from tests.support.people import MOMENT, actor, berkas_at

R = sop("kotim-33-2021")
Path = tuple[str | int, ...]
Kept = tuple[Berkas, list[Mata]]


def alone(berkas: Berkas) -> Kept:
    """A berkas and its own links."""
    return berkas, list(links(berkas))


def met() -> Kept:
    """A withdrawal that came beside steps done at the same moment, as every desk keeps it in the end."""
    base = berkas_at("R3a")
    gone, other = withdraw(base, actor("pengusul"), MOMENT, "keliru"), berkas_at("R4b", same=base)
    kept = newer(other, gone)
    assert kept is not None
    return kept, [*links(other), links(gone)[-1]]


WAYS: dict[str, Kept] = {
    "under way": alone(berkas_at("R4b")),
    "finished": alone(complete(R, berkas_at("R5b"), actor("staf"), MOMENT)),
    "returned": alone(send_back(R, berkas_at("R5a"), actor("staf"), MOMENT, "R4b", "Miring")),
    "refused": alone(refuse(R, berkas_at("R3a"), actor("kasubbag"), MOMENT, "bukan produk hukum")),
    "withdrawn": alone(withdraw(berkas_at("R3a"), actor("pengusul"), MOMENT, "keliru")),
    "withdrawn beside steps": met(),
}


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every single value in a JSON document, with where it stands."""
    if isinstance(value, dict | list):
        for place, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, place))
    else:
        yield path, value


def others(value: Any) -> list[Any]:
    """Values that differ from this one by a letter, a digit or a truth."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    if not value:
        return ["2026-01-01T00:00:00Z"]
    return [value[:at] + ("1" if value[at] != "1" else "2") + value[at + 1 :] for at in {0, len(value) // 2}]


def changed(document: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """The document with another value at one place."""
    made = copy.deepcopy(document)
    inside: Any = made
    for place in path[:-1]:
        inside = inside[place]
    inside[path[-1]] = value
    return made


def found(document: dict[str, Any], kept: list[Mata]) -> bool:
    """Whether the audit finds something wrong with this berkas."""
    try:
        berkas = Berkas.model_validate(document)
    except ValidationError:
        return True
    return bool([*faults(berkas.id, kept), *against(berkas, kept)])


@pytest.mark.parametrize("way", WAYS)
def test_every_field_of_the_berkas_is_held_by_its_chain(way: str) -> None:
    berkas, kept = WAYS[way]
    assert [*faults(berkas.id, kept), *against(berkas, kept)] == []
    document = berkas.model_dump(mode="json")
    tried = [(path, other) for path, value in leaves(document) for other in others(value)]
    unseen = [(path, other) for path, other in tried if not found(changed(document, path, other), kept)]
    assert len(tried) > 200
    assert unseen == []
