"""The tree of offices, and who manages what in it."""

import pytest
from pydantic import ValidationError

from services.console.domain.kantor import IsianKantor
from services.console.domain.pohon import level_fault, place_fault
from services.console.domain.wewenang import may_manage, may_place
from shared.events.catalogue import KantorDidaftarkan
from shared.identity import PENGELOLA
from shared.kantor import Kop, Tingkat, above, induk_of, known_code, tingkat_of
from tests.support.people import person

TREE = {"0": "", "61": "0", "6171": "61", "62": "0", "6202": "62"}
OFFICE = {
    "kode": "6202", "nama": "KPU Kabupaten Kotawaringin Timur", "sop": "kotim-33-2021", "tempat": "Sampit",
    "zona": "Asia/Jakarta",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kode", "tingkat", "induk"),
    [("0", "nasional", ""), ("61", "provinsi", "0"), ("6202", "kabupaten", "62"), ("6171", "kota", "61")],
)
def test_the_code_says_level_and_parent(kode: str, tingkat: str, induk: str) -> None:
    assert (tingkat_of(kode), induk_of(kode)) == (tingkat, induk)
    assert level_fault(kode, tingkat) == ""
    assert place_fault(kode, induk, TREE) == ""


@pytest.mark.parametrize("kode", ["", "00", "6", "620", "62020", "06", "0602", "abcd", "62-02"])
def test_other_codes_are_none(kode: str) -> None:
    assert not known_code(kode)
    assert level_fault(kode, Tingkat.KOTA)


@pytest.mark.parametrize(
    ("kode", "induk", "said"),
    [
        ("0", "61", "tidak mempunyai induk"),
        ("61", "", "tingkat nasional"),
        ("61", "62", "tingkat nasional"),
        ("6202", "0", "tingkat provinsi"),
        ("6202", "6171", "tingkat provinsi"),
        ("6202", "61", "tidak termasuk provinsi 61"),
        ("7101", "71", "belum terdaftar"),
    ],
)
def test_a_wrong_place_is_named(kode: str, induk: str, said: str) -> None:
    assert said in place_fault(kode, induk, TREE)


def test_a_circle_is_found_and_walked_once() -> None:
    circle = {"62": "6202", "6202": "62"}
    assert "dirinya sendiri" in place_fault("6202", "62", circle)
    assert above("6202", circle) == ("62",)


def test_an_administrator_manages_the_own_office_and_what_lies_below() -> None:
    province, regency = person(PENGELOLA, "62"), person(PENGELOLA, "6202")
    assert [may_manage(province, kode, TREE) for kode in ("62", "6202", "6171", "0")] == [True, True, False, False]
    assert [may_manage(regency, kode, TREE) for kode in ("6202", "62")] == [True, False]
    assert may_manage(person(PENGELOLA, "0"), "6171", TREE)
    assert not may_manage(person("kasubbag", "6202"), "6202", TREE)


def test_whether_and_where_an_office_is_decides_who_is_above_it() -> None:
    assert may_place(person(PENGELOLA, "62"), "6202", TREE)
    assert not may_place(person(PENGELOLA, "6202"), "6202", TREE)
    assert may_place(person(PENGELOLA, "0"), "0", TREE)


def test_an_old_event_is_readable_and_says_the_defaults() -> None:
    old = KantorDidaftarkan.model_validate({**OFFICE, "versi": 3})
    assert (old.induk, old.hari_kerja, old.kop, old.aktif) == ("", (1, 2, 3, 4, 5), Kop(), True)


def test_what_is_stated_is_checked_and_put_in_order() -> None:
    office = IsianKantor.model_validate(
        {**OFFICE, "jdih": "/jdih/6202", "hari_kerja": [5, 1, 1], "tutup": ["2026-12-31", "2026-01-02"]}
    )
    assert office.tingkat is Tingkat.KABUPATEN
    assert (office.jdih, office.hari_kerja, office.tutup[0].month) == ((), (1, 5), 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kode": "x"}, {"zona": "Asia/Tokyo"}, {"tingkat": "kota"}, {"hari_kerja": []}, {"hari_kerja": [0]},
        {"nama": " "}, {"maks_halaman": 0}, {"kop": {"alamat": "a\nb"}}, {"jdih": [{"nama": "", "alamat": "https://x"}]},
    ],
)  # fmt: skip
def test_what_cannot_be_an_office_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        IsianKantor.model_validate({**OFFICE, **wrong})


def test_the_ways_to_reach_an_office_are_one_line() -> None:
    assert Kop(telepon="(0531) 21000", laman="kotim.kpu.go.id").kontak == "Telepon (0531) 21000 · Laman kotim.kpu.go.id"
    assert Kop().kontak == ""
