"""Where somebody lives is told; where an office, a polling place or a road is, is not."""

import pytest

from services.scan.peringatan import JenisPeringatan, Kepala, cari
from tests.unit.scan.peringatan.lembar import halaman

KEPALA = Kepala(alamat="Jalan Subarkah Nomor 1, Pontianak")


def found_in(text: str, nomor: int = 2, top: float = 300.0) -> list[tuple[JenisPeringatan, str]]:
    return [(one.jenis, one.nilai) for one in cari([halaman(text, nomor, top)], KEPALA)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Alamat : Jl. Melati No. 5, Sampit", "Jl. Melati No. 5, Sampit"),
        ("bertempat tinggal di Jalan Kenanga Nomor 12", "Jalan Kenanga Nomor 12"),
        ("Alamat: Jl. Mawar RT 03 RW 05\nKel. Baamang Hulu", "Jl. Mawar RT 03 RW 05 Kel. Baamang Hulu"),
        ("AMINAH Jl. Mawar Gg. II RT.003/RW.005", "Jl. Mawar Gg. II RT.003/RW.005"),
        ("Alamat: Dusun Melati RT 001/RW 002 Desa Telawang", "Dusun Melati RT 001/RW 002 Desa Telawang"),
        ("Alamat Desa Bukit RT 01 RW 02", "Desa Bukit RT 01 RW 02"),
        ("beralamat di Jalan Pelita Barat Nomor 3; dan", "Jalan Pelita Barat Nomor 3"),
        ("Alamat: Jalan Subarkah Nomor 12, Pontianak", "Jalan Subarkah Nomor 12, Pontianak"),
        ("Alamat: Jalan Subarkah Nomor 1A, Pontianak", "Jalan Subarkah Nomor 1A, Pontianak"),
        ("Domisili: Jalan Pelita Barat Nomor 3 Sampit", "Jalan Pelita Barat Nomor 3 Sampit"),
    ],
)  # fmt: skip
def test_a_home_is_found(text: str, value: str) -> None:
    assert found_in(text) == [(JenisPeringatan.ALAMAT, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Jalan Subarkah Nomor 1, Pontianak",
        "Alamat: Jalan Subarkah Nomor 1 Pontianak",
        "Alamat: Jalan Subarkah Nomor 1, Pontianak 78121",
        "Kantor KPU, Jalan Letjen S. Parman Nomor 1",
        "TPS 5 Balai Desa Jl. Mawar RT 03 RW 05",
        "Lokasi: Jl. Mawar RT 03 RW 05",
        "Pembangunan Jalan Trans Kalimantan",
        "Alamat Kantor: Jl. Ahmad Yani No. 1",
        "bertempat di Aula Hotel Aquarius, Jalan Jenderal Sudirman",
        "Undang-Undang Nomor 38 Tahun 2004 tentang Jalan",
        "berjalan di luar rencana",
        "Kecamatan Baamang, Desa Telawang",
    ],
)
def test_what_is_no_home_is_left_alone(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Alamat : Jl. Melati No. 5, Sampit", ["Jl. Melati No. 5, Sampit"]),
        ("KOMISI PEMILIHAN UMUM\nAlamat : Jl. Melati No. 5, Sampit", []),
        ("Jl. Melati No. 5 RT 03 RW 05, Sampit", []),
    ],
)
def test_above_on_the_first_page_a_letterhead_is_left_alone(text: str, values: list[str]) -> None:
    assert [value for _, value in found_in(text, nomor=1, top=60)] == values


def test_an_address_is_masked() -> None:
    (found,) = cari([halaman("Alamat : Jl. Melati No. 5, Sampit")])
    assert found.peringatan.cuplikan == "Jl. ••••••"
