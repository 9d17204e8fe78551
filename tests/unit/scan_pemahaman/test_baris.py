"""Lines as a person sees them, whatever order the engine gave."""

from services.scan.pemahaman import pahami
from services.scan.pemahaman.baris import baris_halaman, satukan
from services.scan.pemahaman.teks import baris_dokumen
from tests.support.kertas import KANAN, TENGAH, Kertas, keputusan


def test_labels_in_a_column_of_their_own_come_back_to_their_text() -> None:
    page = Kertas()
    for text in ("Menimbang :", "Mengingat :"):
        page.tulis(text)
    page.y = 80
    for text in ("a. bahwa satu;", "1. Undang-Undang Nomor 7 Tahun 2017;"):
        page.tulis(text, kiri=160)
    assert [line.teks for line in baris_halaman(page.halaman())] == [
        "Menimbang : a. bahwa satu;",
        "Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017;",
    ]


def test_lines_out_of_order_are_put_in_order() -> None:
    page = Kertas().tulis("satu").tulis("dua")
    first, last = page.halaman().kata[:1], page.halaman().kata[1:]
    turned = page.halaman().__class__(1, 595, 842, (*last, *first))
    assert [line.teks for line in baris_halaman(turned)] == ["satu", "dua"]


def test_a_slanted_page_keeps_its_lines() -> None:
    page = Kertas()
    texts = [f"{n} kata yang panjang sekali berdiri di baris ini dan seterusnya" for n in range(6)]
    for text in texts:
        page.tulis(text)
    slanted = page.halaman()
    turned = tuple(
        k.__class__(k.teks, (a, b + a * 0.03, c, d + c * 0.03), k.yakin, k.blok, k.baris)
        for k in slanted.kata
        for a, b, c, d in [k.kotak]
    )
    lines = baris_halaman(slanted.__class__(1, 595, 842, turned))
    assert [line.teks for line in lines] == texts
    assert lines[0].miring > 0.02


def test_columns_are_cut_where_the_gap_is_wide() -> None:
    page = Kertas().tulis("Diundangkan di Bali", turun=False).tulis("Ditetapkan di Bali", kiri=350)
    [line] = baris_halaman(page.halaman())
    assert [part.teks for part in line.kolom()] == ["Diundangkan di Bali", "Ditetapkan di Bali"]


def test_spaced_letters_are_one_word() -> None:
    assert satukan([*"TENTANGX"]) == ["TENTANGX"]
    assert satukan(["I", "A", "dan", "B"]) == ["I", "A", "dan", "B"]
    spaced = Kertas().tulis("KEPUTUSAN BUPATI LANDAK", kiri=TENGAH).tulis("NOMOR 7 TAHUN 2024", kiri=TENGAH)
    spaced.tulis("T E N T A N G", kiri=KANAN).tulis("TATA NASKAH DINAS", kiri=TENGAH)
    title = pahami([spaced.halaman()]).judul.nilai
    assert title is not None
    assert title.tercetak == "TATA NASKAH DINAS"


def test_page_numbers_catchwords_and_the_footer_of_an_app_are_no_text() -> None:
    page = Kertas(2)
    page.y = 40
    page.tulis("- 2 -", kiri=KANAN).tulis("isi keputusan 12 orang")
    page.y = 800
    page.tulis("KETIGA . . .", kiri=400).tulis("Dipindai dengan CamScanner", kiri=350)
    assert [line.teks for line in baris_dokumen([page.halaman()])] == ["isi keputusan 12 orang"]


def test_all_that_is_understood_is_stored_and_read_back() -> None:
    found = pahami(keputusan())
    assert type(found).model_validate_json(found.model_dump_json()) == found
