"""The separator sheet: one page, what it is for in plain words, the same bytes for the same data."""

from uuid import UUID

import pypdfium2
import pytest

from services.scan.pemisahan.lembar import LembarPemisah, lembar_pemisah
from shared.kode_lembar import SINGKATAN, KodeLembar, Lembar
from shared.sop import NAMA_DOKUMEN, JenisDokumen
from tests.support.stacks import PRINTED

KODE = KodeLembar(Lembar.PEMISAH, UUID(int=12345), JenisDokumen.SALINAN)
DATA = LembarPemisah(
    kantor="KPU Kabupaten Kotawaringin Timur", agenda="17/2026", judul="Keputusan Nomor 33 tentang “Łódź”", kode=KODE,
    oleh="Siti Rahmah", pada=PRINTED, zona="Asia/Jakarta",
)  # fmt: skip


def text_of(data: LembarPemisah) -> str:
    with pypdfium2.PdfDocument(lembar_pemisah(data)) as document:
        assert len(document) == 1
        text: str = document[0].get_textpage().get_text_range()
    return " ".join(text.split())


def test_a_clerk_sees_which_case_and_document_it_is_and_what_to_do() -> None:
    text = text_of(DATA)
    for expected in (
        "KPU KABUPATEN KOTAWARINGIN TIMUR", "LEMBAR PEMISAH", "SALINAN", "Nomor agenda 17/2026", KODE.terbaca,
        "“Łódź”", "Letakkan lembar ini di atas naskah", "Dicetak oleh Siti Rahmah, 20 November 2026 10.00 WIB",
    ):  # fmt: skip
        assert expected in text


@pytest.mark.parametrize("jenis", SINGKATAN)
def test_there_is_one_for_every_document_that_is_paper(jenis: JenisDokumen) -> None:
    data = LembarPemisah(**{**_fields(DATA), "kode": KodeLembar(Lembar.PEMISAH, UUID(int=1), jenis)})  # type: ignore[arg-type]
    assert NAMA_DOKUMEN[jenis].upper() in text_of(data)


def test_a_long_title_stays_on_the_page_and_off_the_codes() -> None:
    data = LembarPemisah(**{**_fields(DATA), "judul": "Penetapan " * 200, "kantor": "KPU " + "Panjang " * 12})  # type: ignore[arg-type]
    assert "Jangan melipat" in text_of(data)


def test_equal_data_give_equal_bytes() -> None:
    assert lembar_pemisah(DATA) == lembar_pemisah(DATA)


def _fields(data: LembarPemisah) -> dict[str, object]:
    return {name: getattr(data, name) for name in LembarPemisah.__slots__}
