"""Offices and people of an installation."""

from typing import Any

import pytest
import uuid_utils.compat as uuids
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlmodel import col, select

from services.console import queries
from services.console.commands.catat import Oleh
from services.console.commands.kantor import register
from services.console.domain.kantor import IsianKantor
from services.console.offices import changes
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


def test_the_whole_office_is_told_and_a_change_is_recorded(runtime: Runtime) -> None:
    more = {"kop": {"alamat": "Jl. Contoh 1"}, "tutup": ["2026-11-27"], "maks_halaman": 50}
    seed(runtime, {"kantor": [office("7102")]})
    seed(runtime, {"kantor": [{**office("7102"), **more}]})
    with runtime.database.unit() as unit:
        row = unit.session.get_one(Kantor, "7102")
        last, first = changes(unit, "7102")
        envelope = unit.session.exec(select(Outbox).where(Outbox.subject == "7102").order_by(col(Outbox.seq))).all()[-1]
    assert (row.tingkat, row.letterhead.alamat, row.maks_halaman) == ("kabupaten", "Jl. Contoh 1", 50)
    assert row.sites[0].alamat == "/jdih/7102"
    assert envelope.envelope["data"]["tutup"] == ["2026-11-27"]
    assert (first.rincian["dari"], first.rincian["versi"], first.oleh, first.oleh_nama) == ({}, 1, None, "pemasangan")
    assert last.rincian["dari"].keys() == last.rincian["menjadi"].keys() == {"kop", "tutup", "maks_halaman"}


def test_what_a_person_changed_the_installation_leaves_alone(runtime: Runtime) -> None:
    seed(runtime, {"kantor": [office("7103")]})
    with runtime.database.unit() as unit:
        changed = IsianKantor.model_validate(office("7103", nama="KPU Kabupaten Baru"))
        register(unit, changed, Oleh("Budi", uuids.uuid7()))
    seed(runtime, {"kantor": [office("7103", tempat="Lain")]})
    with runtime.database.unit() as unit:
        row = unit.session.get_one(Kantor, "7103")
    assert (row.nama, row.tempat, row.versi) == ("KPU Kabupaten Baru", "Sampit", 2)


def test_changes_of_offices_are_only_added(runtime: Runtime) -> None:
    seed(runtime, {"kantor": [office("7104")]})
    with pytest.raises(ProgrammingError, match="only added"), runtime.database.unit() as unit:
        unit.session.execute(text("DELETE FROM catatan WHERE tentang = '7104'"))
