"""Place, date, official and name at the end of a decision."""

from datetime import date

from services.scan.pemahaman import pahami
from tests.support.kertas import KANAN, Kertas, keputusan


def test_the_block_is_read() -> None:
    found = pahami(keputusan())
    assert found.tempat.nilai == "Sampit"
    assert found.jabatan.nilai == "Ketua Komisi Pemilihan Umum Kabupaten Kotawaringin Timur"
    assert found.penandatangan.nilai == "AMINAH LESTARI"
    for field in (found.tempat, found.jabatan, found.penandatangan):
        assert not field.perlu_dilihat
        assert field.halaman == 2


def test_a_name_that_resembles_a_word_of_headings_is_a_name() -> None:
    page = Kertas()
    page.tulis("KEPUTUSAN BUPATI LANDAK", kiri=KANAN).tulis("NOMOR 7 TAHUN 2021", kiri=KANAN).sela()
    page.tulis("Ditetapkan di Ngabang", kiri=350).tulis("pada tanggal 4 Januari 2021", kiri=350)
    page.tulis("BUPATI LANDAK,", kiri=350).tulis("ttd", kiri=380).tulis("FITRIA PRATAMA", kiri=350)
    assert pahami([page.halaman()]).penandatangan.nilai == "FITRIA PRATAMA"


def test_what_stands_beside_it_is_left_out() -> None:
    page = Kertas()
    page.tulis("KEPUTUSAN BUPATI LANDAK", kiri=KANAN).tulis("NOMOR 7 TAHUN 2021", kiri=KANAN).sela()
    page.tulis("Diundangkan di Ngabang", turun=False).tulis("Ditetapkan di Pontianak", kiri=350)
    page.tulis("pada tanggal 6 Januari 2021", turun=False).tulis("pada tanggal 4 Januari 2021", kiri=350)
    page.tulis("SEKRETARIS DAERAH,", turun=False).tulis("BUPATI LANDAK,", kiri=350)
    page.tulis("ttd", turun=False).tulis("ttd", kiri=380)
    page.tulis("DEWA INDRA", turun=False).tulis("WAYAN KOSTER", kiri=350)
    found = pahami([page.halaman()])
    assert (found.tempat.nilai, found.jabatan.nilai) == ("Pontianak", "Bupati Landak")
    assert found.penandatangan.nilai == "WAYAN KOSTER"
    assert found.tanggal_penetapan.nilai == date(2021, 1, 4)
    assert found.tanggal_pengundangan.nilai == date(2021, 1, 6)


def test_a_title_of_which_lines_were_lost_under_a_signature_is_not_sure() -> None:
    pages = keputusan(pejabat=("KETUA KOMISI PEMILIHAN UMUM", "KABUPATEN KOTAWARINGIN TIMUR,"))
    lost = keputusan(pejabat=("KETUA UMUM BAMBANG DARMAWAN",))
    found = pahami([pages[0], lost[1]]).jabatan
    assert (found.nilai, found.perlu_dilihat) == ("Ketua Umum Bambang Darmawan", True)


def test_a_place_that_is_nearly_a_known_one_is_not_sure() -> None:
    page = Kertas()
    page.tulis("KEPUTUSAN BUPATI LANDAK", kiri=KANAN).tulis("NOMOR 7 TAHUN 2021", kiri=KANAN).sela()
    page.tulis("Ditetapkan di Poptianak", kiri=350).tulis("pada tanggal 4 Januari 2021", kiri=350)
    found = pahami([page.halaman()]).tempat
    assert (found.nilai, found.perlu_dilihat) == ("Poptianak", True)


def test_a_regulation_must_be_enacted_and_a_decision_is_not() -> None:
    assert not pahami(keputusan()).tanggal_pengundangan.perlu_dilihat
    assert pahami(keputusan(jenis=("PERATURAN BUPATI LANDAK",))).tanggal_pengundangan.perlu_dilihat


def without(page: Kertas, *texts: str) -> Kertas:
    lost = {k.baris for k in page.kata if k.teks in texts}
    page.kata = [k for k in page.kata if k.baris not in lost]
    return page


def closing(*lost: str) -> Kertas:
    page = Kertas(2).tulis("MEMUTUSKAN:", kiri=KANAN).tulis("Ditetapkan di Sampit", kiri=KANAN)
    page.tulis("pada tanggal 21 Mei 2024", kiri=KANAN)
    page.tulis("KETUA KOMISI PEMILIHAN UMUM", kiri=KANAN).tulis("KABUPATEN KOTAWARINGIN TIMUR,", kiri=KANAN)
    return without(page.tulis("AMINAH LESTARI", kiri=KANAN), *lost)


def test_a_date_that_a_signature_hid_is_empty_and_not_guessed_from_elsewhere() -> None:
    found = pahami([keputusan()[0], closing("tanggal").halaman()]).tanggal_penetapan
    assert found.nilai is None
    assert found.perlu_dilihat


def test_a_date_that_only_the_annex_has_is_a_guess() -> None:
    annex = Kertas(3).tulis("LAMPIRAN", kiri=KANAN).tulis("KEPUTUSAN KOMISI PEMILIHAN UMUM", kiri=KANAN)
    annex.tulis("NOMOR 658 TAHUN 2024", kiri=KANAN).sela().tulis("Ditetapkan di Sampit", kiri=KANAN)
    annex.tulis("pada tanggal 21 Mei 2024", kiri=KANAN)
    found = pahami([keputusan()[0], closing("tanggal").halaman(), annex.halaman()]).tanggal_penetapan
    assert found.nilai == date(2024, 5, 21)
    assert found.perlu_dilihat
    assert "lampiran" in found.sebab


def test_an_official_hidden_by_the_signature_is_guessed_from_the_head() -> None:
    found = pahami([keputusan()[0], closing("KETUA", "TIMUR,").halaman()])
    assert found.jabatan.nilai == "Ketua Komisi Pemilihan Umum Kabupaten Kotawaringin Timur"
    assert found.jabatan.perlu_dilihat
    assert found.penandatangan.nilai == "AMINAH LESTARI"
    assert found.penandatangan.perlu_dilihat


def test_words_read_badly_are_not_sure() -> None:
    page = closing("AMINAH").tulis("A/I/MINAH LESTARI", kiri=KANAN, yakin=40)
    found = pahami([keputusan()[0], page.halaman()])
    assert found.penandatangan.perlu_dilihat


def test_the_year_of_number_and_date_must_agree() -> None:
    found = pahami(keputusan(tanggal=("pada tanggal 21 Mei 2023",)))
    assert found.nomor.perlu_dilihat
    assert "Tahun pada nomor" in found.nomor.sebab
    assert found.tahun.perlu_dilihat


def test_the_month_of_number_and_date_must_agree() -> None:
    found = pahami(keputusan(nomor=("NOMOR 533/HK.04-Kpt/03/KPU/XI/2024",))).nomor
    assert found.perlu_dilihat
    assert "Bulan pada nomor" in found.sebab
