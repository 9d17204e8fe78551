"""Kind and title, as real pages have them."""

import pytest

from services.scan.pemahaman import pahami
from services.scan.pemahaman.judul import rapikan
from tests.support.kertas import KANAN, TENGAH, Kertas, keputusan

KINDS = [
    (("KEPUTUSAN KOMISI PEMILIHAN UMUM",), "keputusan_kpu", "Keputusan KPU"),
    (("KEPUTUSAN KOMISI PEMILIHAN UMUM", "REPUBLIK INDONESIA"), "keputusan_kpu", "Keputusan KPU"),
    (("KEPUTUSAN KOMISI PEMILIHAN UMUM", "PROVINSI KALIMANTAN BARAT"), "keputusan_kpu_provinsi", "Keputusan KPU"),
    (("KEPUTUSAN KOMISI INDEPENDEN PEMILIHAN ACEH",), "keputusan_kpu_provinsi", "Keputusan KPU"),
    (("KEPUTUSAN KOMISI PEMILIHAN UMUM", "KOTA SINGKAWANG"), "keputusan_kpu_kabkota", "Keputusan KPU"),
    (("KEPUTUSAN", "KOMISI PEMILIHAN UMUM DAERAH", "KABUPATEN SLEMAN"), "keputusan_kpu_kabkota", "Keputusan KPU"),
    (("KEPUTUSAN KOMISI PEMILIHAN UMUM DAERAH", "KOTA SOLOK"), "keputusan_kpu_kabkota", "Keputusan KPU"),
    (("KEPUTUSAN KOMISI PEMILIHAN UMUM DAERAH", "PROVINSI ACEH"), "keputusan_kpu_provinsi", "Keputusan KPU"),
    (("KEPUTUSAN SEKRETARIS JENDERAL", "KOMISI PEMILIHAN UMUM"), "keputusan_sekjen", "Keputusan Sekretaris Jenderal"),
    (("KEPUTUSAN SEKRETARIS KOMISI PEMILIHAN UMUM", "KOTA AMBON"), "keputusan_sekretaris", "Keputusan Sekretaris"),
    (("PERATURAN KOMISI PEMILIHAN UMUM",), "peraturan_kpu", "Peraturan KPU"),
    (("SURAT EDARAN",), "surat_edaran", "Surat Edaran"),
    (("INSTRUKSI KOMISI PEMILIHAN UMUM",), "instruksi", "Instruksi KPU"),
    (("PERATURAN BUPATI PUNCAK JAYA",), "", "Peraturan Bupati"),
    (("KEPUTUSAN BUPATI PUNCAK JAYA",), "", "Keputusan Bupati"),
    (("PERATURAN DAERAH KABUPATEN BANJARNEGARA",), "", "Peraturan Daerah"),
    (("PERATURAN WALIKOTA KENDARI",), "", "Peraturan Walikota"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "code", "form"), KINDS)
def test_the_kind_is_that_of_the_heading(heading: tuple[str, ...], code: str, form: str) -> None:
    found = pahami(keputusan(jenis=heading)).jenis
    assert found.nilai is not None
    assert (found.nilai.kode, found.nilai.bentuk) == (code, form)
    assert found.nilai.tercetak == " ".join(heading)
    assert not found.perlu_dilihat


def test_who_issued_it_is_told() -> None:
    found = pahami(keputusan(jenis=("PERATURAN BUPATI PUNCAK JAYA",))).jenis.nilai
    assert found is not None
    assert found.lembaga == "Bupati Puncak Jaya"


def test_misread_letters_are_mended_and_a_misread_region_is_not_sure() -> None:
    common = pahami(keputusan(jenis=("KEPUTUSAN KOMISI PEMILII-IAN UMUM", "REPUBUK INDONESIA"))).jenis
    assert common.nilai is not None
    assert common.nilai.kode == "keputusan_kpu"
    region = pahami(keputusan(jenis=("KEPUTUSAN KOMISI PEMILIHAN UMUM", "PROVINSI KAL1MANTAN BARAT"))).jenis
    assert region.nilai is not None
    assert region.nilai.tercetak.endswith("KALIMANTAN BARAT")
    assert region.perlu_dilihat


def test_a_faint_letterhead_or_none_does_not_matter() -> None:
    page = Kertas().tulis("K0M|5I PEM", kiri=TENGAH, yakin=20)
    page.tulis("KEPUTUSAN KOMISI PEMILIHAN UMUM", kiri=TENGAH).tulis("NOMOR 7 TAHUN 2024", kiri=TENGAH)
    page.tulis("TENTANG", kiri=KANAN).tulis("TATA NASKAH DINAS", kiri=TENGAH)
    found = pahami([page.halaman()])
    assert found.jenis.nilai is not None
    assert found.jenis.nilai.kode == "keputusan_kpu"
    assert found.judul.nilai is not None
    assert found.judul.nilai.tercetak == "TATA NASKAH DINAS"


