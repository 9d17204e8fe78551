"""Names of files, addresses and offices."""

import pytest

from services.publisher.domain.nama import file_stem, slug, teu, unique


@pytest.mark.parametrize(
    ("jenis", "tahun", "nomor", "kantor", "stem"),
    [
        ("peraturan_kpu", 2022, "3", "00", "2022pkpu00003"),
        ("keputusan_kpu_kabkota", 2024, "658", "6202", "2024kptkab6202658"),
        ("keputusan_kpu_provinsi", 2016, "134/Kpts/KPU/Tahun 2016", "61", "2016kptprov61134"),
        ("keputusan_sekjen", 2025, "1090", "61", "2025kptsj611090"),
        ("surat_edaran", 2026, "tanpa nomor", "61", "2026se61000"),
    ],
)
def test_a_file_is_named_by_year_type_office_and_number(
    jenis: str, tahun: int, nomor: str, kantor: str, stem: str
) -> None:
    assert file_stem(jenis, tahun, nomor, kantor) == stem


@pytest.mark.parametrize(
    ("nomor", "address"),
    [
        ("12", "keputusan-kpu-kabupaten-kota-nomor-12-tahun-2026"),
        ("33/HK.04/6202/2026", "keputusan-kpu-kabupaten-kota-nomor-33-hk-04-6202-2026"),
        ("../é\x00?#", "keputusan-kpu-kabupaten-kota-nomor-e-tahun-2026"),
    ],
)
def test_an_address_is_plain(nomor: str, address: str) -> None:
    assert slug("keputusan_kpu_kabkota", 2026, nomor) == address


def test_a_taken_name_gets_the_next_free_number() -> None:
    assert unique("a", set(), "_") == "a"
    assert unique("a", {"a", "a_2", "a_4"}, "_") == "a_3"


@pytest.mark.parametrize(
    ("nama", "expected"),
    [
        ("KPU Kabupaten Kotawaringin Timur", "Kotawaringin Timur (Kabupaten). Komisi Pemilihan Umum"),
        ("KPU Provinsi Kalimantan Barat", "Kalimantan Barat (Provinsi). Komisi Pemilihan Umum"),
        ("Komisi Pemilihan Umum Kota Pontianak", "Pontianak (Kota). Komisi Pemilihan Umum"),
        ("Komisi Pemilihan Umum", "Indonesia. Komisi Pemilihan Umum"),
    ],
)
def test_teu_comes_from_the_name_of_the_office(nama: str, expected: str) -> None:
    assert teu(nama) == expected


def test_the_commission_of_aceh_has_its_own_name() -> None:
    assert teu("KIP Kabupaten Aceh Besar") == "Aceh Besar (Kabupaten). Komisi Independen Pemilihan"
    assert teu("KIP Aceh") == "Aceh (Provinsi). Komisi Independen Pemilihan"
