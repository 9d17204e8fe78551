"""Importing a list of offices: all or nothing, again without effect, told to every service."""

import time
from pathlib import Path

import pytest
from sqlmodel import func, select

from deploy.local import offices as command
from deploy.local.stack import Stack
from services.console.domain.daftar import read
from services.console.importing import import_offices
from services.console.offices import changes
from services.console.seeding import seed
from shared.events.tables import Outbox
from shared.runtime import Runtime
from shared.tables import Kantor
from tests.support.apart import BenchApart
from tests.support.bench import OFFICES, Bench

PROVINCE = "kode,nama,tempat,zona,sop\n97,KPU Provinsi Uji,Kota Uji,WIT,kalbar-8-2022\n"
DESKS = ("approval", "intake", "publisher", "scan")


NATIONAL = {
    "kode": "0", "nama": "Komisi Pemilihan Umum", "sop": "kalbar-8-2022", "tempat": "Jakarta", "zona": "Asia/Jakarta"
}  # fmt: skip


@pytest.fixture(scope="module")
def apart(stack: Stack) -> Bench:
    """Databases of their own: other tests begin with fewer offices."""
    bench = BenchApart(stack, "impor")
    seed(bench.runtime("console"), {"kantor": [NATIONAL, *OFFICES]})
    return bench


@pytest.fixture(scope="module")
def console(apart: Bench) -> Runtime:
    """Console's runtime there."""
    return apart.runtime("console")


def events(runtime: Runtime) -> int:
    """How many events of offices console has told."""
    with runtime.database.unit() as unit:
        return unit.session.exec(select(func.count()).where(Outbox.type == "id.terbit.kantor.didaftarkan")).one()


def test_all_offices_are_in_within_seconds_and_reach_every_service(apart: Bench, console: Runtime) -> None:
    text, begin = command.SHIPPED.read_text(encoding="utf-8"), time.monotonic()
    report = import_offices(console, text, False)
    assert time.monotonic() - begin < 30
    assert report["galat"] == []
    assert len(report["baru"]) + len(report["berubah"]) + report["sama"] == 553
    told = events(console)
    again = import_offices(console, text, False)
    assert (again["baru"], again["berubah"], again["sama"], events(console)) == ([], {}, 553, told)
    for desk in DESKS:
        apart.deliver("console", desk, parcel=64)
        with apart.runtime(desk).database.unit() as unit:
            rows = {row.kode: (row.tingkat, row.induk) for row in unit.session.exec(select(Kantor))}
        assert {line.kode for line in read(text)[0]} <= rows.keys()
        assert (rows["0"], rows["96"], rows["6471"]) == (("nasional", ""), ("provinsi", "0"), ("kota", "64"))


def test_only_looking_changes_nothing(console: Runtime) -> None:
    report = import_offices(console, PROVINCE, True)
    assert report["baru"] == ["97"]
    with console.database.unit() as unit:
        assert unit.session.get(Kantor, "97") is None


def test_faults_are_named_by_line_and_column_and_nothing_is_entered(console: Runtime) -> None:
    wrong = (
        "kode,nama,tempat,zona,sop,tingkat,maks_halaman\n"
        "97,KPU Provinsi Uji,Kota Uji,WIT,kalbar-8-2022,,\n"
        "9701,KPU Kabupaten Uji,Uji,Asia/Tokyo,kotim-33-2021,,banyak\n"
        "9871,KPU Kota Tanpa Induk,Uji,WIT,tidak-ada,,\n"
        "9702,KPU Kabupaten Lain,Uji,WIT,kotim-33-2021,kota,\n"
        "x,,Uji,WIT,kotim-33-2021,,\n"
    )
    report = import_offices(console, wrong, False)
    places = [(fault["baris"], fault["kolom"]) for fault in report["galat"]]
    assert places == [
        (3, "zona"), (3, "maks_halaman"), (4, "induk"), (4, "sop"), (5, "kode"),
        (6, "kode"), (6, "nama"),
    ]  # fmt: skip
    assert report["galat"][0]["sebab"].startswith("Zona waktu harus salah satu dari Asia/Jakarta")
    with console.database.unit() as unit:
        assert unit.session.get(Kantor, "97") is None


def test_a_list_says_nothing_of_what_has_no_column(console: Runtime) -> None:
    import_offices(console, PROVINCE.replace("97", "98"), False)
    report = import_offices(console, "kode,telepon\n98,021 1\n", False)
    again = import_offices(console, PROVINCE.replace("97", "98"), False)
    assert (report["berubah"], again["sama"]) == ({"98": ["kop"]}, 1)
    with console.database.unit() as unit:
        row, [last, _] = unit.session.get_one(Kantor, "98"), changes(unit, "98")
    assert (row.nama, row.zona, row.induk, row.letterhead.telepon) == (
        "KPU Provinsi Uji",
        "Asia/Jayapura",
        "0",
        "021 1",
    )
    assert (last.oleh, last.oleh_nama) == (None, "impor")


def test_the_command_says_what_came_of_it(
    bench: Bench, runtime: Runtime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed(runtime, {"kantor": [NATIONAL]})
    file = tmp_path / "kantor.csv"
    file.write_text(PROVINCE.replace("97", "99").replace("WIT", "?"), encoding="utf-8")
    assert command.run(bench.stack, file, False) == 1
    assert "kantor.csv, line 2, column zona: " in capsys.readouterr().out
    file.write_text(PROVINCE.replace("97", "99"), encoding="utf-8")
    assert command.run(bench.stack, file, True) == 0
    assert capsys.readouterr().out == "1 offices: 1 new, 0 changed, 0 same. Nothing was changed: this was a check.\n"
    assert command.run(bench.stack, file, False) == 0
    assert command.run(bench.stack, file, False) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 offices: 0 new, 0 changed, 1 same."
    with pytest.raises(command.UnreadableError, match="cannot be read"):
        command.run(bench.stack, tmp_path / "tidak-ada.csv", False)
