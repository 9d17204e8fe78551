"""NIK and family card numbers: found however they are written; not taken from dates, tables, law numbers and NIP."""

from random import Random

import pytest

from services.scan.peringatan import JenisPeringatan, cari
from services.scan.peringatan.nomor import is_structured
from shared.samples.words import nip
from tests.unit.scan.peringatan.lembar import halaman

NIK = "6171054508900003"
KK = "6171050508100003"
NIP = "197001011996011001"


@pytest.mark.parametrize(
    "written",
    [
        NIK,
        f"NIK {NIK}",
        f"NIK: {NIK}.",
        f"(NIK {NIK})",
        "6171 0545 0890 0003",
        "617105 450890 0003",
        "61.71.05.450890.0003",
        "6171.0545.0890.0003",
        "6 1 7 1 0 5 4 5 0 8 9 0 0 0 0 3",
        "6171O545O89OOOO3",
        "6l71054508900003",
        "61710545 08900003",
        "1. AMINAH RAHMAN 6171054508900003 Pontianak, 5 Agustus 1990",
        "NIK 61 7105 450 8900003",
        "Nomor Induk Kependudukan : 6171054508900003",
        "No. KTP 617105450890003",
    ],
)
def test_a_nik_is_found(written: str) -> None:
    (found,) = cari([halaman(f"Menetapkan\n{written}\nsebagai anggota")])
    assert (found.jenis, found.halaman) == (JenisPeringatan.NIK, 2)
    assert len(found.kotak) == 1


@pytest.mark.parametrize(
    "written",
    [
        "No. KK 6171050508100003",
        "Nomor Kartu Keluarga: 6171 0505 0810 0003",
        "KK : 6171050508100003",
    ],
)
def test_a_family_card_number_is_found(written: str) -> None:
    assert [one.jenis for one in cari([halaman(written)])] == [JenisPeringatan.NOMOR_KK]


@pytest.mark.parametrize(
    ("written", "values"),
    [
        (f"1 AMINAH {NIK} {KK} P", [NIK, KK]),
        (f"{KK} {NIK}\n6171050508100004 6171054508900005", [KK, NIK, "6171050508100004", "6171054508900005"]),
        (f"6171 0545 0890 0003 {KK}", ["6171 0545 0890 0003", KK]),
        ("6171 0545 0890 0003 6171 0505 0810 0003", ["6171 0545 0890 0003", "6171 0505 0810 0003"]),
        (f"{NIK} {NIK} {NIK}", [NIK, NIK, NIK]),
        (f"1 AMINAH {NIK} {NIP} III/c", [NIK]),
        (f"{NIP} {NIK}", [NIK]),
        (f"NIP {NIP} {NIK}", [NIK]),
        (f"NIK {NIK} 19700101 199601 1 001", [NIK]),
        ("3 6 1 7 1 0 5 4 5 0 8 9 0 0 0 0 3", ["6 1 7 1 0 5 4 5 0 8 9 0 0 0 0 3"]),
    ],
)  # fmt: skip
def test_all_numbers_of_a_row_are_found_and_no_nip(written: str, values: list[str]) -> None:
    assert [one.nilai for one in cari([halaman(written)])] == values


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        (f"NIP : -\nNIK : {NIK}\nJabatan : Anggota", [JenisPeringatan.NIK]),
        (f"NIP. - / NIK. {NIK}", [JenisPeringatan.NIK]),
        (f"Nama/NIP/NIK\n{NIK}", [JenisPeringatan.NIK]),
        (f"NIK/NIP : {NIK}", [JenisPeringatan.NIK]),
        ("NIP : -\nNIK : 617105450890003", [JenisPeringatan.NIK]),
        (f"NIP : -\nNo. KK : {KK}", [JenisPeringatan.NOMOR_KK]),
        (f"No. KK {KK} NIK {NIK}", [JenisPeringatan.NOMOR_KK, JenisPeringatan.NIK]),
        (f"NIK : -\nNIP : {NIK}", []),
        ("NIK : -\nNIP : 1970010119960110", []),
    ],
)
def test_the_nearest_label_says_what_a_number_is(written: str, kinds: list[JenisPeringatan]) -> None:
    assert [one.jenis for one in cari([halaman(written)])] == kinds


