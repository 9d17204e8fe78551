import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shared.documents.inspect import Inspection, Limits, inspect
from shared.documents.refusal import SENTENCES, DocumentRefused
from shared.documents.sniff import Kind
from tests.unit.documents import makers

LIMITS = Limits()
PAPER = makers.text_pdf()
GREY = Image.effect_noise((300, 400), 40)


def looked_at(tmp_path: Path, content: bytes, limits: Limits = LIMITS) -> Inspection:
    path = tmp_path / "berkas"
    path.write_bytes(content)
    return inspect(path, limits, "keputusan.pdf")


def refused(tmp_path: Path, content: bytes, limits: Limits = LIMITS) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        looked_at(tmp_path, content, limits)
    return caught.value


def test_a_usual_pdf(tmp_path: Path) -> None:
    found = looked_at(tmp_path, makers.text_pdf(("satu", "dua")))
    assert (found.kind, found.pages, found.largest_cm) == (Kind.PDF, 2, 29.7)
    assert not (found.signed or found.encrypted or found.repaired)


def test_it_is_fast(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(makers.text_pdf(["halaman"] * 20))
    times = []
    for _ in range(3):
        started = time.monotonic()
        inspect(path, LIMITS, "a.pdf")
        times.append(time.monotonic() - started)
    # 0.25 s on an idle machine; the bound leaves room for a busy one.
    assert min(times) < 1.5


@pytest.mark.parametrize(("kind", "expected"), [("JPEG", Kind.JPEG), ("PNG", Kind.PNG), ("TIFF", Kind.TIFF)])
def test_images(tmp_path: Path, kind: str, expected: Kind) -> None:
    found = looked_at(tmp_path, makers.encoded(GREY, kind))
    assert (found.kind, found.pages, found.largest_cm) == (expected, 1, None)


def test_every_page_of_a_tiff_counts(tmp_path: Path) -> None:
    content = makers.encoded(GREY, "TIFF", save_all=True, append_images=[GREY, GREY])
    assert looked_at(tmp_path, content).pages == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "berkas-kosong"),
        (b"Salinan menyusul.\n" * 9, "jenis-tidak-dikenal"),
        (makers.encrypted(PAPER, "rahasia"), "pdf-terkunci"),
        (PAPER[: len(PAPER) * 6 // 10], "pdf-rusak"),
        (b"%PDF-1.7\nbukan PDF", "pdf-rusak"),
        (b"%PDF-1.7\n%%EOF\n", "pdf-rusak"),
        (makers.broken_xref(makers.without_content(PAPER)), "pdf-rusak"),
        (makers.without_pages(), "pdf-tanpa-halaman"),
        (b"\n" + makers.with_signature_field(PAPER, signed=True), "pdf-bertanda-tangan-rusak"),
        (makers.encoded(GREY, "JPEG")[:-2000], "gambar-rusak"),
        (makers.encoded(GREY, "PNG")[:-2000], "gambar-rusak"),
        (b"\x89PNG\r\n\x1a\nbukan PNG", "gambar-rusak"),
    ],
)
def test_what_cannot_be_taken(tmp_path: Path, content: bytes, code: str) -> None:
    error = refused(tmp_path, content)
    assert error.code == code
    assert "“keputusan.pdf”" in error.sentence
    assert "kirim" in error.sentence


@pytest.mark.parametrize(
    ("content", "limits", "code", "status"),
    [
        (PAPER, replace(LIMITS, max_bytes=len(PAPER) - 1), "berkas-terlalu-besar", 413),
        (makers.text_pdf(("a", "b", "c")), replace(LIMITS, max_pages=2), "terlalu-banyak-halaman", 422),
        (PAPER, replace(LIMITS, max_page_cm=29), "halaman-terlalu-besar", 422),
        (makers.encoded(GREY, "PNG"), replace(LIMITS, max_pixels=100_000), "gambar-terlalu-besar", 422),
        (PAPER, replace(LIMITS, memory_mb=24), "berkas-terlalu-berat", 422),
    ],
)
def test_limits(tmp_path: Path, content: bytes, limits: Limits, code: str, status: int) -> None:
    error = refused(tmp_path, content, limits)
    assert (error.code, error.status) == (code, status)


def test_a_bomb_behind_the_first_page_of_a_tiff(tmp_path: Path) -> None:
    content = makers.encoded(GREY, "TIFF", save_all=True, append_images=[Image.new("1", (2000, 2000))])
    assert refused(tmp_path, content, replace(LIMITS, max_pixels=1_000_000)).code == "gambar-terlalu-besar"


def test_too_many_pages_of_a_tiff(tmp_path: Path) -> None:
    content = makers.encoded(GREY, "TIFF", save_all=True, append_images=[GREY, GREY])
    assert refused(tmp_path, content, replace(LIMITS, max_pages=2)).code == "terlalu-banyak-halaman"


def test_encrypted_but_open_is_taken(tmp_path: Path) -> None:
    assert looked_at(tmp_path, makers.encrypted(PAPER, "")).encrypted


def test_a_broken_table_is_repaired_when_no_page_is_lost(tmp_path: Path) -> None:
    found = looked_at(tmp_path, makers.broken_xref(PAPER))
    assert found.repaired
    assert found.pages == 1


def test_junk_before_the_header_is_taken(tmp_path: Path) -> None:
    assert looked_at(tmp_path, b"\r\n" + PAPER).pages == 1


@pytest.mark.parametrize("signed", [True, False])
def test_only_a_filled_field_is_a_signature(tmp_path: Path, signed: bool) -> None:
    assert looked_at(tmp_path, makers.with_signature_field(PAPER, signed=signed)).signed is signed


def test_every_sentence_is_a_sentence() -> None:
    facts = {"name": "“a”", "size": 1, "limit": 1, "looks": "teks", "pages": 1, "side": 1, "found": "x"}
    for code, sentence in SENTENCES.items():
        assert sentence.format(**facts).endswith("."), code
        assert code == code.lower().replace(" ", "-")


def test_a_long_name_is_shortened(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    with pytest.raises(DocumentRefused) as caught:
        inspect(path, LIMITS, "x" * 500)
    assert len(caught.value.sentence) < 250