@pytest.mark.parametrize("number", [("Nomor 5/PL.03.4-Kpt/61/Prov/IX/2018",), ()])
def test_who_issued_it_is_told_where_the_label_of_the_number_was_misread_or_lost(number: tuple[str, ...]) -> None:
    pages = keputusan(jenis=("KEPUTUSAN KOMISI PEMILIHAN UMUM", "PROVINSI KALIMANTAN BARAT"), nomor=number)
    found = pahami(pages)
    assert found.jenis.nilai is not None
    assert found.jenis.nilai.kode == "keputusan_kpu_provinsi"
    assert (found.nomor.nilai.utuh if found.nomor.nilai else None) == (number[0].split()[1] if number else None)
    assert found.nomor.perlu_dilihat or number


def test_the_title_is_joined_and_kept_as_printed() -> None:
    found = pahami(keputusan()).judul
    assert found.nilai is not None
    assert found.nilai.tercetak == "PENETAPAN DAFTAR PEMILIH TETAP KABUPATEN KOTAWARINGIN TIMUR TAHUN 2024"
    assert found.nilai.rapi == "Penetapan Daftar Pemilih Tetap Kabupaten Kotawaringin Timur Tahun 2024"
    assert not found.perlu_dilihat
    assert found.kotak is not None
    assert found.kotak[0] >= TENGAH


def test_a_title_that_begins_a_line_with_an_official_keeps_it() -> None:
    title = ("PENETAPAN PASANGAN CALON", "BUPATI DAN WAKIL BUPATI PESERTA PEMILIHAN", "TAHUN", "2024")
    found = pahami(keputusan(judul=title)).judul.nilai
    assert found is not None
    assert found.tercetak == " ".join(title)


def test_the_official_below_the_title_is_not_part_of_it_even_without_its_comma() -> None:
    official = ("KETUA KOMISI PEMILIHAN UMUM", "KABUPATEN KOTAWARINGIN TIMUR")
    found = pahami(keputusan(pejabat=official)).judul.nilai
    assert found is not None
    assert found.tercetak.endswith("TAHUN 2024")


NAMING = (
    ("PERUBAHAN ATAS", "KEPUTUSAN KOMISI PEMILIHAN UMUM", "NOMOR 5 TAHUN 2023", "TENTANG HARI LIBUR"),
    ("PENETAPAN PEDOMAN TEKNIS PELAKSANAAN", "PERATURAN KOMISI PEMILIHAN UMUM", "NOMOR 5 TAHUN 2023", "TENTANG LIBUR"),
)


@pytest.mark.parametrize("title", NAMING)
@pytest.mark.parametrize(("number", "read"), [(("Nomor : 9 TAHUN 2024",), "9"), ((), None)])
def test_a_document_named_in_the_title_is_not_this_one(
    title: tuple[str, ...], number: tuple[str, ...], read: str | None
) -> None:
    found = pahami(keputusan(nomor=number, judul=title))
    assert (found.nomor.nilai.utuh if found.nomor.nilai else None) == read
    assert found.judul.nilai is not None
    assert found.judul.nilai.tercetak == " ".join(title)
    assert found.jenis.nilai is not None
    assert found.jenis.nilai.kode == "keputusan_kpu_kabkota"


def test_nor_is_it_where_tentang_was_lost_too() -> None:
    page = Kertas().tulis("KEPUTUSAN KOMISI PEMILIHAN UMUM", kiri=TENGAH).tulis("Nomor 9 Tahun 2024", kiri=TENGAH)
    for line in NAMING[0]:
        page.tulis(line, kiri=TENGAH)
    assert pahami([page.halaman()]).nomor.nilai is None


def test_nor_is_one_that_menetapkan_names() -> None:
    first = keputusan(nomor=("Nomor : 9 TAHUN 2024",))[0]
    page = Kertas(2).tulis("MEMUTUSKAN:", kiri=KANAN).tulis("Menetapkan : PERUBAHAN ATAS")
    page.tulis("KEPUTUSAN KOMISI PEMILIHAN UMUM", kiri=180).tulis("NOMOR 5 TAHUN 2023", kiri=180)
    found = pahami([first, page.halaman()]).nomor.nilai
    assert found is not None
    assert found.utuh == "9"


