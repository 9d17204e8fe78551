"""The words of a page that has its text already."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from services.scan.pipeline.page_words import halaman_of, tidied
from shared.samples import keputusan_provinsi


@pytest.mark.parametrize("turn", [0, 90])
def test_words_stand_where_a_reader_sees_them(turn: int) -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(keputusan_provinsi(pages=6, seed=3).born_digital_pdf)) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.save(buffer)
    with pypdfium2.PdfDocument(buffer.getvalue()) as document:
        found = halaman_of(document[0], 1)
    first = found.kata[0]
    left, top, right, bottom = first.kotak
    assert (first.teks, first.baris, first.yakin) == ("KOMISI", 0, 100.0)
    assert (right - left > bottom - top) == (turn == 0)
    assert all(0 <= kata.kotak[0] < found.lebar and 0 <= kata.kotak[1] < found.tinggi for kata in found.kata)
    assert [kata.baris for kata in found.kata] == sorted(kata.baris for kata in found.kata)


@pytest.mark.parametrize(("code", "text"), [(0xD83D, ""), (0x0A, "\n"), (0x20, " "), (ord("Ā"), "Ā"), (0x02, "-")])
def test_one_letter(code: int, text: str) -> None:
    assert tidied(code) == text
