"""The completeness list: what each line says, and when the step may be done."""

from typing import Any

import pytest

from services.scan.domain.data_pribadi import DataPribadi
from services.scan.domain.kelengkapan import Bahan, Baris, Hasil, Laporan, confirmed, shortcomings
from services.scan.domain.periksa import BUTIR, check
from services.scan.mutu.gerbang import Cacat, Catatan
from services.scan.mutu.laporan import NOT_LOOKED, Mutu, Salinan
from services.scan.mutu.ringkasan import Ringkasan
from services.scan.mutu.ukuran import Ukuran
from shared.documents.virus import SILENT, Verdict, Virus
from shared.sop import Berkas, Dokumen, JenisDokumen, sop
from shared.tanda_tangan import HasilTandaTangan, Keutuhan, Masa, Pencabutan, Rantai, SumberWaktu, TandaTangan
from tests.support.people import MOMENT, berkas_at, document

J = JenisDokumen
PROVINSI = "kalbar-8-2022"
TEKS = ("KEPUTUSAN KOMISI PEMILIHAN UMUM\nNOMOR 33 TAHUN 2026\nTENTANG\nPENETAPAN JADWAL RAPAT\n",)
STAMPED = document(J.SALINAN, "P4", b"berstempel", sumber="0" * 64)


NOTHING = DataPribadi(hasil="0" * 64, halaman=1, dicari=True, bertanda_tangan=False)
CLEAN = Verdict(Virus.BERSIH)
SIZE = Ukuran(kertas=235, tinta=40, isi=0.05, dpi=200)
FINE = Mutu(SIZE, salinan=Salinan.TERBACA)


def at_check(**dokumen: Dokumen) -> Berkas:
    given = {J(name): made for name, made in dokumen.items()}
    berkas = berkas_at("P6", PROVINSI, "61", "keputusan_kpu_provinsi", given)
    return berkas.model_copy(update={"dokumen": (*berkas.dokumen, STAMPED)})


def lines(berkas: Berkas, pdfa: str = "valid", teks: tuple[str, ...] | None = TEKS, **laporan: Any) -> dict[str, Baris]:
    usual = {"aktif": (), "virus": {one.sha256: CLEAN for one in berkas.dokumen}, "mutu": Ringkasan([FINE])}
    told = Laporan(pdfa, "sebabnya", **{**usual, **laporan})
    return {line.kode: line for line in check(Bahan(berkas, sop(berkas.sop), told, teks, NOTHING))}


def without(berkas: Berkas, jenis: JenisDokumen) -> Berkas:
    return berkas.model_copy(update={"dokumen": tuple(d for d in berkas.dokumen if d.jenis != jenis)})


def test_a_complete_berkas_leaves_only_what_a_person_must_see() -> None:
    found = lines(at_check())
    assert {kode for kode, line in found.items() if line.hasil is Hasil.TIDAK_DIPERIKSA} == {"cap", "abstrak"}
    assert {kode for kode, line in found.items() if line.hasil is Hasil.GAGAL} == set()
    assert {"ada-nota_dinas", "ada-lembar_disposisi", "ada-lembar_persetujuan", "agenda", "stempel"} <= set(found)


@pytest.mark.parametrize(
    ("aktif", "utuh", "hasil", "said"),
    [
        ((), False, Hasil.LULUS, "Tidak ditemukan"),
        (
            ("JavaScript", "berkas sisipan"),
            False,
            Hasil.LULUS,
            "sudah dihapus dari hasil scan: JavaScript, berkas sisipan",
        ),
        (("JavaScript",), True, Hasil.GAGAL, "Ditemukan: JavaScript. Tidak dihapus"),
        (None, False, Hasil.TIDAK_DIPERIKSA, "sebelum isi aktif diperiksa"),
    ],
)
def test_active_content_is_told(aktif: tuple[str, ...] | None, utuh: bool, hasil: Hasil, said: str) -> None:
    line = lines(at_check(), aktif=aktif, utuh=utuh)["isi-aktif"]
    assert (line.hasil, said in line.penjelasan) == (hasil, True)


