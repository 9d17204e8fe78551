"""The draft of the abstrak: what is sure is written, what is not is a blank with its name."""

from datetime import date

import pypdfium2
import pytest

from services.scan.domain.halaman import Halaman
from services.scan.pemahaman import pahami
from services.scan.pemahaman.abstrak import Abstrak, lembar_abstrak, susun_abstrak
from services.scan.pemahaman.abstrak.susun import KOSONG
from tests.support.kertas import KANAN, Kertas, Pena, keputusan


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_the_lines_are_those_of_the_rule() -> None:
    sheet = susun_abstrak(pahami(keputusan()))
    assert sheet.subjek.teks == "PEMILIHAN UMUM – DATA PEMILIH"
    assert sheet.tahun.teks == "2024"
    assert sheet.nomor.teks == "KPT KPU KAB/KOTA NO. 658, -, 2 HLM."
    assert sheet.judul.teks.startswith("KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN KOTAWARINGIN TIMUR TENTANG PENETAPAN")
    reasons, basis, matter = (one.teks for one in sheet.abstrak)
    assert reasons == "Menimbang: bahwa daftar pemilih telah dimutakhirkan dan disusun dalam rapat pleno terbuka."
    assert basis == "Dasar hukum: UU Nomor 7 Tahun 2017; Perpres Nomor 33 Tahun 2012."
    assert matter == "Materi pokok: Menetapkan daftar pemilih dalam Lampiran."
    assert [one.teks for one in sheet.catatan] == ["Keputusan ini mulai berlaku sejak tanggal 21 Mei 2024."]
    assert sheet.lengkapi == ()


def test_what_is_unsure_is_a_blank_and_never_a_guess() -> None:
    by_hand = keputusan(nomor=("NOMOR", Pena("97"), "TAHUN 2024"), tanggal=("pada tanggal", Pena("17"), "Mei 2024"))
    sheet = susun_abstrak(pahami(by_hand))
    assert sheet.lengkapi == ("nomor", "tanggal berlaku")
    assert "97" not in sheet.nomor.teks
    assert KOSONG in sheet.nomor.teks
    assert "17" not in sheet.catatan[0].teks
    shown = text_of(lembar_abstrak(sheet, date(2026, 1, 5)))
    assert "(lengkapi: nomor)" in shown
    assert "Belum lengkap: nomor, tanggal berlaku." in shown


def test_nothing_read_is_a_sheet_of_blanks() -> None:
    sheet = susun_abstrak(pahami([Kertas().halaman()]))
    assert {"subjek", "tahun", "nomor", "judul", "menimbang", "dasar hukum", "materi pokok"} <= set(sheet.lengkapi)


def test_relations_and_annexes_are_notes_and_there_are_at_most_five() -> None:
    title = ("PERUBAHAN ATAS KEPUTUSAN KOMISI PEMILIHAN UMUM", "NOMOR 214 TAHUN 2023 TENTANG ZONA")
    annex = Kertas(3).tulis("LAMPIRAN", kiri=KANAN).tulis("KEPUTUSAN KOMISI PEMILIHAN UMUM", kiri=KANAN)
    annex.tulis("NOMOR 658 TAHUN 2024", kiri=KANAN)
    notes = [one.teks for one in susun_abstrak(pahami([*keputusan(judul=title), annex.halaman()])).catatan]
    assert notes[1:] == [
        "Keputusan ini mengubah Keputusan Komisi Pemilihan Umum Nomor 214 Tahun 2023.",
        "Lampiran: 1 hlm.",
    ]


TITLES = [
    ("PERUBAHAN ATAS KEPUTUSAN KOMISI PEMILIHAN UMUM NOMOR 5 TENTANG ZONA", "diubah"),
    ("PENCABUTAN KEPUTUSAN KOMISI PEMILIHAN UMUM NOMOR 5 TENTANG ZONA", "dicabut"),
    ("PELAKSANAAN KEPUTUSAN KOMISI PEMILIHAN UMUM NOMOR 5 TENTANG ZONA", "dilaksanakan"),
]


@pytest.mark.parametrize(("title", "verb"), TITLES)
def test_a_document_that_is_unsure_is_asked_for_by_what_befalls_it(title: str, verb: str) -> None:
    assert susun_abstrak(pahami(keputusan(judul=(title,)))).lengkapi[-1] == f"dokumen yang {verb}"


@pytest.mark.parametrize("pages", [keputusan(), [Kertas().halaman()]], ids=["whole", "empty"])
def test_the_sheet_shows_all_and_equal_data_give_equal_bytes(pages: list[Halaman]) -> None:
    sheet = susun_abstrak(pahami(pages))
    made = lembar_abstrak(sheet, date(2026, 1, 5))
    assert made == lembar_abstrak(sheet, date(2026, 1, 5))
    shown = text_of(made)
    for heading in ("ABSTRAK:", "CATATAN:", sheet.nomor.teks):
        assert heading in shown
    assert Abstrak.model_validate_json(sheet.model_dump_json()) == sheet
