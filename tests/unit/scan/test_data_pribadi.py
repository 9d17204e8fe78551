"""Decisions on personal data: what makes sense, what the list says, what goes into the berkas."""

from datetime import UTC, datetime

import pytest

from services.scan.domain.data_pribadi import (
    MAX_MARKED,
    Bagian,
    DataPribadi,
    Edisi,
    Jawaban,
    KeadaanPenutupan,
    Kotakan,
    Putusan,
    check_answers,
    closing_the_rest,
    edition_documents,
)
from services.scan.domain.kelengkapan import NO_SCAN, Bahan, Hasil
from services.scan.domain.pemindaian import Luaran
from services.scan.domain.privasi import personal
from shared.errors import Invalid
from shared.sop import JenisDokumen, sop
from tests.support.people import berkas_at

BERKAS = berkas_at("P6", "kalbar-8-2022", "61", "keputusan_kpu_provinsi", {})
NIK = Bagian(kode="1", jenis="nik", sebutan="NIK", halaman=3, kotak=((10, 72, 90, 84),), cuplikan="61••03")
PHONE = NIK.model_copy(update={"kode": "2", "jenis": "telepon", "sebutan": "Nomor telepon"})
CLOSED = NIK.model_copy(update={"putusan": Putusan.TUTUP, "alasan": "Data pribadi: NIK"})
OPEN = PHONE.model_copy(update={"putusan": Putusan.BOLEH, "alasan": "Nomor layanan"})
BOX = Kotakan(halaman=1, kiri=1, atas=1, kanan=9, bawah=9, alasan="Nama anak")


def data(*bagian: Bagian, **more: object) -> DataPribadi:
    given = {"hasil": "a" * 64, "halaman": 4, "dicari": True, "bertanda_tangan": False, "bagian": bagian, **more}
    return DataPribadi.model_validate(given)


def said(found: DataPribadi | None) -> tuple[Hasil, str]:
    return personal(Bahan(BERKAS, sop(BERKAS.sop), data_pribadi=found)) or (Hasil.GAGAL, "")


def test_what_the_line_says() -> None:
    assert said(None) == NO_SCAN
    assert said(data(dicari=False))[0] is Hasil.TIDAK_DIPERIKSA
    assert said(data())[0] is Hasil.LULUS
    assert said(data(NIK, OPEN)) == (Hasil.GAGAL, "1 bagian belum diputuskan: NIK di halaman 3.")
    assert said(data(CLOSED))[0] is Hasil.GAGAL
    assert said(data(CLOSED, penutupan=KeadaanPenutupan.GAGAL, sebab="Tutup juga di sana."))[1] == "Tutup juga di sana."
    done = said(data(CLOSED, OPEN, tertutup="b" * 64))
    assert done[0] is Hasil.LULUS
    assert done[1] == "1 bagian ditutup: NIK di halaman 3; 1 bagian boleh terbit: Nomor telepon di halaman 3."
    many = said(data(*[NIK.model_copy(update={"kode": str(number)}) for number in range(9)]))[1]
    assert many.endswith("dan 4 lagi.")


def test_when_all_is_done() -> None:
    assert [data(*given).selesai for given in ((), (NIK,), (CLOSED,), (OPEN,))] == [True, False, False, True]
    assert data(CLOSED, tertutup="b" * 64).selesai
    assert data(CLOSED, penutupan=KeadaanPenutupan.ANTRE).diolah
    assert data(CLOSED, OPEN).ringkasan == (
        "Data pribadi: 1 bagian ditutup; Nomor telepon di halaman 3 boleh terbit: Nomor layanan."
    )
    assert data().ringkasan == ""
    assert NIK.letak == "halaman 3, sekitar 3 cm dari tepi atas"


@pytest.mark.parametrize(
    ("jawaban", "kotak", "signed", "code"),
    [
        ({}, [], False, "tanpa-putusan"),
        ({"9": Jawaban(putusan=Putusan.TUTUP)}, [], False, "bagian-tidak-ada"),
        ({"1": Jawaban(putusan=Putusan.BOLEH, alasan=" ")}, [], False, "alasan-kosong"),
        ({"1": Jawaban(putusan=Putusan.TUTUP)}, [], True, "bertanda-tangan-tidak-ditutup"),
        ({}, [BOX], True, "bertanda-tangan-tidak-ditutup"),
        ({}, [BOX.model_copy(update={"halaman": 5})], False, "kotak-keliru"),
        ({}, [BOX.model_copy(update={"kanan": 0.5})], False, "kotak-keliru"),
        ({}, [BOX.model_copy(update={"bawah": float("nan")})], False, "kotak-keliru"),
        ({}, [BOX.model_copy(update={"alasan": ""})], False, "alasan-kosong"),
        ({}, [BOX] * (MAX_MARKED + 1), False, "terlalu-banyak-bagian"),
    ],
)
def test_what_makes_no_sense_is_refused(
    jawaban: dict[str, Jawaban], kotak: list[Kotakan], signed: bool, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        check_answers(data(NIK, bertanda_tangan=signed), jawaban, kotak)
    assert refused.value.code == code


def test_more_may_be_found_than_people_may_mark() -> None:
    found = data(*[NIK.model_copy(update={"kode": str(number)}) for number in range(2 * MAX_MARKED)])
    check_answers(found, {"7": Jawaban(putusan=Putusan.TUTUP)}, [BOX])


def test_what_nobody_decided_on_is_closed_and_no_answer_is_changed() -> None:
    third = NIK.model_copy(update={"kode": "3"})
    said = {"2": Jawaban(putusan=Putusan.BOLEH, alasan="Nomor layanan")}
    assert closing_the_rest(data(CLOSED, PHONE, third), said) == {"3": Jawaban(putusan=Putusan.TUTUP), **said}


def test_a_signed_document_may_be_published_as_it_is() -> None:
    check_answers(data(NIK, bertanda_tangan=True), {"1": Jawaban(putusan=Putusan.BOLEH, alasan="Disetujui")}, [])


def test_the_edition_is_added_beside_what_lies_there() -> None:
    scan = BERKAS.terbaru(JenisDokumen.HASIL_SCAN)
    assert scan is not None
    closed = Edisi(pdf=Luaran(sha256="b" * 64, ukuran=5), teks=Luaran(sha256="c" * 64, ukuran=6), sumber=scan.sha256)
    closed = closed.model_copy(update={"ditutup": (1, 2)})
    pdf, teks = edition_documents(BERKAS, closed, "P6", "Budi", datetime.now(UTC))
    assert (pdf.jenis, pdf.sha256, pdf.ukuran, pdf.sumber, pdf.langkah) == (
        JenisDokumen.HASIL_SCAN, "b" * 64, 5, scan.sha256, "P6",
    )  # fmt: skip
    assert (teks.jenis, teks.sha256, teks.sumber) == (JenisDokumen.TEKS, "c" * 64, "b" * 64)
    assert (pdf.ditutup, teks.ditutup, scan.ditutup) == ((1, 2), (), ())
    lying = BERKAS.model_copy(update={"dokumen": (*BERKAS.dokumen, pdf, teks)})
    opened = Edisi(pdf=Luaran(sha256=scan.sha256, ukuran=1), teks=Luaran(sha256="d" * 64, ukuran=6))
    assert edition_documents(lying, opened, "P6", "Budi", datetime.now(UTC))[0].ditutup == ()
    same = closed.model_copy(update={"pdf": Luaran(sha256=scan.sha256, ukuran=1)})
    assert edition_documents(BERKAS, same, "P6", "Budi", datetime.now(UTC)) == []