@pytest.mark.parametrize(
    ("jenis", "verdict", "hasil", "said"),
    [
        (J.NOTA_DINAS, CLEAN, Hasil.LULUS, "4 dokumen diperiksa"),
        (J.NASKAH_ASLI, Verdict(Virus.DITEMUKAN, "Eicar"), Hasil.GAGAL, "Ditemukan: naskah_asli.pdf (Eicar)."),
        (J.HASIL_SCAN, SILENT, Hasil.TIDAK_DIPERIKSA, "hasil_scan.pdf (pemeriksa virus tidak menjawab)"),
        (J.SALINAN, None, Hasil.TIDAK_DIPERIKSA, "salinan.pdf (datang sesudah pemeriksaan)"),
        (J.LEMBAR_PERSETUJUAN, None, Hasil.LULUS, "dokumen diperiksa"),
    ],
)
def test_every_document_that_was_handed_in_is_looked_at(
    jenis: JenisDokumen, verdict: Verdict | None, hasil: Hasil, said: str
) -> None:
    berkas = at_check()
    one = next(d for d in berkas.dokumen if d.jenis == jenis)
    virus = {d.sha256: CLEAN for d in berkas.dokumen if d != one} | ({one.sha256: verdict} if verdict else {})
    line = lines(berkas, virus=virus)["virus"]
    assert (line.hasil, said in line.penjelasan) == (hasil, True), line.penjelasan
    assert lines(berkas, virus=None)["virus"].hasil is Hasil.TIDAK_DIPERIKSA


@pytest.mark.parametrize("jenis", [J.NOTA_DINAS, J.NASKAH_ASLI, J.SALINAN, J.LEMBAR_DISPOSISI, J.HASIL_SCAN])
def test_a_document_that_the_sop_asks_for_holds_the_berkas_back(jenis: JenisDokumen) -> None:
    line = lines(without(at_check(), jenis))[f"ada-{jenis}"]
    assert (line.hasil, line.wajib, line.menghalangi) == (Hasil.GAGAL, True, True)


@pytest.mark.parametrize(
    ("kode", "change", "why"),
    [
        (
            "halaman",
            {"berkas": at_check(naskah_asli=document(J.NASKAH_ASLI, "P1", halaman=4))},
            "naskah asli 4 halaman",
        ),
        ("teks", {"teks": (*TEKS, " ")}, "halaman 2 dari 2"),
        ("pdfa", {"pdfa": "gagal"}, "sebabnya"),
        ("nomor", {"teks": ("NOMOR 35 TAHUN 2026",)}, "Nomor 33 tidak ditemukan"),
        ("tahun", {"teks": ("NOMOR 33 TAHUN 2025",)}, "Tahun 2026 tidak ditemukan"),
        ("judul", {"teks": ("NOMOR 33 TAHUN 2026 TENTANG PENGADAAN",)}, "Judul yang diisikan"),
        ("stempel", {"berkas": berkas_at("P6", PROVINSI, "61")}, "tidak ada salinan berstempel"),
    ],
)
def test_what_does_not_fit_fails_and_says_against_what(kode: str, change: dict[str, Any], why: str) -> None:
    line = lines(**{"berkas": at_check(), **change})[kode]
    assert (line.hasil, line.perlu_alasan) == (Hasil.GAGAL, True)
    assert why in line.penjelasan


def test_a_signed_document_must_come_out_as_it_went_in() -> None:
    signed = document(J.NASKAH_ASLI, "P1", b"tanda tangan", bertanda_tangan=True)
    scan = document(J.HASIL_SCAN, "P5", b"tanda tangan", bertanda_tangan=True)
    good = lines(at_check(naskah_asli=signed, hasil_scan=scan), pdfa="tidak diperiksa")
    assert good["tanda-tangan-utuh"].hasil is Hasil.LULUS
    assert good["pdfa"].hasil is Hasil.TIDAK_DIPERIKSA
    assert "stempel" not in good
    bad = lines(at_check(naskah_asli=signed))
    assert bad["tanda-tangan-utuh"].hasil is Hasil.GAGAL


