"""The shipped list of offices, and how a list is read."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from services.console.domain.daftar import Galat, read
from services.console.domain.kantor import IsianKantor
from services.console.domain.pohon import place_fault
from shared.kantor import ZONA, tingkat_of
from shared.sop import sop

SHIPPED = Path(__file__).parents[3] / "services" / "console" / "data" / "kantor.csv"
WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}


@pytest.fixture(scope="module")
def shipped() -> dict[str, IsianKantor]:
    """Every office of the shipped list by its code."""
    lines, wrong = read(SHIPPED.read_text(encoding="utf-8"))
    assert wrong == []
    return {line.kode: IsianKantor.model_validate(line.isi) for line in lines}


def test_there_is_one_national_office_and_every_province_and_regency(shipped: dict[str, IsianKantor]) -> None:
    assert Counter(one.tingkat for one in shipped.values()) == {
        "nasional": 1, "provinsi": 38, "kabupaten": 416, "kota": 98
    }  # fmt: skip
    below = Counter(one.induk for one in shipped.values())
    picked = {kode: below[kode] for kode in ("11", "31", "35", "62", "92", "93", "94", "95", "96")}
    assert picked == {"11": 23, "31": 6, "35": 38, "62": 14, "92": 7, "93": 4, "94": 8, "95": 8, "96": 6}


def test_each_is_named_once_and_stands_in_its_place(shipped: dict[str, IsianKantor]) -> None:
    tree = {kode: one.induk for kode, one in shipped.items()}
    assert len({one.nama for one in shipped.values()}) == len(shipped) == 553
    for kode, one in shipped.items():
        assert place_fault(kode, one.induk, tree) == ""
        assert one.tingkat is tingkat_of(kode)
        level = {"kabupaten": "KPU Kabupaten ", "kota": "KPU Kota ", "provinsi": "KPU Provinsi ", "nasional": "Komisi "}
        wanted = level[one.tingkat].replace("KPU", "KIP") if kode.startswith("11") else level[one.tingkat]
        assert one.nama.startswith(wanted) or one.nama == "KIP Aceh"


def test_each_has_its_zone_and_an_sop(shipped: dict[str, IsianKantor]) -> None:
    for kode, one in shipped.items():
        zone = "WITA" if kode[:2] in WITA else "WIT" if kode[:2] in WIT else "WIB"
        assert ZONA[one.zona] == zone
        assert sop(one.sop).id == ("kotim-33-2021" if len(kode) == 4 else "kalbar-8-2022")


def test_the_first_two_are_as_an_installation_starts_with_them(shipped: dict[str, IsianKantor]) -> None:
    assert [(shipped[k].nama, shipped[k].tempat, shipped[k].zona) for k in ("61", "6202", "6171")] == [
        ("KPU Provinsi Kalimantan Barat", "Pontianak", "Asia/Pontianak"),
        ("KPU Kabupaten Kotawaringin Timur", "Sampit", "Asia/Jakarta"),
        ("KPU Kota Pontianak", "Pontianak", "Asia/Pontianak"),
    ]


def test_the_list_is_sorted_and_names_each_built_in_site() -> None:
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["kode"] for row in rows] == sorted((row["kode"] for row in rows), key=lambda kode: (len(kode), kode))
    assert all(row["jdih"] == f"/jdih/{row['kode']}" for row in rows)


def test_a_spreadsheet_s_semicolons_and_mark_are_understood() -> None:
    head = "\ufeffKode;Nama;Zona;Hari_Kerja;Tutup;Kop;Aktif\r\n"
    [line], wrong = read(f"{head}6202;KPU;wita;Senin  jumat;2026-11-27 2026-12-31;A | B;tidak\r\n")
    assert wrong == []
    assert (line.nomor, line.kode, line.isi["induk"], line.isi["zona"]) == (2, "6202", "62", "Asia/Makassar")
    assert (line.isi["hari_kerja"], line.isi["tutup"]) == ([1, 5], ["2026-11-27", "2026-12-31"])
    assert (line.isi["kop"], line.isi["aktif"]) == ({"baris": ["A", "B"]}, False)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", Galat(1, "kode", "kolom ini harus ada")),
        ("nama\nKPU\n", Galat(1, "kode", "kolom ini harus ada")),
        ("kode,kode\n61,61\n", Galat(1, "kode", "kolom ini ada dua kali")),
        ("kode\n61\n62\n61\n", Galat(4, "kode", "61 sudah ada di baris 2")),
        ("kode\n61,62\n", Galat(2, "", "lebih banyak kolom daripada kepala daftar")),
    ],
)
def test_what_is_no_list_is_named_by_line_and_column(text: str, wrong: Galat) -> None:
    assert read(text)[1] == [wrong]


def test_an_unknown_column_is_named_with_those_that_are_known() -> None:
    [fault] = read("kode,telpon\n61,1\n")[1]
    assert (fault.baris, fault.kolom) == (1, "telpon")
    assert "telepon" in fault.sebab
