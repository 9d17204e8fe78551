"""The printed sheets: what is on them, that they are one page, that a retried job makes the same bytes."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pypdfium2
import pytest
import zxingcpp
from pydantic import ValidationError

from services.approval.sheets import (
    Harap,
    Kop,
    LembarDisposisi,
    LembarPersetujuan,
    Naskah,
    Orang,
    Sifat,
    lembar_disposisi,
    lembar_persetujuan,
)
from services.approval.sheets.form import MOST_LINES
from shared.kode_lembar import KodeLembar, Lembar
from shared.sop import JenisDokumen

KASUBBAG = Orang(nama="Dayang Lestari, S.H.", jabatan="Kepala Subbagian Hukum", nip="19790504 200501 2 003")
KOP = Kop(kantor="Komisi Pemilihan Umum Kabupaten Kotawaringin Timur", alamat="Sampit")
AT = datetime(2026, 5, 21, 7, 5, tzinfo=UTC)

DISPOSISI = LembarDisposisi(
    kop=KOP,
    nomor_berkas="B-17",
    oleh=KASUBBAG,
    pada=AT,
    surat_dari="Subbagian Teknis",
    nomor="133/HK.03.1-ND/6202/5/2026",
    tanggal=date(2026, 5, 20),
    diterima_tanggal=date(2026, 5, 21),
    nomor_agenda="17",
    sifat=Sifat.SEGERA,
    hal="Permohonan penerbitan salinan “Łódź”",
    diteruskan_kepada=("Staf Hukum", "Operator JDIH"),
    harap=(Harap.PROSES_LEBIH_LANJUT,),
    catatan="Periksa lampiran.",
)
PERSETUJUAN = LembarPersetujuan(
    kop=KOP,
    nomor_berkas="B-17",
    oleh=KASUBBAG,
    pada=AT,
    jenis="Keputusan KPU Kabupaten/Kota",
    nomor="140",
    tahun=2026,
    tentang="Penetapan Jumlah Tempat Pemungutan Suara",
    pengusul=Orang(nama="Eko Wijaya", peran="Subbagian Pengusul"),
    sesuai=True,
    dokumen=(Naskah(jenis="Salinan", nama="salinan.pdf", sha256="0123456789abcdef" * 4, halaman=5),),
)


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def dark_pixels(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return sum(document[0].render(scale=2, grayscale=True).to_pil().convert("L").histogram()[:128])


def test_disposisi_bears_every_field() -> None:
    [text] = pages(lembar_disposisi(DISPOSISI))
    for expected in (
        "KABUPATEN KOTAWARINGIN TIMUR",
        "LEMBAR DISPOSISI",
        "Subbagian Teknis",
        "133/HK.03.1-ND/6202/5/2026",
        "20 Mei 2026",
        "21 Mei 2026",
        "Sangat segera",
        "Rahasia",
        "Permohonan penerbitan salinan “Łódź”",
        "1. Staf Hukum",
        "2. Operator JDIH",
        "Tanggapan dan saran",
        "Koordinasi",
        "Periksa lampiran.",
        "Kepala Subbagian Hukum,",
        "ditetapkan secara elektronik",
        "pada 21 Mei 2026 14.05 WIB",
        "berkas B-17",
        "Dayang Lestari, S.H.",
        "NIP 19790504 200501 2 003",
    ):
        assert expected in text


def test_persetujuan_bears_product_decision_verdict_and_digest() -> None:
    [text] = pages(lembar_persetujuan(PERSETUJUAN))
    for expected in (
        "LEMBAR PERSETUJUAN",
        "Keputusan KPU Kabupaten/Kota",
        "Penetapan Jumlah Tempat Pemungutan Suara",
        "Eko Wijaya, Subbagian Pengusul",
        "Disetujui",
        "File sesuai dengan asli",
        "disetujui secara elektronik",
        "salinan.pdf",
        "0123456789abcdef0123456789abcdef\n0123456789abcdef0123456789abcdef",
    ):
        assert expected in text


def test_verdict_is_absent_when_no_check_was_made() -> None:
    [text] = pages(lembar_persetujuan(PERSETUJUAN.model_copy(update={"sesuai": None})))
    assert "sesuai dengan asli" not in text


def test_a_ticked_box_shows() -> None:
    unticked = DISPOSISI.model_copy(update={"sifat": None, "harap": ()})
    one = DISPOSISI.model_copy(update={"harap": ()})
    assert dark_pixels(lembar_disposisi(unticked)) < dark_pixels(lembar_disposisi(one))
    assert dark_pixels(lembar_disposisi(one)) < dark_pixels(lembar_disposisi(DISPOSISI))


def test_missing_values_are_dashes() -> None:
    bare = LembarDisposisi(kop=KOP, nomor_berkas="B-1", oleh=Orang(nama="A"), pada=AT)
    [text] = pages(lembar_disposisi(bare))
    assert text.count(": -") == 6
    assert re.search(r"Diteruskan kepada Sdr\.:\s+-\s", text)
    assert "Catatan:\n-\n-\nditetapkan" in text
    assert "NIP -" in text


def test_the_zone_of_the_office_is_shown() -> None:
    [text] = pages(lembar_disposisi(DISPOSISI.model_copy(update={"zona": "Asia/Jayapura"})))
    assert "pada 21 Mei 2026 16.05 WIT" in text


@pytest.mark.parametrize("catatan", ["Panjang sekali. " * 240, "x" * 4000, "baris\n" * (MOST_LINES * 30)])
def test_a_long_note_stays_on_one_page_in_full(catatan: str) -> None:
    [text] = pages(lembar_disposisi(DISPOSISI.model_copy(update={"catatan": catatan})))
    assert "".join(catatan.split()) in re.sub(r"[\s/]", "", text)


def test_more_documents_than_a_page_holds_are_all_listed() -> None:
    many = tuple(Naskah(jenis="Lampiran", nama=f"lampiran-{n}.pdf", sha256="a" * 64) for n in range(60))
    text = "".join(pages(lembar_persetujuan(PERSETUJUAN.model_copy(update={"dokumen": many}))))
    assert all(f"lampiran-{n}.pdf" in text for n in range(60))
    assert "Dayang Lestari" in text


@pytest.mark.parametrize("make", [lambda: lembar_disposisi(DISPOSISI), lambda: lembar_persetujuan(PERSETUJUAN)])
def test_equal_data_give_equal_bytes(make: Callable[[], bytes]) -> None:
    assert make() == make()


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValidationError):
        LembarDisposisi(kop=KOP, nomor_berkas="B", oleh=KASUBBAG, pada=datetime(2026, 5, 21))


def test_the_letterhead_is_the_office_s_own_or_its_name_in_two_lines() -> None:
    plain = Kop(kantor="KPU Kabupaten Kotawaringin Timur")
    [text] = pages(lembar_disposisi(DISPOSISI.model_copy(update={"kop": plain})))
    assert "KOMISI PEMILIHAN UMUM\nKABUPATEN KOTAWARINGIN TIMUR" in text
    own = Kop(
        kantor="KIP Aceh", baris=("Komisi Independen Pemilihan", "Aceh"), alamat="Jl. Contoh 1", kontak="Telepon 1"
    )
    [text] = pages(lembar_disposisi(DISPOSISI.model_copy(update={"kop": own})))
    assert "KOMISI INDEPENDEN PEMILIHAN\nACEH\nJl. Contoh 1\nTelepon 1" in text


@pytest.mark.parametrize("catatan", ["", "x" * 4000])
def test_the_code_stands_on_the_lembar_disposisi_and_takes_no_room_from_what_is_written(catatan: str) -> None:
    kode = KodeLembar(Lembar.DOKUMEN, UUID(int=17), JenisDokumen.LEMBAR_DISPOSISI).teks
    without = DISPOSISI.model_copy(update={"catatan": catatan})
    pdf = lembar_disposisi(without.model_copy(update={"kode": kode}))
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=150 / 72, grayscale=True).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [kode]
    [text], [plain] = pages(pdf), pages(lembar_disposisi(without))
    assert text.startswith(plain.split("Kepala Subbagian Hukum")[0])
    assert "Pindai lembar ini di atas naskahnya" in text
    assert "Pindai lembar ini" not in plain
