"""Offices and people of an installation."""

from typing import Any

import pytest
from sqlmodel import col, select

from services.console import queries
from services.console.passwords import matches
from services.console.seeding import seed
from shared.errors import Invalid, NotFound
from shared.events.tables import Outbox
from shared.identity import Orang
from shared.runtime import Runtime
from shared.tables import Kantor
from tests.service.console.conftest import PASSWORD, people


def office(kode: str, **more: str) -> dict[str, str]:
    """An office to seed."""
    return {
        "kode": kode, "nama": f"KPU {kode}", "sop": "kotim-33-2021", "tempat": "Sampit", "zona": "Asia/Jakarta", **more
    }  # fmt: skip


def told(runtime: Runtime, kode: str) -> list[tuple[str, int]]:
    """Who was told of an office, and which version, in order."""
    with runtime.database.unit() as unit:
        rows = unit.session.exec(select(Outbox).where(Outbox.subject == kode).order_by(col(Outbox.seq))).all()
    return [(row.subscriber, row.envelope["data"]["versi"]) for row in rows]


def known(runtime: Runtime, nama_masuk: str) -> tuple[Orang, str]:
    """A person and the password's hash."""
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, nama_masuk)
        assert akun
        return queries.person(unit.session, akun), akun.kata_sandi


def test_a_new_or_changed_office_is_told_to_every_desk_once(runtime: Runtime) -> None:
    desks = ["approval", "intake", "publisher", "scan"]
    for _ in range(2):
        seed(runtime, {"kantor": [office("7101")]})
    assert sorted(told(runtime, "7101")) == [(desk, 1) for desk in desks]
    seed(runtime, {"kantor": [office("7101", nama="KPU Kota Baru")]})
    assert sorted(told(runtime, "7101")[4:]) == [(desk, 2) for desk in desks]
    with runtime.database.unit() as unit:
        assert unit.session.get_one(Kantor, "7101").nama == "KPU Kota Baru"


def test_a_person_keeps_the_password_and_takes_new_data_and_roles(runtime: Runtime) -> None:
    seed(runtime, {"orang": people(("tetap", "6202", "staf"))})
    first, _ = known(runtime, "tetap")
    changed = {**people(("tetap", "6202", "kasubbag"))[0], "nama": "Tetap Baru", "kata_sandi": "lain-sama-sekali"}
    seed(runtime, {"orang": [changed, {**changed, "kantor": "61", "peran": ["kabag", "staf"]}]})
    second, kept = known(runtime, "tetap")
    assert (second.id, second.nama) == (first.id, "Tetap Baru")
    assert second.peran == {"6202": ("kasubbag",), "61": ("kabag", "staf")}
    assert matches(kept, PASSWORD) and not matches(kept, "lain-sama-sekali")
    assert kept.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"kantor": [office("7199", sop="tidak-ada")]}, NotFound),
        ({"kantor": [office("7199")], "orang": people(("x", "7199", "kabag"))}, Invalid),
        ({"kantor": [office("7199")], "orang": people(("x", "0000", "staf"))}, NotFound),
        (
            {
                "kantor": [office("7199")],
                "orang": [{"nama_masuk": "x", "nama": "X", "kantor": "7199", "peran": "staf"}],
            },
            Invalid,
        ),
    ],
)
def test_what_is_wrong_leaves_nothing_behind(runtime: Runtime, data: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        seed(runtime, data)
    with runtime.database.unit() as unit:
        assert unit.session.get(Kantor, "7199") is None
        assert queries.account(unit.session, "x") is None
    assert told(runtime, "7199") == []
