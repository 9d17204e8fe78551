"""Telephone and e-mail: those of persons; the office's own are no warning."""

from random import Random

import pytest

from services.scan.peringatan import JenisPeringatan, Kepala, cari
from tests.unit.scan.peringatan.lembar import halaman

KEPALA = Kepala(alamat="Jalan Subarkah Nomor 1, Pontianak", telepon="(0561) 765432", surel="kpukalbar@gmail.com")


def kinds(text: str, nomor: int = 2, top: float = 300.0) -> list[JenisPeringatan]:
    return [one.jenis for one in cari([halaman(text, nomor, top)], KEPALA)]


@pytest.mark.parametrize(
    "text",
    [
        "HP 081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "+62 812 3456 7890",
        "+6281234567890",
        "62 856-1234-567",
        "No. WA: 0857.1234.5678",
        "Telepon (0561) 123456",
        "Telp. 0531-23456",
        "telp 021 5551234",
        "Hubungi Sdr. Budi (081234567890).",
        "0812 - 3456 - 7890",
        "0812–3456–7890",
        "(0812) 34567890",
        "(+62) 81234567890",
        "Telp. ( 0561 ) 123456",
        "HP O81234567890",
        "No. HP : 08l2 3456 789O",
        "HP/WA 0812\n34567890",
    ],
)
def test_a_telephone_number_is_found(text: str) -> None:
    assert kinds(text) == [JenisPeringatan.TELEPON]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("081234567890/081234567891", ["081234567890", "081234567891"]),
        ("HP: 0812-3456-7890/0812-3456-7891", ["0812-3456-7890", "0812-3456-7891"]),
        ("081234567890/ 081234567891", ["081234567890", "081234567891"]),
        ("Telp. 0561-123456/081234567890", ["0561-123456", "081234567890"]),
        ("No. HP: O81234567890\n2 BUDI", ["O81234567890"]),
        ("HP: 081234567890\n2 BUDI", ["081234567890"]),
        ("HP: 0812 3456\n7890 Sampit", ["0812 3456 7890"]),
        ("HP 081234567890 12 Mei 2024", ["081234567890"]),
    ],
)
def test_a_telephone_number_is_taken_whole_and_no_more(text: str, values: list[str]) -> None:
    assert [one.nilai for one in cari([halaman(text)], KEPALA)] == values


@pytest.mark.parametrize(
    "text",
    [
        "Telepon (0561) 765432",
        "Telp. 0561-765432",
        "pada tanggal 08 12 2024",
        "Nomor 0812/PL.02/2024",
        "0800.1234",
        "1.081 2.345 6.789",
        "123/HK.03.1-Kpt/6202/08123456789",
        "123/PL.01/6202/08123456789",
        "081234567890/PL.01/2024",
        "123/HK/081234567890/2024",
        "Telp. O561 76543Z",
        "Telepon (0561) 765432\n12 3456",
        "pukul 08.15 - 09.30",
        "Pasal 62 ayat 8",
        "0531 23456",
        "081234",
    ],
)
def test_what_is_no_private_telephone_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_a_telephone_in_a_letterhead_is_an_offices() -> None:
    text = "BADAN KEPEGAWAIAN DAERAH\nTelepon (0561) 111222"
    assert kinds(text, nomor=1, top=60.0) == []
    assert kinds(text, nomor=1, top=400.0) == [JenisPeringatan.TELEPON]


@pytest.mark.parametrize(
    "text",
    [
        "budi.santoso@gmail.com",
        "surel: siti_99@yahoo.co.id;",
        "a@b.com",
        "budi @ gmail.com",
        "budi@gmail. com",
        "budi©gmail.com",
        "budi@yahoo.co. id",
        "budi@gmail,com",
    ],
)
def test_an_email_address_is_found(text: str) -> None:
    assert kinds(text) == [JenisPeringatan.SUREL]


@pytest.mark.parametrize(
    "text",
    [
        "kpukalbar@gmail.com",
        "KPUKalbar@gmail.com",
        "prov_kalbar@kpu.go.id",
        "www.kpu.go.id",
        "pukul 10 @ kantor",
        "kpukalbar©gmail. com",
        "Hak Cipta © kpu.com",
    ],
)
def test_an_offices_email_address_is_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("word", ["HP ", "HP 0812 ", "0 8 1 2 ", "a@", "081234567/ "])
def test_a_line_of_thousands_of_words_is_read_to_its_end(word: str) -> None:
    assert JenisPeringatan.SUREL not in kinds(word * 5_000)


def test_rows_of_votes_and_times_are_no_telephone_numbers() -> None:
    rng = Random(7)
    rows = [
        f"TPS {n} 08.15 - 09.30 " + " ".join(f"{rng.randint(1, 9900):,}".replace(",", ".") for _ in range(8))
        for n in range(1000)
    ]
    assert cari([halaman("\n".join(rows))]) == ()


def test_an_email_is_masked() -> None:
    (found,) = cari([halaman("budi.santoso@gmail.com")])
    assert found.peringatan.cuplikan == "b•••••@gmail.com"
