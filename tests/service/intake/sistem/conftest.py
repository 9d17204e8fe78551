"""An office with an administrator, a proposer, and keys for its systems."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from httpx import Response

from shared.events.catalogue import OrangDidaftarkan
from shared.identity import PENGELOLA, Orang
from shared.people import hear_person
from shared.tables import OrangRow
from tests.support.bench import Bench
from tests.support.office_system import Sistem
from tests.support.people import person

Administer = Callable[..., Response]


def known(bench: Bench, *persons: Orang, aktif: bool = True) -> None:
    """Let intake hear of these people from console."""
    with bench.runtime("intake").database.unit() as unit:
        for one in persons:
            row = unit.session.get(OrangRow, one.id)
            told = one.model_copy(update={"versi": row.versi + 1 if row else 1})
            hear_person(unit, OrangDidaftarkan(orang=told, aktif=aktif))


@pytest.fixture
def pengusul(bench: Bench) -> Orang:
    """A proposer whom intake knows, and no other test has."""
    who = person("pengusul", nama="Sari Sistem")
    known(bench, who)
    return who


@pytest.fixture
def pengelola() -> Orang:
    """The administrator of the same office."""
    return person(PENGELOLA)


@pytest.fixture
def administer(bench: Bench, pengelola: Orang) -> Administer:
    """Ask as the administrator: method, what comes after /sistem, JSON body."""

    def ask(method: str, path: str, body: Any = None, orang: Orang | None = None) -> Response:
        headers = bench.headers(orang or pengelola)
        answer: Response = bench.client("intake").request(
            method, f"/api/intake/sistem{path}", json=body, headers=headers
        )
        return answer

    return ask


@pytest.fixture
def wanted(pengusul: Orang) -> dict[str, Any]:
    """A key that may do everything."""
    scopes = ["events:write", "documents:write", "berkas:read"]
    return {"keperluan": "Srikandi", "lingkup": scopes, "orang": str(pengusul.id), "hari": 30}


@pytest.fixture
def sistem(bench: Bench, administer: Administer, wanted: dict[str, Any]) -> Sistem:
    """A system that may do everything."""
    return Sistem(bench.client("intake"), administer("POST", "/kunci", wanted).json())


def moved_back(bench: Bench, berkas_id: str) -> int:
    """The receiver returns a berkas to its proposer; the turn at which it lies then."""
    kasubbag = bench.headers(person("kasubbag"))
    body = {"giliran": 1, "ke": "R1", "alasan": "Lampiran kurang."}
    answer = bench.client("intake").post(
        f"/api/intake/berkas/{UUID(berkas_id)}/kembalikan", json=body, headers=kasubbag
    )
    return int(answer.json()["giliran"])
