"""Words in spite of misreadings; what is a word already stays."""

import pytest

from services.scan.pemahaman.mirip import angka, betulkan, diawali, mirip


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("PEMILII-IAN", "PEMILIHAN"),
        ("PEMILI-IAN", "PEMILIHAN"),
        ("REPUBUK", "REPUBLIK"),
        ("K0MISI", "KOMISI"),
        ("KOMIS", "KOMISI"),
        ("5UARA", "SUARA"),
        ("PEN6TAPAN", "PENETAPAN"),
        ("KEPUTU5AN,", "KEPUTUSAN,"),
        ("(PEMUNGUTAN", "(PEMUNGUTAN"),
        ("2024", "2024"),
        ("HK.03.1", "HK.03.1"),
        ("SINGKAWANG", "SINGKAWANG"),
        ("ANTARWAKTU;", "ANTARWAKTU;"),
        ("MXQZT", "MXQZT"),
        ("", ""),
    ],
)
def test_a_word_is_mended_towards_the_dictionary_only(read: str, printed: str) -> None:
    assert betulkan(read) == printed


def test_a_word_of_letters_that_was_read_clearly_stays() -> None:
    assert betulkan("SINGKRONISASI", 92) == "SINGKRONISASI"
    assert betulkan("SINGKRONISASI", 50) == "SINKRONISASI"


def test_labels_are_known_through_misreadings() -> None:
    assert mirip("M3nimbang", "MENIMBANG")
    assert mirip("Mengingat:", "MENGINGAT")
    assert not mirip("Menimbang", "MENGINGAT")
    assert mirip("N0MOR", "NOMOR")
    assert not mirip("KAMI", "KEMI")
    assert diawali(["|", "SURAT", "EDARAN"], "SURAT", "EDARAN")
    assert not diawali(["SURAT"], "SURAT", "EDARAN")


def test_digits() -> None:
    assert angka("2O2l") == "2021"
    assert angka("|S") == "15"