@pytest.mark.parametrize(
    "written",
    [
        "NIP 197001011996011001",
        "NIP. 19700101 199601 1 001",
        "19851231 201012 2 003",
        "9971054508900003",  # no such province
        "6171053213900003",  # no such day
        "6171054513900003",  # no such month
        "6171054508900000",
        "617105450890000",
        "61710545089000031",
        "12 1.234 5.678 6.912",
        "1.402 2.345 3.747 1.508 1.234",
        "123 4.567 8.901 13.468",
        "6.171 5.450 8.900 3.000",
        "Nomor 134/Kpts/KPU/Tahun 2016",
        "533/HK.04-Kpt/03/KPU/XI/2020",
        "Lembaran Negara Tahun 2017 Nomor 182, Tambahan Lembaran Negara Nomor 6109",
        "kode rekening 5.1.02.01.01.0024",
        "ISBN 978-602-1234-56-7",
        "INDONESIA OLOLO IIIIIIIIIIIIIIII",
    ],
)
def test_what_is_no_nik_is_left_alone(written: str) -> None:
    found = [one for one in cari([halaman(written)]) if one.jenis in {JenisPeringatan.NIK, JenisPeringatan.NOMOR_KK}]
    assert found == []


def test_a_labelled_nik_may_go_on_in_the_next_line() -> None:
    (found,) = cari([halaman("NIK : 61710545\n08900003")])
    assert found.jenis is JenisPeringatan.NIK
    assert len(found.kotak) == 2


def test_the_box_is_that_of_the_number() -> None:
    (found,) = cari([halaman(f"NIK {NIK} Pontianak")])
    ((left, top, right, bottom),) = found.kotak
    assert (left, right) == (50 + 4 * 6, 50 + 20 * 6)
    assert (top, bottom) == (300, 310)


def test_a_warning_does_not_hold_the_number() -> None:
    (found,) = cari([halaman(f"NIK {NIK}")])
    assert NIK not in repr(found)
    assert found.nilai == NIK
    assert found.peringatan.cuplikan == "61••••••••••••03"
    assert "61••••••••••••03" in found.peringatan.kalimat
    assert "halaman 2" in found.peringatan.kalimat


def test_numbers_of_officials_are_never_taken_for_a_nik() -> None:
    rng = Random(3)
    lines = "\n".join(f"NIP {nip(rng)}" for _ in range(500)) + "\n" + "\n".join(nip(rng) for _ in range(500))
    assert cari([halaman(lines)]) == ()


def test_rows_of_a_table_are_seldom_taken_for_a_nik() -> None:
    rng = Random(4)
    rows = [" ".join(f"{rng.randint(700, 9900):,}".replace(",", ".") for _ in range(5)) for _ in range(2000)]
    assert cari([halaman("\n".join(rows))]) == ()


@pytest.mark.parametrize(("columns", "most"), [(20, 9), (24, 9), (6, 9999)])
def test_columns_of_equal_numbers_are_never_taken_for_a_nik(columns: int, most: int) -> None:
    rng = Random(5)
    rows = [" ".join(str(rng.randint(most // 9, most)) for _ in range(columns)) for _ in range(500)]
    assert cari([halaman("\n".join(rows))]) == ()


def test_a_line_of_thousands_of_digits_is_read_to_its_end() -> None:
    (found,) = cari([halaman("2 " * 20_000 + NIK)])
    assert found.nilai == NIK


def test_structure() -> None:
    assert is_structured(NIK)
    assert is_structured("3201234107950012")
    assert not is_structured("3200234107950012")