SIGNATURE = TandaTangan(
    nama="Budi", keutuhan=Keutuhan.UTUH, rantai=Rantai.DIKENAL, masa=Masa.BERLAKU, waktu=MOMENT,
    pencabutan=Pencabutan.TIDAK_DICABUT, sumber_waktu=SumberWaktu.CAP_WAKTU,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "hasil", "said"),
    [
        ({}, Hasil.LULUS, "Sah: tanda tangan Budi: berkas utuh"),
        ({"rantai": Rantai.TIDAK_DIPERIKSA}, Hasil.TIDAK_DIPERIKSA, "Buka berkas di aplikasi pemeriksa tanda tangan."),
        ({"rantai": Rantai.TIDAK_DIKENAL}, Hasil.GAGAL, "rantai sertifikat tidak dikenal"),
        ({"keutuhan": Keutuhan.BERUBAH}, Hasil.GAGAL, "Minta berkas yang tanda tangannya baik"),
        (None, Hasil.TIDAK_DIPERIKSA, "datang sesudah pemeriksaan"),
    ],
)
def test_signatures_are_told_with_what_to_do(changes: dict[str, Any] | None, hasil: Hasil, said: str) -> None:
    signed = document(J.NASKAH_ASLI, "P1", b"tanda tangan", bertanda_tangan=True)
    scan = document(J.HASIL_SCAN, "P5", b"tanda tangan", bertanda_tangan=True)
    berkas = at_check(naskah_asli=signed, hasil_scan=scan)
    found = {}
    if changes is not None:
        one = SIGNATURE.model_copy(update=changes)
        found = {scan.sha256: HasilTandaTangan(diperiksa=MOMENT, tanda_tangan=(one,))}
    line = lines(berkas, tanda_tangan=found)["tanda-tangan-sah"]
    assert (line.hasil, said in line.penjelasan) == (hasil, True), line.penjelasan
    assert (line.wajib, line.perlu_alasan) == (False, hasil is Hasil.GAGAL)


def test_without_a_signed_document_nothing_is_said_of_signatures() -> None:
    assert {"tanda-tangan-sah", "tanda-tangan-utuh"} & set(lines(at_check())) == set()


def test_without_a_scan_nothing_about_it_is_said_to_be_good() -> None:
    berkas = berkas_at("R2b")
    found = {line.kode: line for line in check(Bahan(berkas, sop(berkas.sop)))}
    assert found["ada-hasil_scan"].menghalangi
    assert {found[kode].hasil for kode in ("teks", "pdfa", "nomor", "tahun", "judul")} == {Hasil.TIDAK_DIPERIKSA}
    assert not found["ada-lembar_persetujuan"].wajib


def test_an_ended_case_is_checked_against_its_whole_sop() -> None:
    berkas = at_check().model_copy(update={"langkah": None})
    shown = lines(berkas)["P7-1"]
    assert (shown.hasil, shown.pertanyaan) == (Hasil.TIDAK_DIPERIKSA, "Tampil di halaman website JDIH")


def test_codes_are_unique() -> None:
    kode = [line.kode for line in check(Bahan(at_check(), sop(PROVINSI)))]
    assert len(kode) == len(set(kode))
    assert len(BUTIR) == len({butir.kode for butir in BUTIR})


def line(hasil: Hasil, *, wajib: bool = False) -> tuple[Baris, ...]:
    return (Baris(kode="x", pertanyaan="Ada", hasil=hasil, penjelasan="Tidak.", wajib=wajib),)


@pytest.mark.parametrize(
    ("baris", "konfirmasi", "catatan", "fields"),
    [
        (line(Hasil.LULUS), {}, {}, []),
        (line(Hasil.GAGAL), {"x": True}, {}, ["catatan-x"]),
        (line(Hasil.GAGAL), {}, {"x": "  "}, ["catatan-x"]),
        (line(Hasil.GAGAL), {}, {"x": "Tertulis tangan"}, []),
        (line(Hasil.TIDAK_DIPERIKSA), {}, {"x": "Sudah"}, ["periksa-x"]),
        (line(Hasil.TIDAK_DIPERIKSA), {"x": False}, {}, ["periksa-x"]),
        (line(Hasil.TIDAK_DIPERIKSA), {"x": True}, {}, []),
        (line(Hasil.GAGAL, wajib=True), {"x": True}, {"x": "Nanti"}, [""]),
    ],
)
def test_when_the_step_may_be_done(
    baris: tuple[Baris, ...], konfirmasi: dict[str, bool], catatan: dict[str, str], fields: list[str]
) -> None:
    assert list(shortcomings(baris, konfirmasi, catatan)) == fields