OLD_NUMBERS = [
    "05/Kpts/KPU-Kab-020.435833/2013",
    "134 / Kpts / KPU-Kab / Tahun 2016",
    "17/HK.03.1-Kpt/6202/KPU-Kab/X/2018",
]


@pytest.mark.parametrize("number", OLD_NUMBERS)
def test_a_number_with_small_letters_does_not_end_the_title(number: str) -> None:
    title = ("PERUBAHAN ATAS KEPUTUSAN KOMISI PEMILIHAN UMUM", f"NOMOR {number}", "TENTANG TATA KERJA")
    found = pahami(keputusan(judul=title)[:1]).judul.nilai
    assert found is not None
    assert found.tercetak == " ".join(title)


def test_a_title_read_otherwise_elsewhere_is_not_sure() -> None:
    pages = keputusan()
    other = keputusan(judul=("PENETAPAN DAFTAR PEMILIH TETAP", "KABUPATEN KOTAWARINGIN TIMUR TAHUN 2023"))
    found = pahami([pages[0], other[1]]).judul
    assert found.perlu_dilihat
    assert "berbeda" in found.sebab


def test_a_title_of_which_a_line_was_lost_is_not_sure() -> None:
    pages = keputusan(judul=("STANDAR BIAYA PENYUSUNAN",))
    found = pahami([pages[0], keputusan(judul=("STANDAR BIAYA PENYUSUNAN", "LAPORAN KINERJA TRIWULAN KETIGA"))[1]])
    assert found.judul.perlu_dilihat


def test_a_line_of_the_title_may_begin_with_laporan() -> None:
    title = ("STANDAR BIAYA PENYUSUNAN", "LAPORAN KINERJA TRIWULAN KETIGA")
    found = pahami(keputusan(judul=title)).judul
    assert found.nilai is not None
    assert found.nilai.tercetak == " ".join(title)
    assert not found.perlu_dilihat


def test_a_word_misread_in_the_head_is_taken_from_where_it_is_said_again() -> None:
    pages = keputusan(judul=("PENETAPAN DAFTAR PEMII_IH TETAP",))
    found = pahami([pages[0], keputusan(judul=("PENETAPAN DAFTAR PEMILIH TETAP",))[1]]).judul
    assert found.nilai is not None
    assert found.nilai.tercetak == "PENETAPAN DAFTAR PEMILIH TETAP"
    assert found.perlu_dilihat


def test_a_strange_word_that_was_read_clearly_stays() -> None:
    title = ("PEMBENTUKAN TIM SINGKRONISASI",)
    found = pahami(keputusan(judul=title)).judul
    assert found.nilai is not None
    assert found.nilai.tercetak == title[0]


def test_a_mark_that_is_a_letter_of_a_word_is_that_letter_even_where_it_was_misread_twice() -> None:
    found = pahami(keputusan(judul=("PERUBAHAN KEPUTUSAN KOMIS!", "PEMILIHAN UMUM!"))).judul
    assert found.nilai is not None
    assert found.nilai.tercetak == "PERUBAHAN KEPUTUSAN KOMISI PEMILIHAN UMUM"


def test_a_word_misread_alike_twice_is_not_sure_unless_it_was_read_clearly() -> None:
    title = ("PENETAPAN DAFTAR PEMIIIH TETAP",)
    found = pahami(keputusan(judul=title, yakin=82.0)).judul
    assert found.perlu_dilihat
    assert "PEMIIIH" in found.sebab
    assert not pahami(keputusan(judul=title)).judul.perlu_dilihat


@pytest.mark.parametrize(
    ("printed", "tidy"),
    [
        ("PERUBAHAN ATAS UNDANG-UNDANG NOMOR 7", "Perubahan atas Undang-Undang Nomor 7"),
        ("RENCANA KERJA (RKPD) DI KABUPATEN/KOTA", "Rencana Kerja (RKPD) di Kabupaten/Kota"),
        ("DI LUAR TPS TAHAP III", "Di Luar TPS Tahap III"),
        ("Sudah rapi", "Sudah rapi"),
    ],
)
def test_ordinary_case(printed: str, tidy: str) -> None:
    assert rapikan(printed) == tidy


def test_pages_without_a_head_give_empty_fields_that_say_so() -> None:
    found = pahami([Kertas().tulis("Daftar hadir rapat").halaman()])
    for field in (found.jenis, found.nomor, found.tahun, found.judul, found.tempat, found.penandatangan):
        assert field.nilai is None
        assert field.perlu_dilihat
        assert field.sebab
    assert pahami([]).jumlah_halaman.nilai == 0
