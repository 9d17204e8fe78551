import pytest

from shared.documents.sniff import Kind, kind_of, looks_like


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", Kind.PDF),
        (b"\n" * 1000 + b"%PDF-1.7", Kind.PDF),
        (b"\xff\xd8\xff\xe1", Kind.JPEG),
        (b"MM\x00*", Kind.TIFF),
        (b"GIF89a", None),
        (b"", None),
    ],
)
def test_kind_by_content(head: bytes, kind: Kind | None) -> None:
    assert kind_of(head) is kind


@pytest.mark.parametrize(
    ("head", "description"),
    [
        (b"PK\x03\x04...", "dokumen Word/Excel atau arsip ZIP"),
        (b"\0\0\0\x18ftypheic", "foto HEIC dari ponsel"),
        (b"<!DOCTYPE html><html>", "halaman web (HTML)"),
        ("Salinan § 5 é".encode(), "teks biasa"),
        (b"teks\n", "teks biasa"),
        (b"\x00\x01\x02\x03", "data yang tidak dikenali"),
        (b"\xe9\xe8teks", "data yang tidak dikenali"),
    ],
)
def test_what_it_looks_like(head: bytes, description: str) -> None:
    assert looks_like(head) == description


def test_a_character_cut_at_the_end_is_still_text() -> None:
    assert looks_like(("a" * 1028 + "é").encode()[:1029]) == "teks biasa"
