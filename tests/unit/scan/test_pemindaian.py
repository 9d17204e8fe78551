"""What may be scanned together, and what a finished scan puts into the berkas."""

import pytest

from services.scan.domain.pemindaian import (
    Asal,
    HasilScan,
    KeadaanScan,
    Luaran,
    Sumber,
    check_together,
    documents,
    salinan_in,
)
from services.scan.domain.rangkap import Rangkap, require_both
from shared.errors import Invalid
from shared.sop import JenisDokumen
from tests.support.people import MOMENT, berkas_at, document

J = JenisDokumen


def source(name: str = "a.pdf", *, signed: bool = False, pages: int = 2) -> Sumber:
    return Sumber(
        sha256=name.encode().hex().ljust(64, "0"), nama=name, ukuran=10, tipe="application/pdf", halaman=pages,
        bertanda_tangan=signed,
    )  # fmt: skip


def result(*sumber: Sumber, asal: Asal = Asal.PINDAIAN, pdf: str = "f" * 64) -> HasilScan:
    return HasilScan(
        asal=asal, sumber=sumber, pdf=Luaran(sha256=pdf, ukuran=20), teks=Luaran(sha256="e" * 64, ukuran=5), halaman=4
    )


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        ([], "tanpa-berkas"),
        ([source(), source("b.pdf", signed=True)], "pdf-bertanda-tangan-digabung"),
        ([source(pages=6), source("b.pdf", pages=5)], "terlalu-banyak-halaman"),
    ],
)
def test_what_can_never_become_one_scan_is_refused_at_once(sources: list[Sumber], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_together(sources, max_pages=10)
    assert refused.value.code == code


def test_a_scan_goes_into_the_berkas_with_its_sources_and_its_text() -> None:
    berkas = berkas_at("R4b")
    first, second = source(), source("b.jpg")
    made = documents(berkas, result(first, second), "R4b", "Staf", MOMENT)
    assert [(d.jenis, d.sha256, d.sumber) for d in made] == [
        (J.PINDAIAN, first.sha256, None), (J.PINDAIAN, second.sha256, None), (J.HASIL_SCAN, "f" * 64, first.sha256),
        (J.TEKS, "e" * 64, "f" * 64),
    ]  # fmt: skip
    assert {(d.langkah, d.revisi, d.bertanda_tangan) for d in made} == {("R4b", 1, False)}
    assert (made[2].halaman, made[2].ukuran, made[3].tipe) == (4, 20, "application/json")


def test_a_signed_pdf_stays_the_same_document() -> None:
    signed = source("tte.pdf", signed=True)
    made = documents(berkas_at("R4b"), result(signed, asal=Asal.SALINAN, pdf=signed.sha256), "R4b", "Staf", MOMENT)
    assert [(d.jenis, d.bertanda_tangan) for d in made] == [(J.HASIL_SCAN, True), (J.TEKS, False)]
    assert (made[0].sha256, made[0].nama, made[0].ukuran) == (signed.sha256, "tte.pdf", signed.ukuran)


def test_the_salinan_of_the_berkas_is_found_or_the_signed_original() -> None:
    berkas = berkas_at("R4b")
    salinan, asli = berkas.terbaru(J.SALINAN), document(J.NASKAH_ASLI, "R1", bertanda_tangan=True)
    found = salinan_in(berkas)
    assert found is not None
    assert salinan is not None
    assert found.sha256 == salinan.sha256
    bare = berkas.model_copy(update={"dokumen": ()})
    assert salinan_in(bare) is None
    assert (
        salinan_in(bare.model_copy(update={"dokumen": (asli.model_copy(update={"bertanda_tangan": False}),)})) is None
    )
    signed = salinan_in(bare.model_copy(update={"dokumen": (asli,)}))
    assert signed is not None
    assert signed.sha256 == asli.sha256


def test_only_a_waiting_or_running_scan_is_still_to_be_ended() -> None:
    assert [state for state in KeadaanScan if state.dikerjakan] == [KeadaanScan.ANTRE, KeadaanScan.DIOLAH]


@pytest.mark.parametrize(
    ("count", "asli", "salinan", "field"),
    [(1, True, True, "jumlah_rangkap"), (3, True, True, "jumlah_rangkap"), (2, False, True, "asli_ada"),
     (2, True, False, "salinan_ada")],
)  # fmt: skip
def test_exactly_one_original_and_one_copy_are_received(count: int, asli: bool, salinan: bool, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        require_both(Rangkap(jumlah_rangkap=count, asli_ada=asli, salinan_ada=salinan))
    assert refused.value.field == field
    assert "kembalikan berkas" in refused.value.sentence


def test_two_copies_are_two_copies() -> None:
    rangkap = Rangkap(jumlah_rangkap=2, asli_ada=True, salinan_ada=True)
    require_both(rangkap)
    assert rangkap.catatan == ""
