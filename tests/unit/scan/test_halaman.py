"""The words of a page as text."""

from services.scan.domain.halaman import Halaman, Kata


def test_the_text_has_one_line_for_each_line_of_the_page() -> None:
    words = (("KEPUTUSAN", 0), ("KPU", 0), ("NOMOR", 1), ("33", 1), ("Menimbang", 2))
    page = Halaman(1, 595, 842, tuple(Kata(teks, (0, 0, 1, 1), 96, 0, baris) for teks, baris in words))
    assert page.teks == "KEPUTUSAN KPU\nNOMOR 33\nMenimbang"
    assert Halaman(2, 595, 842, ()).teks == ""
