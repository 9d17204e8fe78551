"""Considerations, dictum, relations, annexes, the mark SALINAN."""

from datetime import date

import pytest

from services.scan.domain.halaman import Halaman
from services.scan.pemahaman import Relasi, pahami
from tests.support.kertas import KANAN, Kertas, keputusan


def test_points_are_listed_over_lines_and_pages() -> None:
    found = pahami(keputusan())
    assert [one.nilai for one in found.menimbang] == [
        "bahwa daftar pemilih telah dimutakhirkan dan disusun dalam rapat pleno terbuka;",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan Keputusan;",
    ]
    assert [one.nilai for one in found.mengingat] == [
        "Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;",
        "Peraturan Presiden Nomor 33 Tahun 2012 tentang Jaringan;",
    ]
    assert found.memperhatikan == ()
    assert [one.nilai.label for one in found.diktum if one.nilai] == ["KESATU", "KEDUA"]
    assert found.diktum[0].nilai is not None
    assert found.diktum[0].nilai.teks == "Menetapkan daftar pemilih dalam Lampiran."


def test_an_ordinal_within_a_title_is_no_label() -> None:
    title = ("PENETAPAN DAFTAR PEMILIH TRIWULAN", "KEEMPAT TAHUN 2024")
    found = pahami(keputusan(judul=title))
    assert [one.nilai.label for one in found.diktum if one.nilai] == ["KESATU", "KEDUA"]


def test_memperhatikan_is_one_point() -> None:
    page = Kertas().tulis("Menimbang : a. bahwa satu;").tulis("Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017;")
    page.tulis("Memperhatikan : Berita Acara Nomor 12/PL.02.1-BA/61/2024").tulis("tentang Rapat Pleno.", kiri=160)
    found = pahami([page.halaman()])
    assert [one.nilai for one in found.memperhatikan] == [
        "Berita Acara Nomor 12/PL.02.1-BA/61/2024 tentang Rapat Pleno."
    ]


TITLES = [
    (("PERUBAHAN KEDUA ATAS PERATURAN WALI KOTA KENDARI NOMOR 50", "TAHUN 2019 TENTANG TIM PERCEPATAN"),
     Relasi(hubungan="mengubah", jenis="Peraturan Wali Kota Kendari", nomor="50", tahun=2019,
            tentang="Tim Percepatan")),
    (("PERUBAHAN ATAS KEPUTUSAN KOMISI PEMILIHAN UMUM", "NOMOR 17/HK.03.1-Kpt/61/2022 TENTANG MASKOT"),
     Relasi(hubungan="mengubah", jenis="Keputusan Komisi Pemilihan Umum", nomor="17/HK.03.1-Kpt/61/2022", tahun=2022,
            tentang="Maskot")),
    (("PENCABUTAN KEPUTUSAN KOMISI PEMILIHAN UMUM", "NOMOR 214 TAHUN 2023 TENTANG ZONA"),
     Relasi(hubungan="mencabut", jenis="Keputusan Komisi Pemilihan Umum", nomor="214", tahun=2023, tentang="Zona")),
    (("PELAKSANAAN PERATURAN PRESIDEN NOMOR 33 TAHUN 2012", "TENTANG JARINGAN DOKUMENTASI"),
     Relasi(hubungan="melaksanakan", jenis="Peraturan Presiden", nomor="33", tahun=2012,
            tentang="Jaringan Dokumentasi")),
]  # fmt: skip


@pytest.mark.parametrize(("title", "wanted"), TITLES)
def test_a_relation_in_the_title(title: tuple[str, ...], wanted: Relasi) -> None:
    [found] = pahami(keputusan(judul=title)).relasi
    assert found.nilai == wanted
    assert not found.perlu_dilihat


def test_a_relation_in_the_dictum_and_in_the_considerations() -> None:
    page = Kertas().tulis("Menimbang : a. bahwa untuk melaksanakan ketentuan Pasal 12 Peraturan Komisi Pemilihan")
    page.tulis("Umum Nomor 8 Tahun 2019 tentang Tata Kerja, perlu ditetapkan;", kiri=180)
    page.tulis("MEMUTUSKAN:", kiri=KANAN).tulis("Menetapkan : KEPUTUSAN TENTANG PEDOMAN.")
    page.tulis("KESATU : Keputusan Komisi Pemilihan Umum Nomor 12 Tahun 2021 tentang Pedoman")
    page.tulis("dicabut dan dinyatakan tidak berlaku.", kiri=180)
    found = [one.nilai for one in pahami([page.halaman()]).relasi if one.nilai]
    assert [(one.hubungan, one.nomor, one.tahun) for one in found] == [
        ("melaksanakan", "8", 2019),
        ("mencabut", "12", 2021),
    ]


