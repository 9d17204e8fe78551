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
        ("ALAMAT : JALAN MELATI NOMOR 5", "JALAN MELATI NOMOR 5"),
        ("Alamat Lengkap : jln. Melati No. 5", "jln. Melati No. 5"),
        ("Alamat (sesuai KTP): Jl Melati No. 5", "Jl Melati No. 5"),
        ("yang tinggal di Jl. Melati No. 5", "Jl. Melati No. 5"),
        ("bertempat tinggal Jl. Melati No. 5", "Jl. Melati No. 5"),
        ("Alamat: Blok C No. 5", "Blok C No. 5"),
    ],
)  # fmt: skip
def test_a_home_is_found(text: str, value: str) -> None:
    assert found_in(text) == [(JenisPeringatan.ALAMAT, value)]


@pytest.mark.parametrize(
    "house",
    [
        "RT/RW : 003/005", "RT/RW 003/005", "RT 003/005", "Rt. 003 Rw. 005", "rt 003 rw 005", "RT 003 dan RW 005",
        "RT. O3 / RW. O5",
    ],
)  # fmt: skip
def test_only_homes_have_these_numbers(house: str) -> None:
    assert found_in(f"Lingkungan I {house}") == [(JenisPeringatan.ALAMAT, house)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Alamat : Jl. Jend. Sudirman No. 12 RT 03 RW 05", "Jl. Jend. Sudirman No. 12 RT 03 RW 05"),
        ("AMINAH Jl. Letjend. S. Parman RT 03 RW 05", "Jl. Letjend. S. Parman RT 03 RW 05"),
        ("Alamat : Jl. Melati No. 5, Perum. Griya Blok C2", "Jl. Melati No. 5, Perum. Griya Blok C2"),
        ("Perum. Wengga Blok C No. 5 RT 1 RW 2", "Perum. Wengga Blok C No. 5 RT 1 RW 2"),
        ("Alamat : Jl. H.M. Arsyad Komp. Wengga. Yang", "Jl. H.M. Arsyad Komp. Wengga"),
        ("Alamat: Jl. Melati\nNo. 5 RT 03 RW 05", "Jl. Melati No. 5 RT 03 RW 05"),
        ("Alamat: Jl. Melati\nBlok C2 Sampit", "Jl. Melati Blok C2 Sampit"),
        ("Alamat: Jl. Melati Gg. Mawar Nomor\n5 RT 03 RW 05", "Jl. Melati Gg. Mawar Nomor 5 RT 03 RW 05"),
        ("Alamat: Jl. Kenanga\nRT/RW : 003/005\nKel/Desa : Baamang",
         "Jl. Kenanga RT/RW : 003/005 Kel/Desa : Baamang"),
        ("Alamat: Jl. Melati\nNo. HP : -", "Jl. Melati"),
        ("Alamat: Jl. Melati\nNomor 12 Tahun 2024", "Jl. Melati"),
    ],
)  # fmt: skip
def test_an_address_is_taken_whole_and_no_more(text: str, value: str) -> None:
    assert found_in(text) == [(JenisPeringatan.ALAMAT, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 AMINAH Perempuan SMA Jl. Mawar RT 03 RW 05", "Jl. Mawar RT 03 RW 05"),
        ("1 AMINAH SMA Jalan Mawar RT 03 RW 05", "Jalan Mawar RT 03 RW 05"),
        ("2 BUDI Jl. Mawar RT 03 RW 05 TPS 003", "Jl. Mawar RT 03 RW 05 TPS 003"),
        ("AMINAH, Anggota KPU, Jl. Mawar RT 03 RW 05", "Jl. Mawar RT 03 RW 05"),
        ("AMINAH Staf Sekretariat PPK Jl. Mawar RT 03 RW 05", "Jl. Mawar RT 03 RW 05"),
        ("Badan Penyelenggara TPS\nAMINAH Jl. Mawar RT 03 RW 05", "Jl. Mawar RT 03 RW 05"),
        ("Pendidikan : SMA\nJl. Mawar RT 03 RW 05", "Jl. Mawar RT 03 RW 05"),
        ("1 BUDI TPS 003 Badan KPU Alamat : Jl. Mawar No. 5", "Jl. Mawar No. 5"),
        ("Anggota KPU yang beralamat di Jl. Mawar No. 5", "Jl. Mawar No. 5"),
        ("Alamat : Desa Balai Riam RT 01 RW 02", "Desa Balai Riam RT 01 RW 02"),
    ],
)  # fmt: skip
def test_words_of_the_row_do_not_hide_a_home(text: str, value: str) -> None:
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
        "KPU Kabupaten Sampit beralamat di Jl. Ahmad Yani No. 1",
        "alamat TPS: Jl. Mawar RT 1 RW 2",
        "TPS 003 SDN 2 Baamang Jl. Mawar RT 03 RW 05",
        "TPS 003 SD Muhammadiyah Jl. Mawar RT 03 RW 05",
        "TPS 003 rumah Ketua RT 03 RW 05",
        "PENINGKATAN JALAN MELATI RT 03 RW 05",
        "formulir memuat alamat jalan dan nomor rumah",
        "Nomor 12/RT/2024 dan 5/RT 03/02/2024",
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


def test_a_line_of_thousands_of_addresses_is_read_to_its_end() -> None:
    assert found_in("kantor Jl. Mawar RT 03 RW 05 " * 3_000) == []


def test_an_address_is_masked() -> None:
    (found,) = cari([halaman("Alamat : Jl. Melati No. 5, Sampit")])
    assert found.peringatan.cuplikan == "Jl. ••••••"
