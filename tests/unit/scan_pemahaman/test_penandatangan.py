"""Who signs: the name before that of who certifies a copy, the title with what stands before it."""

from datetime import date

import pytest

from services.scan.domain.halaman import Halaman
from services.scan.pemahaman import pahami
from tests.support.kertas import KANAN, KIRI, TENGAH, Kertas, keputusan

KETUA = "Ketua Komisi Pemilihan Umum Kabupaten Kotawaringin Timur"
OFFICIAL = ("KETUA KOMISI PEMILIHAN UMUM", "KABUPATEN KOTAWARINGIN TIMUR,")
COPIES = ["Salinan sesuai dengan aslinya", "SALINAN SESUAI DENGAN ASLINYA", "Telah sesuai dengan aslinya"]


def signed(
    name: str, official: tuple[str, ...] = OFFICIAL, copy: tuple[str, ...] = (), left: float = KIRI
) -> list[Halaman]:
    """A decision that `name` signed; `copy`: what stands below, from `left` on."""
    page = Kertas(2).tulis("MEMUTUSKAN:", kiri=KANAN).tulis("Menetapkan : KEPUTUSAN TENTANG PEDOMAN.")
    page.tulis("Ditetapkan di Sampit", kiri=KANAN).tulis("pada tanggal 21 Mei 2024", kiri=KANAN)
    for line in (*official, "ttd.", name):
        page.tulis(line, kiri=KANAN)
    for line in copy:
        page.tulis(line, kiri=left)
    return [keputusan()[0], page.halaman()]


@pytest.mark.parametrize("name", ["RAHMAT HIDAYAT", "HARI MURTI", "I MADE RAI", "I GEDE LESTARI, S.H., M.H"])
def test_a_name_of_which_half_is_a_word_and_one_that_begins_with_a_letter_are_names(name: str) -> None:
    found = pahami(signed(name)).penandatangan
    assert (found.nilai, found.perlu_dilihat) == (name, False)


@pytest.mark.parametrize("name", ["A RAHMAN", "I AMINAH LESTARI"])
def test_a_letter_before_a_name_may_be_a_stroke(name: str) -> None:
    found = pahami(signed(name)).penandatangan
    assert (found.nilai, found.perlu_dilihat) == (name, True)


@pytest.mark.parametrize("left", [KIRI, TENGAH, KANAN])
@pytest.mark.parametrize("statement", COPIES)
def test_who_certifies_a_copy_did_not_sign_even_where_the_name_was_not_read(statement: str, left: float) -> None:
    certifier = (statement, "SEKRETARIAT KPU KABUPATEN", "Kepala Subbagian Hukum,")
    page = signed("5AL1MAN", copy=(*certifier, "BUDI SANTOSO"), left=left)
    found = pahami(page).penandatangan
    assert (found.nilai, found.perlu_dilihat) == (None, True)


def test_nor_where_the_official_was_not_read() -> None:
    page = signed("AMINAH LESTARI", ("KET", "KAB"), ("Salinan sesuai dengan aslinya", "BUDI SANTOSO"), KANAN)
    found = pahami(page).penandatangan
    assert (found.nilai, found.perlu_dilihat) == ("AMINAH LESTARI", True)


def test_a_line_of_the_office_is_no_name() -> None:
    assert pahami(signed("ttd", ("KETUA,", "KABUPATEN QWXRT"))).penandatangan.nilai is None


@pytest.mark.parametrize(
    ("before", "shown"),
    [("Plt. ", "Plt. "), ("PLT. ", "Plt. "), ("Plh ", "Plh. "), ("Pj. ", "Pj. "), ("Pjs. ", "Pjs. ")],
)
def test_who_acts_in_anothers_place_is_told(before: str, shown: str) -> None:
    for official in ((before + OFFICIAL[0], OFFICIAL[1]), (before, *OFFICIAL)):
        found = pahami(signed("AMINAH LESTARI", official)).jabatan
        assert (found.nilai, found.perlu_dilihat) == (shown + KETUA, False)


@pytest.mark.parametrize("before", ["a.n.", "an.", "A.N.", "a/n"])
def test_who_signs_in_the_name_of_another_is_told_and_looked_at(before: str) -> None:
    official = (f"{before} {OFFICIAL[0]}", OFFICIAL[1].strip(","), "SEKRETARIS,")
    found = pahami(signed("AMINAH LESTARI", official))
    assert (found.jabatan.nilai, found.jabatan.perlu_dilihat) == (f"a.n. {KETUA} Sekretaris", True)
    assert found.penandatangan.nilai == "AMINAH LESTARI"


def test_who_acts_is_no_part_of_the_title_of_the_decision() -> None:
    found = pahami(keputusan(pejabat=("Plt. " + OFFICIAL[0], OFFICIAL[1])))
    assert found.judul.nilai is not None
    assert found.judul.nilai.tercetak.endswith("TAHUN 2024")
    assert found.jabatan.nilai == f"Plt. {KETUA}"
    assert not found.jabatan.perlu_dilihat


@pytest.mark.parametrize("label", ["DITETAPKAN DI : SAMPIT", "DITETAPKAN DI SAMPIT", "Ditetapkan Di Sampit"])
def test_di_is_no_part_of_the_place(label: str) -> None:
    page = Kertas().tulis("KEPUTUSAN BUPATI LANDAK", kiri=KANAN).tulis("NOMOR 7 TAHUN 2021", kiri=KANAN).sela()
    found = pahami([page.tulis(label, kiri=350).tulis("PADA TANGGAL : 12 JULI 2018", kiri=350).halaman()]).tempat
    assert ((found.nilai or "").upper(), found.perlu_dilihat) == ("SAMPIT", False)


@pytest.mark.parametrize("kind", ["SURAT EDARAN", "INSTRUKSI KOMISI PEMILIHAN UMUM", "PENGUMUMAN"])
def test_what_is_issued_is_read_as_what_is_decided(kind: str) -> None:
    page = Kertas().tulis(kind, kiri=KANAN).tulis("NOMOR 7 TAHUN 2024", kiri=KANAN).tulis("TENTANG", kiri=KANAN)
    page.tulis("DISIPLIN PEGAWAI", kiri=KANAN).sela().tulis("Dikeluarkan di : Sampit", kiri=KANAN)
    page.tulis("pada tanggal 21 Mei 2024", kiri=KANAN)
    for line in (*OFFICIAL, "ttd.", "AMINAH LESTARI"):
        page.tulis(line, kiri=KANAN)
    found = pahami([page.halaman()])
    assert (found.tempat.nilai, found.tanggal_penetapan.nilai) == ("Sampit", date(2024, 5, 21))
    assert (found.jabatan.nilai, found.penandatangan.nilai) == (KETUA, "AMINAH LESTARI")


@pytest.mark.parametrize(("pages", "place"), [(keputusan(), "Sampit"), (keputusan()[:1], None)])
def test_what_is_issued_in_an_annex_is_not_the_end_of_a_decision(pages: list[Halaman], place: str | None) -> None:
    form = Kertas(3).tulis("Dikeluarkan di Jakarta", kiri=KANAN).tulis("pada tanggal 2 Mei 2024", kiri=KANAN)
    found = pahami([*pages, form.tulis("KETUA,", kiri=KANAN).tulis("BUDI SANTOSO", kiri=KANAN).halaman()])
    assert found.tempat.nilai == place
    assert found.penandatangan.nilai != "BUDI SANTOSO"
