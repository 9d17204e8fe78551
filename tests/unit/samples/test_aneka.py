"""Decisions of every era: what is printed is the truth, what a pen wrote is not in the text."""

import pypdfium2
import pytest

from shared.samples.aneka import Ragam, keputusan_aneka
from shared.samples.era import ERAS, Era
from shared.samples.pena import tulisan
from shared.samples.words import acak

NAMES = [era.nama for era in ERAS]
HAND = frozenset({"nomor", "tanggal"})


def printed(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.parametrize("era", ERAS, ids=NAMES)
def test_the_facts_are_on_the_pages(era: Era) -> None:
    contoh = keputusan_aneka(Ragam(era, sans=True, aplikasi=True, coretan=True), seed=2)
    meta, text = contoh.metadata, printed(contoh.born_digital_pdf)
    for expected in (meta.nomor, meta.tanggal, meta.penandatangan.upper(), meta.tentang.upper(), "CamScanner"):
        assert expected in text
    assert len(contoh.pages) == 3
    assert contoh == keputusan_aneka(Ragam(era, sans=True, aplikasi=True, coretan=True), seed=2)


@pytest.mark.parametrize("era", ERAS, ids=NAMES)
def test_what_the_pen_wrote_is_a_drawing(era: Era) -> None:
    contoh = keputusan_aneka(Ragam(era, tangan=HAND, lampiran=False), seed=2)
    text = printed(contoh.born_digital_pdf)
    assert contoh.metadata.nomor not in text.replace(" ", "") or "/" not in contoh.metadata.nomor
    assert contoh.metadata.tanggal not in text
    assert "pada tanggal" in text
    assert len(contoh.pages) == 2


def test_no_two_hands_write_alike() -> None:
    once, again, other = (tulisan("0123456789-", 3, acak("pena", seed)) for seed in (1, 1, 2))
    assert once == again
    assert once != other
    assert all(len(stroke) > 1 for stroke in once)


def test_a_neat_hand_stays_on_the_line() -> None:
    lows = [
        max(y for stroke in tulisan("888", 3, acak("rapi", seed), neat=True) for _, y in stroke) for seed in range(9)
    ]
    assert max(lows) < 0.3
