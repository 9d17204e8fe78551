"""Whose signature a published document bears, on its public page."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup

from services.publisher.connectors.looking import page_fields, visitor
from shared.sop import Berkas, JenisDokumen
from shared.tanda_tangan import HasilTandaTangan, Keutuhan, Masa, Pencabutan, Rantai, SumberWaktu, TandaTangan
from tests.service.publisher.conftest import At, Press

SIGNED = datetime(2026, 2, 3, 1, 24, tzinfo=UTC)
CHECKED = datetime(2026, 2, 4, 2, 0, tzinfo=UTC)
GOOD = TandaTangan(
    nama="Budi <b>Contoh</b>", organisasi="KPU Contoh", keutuhan=Keutuhan.UTUH, rantai=Rantai.DIKENAL,
    masa=Masa.BERLAKU, pencabutan=Pencabutan.TIDAK_DICABUT, waktu=SIGNED, sumber_waktu=SumberWaktu.CAP_WAKTU,
)  # fmt: skip
UNKNOWN = GOOD.model_copy(update={"nama": "Siti Asing", "rantai": Rantai.TIDAK_DIKENAL})


def published(press: Press, berkas: Berkas) -> dict[str, str]:
    """The facts on the public page."""
    assert press.post(berkas, "terbit", subjek="PEMILIHAN").status_code == 202
    assert press.work(berkas) == "terverifikasi"
    with visitor() as client:
        return page_fields(client, press.told(berkas)["alamat"])


def signed(press: Press, berkas: Berkas, *signatures: TandaTangan) -> Berkas:
    """The same berkas with a scan that bears these signatures."""
    found = HasilTandaTangan(diperiksa=CHECKED, tanda_tangan=signatures)
    bears = {"bertanda_tangan": True, "tanda_tangan": found}
    dokumen = tuple(
        one.model_copy(update=bears) if one.jenis is JenisDokumen.HASIL_SCAN else one for one in berkas.dokumen
    )
    return press.bench.put("publisher", berkas.model_copy(update={"dokumen": dokumen, "giliran": berkas.giliran + 1}))


def test_the_page_says_who_signed_and_what_was_checked(press: Press, at: At) -> None:
    berkas = signed(press, at("R5b"), GOOD)
    facts = published(press, berkas)
    assert facts["Tanda tangan elektronik"] == (
        "Sah: tanda tangan Budi <b>Contoh</b> (KPU Contoh): berkas utuh sejak ditandatangani; "
        "rantai sertifikat dikenal; sertifikat berlaku saat ditandatangani; sertifikat tidak dicabut; "
        "waktu 3 Februari 2026 08.24 WIB menurut cap waktu."
    )
    assert facts["Tanda tangan diperiksa"] == "4 Februari 2026 09.00 WIB"
    page = BeautifulSoup(press.site.get(press.publication(berkas).page_path).text, "html.parser")
    assert not page.select("dd b")


def test_several_signatures_are_told_one_by_one(press: Press, at: At) -> None:
    facts = published(press, signed(press, at("R5b"), GOOD, UNKNOWN))
    assert facts["Tanda tangan elektronik 1"].startswith("Sah: ")
    assert facts["Tanda tangan elektronik 2"].startswith("Tidak sah: tanda tangan yang menyebut Siti Asing")


@pytest.mark.parametrize("older", [True, False])
def test_a_document_without_signatures_shows_nothing_new(press: Press, at: At, older: bool) -> None:
    berkas = at("R5b")
    if older:
        document: dict[str, Any] = berkas.model_dump(mode="json")
        for one in document["dokumen"]:
            del one["tanda_tangan"]
        told = Berkas.model_validate(document)
        berkas = press.bench.put("publisher", told.model_copy(update={"giliran": told.giliran + 1}))
    facts = published(press, berkas)
    assert [label for label in facts if "anda tangan elektronik" in label or "diperiksa" in label] == []
    assert press.publication(berkas).signatures is None
