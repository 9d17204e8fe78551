"""What was read beside what was stated: misread letters are forgiven, another number or kind is not."""

import pytest

from services.scan.pemahaman import Relasi
from services.scan.terbaca.bidang import same, text_of
from shared.sop import JENIS

TITLE = "Perubahan Kedua atas Keputusan KPU Kabupaten Kotawaringin Timur Nomor 15 Tahun 2024 tentang Cuti Tahap II"


@pytest.mark.parametrize(
    ("old", "new"), [("2024", "2023"), ("15", "16"), ("Kedua", "Ketiga"), ("Tahap II", "Tahap III"), ("15 ", "")]
)
def test_another_number_in_a_title_is_another_title(old: str, new: str) -> None:
    assert not same("judul", TITLE, TITLE.replace(old, new))
    assert not same("judul", TITLE.replace(old, new), TITLE)


def test_misread_letters_and_case_are_forgiven() -> None:
    assert same("judul", TITLE.replace("Kabupaten", "Kabupalen"), TITLE.upper())
    assert same("penandatangan", "Aminah Lestari, S.I.P", "AMINAH LESTARI")


@pytest.mark.parametrize("read", JENIS)
def test_each_kind_is_the_same_as_itself_alone(read: str) -> None:
    assert [kode for kode, one in JENIS.items() if same("jenis", JENIS[read].nama, one.nama)] == [read]


def test_a_heading_that_is_no_kind_of_the_catalogue_may_say_more() -> None:
    assert same("jenis", "PENGUMUMAN BERSAMA", JENIS["pengumuman"].nama)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("5", "mencabut Keputusan Nomor 5 Tahun 2021"), ("5/SK/2021", "mencabut Keputusan Nomor 5/SK/2021")],
)
def test_the_year_of_a_document_is_said_once(number: str, shown: str) -> None:
    assert text_of(Relasi(hubungan="mencabut", jenis="Keputusan", nomor=number, tahun=2021)) == shown
