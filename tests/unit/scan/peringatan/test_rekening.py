"""Bank accounts of persons; sums of money and codes of the budget are none."""

from random import Random

import pytest

from services.scan.peringatan import JenisPeringatan, cari
from shared.samples.words import nip
from tests.unit.scan.peringatan.lembar import halaman

NIP = "197001011996011001"
BRI, BNI = "012301012345501", "0123456789"


def kinds(text: str) -> list[JenisPeringatan]:
    return [one.jenis for one in cari([halaman(text)])]


@pytest.mark.parametrize(
    "text",
    [
        "Nomor Rekening 1234567890",
        "No. Rek. BRI 0123-01-012345-50-1",
        "rekening Bank Kalbar atas nama Budi nomor 2025123456",
        "Bank Mandiri 146-00-1234567-8",
        "BCA 1234567890 a.n. Siti",
        "norek: 7123456789",
        "No. Rek. 123.456.789",
        "Bank Rakyat Indonesia 012301012345501",
        "Bank Pembangunan Daerah Kalimantan Barat 1025123456",
        "Bank Kalsel 7123456789",
        "Danamon 1234567890",
        "Bank BRI dengan nomor 012301012345501",
        "012301012345501 BRI",
        "0123-01-012345-50-1/Bank BRI",
        "BRI 012301O12345501",
    ],
)
def test_a_bank_account_is_found(text: str) -> None:
    assert kinds(text) == [JenisPeringatan.REKENING]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Rekening: l234567890", ["l234567890"]),
        ("Nomor Rekening\n1234567890", ["1234567890"]),
        ("Nomor Rekening Bank\n: 1234 5678 90", ["1234 5678 90"]),
        ("No Rekening 0123-01-012345-50-1/BRI", ["0123-01-012345-50-1"]),
        ("BRI 0123 01 012345 50 1/AMINAH", ["0123 01 012345 50 1"]),
        ("norek 0123.4567.89/BRI", ["0123.4567.89"]),
        ("BRI 0123-01-012345-50-1 1.500.000 125.000 1.375.000", ["0123-01-012345-50-1"]),
        ("No. Rek. 0123 01 012345 50 1 1.500.000", ["0123 01 012345 50 1"]),
        ("BRI 012301012345501 12 Mei 2024", ["012301012345501"]),
        (f"No Nama Nomor Rekening Bank\n1 AMINAH {BRI} BRI\n2 BUDI {BNI} BNI", [BRI, BNI]),
        (f"{NIP} Bank Kalbar {BRI}", [BRI]),
    ],
)
def test_an_account_is_taken_whole_and_no_more(text: str, values: list[str]) -> None:
    assert [one.nilai for one in cari([halaman(text)])] == values


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Bank Indonesia Nomor 23 Tahun 2021",
        "rekening kas umum negara",
        "Rekening Khusus Dana Kampanye Tahun 2024",
        "kode rekening 5.1.02.01",
        "kode rekening 5.1.02.01.01.0024",
        "Kode\nRekening\n5.1.02.02.001.00026",
        "kode rekening 51020101",
        "rekening khusus dana kampanye sebesar Rp 1.500.000.000",
        "saldo rekening Rp150.000.000",
        "saldo rekening 150.000.000",
        "1.500.000.000 Bank BRI sebesar Rp 1.500.000.000,00",
        "rekening per 31-12-2024",
        "Bank Indonesia 2020 2021 2022 2023",
        "Direktur Bank Kalbar NIP 197001011996011001",
        "19700101 199601 1 001 BRI",
        "Bank Sampah Kelurahan Bukit Tahun 2024",
    ],
)
def test_what_is_no_account_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_rows_of_budgets_and_votes_are_no_accounts() -> None:
    rng = Random(6)
    rows = ["Kode Rekening Uraian Jumlah Bank"]
    for _ in range(500):
        sums = [f"{rng.randint(700, 9_900_000_000):,}".replace(",", ".") for _ in range(3)]
        rows.append(
            f"5.1.02.{rng.randint(10, 99)}.01.{rng.randint(1000, 9999)} Belanja rekening listrik {sums[0]} Rp{sums[1]}"
        )
        rows.append(f"Bank Kalbar {' '.join(sums)} BRI {nip(rng)} BNI {rng.randint(1, 999)} {rng.randint(1, 999)}")
    assert cari([halaman("\n".join(rows))]) == ()


@pytest.mark.parametrize("word", ["rekening ", "Bank Aa ", "BRI 1 2 3 ", "1.500.000 BRI ", "0 1 2 "])
def test_a_line_of_thousands_of_words_is_read_to_its_end(word: str) -> None:
    assert kinds(word * 5_000) == []
