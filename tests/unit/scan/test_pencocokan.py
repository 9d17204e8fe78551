"""Matching what was stated with what an engine read."""

import pytest

from services.scan.domain.pencocokan import has_number, has_year, head, likeness
from services.scan.domain.periksa import LIKE_ENOUGH
from shared.samples import keputusan_kabupaten, keputusan_provinsi, surat_edaran

TITLE = "Penetapan Rekapitulasi Daftar Pemilih Berkelanjutan Kabupaten Kotawaringin Timur Triwulan II Tahun 2026"
MISREAD = (
    "KEPUTUSAN KOMISI PEMILII-IAN UMUM\nTENTANG\nPENETAPAN REKAPITULASl DAFTAR PEMILIH\n"
    "BERKELANJUTAN KABUPATEN KOTAWARlNGIN T1MUR\nTRIWULAN ll TAHUN 2O26\n"
)


@pytest.mark.parametrize("make", [keputusan_provinsi, keputusan_kabupaten, surat_edaran])
def test_a_title_is_found_in_its_own_document_and_in_no_other(make: object) -> None:
    own, other = make(seed=1), make(seed=2)  # type: ignore[operator]
    assert own.metadata.tentang != other.metadata.tentang
    assert likeness(own.metadata.tentang, "\n".join(own.pages[:3])) == 1.0
    assert likeness("Pengadaan Kendaraan Dinas Operasional Kantor", "\n".join(own.pages[:3])) < LIKE_ENOUGH


def test_a_misread_title_is_still_the_title() -> None:
    assert LIKE_ENOUGH <= likeness(TITLE, MISREAD) < 1.0


def test_the_same_kind_of_title_of_another_regency_is_another_title() -> None:
    other = TITLE.replace("Kotawaringin Timur Triwulan II", "Barito Selatan Semester Pertama")
    assert likeness(other, MISREAD) < LIKE_ENOUGH


def test_nothing_is_like_nothing() -> None:
    assert likeness("", MISREAD) == 0.0
    assert likeness(TITLE, "") == 0.0


@pytest.mark.parametrize(
    ("nomor", "text", "found"),
    [
        ("658", "NOMOR 658 TAHUN 2026", True),
        ("658", "NOMOR : 658 TAHUN 2026", True),
        ("10", "NOM0R lO TAHUN 2O26", True),
        ("65", "NOMOR 658 TAHUN 2026", False),
        ("658", "tanggal 658", False),
        ("33", "NOMOR 33/HK.04/6202/2021", False),
        ("33/HK.04/6202/2021", "NOMOR: 33/HK.O4/62O2/2021", True),
        ("3/HK.04/6202/2021", "NOMOR: 33/HK.04/6202/2021", False),
        ("658 Tahun 2026", "NOMOR 658 TAHUN\n2026", True),
    ],
)
def test_a_number_must_be_the_number(nomor: str, text: str, found: bool) -> None:
    assert has_number(nomor, text) is found


def test_a_year_stands_alone() -> None:
    assert has_year(2026, "TAHUN 2O26")
    assert not has_year(2026, "Rp 120260")


def test_the_laws_that_are_cited_are_not_the_head() -> None:
    pages = ["KEPUTUSAN KOMISI PEMILIHAN UMUM NOMOR 658 TAHUN 2026", "Menimbang: ...\nUndang-Undang Nomor 7 Tahun 2017"]
    assert has_number("658", head(pages))
    assert not has_number("7", head(pages))
