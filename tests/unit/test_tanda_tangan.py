"""The sum of what was found of a signature, and how it is told."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.audit.chain import against, faults
from shared.sop import Berkas, JenisDokumen
from shared.sop.rantai import content, links
from shared.tanda_tangan import (
    HasilTandaTangan,
    Keutuhan,
    Masa,
    Pencabutan,
    Putusan,
    Rantai,
    SumberWaktu,
    TandaTangan,
    kalimat,
    kalimat_semua,
)
from tests.support.people import berkas_at, document

MOMENT = datetime(2026, 2, 3, 1, 24, tzinfo=UTC)
GOOD = TandaTangan(
    nama="Budi Contoh", organisasi="KPU Contoh", keutuhan=Keutuhan.UTUH, rantai=Rantai.DIKENAL, masa=Masa.BERLAKU,
    pencabutan=Pencabutan.TIDAK_DICABUT, waktu=MOMENT, sumber_waktu=SumberWaktu.CAP_WAKTU,
)  # fmt: skip


def but(**changes: Any) -> TandaTangan:
    """A good signature, but for this."""
    return GOOD.model_copy(update=changes)


@pytest.mark.parametrize(
    ("one", "putusan", "said"),
    [
        (GOOD, Putusan.SAH, "Sah: tanda tangan Budi Contoh (KPU Contoh): berkas utuh sejak ditandatangani"),
        (GOOD, Putusan.SAH, "waktu 3 Februari 2026 08.24 WIB menurut cap waktu."),
        (but(keutuhan=Keutuhan.DITAMBAH), Putusan.SAH, "hanya ada tambahan yang diperbolehkan"),
        (but(keutuhan=Keutuhan.BERUBAH), Putusan.TIDAK_SAH, "berkas berubah setelah ditandatangani."),
        (but(keutuhan=Keutuhan.TIDAK_TERBACA), Putusan.TIDAK_SAH, "Tidak sah: tanda tangan tidak dapat dibaca."),
        (
            but(keutuhan=Keutuhan.TIDAK_DIPERIKSA, sebab="terlalu lama"), Putusan.TIDAK_PASTI,
            "Tidak dapat dipastikan: tanda tangan tidak diperiksa (terlalu lama).",
        ),
        (but(rantai=Rantai.TIDAK_DIKENAL), Putusan.TIDAK_SAH, "tanda tangan yang menyebut Budi Contoh"),
        (but(rantai=Rantai.TIDAK_DIKENAL), Putusan.TIDAK_SAH, "rantai sertifikat tidak dikenal"),
        (but(rantai=Rantai.TIDAK_SAH), Putusan.TIDAK_SAH, "rantai sertifikat tidak memenuhi syarat"),
        (but(rantai=Rantai.TIDAK_DIPERIKSA), Putusan.TIDAK_PASTI, "rantai sertifikat tidak diperiksa"),
        (but(masa=Masa.TIDAK_BERLAKU), Putusan.TIDAK_SAH, "sertifikat tidak berlaku saat ditandatangani"),
        (but(masa=Masa.TIDAK_PASTI), Putusan.TIDAK_PASTI, "tidak dapat dipastikan"),
        (but(pencabutan=Pencabutan.DICABUT), Putusan.TIDAK_SAH, "sertifikat sudah dicabut"),
        (but(pencabutan=Pencabutan.TIDAK_DIPERIKSA), Putusan.TIDAK_PASTI, "pencabutan sertifikat tidak diperiksa"),
        (but(sumber_waktu=SumberWaktu.CAP_RUSAK), Putusan.TIDAK_SAH, "cap waktunya tidak cocok"),
        (but(sumber_waktu=SumberWaktu.PENANDA_TANGAN), Putusan.SAH, "menurut jam penanda tangan, tanpa cap waktu"),
        (but(waktu=None, sumber_waktu=SumberWaktu.TIDAK_ADA), Putusan.SAH, "waktu tidak disebutkan"),
        (
            but(cap_waktu=True, pencabutan=Pencabutan.TIDAK_DIPERIKSA), Putusan.SAH,
            "cap waktu dokumen dari Budi Contoh (KPU Contoh)",
        ),
    ],
)  # fmt: skip
def test_each_finding_is_told_and_counts(one: TandaTangan, putusan: Putusan, said: str) -> None:
    assert one.putusan is putusan
    assert said in kalimat(one)
    assert kalimat(one).startswith(str(putusan).capitalize())


def test_times_are_those_of_the_office() -> None:
    assert "10.24 WIT menurut" in kalimat(GOOD, "Asia/Jayapura")


@pytest.mark.parametrize(
    ("signatures", "putusan"),
    [
        ((GOOD, GOOD), Putusan.SAH),
        ((GOOD, but(masa=Masa.TIDAK_PASTI)), Putusan.TIDAK_PASTI),
        ((but(masa=Masa.TIDAK_PASTI), but(keutuhan=Keutuhan.BERUBAH), GOOD), Putusan.TIDAK_SAH),
        ((), Putusan.TIDAK_PASTI),
    ],
)
def test_the_worst_signature_counts(signatures: tuple[TandaTangan, ...], putusan: Putusan) -> None:
    hasil = HasilTandaTangan(diperiksa=MOMENT, tanda_tangan=signatures)
    assert hasil.putusan is putusan
    assert kalimat_semua(hasil) == " ".join(map(kalimat, signatures))


def test_it_is_stored_as_json_and_read_again_with_what_is_not_known_yet() -> None:
    hasil = HasilTandaTangan(diperiksa=MOMENT, tanda_tangan=(GOOD,))
    document = hasil.model_dump(mode="json")
    assert HasilTandaTangan.model_validate(document) == hasil
    document["tanda_tangan"][0]["lain"] = "dari rilis lain"
    assert HasilTandaTangan.model_validate(document) == hasil


def test_a_berkas_from_before_signatures_were_looked_at_is_the_same_and_keeps_its_chain() -> None:
    berkas = berkas_at("R5b")
    document = berkas.model_dump(mode="json")
    for one in document["dokumen"]:
        del one["tanda_tangan"]
    older = Berkas.model_validate(document)
    assert (older, content(older)) == (berkas, content(berkas))
    assert [*faults(older.id, list(links(older))), *against(older, list(links(older)))] == []


def test_what_a_signature_is_worth_is_held_by_the_chain() -> None:
    hasil = HasilTandaTangan(diperiksa=MOMENT, tanda_tangan=(GOOD,))
    made = document(JenisDokumen.HASIL_SCAN, "R4b", bertanda_tangan=True, tanda_tangan=hasil)
    berkas = berkas_at("R5b", dokumen={JenisDokumen.HASIL_SCAN: made})
    kept = list(links(berkas))
    assert list(against(berkas, kept)) == []
    better = hasil.model_copy(update={"tanda_tangan": (but(nama="Orang lain"),)})
    dokumen = tuple(
        one.model_copy(update={"tanda_tangan": better}) if one.tanda_tangan else one for one in berkas.dokumen
    )
    assert list(against(berkas.model_copy(update={"dokumen": dokumen}), kept)) != []