def test_what_a_person_said_is_kept_with_its_line() -> None:
    (kept,) = confirmed(line(Hasil.GAGAL), {"other": True}, {"x": " Tertulis tangan "})
    assert (kept.kode, kept.hasil, kept.konfirmasi, kept.catatan) == ("x", Hasil.GAGAL, False, "Tertulis tangan")


def faulty(cacat: Cacat, kalimat: str) -> Mutu:
    return Mutu(SIZE, (Catatan(2, cacat, kalimat),), nomor=2)


@pytest.mark.parametrize(
    ("kode", "mutu", "hasil", "said"),
    [
        ("mutu", [FINE, FINE], Hasil.LULUS, "2 halaman diperiksa; tidak ada temuan"),
        ("mutu", [FINE, faulty(Cacat.GELAP, "Halaman 2 terlalu gelap.")], Hasil.GAGAL, "Halaman 2 terlalu gelap."),
        ("mutu", [FINE, NOT_LOOKED], Hasil.TIDAK_DIPERIKSA, "Halaman 2 tidak dapat diperiksa"),
        ("mutu", None, Hasil.TIDAK_DIPERIKSA, "Dipindai sebelum"),
        ("urutan", [FINE, Mutu(SIZE, nomor=2)], Hasil.LULUS, "terbaca (di halaman 2 dari 2) berurutan"),
        ("urutan", [FINE, FINE], Hasil.TIDAK_DIPERIKSA, "tidak terbaca satu pun dari 2 halaman"),
        ("urutan", [FINE, Mutu(SIZE, nomor=2), *[FINE] * 8], Hasil.TIDAK_DIPERIKSA, "hanya terbaca di 1 dari 10"),
        ("urutan", [FINE, faulty(Cacat.NOMOR, "Nomor halaman 2 ada dua kali.")], Hasil.GAGAL, "ada dua kali"),
        ("urutan", None, Hasil.TIDAK_DIPERIKSA, "Dipindai sebelum"),
        ("cap", [FINE, faulty(Cacat.CAP, "Di halaman 2 tampak cap.")], Hasil.GAGAL, "Di halaman 2 tampak cap."),
        ("cap", [FINE, NOT_LOOKED], Hasil.TIDAK_DIPERIKSA, "dicari di 1 dari 2 halaman"),
        ("stempel", [FINE], Hasil.LULUS, "Tulisan SALINAN terbaca di halaman 1"),
        ("stempel", [Mutu(SIZE, salinan=Salinan.SEBAGIAN)], Hasil.TIDAK_DIPERIKSA, "sebagian di halaman 1"),
        ("stempel", [Mutu(SIZE)], Hasil.TIDAK_DIPERIKSA, "SALINAN tidak terbaca"),
        ("stempel", None, Hasil.LULUS, "dibubuhi stempel pada langkah P4"),
    ],
)
def test_how_the_pages_look_is_told(kode: str, mutu: list[Mutu] | None, hasil: Hasil, said: str) -> None:
    line = lines(at_check(), mutu=None if mutu is None else Ringkasan(mutu))[kode]
    assert (line.hasil, said in line.penjelasan) == (hasil, True), line.penjelasan


def test_a_single_page_has_no_order_and_an_empty_one_is_said_where_text_is_missing() -> None:
    empty = Ringkasan([Mutu(SIZE, (Catatan(1, Cacat.KOSONG, "Halaman 1 kosong."),))])
    found = lines(at_check(), teks=("",), mutu=empty)
    assert "urutan" not in found
    assert found["teks"].penjelasan == "Tidak ada teks di halaman 1 dari 1 halaman. Halaman 1 kosong."
    assert found["mutu"].hasil is Hasil.LULUS


def test_the_word_on_the_scan_does_not_stand_for_the_step_that_stamps() -> None:
    berkas = at_check()
    line = lines(berkas.model_copy(update={"dokumen": tuple(d for d in berkas.dokumen if d != STAMPED)}))["stempel"]
    assert (line.hasil, "terbaca di halaman 1" in line.penjelasan) == (Hasil.GAGAL, True)
