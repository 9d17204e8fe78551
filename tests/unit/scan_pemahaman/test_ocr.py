"""From paper to fields: printed, worn, read by Tesseract, understood."""

from dataclasses import replace

import pytest

from services.scan.pemahaman import Pemahaman, pahami
from shared.samples.aneka import Ragam, keputusan_aneka
from shared.samples.era import ERAS
from shared.samples.model import Contoh
from shared.samples.scan import scan_like
from tests.support.bacaan import pictures, read

PLAIN = Ragam(next(era for era in ERAS if era.nama == "pusat"), lampiran=False)


def understood(contoh: Contoh, dpi: int = 150) -> Pemahaman:
    worn = scan_like(contoh.born_digital_pdf, dpi=dpi)
    return pahami([read(picture, number, dpi) for number, picture in enumerate(pictures(worn, dpi), 1)])


def test_a_printed_decision_is_understood() -> None:
    contoh = keputusan_aneka(PLAIN, seed=4)
    found, meta = understood(contoh), contoh.metadata
    assert found.jenis.nilai is not None
    assert found.jenis.nilai.kode == meta.jenis
    assert found.nomor.nilai is not None
    assert found.nomor.nilai.utuh == meta.nomor
    assert found.judul.nilai is not None
    assert found.judul.nilai.tercetak == meta.tentang.upper()
    assert found.tahun.nilai == meta.tahun
    assert found.tanggal_penetapan.nilai == meta.tanggal_penetapan
    assert not found.tanggal_penetapan.perlu_dilihat
    assert found.tempat.nilai == meta.tempat
    assert found.penandatangan.nilai == meta.penandatangan.upper()
    assert len(found.menimbang) == 2
    assert len(found.mengingat) == 3


@pytest.mark.parametrize("neat", [False, True])
def test_what_a_pen_wrote_is_never_sure(neat: bool) -> None:
    by_hand = replace(PLAIN, tangan=frozenset({"nomor", "tanggal"}), rapi=neat)
    found = understood(keputusan_aneka(by_hand, seed=4))
    assert found.nomor.perlu_dilihat
    assert found.tanggal_penetapan.perlu_dilihat
    assert found.nomor.sebab
