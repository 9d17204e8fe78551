"""What a PDF is: pages, size of paper, lock, signature, damage. Runs in the child of `inspect`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pikepdf

from shared.documents.facts import Facts, Refused
from shared.documents.sniff import PDF_MARK, head_of

# Where a reader looks for the end mark (ISO 32000-1, annex H.3.4.4), doubled for what mail gateways append.
TAIL_BYTES = 2048
CM_PER_POINT = 2.54 / 72
FIELD_DEPTH = 32


def facts_of_pdf(path: Path) -> Facts:
    """Raises Refused."""
    pdf, repaired = opened(path)
    with pdf:
        pages = page_count(pdf)
        if repaired and lost_pages(pdf):
            raise Refused("pdf-rusak")
        signed = is_signed(pdf)
        if signed and not head_of(path).startswith(PDF_MARK):
            raise Refused("pdf-bertanda-tangan-rusak")
        return {
            "pages": pages,
            "signed": signed,
            "encrypted": pdf.is_encrypted,
            "repaired": repaired,
            "largest_cm": largest_cm(pdf),
        }


def opened(path: Path) -> tuple[pikepdf.Pdf, bool]:
    """The PDF, and whether its cross-reference table had to be rebuilt."""
    try:
        return pikepdf.open(path, attempt_recovery=False), False
    except pikepdf.PasswordError:
        raise Refused("pdf-terkunci") from None
    except pikepdf.PdfError as error:
        if "encryption" in str(error).lower():
            raise Refused("pdf-terkunci") from None
    # Rebuilt from what is there, a file that was cut off looks whole but has fewer pages: only its end can tell.
    if not has_end(path):
        raise Refused("pdf-rusak")
    try:
        return pikepdf.open(path), True
    except pikepdf.PasswordError:
        raise Refused("pdf-terkunci") from None
    except pikepdf.PdfError:
        raise Refused("pdf-rusak") from None


def has_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        return b"%%EOF" in file.read()


def page_count(pdf: pikepdf.Pdf) -> int:
    try:
        pages = len(pdf.pages)
    except (pikepdf.PdfError, RuntimeError):
        raise Refused("pdf-rusak") from None
    if pages == 0:
        raise Refused("pdf-tanpa-halaman")
    return pages


def lost_pages(pdf: pikepdf.Pdf) -> bool:
    """Whether the page tree promises more pages than there are, or a page has lost its content."""
    promised = int(pdf.Root.Pages.get("/Count", 0))
    return promised > len(pdf.pages) or any("/Contents" not in page.obj for page in pdf.pages)


def largest_cm(pdf: pikepdf.Pdf) -> float:
    return round(max(longest_side(page) for page in pdf.pages) * CM_PER_POINT, 1)


def longest_side(page: pikepdf.Page) -> float:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    unit = float(page.obj.get("/UserUnit", 1))
    return max(abs(right - left), abs(top - bottom)) * unit


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Whether any field holds a signature value; a field that waits for its signature does not."""
    return any(is_signature(field.get("/V")) for field in form_fields(pdf))


def form_fields(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The fields of its form, if it has one."""
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        yield from fields(form.get("/Fields"), FIELD_DEPTH)


def is_signature(value: object) -> TypeGuard[pikepdf.Dictionary]:
    if not isinstance(value, pikepdf.Dictionary) or "/ByteRange" not in value:
        return False
    return bool(bytes(value.get("/Contents", b"")).strip(b"\0"))


def fields(kids: object, depth: int) -> Iterator[pikepdf.Dictionary]:
    """All fields under `kids`; the depth is bounded because a hostile tree may lead back into itself."""
    if depth == 0 or not isinstance(kids, pikepdf.Array):
        return
    for field in kids:
        if isinstance(field, pikepdf.Dictionary):
            yield field
            yield from fields(field.get("/Kids"), depth - 1)
