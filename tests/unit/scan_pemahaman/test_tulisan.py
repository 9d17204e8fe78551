"""Number and date: sure where printed, never where a pen wrote them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.scan.domain.halaman import Halaman
from services.scan.pemahaman import pahami
from tests.support.kertas import Kertas, Pena, keputusan


def test_print_is_sure_and_right() -> None:
    found = pahami(keputusan())
    assert found.nomor.nilai is not None
    assert found.nomor.nilai.utuh == "658"
    assert str(found.tanggal_penetapan.nilai) == "2024-05-21"
    assert found.tahun.nilai == 2024
    for field in (found.nomor, found.tanggal_penetapan, found.tahun):
        assert not field.perlu_dilihat
        assert field.yakin > 0.9
        assert field.sebab == ""


@pytest.mark.parametrize(
    "line",
    [
        "NOMOR 134/Kpts/KPU/TAHUN 2024",
        "NOMOR 533/HK.04-Kpt/03/KPU/V/2024",
        "NOMOR : 04/HK.03.1-Kpt/5204/02/Sek-Kab/V/2024",
        "NOMOR 33/HK.04/6202/2024",
    ],
)
def test_print_of_every_era_is_sure(line: str) -> None:
    found = pahami(keputusan(nomor=(line,))).nomor
    assert found.nilai is not None
    assert found.nilai.tahun == 2024
    assert not found.perlu_dilihat


PENS = {
    "larger": Pena("97", besar=1.5, turun=0.0, ruang=0.0),
    "lower": Pena("97", besar=1.0, turun=0.3, ruang=0.0),
    "smaller": Pena("97", besar=0.7, turun=0.0, ruang=0.0),
    "roomy": Pena("97", besar=1.0, turun=0.0, ruang=12.0),
    "a little room": Pena("97", besar=1.0, turun=0.0, ruang=2.5),
    "unclear": Pena("97", besar=1.0, turun=0.0, ruang=0.0, yakin=72.0),
    "as real ones": Pena("97", besar=1.46, turun=0.5, ruang=8.0, yakin=93.0),
}


@pytest.mark.parametrize("pen", PENS.values(), ids=PENS)
def test_a_number_by_hand_is_never_sure(pen: Pena) -> None:
    for line in (("NOMOR", pen, "TAHUN 2024"), ("NOMOR : 188.45/", pen, "/KPTS/2024")):
        found = pahami(keputusan(nomor=line)).nomor
        assert found.perlu_dilihat
        assert found.yakin < 0.8
        assert "ditulis tangan" in found.sebab
        assert found.kotak is not None


@pytest.mark.parametrize("pen", PENS.values(), ids=PENS)
def test_a_day_by_hand_is_never_sure(pen: Pena) -> None:
    day = Pena("17", besar=pen.besar, turun=pen.turun, ruang=pen.ruang, yakin=pen.yakin)
    found = pahami(keputusan(tanggal=("pada tanggal", day, "Mei 2024"))).tanggal_penetapan
    assert found.perlu_dilihat
    assert found.halaman == 2


@pytest.mark.parametrize("read", ["35", "|", "(|", "g", "1 5", "#"])
def test_junk_for_digits_is_never_sure(read: str) -> None:
    found = pahami(keputusan(nomor=("NOMOR", Pena(read, besar=1.2), "TAHUN 2024")))
    assert found.nomor.perlu_dilihat
    assert found.tahun.nilai == 2024


@pytest.mark.parametrize("line", ["NOMOR TAHUN 2024", "NOMOR : / HK.03.1-Kpt / 61 / 2024", "NOMOR ....... TAHUN 2024"])
def test_a_form_that_was_not_filled_in_has_no_number(line: str) -> None:
    found = pahami(keputusan(nomor=(line,))).nomor
    assert found.nilai is None or found.nilai.urut == ""
    assert found.perlu_dilihat


def test_a_whole_date_by_hand_is_never_sure() -> None:
    found = pahami(keputusan(tanggal=("pada tanggal", Pena("8-3-2024", besar=1.3, turun=0.2)))).tanggal_penetapan
    assert found.perlu_dilihat


@settings(max_examples=120, deadline=None)
@given(
    size=st.floats(0.5, 2.2), drop=st.floats(-0.6, 0.6), room=st.floats(0.0, 30.0), sure=st.floats(20, 97),
    digits=st.integers(1, 1999),
)  # fmt: skip
def test_whatever_is_out_of_line_is_never_sure(size: float, drop: float, room: float, sure: float, digits: int) -> None:
    pen = Pena(str(digits), besar=size, turun=drop, ruang=room, yakin=sure)
    out_of_line = not 0.89 <= size <= 1.11 or abs(drop) > 0.12 or room > 1.8 or sure < 80
    found = pahami(keputusan(nomor=("NOMOR", pen, "TAHUN 2024"))).nomor
    assert found.perlu_dilihat or not out_of_line


def test_an_old_text_layer_is_not_sure_unless_the_page_is_known_to_be_digital() -> None:
    pages = keputusan(yakin=100.0)
    found = pahami(pages)
    assert found.nomor.perlu_dilihat
    assert "teks lama" in found.nomor.sebab
    assert found.tanggal_penetapan.perlu_dilihat
    known = pahami(pages, lahir_digital={1, 2})
    assert not known.nomor.perlu_dilihat
    assert not known.tanggal_penetapan.perlu_dilihat


def test_a_pen_in_the_annex_tells_of_a_pen_in_the_head() -> None:
    annex = Kertas(3).tulis("LAMPIRAN", kiri=300).tulis("KEPUTUSAN KOMISI PEMILIHAN UMUM", kiri=300)
    annex.tulis("NOMOR", Pena("658", besar=1.4), "TAHUN 2024", kiri=300)
    pages: list[Halaman] = [*keputusan(), annex.halaman()]
    assert pahami(pages).nomor.perlu_dilihat