def annex(number: str = "NOMOR 658 TAHUN 2024", day: str = "TANGGAL 21 Mei 2024", page: int = 3) -> Halaman:
    paper = Kertas(page).tulis("LAMPIRAN I", kiri=KANAN).tulis("KEPUTUSAN KOMISI PEMILIHAN UMUM", kiri=KANAN)
    paper.tulis("KABUPATEN KOTAWARINGIN TIMUR", kiri=KANAN).tulis(number, kiri=KANAN).tulis(day, kiri=KANAN)
    return paper.sela(40).tulis("Daftar Pemilih").halaman()


def test_an_annex_repeats_the_head_and_is_not_it() -> None:
    found = pahami([*keputusan(), annex(), Kertas(4).tulis("lanjutan").halaman()])
    [field] = found.lampiran
    assert field.nilai is not None
    assert (field.nilai.nomor, field.nilai.dari, field.nilai.sampai) == ("I", 3, 4)
    assert (field.nilai.nomor_beda, field.nilai.tanggal_beda) == (False, False)
    assert found.nomor.halaman == 1
    assert not found.nomor.perlu_dilihat
    assert found.jumlah_halaman.nilai == 4


def test_an_annex_with_another_number_or_date_is_told() -> None:
    [other_date] = pahami([*keputusan(), annex(day="TANGGAL 11 September 2024")]).lampiran
    assert other_date.nilai is not None
    assert other_date.nilai.tanggal == date(2024, 9, 11)
    assert other_date.nilai.tanggal_beda is True
    assert other_date.perlu_dilihat
    found = pahami([*keputusan(), annex(number="NOMOR 659 TAHUN 2024")])
    assert found.lampiran[0].nilai is not None
    assert found.lampiran[0].nilai.nomor_beda is True
    assert found.nomor.perlu_dilihat


def test_two_annexes_end_where_the_next_begins() -> None:
    found = pahami([*keputusan(), annex(page=3), Kertas(4).tulis("isi").halaman(), annex(page=5)]).lampiran
    assert [(one.nilai.dari, one.nilai.sampai) for one in found if one.nilai] == [(3, 4), (5, 5)]


def test_lampiran_of_the_head_is_no_annex() -> None:
    assert pahami([Kertas().tulis("Lampiran : 1 (satu)").tulis("NOMOR 7").halaman(), *keputusan()[1:]]).lampiran == ()


SENTENCES = [
    ("Lampiran II Keputusan Komisi Pemilihan Umum Kabupaten Landak", "Nomor 5 Tahun 2021 tentang Hari Libur diubah."),
    ("Lampiran II Keputusan Komisi Pemilihan Umum", "Nomor 5 Tahun 2021", "tentang Hari Libur diubah."),
    ("Lampiran yang merupakan bagian dari Keputusan", "Nomor 5 Tahun 2021"),
]  # fmt: skip
HEADS = [
    ("Lampiran I : Keputusan KPU Kabupaten Landak", "Nomor : 658 Tahun 2024", "tentang : Pedoman"),
    ("Lampiran Keputusan KPU Kabupaten Landak", "Nomor 658 Tahun 2024", "Tanggal 21 Mei 2024"),
    ("Lampiran Keputusan KPU Kabupaten Landak", "Nomor 658 Tahun 2024 tanggal 21 Mei 2024", "tentang", "Pedoman"),
    ("LAMPIRAN I Keputusan KPU Kabupaten Landak", "Nomor 658 Tahun 2024 tentang Pedoman"),
]


@pytest.mark.parametrize(("lines", "annexes"), [*((lines, 0) for lines in SENTENCES), *((lines, 1) for lines in HEADS)])
def test_a_sentence_that_begins_a_page_with_lampiran_is_no_annex(lines: tuple[str, ...], annexes: int) -> None:
    page = Kertas(3)
    for line in lines:
        page.tulis(line, kiri=160)
    assert len(pahami([*keputusan(), page.halaman()]).lampiran) == annexes


@pytest.mark.parametrize("mark", ["SALINAN", "S A L I N A N", "SAL1NAN", "SALlNAN"])
def test_the_mark_salinan_is_seen(mark: str) -> None:
    first, *rest = keputusan()
    page = Kertas()
    page.y = 50
    page.tulis(mark, kiri=480)
    marked = Halaman(1, 595, 842, (*page.kata, *(k for k in first.kata)))
    assert pahami([marked, *rest]).salinan.nilai is True


def test_pieces_of_the_mark_are_a_guess() -> None:
    page = Kertas()
    page.y = 50
    found = pahami([page.tulis("S L N N", kiri=480).halaman()]).salinan
    assert found.nilai is True
    assert found.perlu_dilihat
    assert pahami([Kertas().tulis("SETDAN", kiri=480).halaman()]).salinan.nilai is False


def test_the_statement_at_the_end_is_seen_too_and_its_absence_is_not_sure() -> None:
    page = Kertas(2)
    page.y = 700
    page.tulis("Salinan sesuai dengan aslinya")
    assert pahami([keputusan()[0], page.halaman()]).salinan.nilai is True
    without = pahami(keputusan()).salinan
    assert without.nilai is False
    assert without.perlu_dilihat
