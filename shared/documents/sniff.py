"""What a file is, by its first bytes; its name says nothing."""

from enum import StrEnum
from pathlib import Path

# Readers take a PDF whose header comes within the first 1024 bytes (ISO 32000-1, annex H.3.4.1).
HEAD_BYTES = 1024
PDF_MARK = b"%PDF-"


class Kind(StrEnum):
    """The kinds of file that can be taken."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"


IMAGES = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"II+\x00", Kind.TIFF),
    (b"MM\x00+", Kind.TIFF),
)

OTHERS = (
    (b"PK\x03\x04", "dokumen Word/Excel atau arsip ZIP"),
    (b"\xd0\xcf\x11\xe0", "dokumen Word/Excel lama"),
    (b"{\\rtf", "dokumen RTF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7-Zip"),
    (b"GIF8", "gambar GIF"),
    (b"BM", "gambar BMP"),
    (b"RIFF", "gambar WebP atau suara"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)


def head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES + len(PDF_MARK))


def kind_of(head: bytes) -> Kind | None:
    """The kind of a file that starts with `head`; None: not one that can be taken."""
    for mark, kind in IMAGES:
        if head.startswith(mark):
            return kind
    return Kind.PDF if PDF_MARK in head else None


def looks_like(head: bytes) -> str:
    """In Indonesian, what a file that cannot be taken seems to be."""
    for mark, description in OTHERS:
        if head.startswith(mark):
            return description
    if head[4:12] in {b"ftypheic", b"ftypmif1", b"ftypheix"}:
        return "foto HEIC dari ponsel"
    return looks_like_text(head) if is_text(head) else "data yang tidak dikenali"


def is_text(head: bytes) -> bool:
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        # A character cut off by the end of the head is no sign of anything.
        text = head[: error.start].decode() if error.start > len(head) - 4 else "\0"
    return all(character.isprintable() or character.isspace() for character in text)


def looks_like_text(head: bytes) -> str:
    return "halaman web (HTML)" if b"<html" in head.lower() or b"<!doctype" in head.lower() else "teks biasa"
