"""What a decision does to others, and what its sentences only seem to do."""

import textwrap

import pytest

from services.scan.domain.halaman import Halaman
from services.scan.pemahaman import pahami
from services.scan.pemahaman.relasi import DOUBTFUL
from tests.support.kertas import KANAN, Kertas, keputusan

A = "Keputusan KPU Kabupaten Sleman Nomor 5 Tahun 2021 tentang Hari Libur"
B = "Keputusan KPU Kabupaten Sleman Nomor 6 Tahun 2021 tentang Cuti"
LAW = "Peraturan Komisi Pemilihan Umum Nomor 8 Tahun 2019 tentang Tata Kerja"


def decided(text: str, opening: str = "KESATU : ") -> list[Halaman]:
    """A decision that says this."""
    page = Kertas(2).tulis("MEMUTUSKAN:", kiri=KANAN).tulis("Menetapkan : KEPUTUSAN TENTANG PEDOMAN.")
    first, *rest = textwrap.wrap(opening + text, 62)
    page.tulis(first)
    for line in rest:
        page.tulis(line, kiri=160)
    return [keputusan()[0], page.halaman()]


def relations(pages: list[Halaman]) -> list[tuple[str, str, int | None, bool]]:
    found = pahami(pages).relasi
    return [(r.nilai.hubungan, r.nilai.nomor, r.nilai.tahun, r.perlu_dilihat) for r in found if r.nilai]


NOTHING = [
    f"{A} dinyatakan tetap berlaku sepanjang tidak dicabut dengan Keputusan ini.",
    f"Penunjukan dalam Keputusan ini berdasarkan {LAW}, dan apabila melanggar dapat dicabut.",
    f"{A} yang belum dicabut tetap berlaku.",
    f"Surat tugas dinyatakan tidak berlaku sesuai dengan {LAW}.",
    f"Tim bekerja sesuai dengan {LAW}. Izin yang lama dicabut.",
    f"Mengubah susunan tim sesuai dengan {LAW}.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_a_document_that_is_only_named_is_not_revoked(text: str) -> None:
    assert relations(decided(text)) == []


REVOKED = [
    (f"Pada saat Keputusan ini mulai berlaku, {A} dicabut dan dinyatakan tidak berlaku.", ["5"]),
    (f"{A} dan {B} dicabut.", ["5", "6"]),
    (f"{A}, {B} dinyatakan tidak berlaku lagi.", ["5", "6"]),
    (f"Mencabut {A}, dan {B}.", ["5", "6"]),
    (f"Berdasarkan {LAW}, mencabut {A}.", ["5"]),
    (f"Dinyatakan tidak berlaku: a. {A}; dan b. {B}.", ["5", "6"]),
    (f"Pada saat Keputusan ini mulai berlaku: a. {A}; dan b. {B}; dicabut.", ["5", "6"]),
    ("Mencabut Keputusan Nomor 5 Tahun 2021 tentang Libur dan Keputusan Nomor 6 Tahun 2021.", ["5", "6"]),
    (f"{A} dicabut. Tim bekerja sesuai dengan {LAW}.", ["5"]),
    ("Keputusan KPU Nomor : 5/HK.03.1-Kpt/3404/2021 dicabut.", ["5/HK.03.1-Kpt/3404/2021"]),
    ("Keputusan KPU Nomor 134/Kpts/KPU/Tahun 2021 tentang Libur dicabut.", ["134/Kpts/KPU/Tahun 2021"]),
    ("Keputusan KPU Nomor 01 / SK / KPU / TAHUN 2021 dicabut.", ["01/SK/KPU/TAHUN 2021"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers"), REVOKED)
def test_each_document_that_is_revoked_is_told(text: str, numbers: list[str]) -> None:
    assert relations(decided(text)) == [("mencabut", number, 2021, False) for number in numbers]


DOUBTS = [
    f"{A} dicabut kecuali Lampiran II.",
    f"Apabila terdapat kekeliruan, {A} dicabut.",
    f"Lampiran II {A} dicabut.",
    f"Ketentuan Pasal 5 ayat (1) {A} dicabut.",
    f"Tim sebagaimana dimaksud dalam {A} dicabut.",
]


@pytest.mark.parametrize("text", DOUBTS)
def test_what_is_revoked_in_part_or_on_a_condition_is_looked_at(text: str) -> None:
    [found] = pahami(decided(text)).relasi
    assert (found.sebab, found.perlu_dilihat) == (DOUBTFUL, True)


def test_a_law_that_another_article_cites_is_not_revoked() -> None:
    text = f"Pasal 2 Tim dibentuk sesuai Pasal 5 {LAW}. Pasal 3 Pada saat Peraturan ini berlaku, {A} dicabut."
    assert relations(decided(text, opening="Pasal 1 Tim bekerja. ")) == [("mencabut", "5", 2021, False)]


@pytest.mark.parametrize(
    "part", ["", "Lampiran II ", "beberapa ketentuan dalam ", "ketentuan Diktum KEDUA dan Lampiran "]
)
@pytest.mark.parametrize("end", [" tentang Libur.", " menjadi sebagaimana tercantum dalam Lampiran."])
def test_what_a_decision_changes_is_told(part: str, end: str) -> None:
    text = f"Mengubah {part}Keputusan KPU Kabupaten Sleman Nomor 5 Tahun 2021{end}"
    assert relations(decided(text)) == [("mengubah", "5", 2021, False)]


TITLES = [
    (("PERUBAHAN KEPUTUSAN KOMISI PEMILIHAN UMUM", "NOMOR 5 TAHUN 2021 TENTANG HARI LIBUR"), "mengubah", ["5"]),
    (("PERUBAHAN LAMPIRAN II KEPUTUSAN KOMISI", "PEMILIHAN UMUM NOMOR 5 TAHUN 2021"), "mengubah", ["5"]),
    (("PERUBAHAN KETIGA BELAS ATAS KEPUTUSAN", "NOMOR : 5 TAHUN 2021 TENTANG HARI LIBUR"), "mengubah", ["5"]),
    (("PENCABUTAN KEPUTUSAN NOMOR 5 TAHUN 2021", "TENTANG LIBUR DAN KEPUTUSAN KOMISI PEMILIHAN",
      "UMUM NOMOR 6 TAHUN 2021 TENTANG CUTI"),
     "mencabut", ["5", "6"]),
    (("PERUBAHAN JADWAL",), "mengubah", []),
]  # fmt: skip


@pytest.mark.parametrize(("title", "relation", "numbers"), TITLES)
def test_what_the_title_says_of_others(title: tuple[str, ...], relation: str, numbers: list[str]) -> None:
    assert relations(keputusan(judul=title)) == [(relation, number, 2021, False) for number in numbers]


def test_a_document_named_in_the_title_and_the_decision_is_one() -> None:
    title = ("PENCABUTAN KEPUTUSAN KOMISI PEMILIHAN UMUM", "NOMOR 134/Kpts/KPU/TAHUN 2021 TENTANG LIBUR")
    first, _ = keputusan(judul=title)
    _, second = decided("Keputusan Komisi Pemilihan Umum Nomor 134/Kpts/KPU/Tahun 2021 tentang Libur dicabut.")
    assert len(pahami([first, second]).relasi) == 1
