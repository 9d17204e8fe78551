"""Text of the pages of a PDF, and the facts by which that text is judged. Runs in a child."""

import re
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from services.scan.pipeline.judgement import SCAN_COVERAGE, PageFacts
from services.scan.pipeline.on_page import FORM_DEPTH, image_share

# PDFium's marks of a hyphen at the end of a line.
HYPHEN = re.compile("[\ufffe\x02]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def texts_of(path: Path) -> list[str]:
    """The text of each page, lines parted by newlines, without control characters."""
    with pypdfium2.PdfDocument(path) as document:
        return [tidy(raw_text(page)) for page in document]


def facts_of(path: Path) -> list[PageFacts]:
    """What `judge` wants to know of each page."""
    with pypdfium2.PdfDocument(path) as document:
        return [page_facts(page) for page in document]


def raw_text(page: pypdfium2.PdfPage) -> str:
    text: str = page.get_textpage().get_text_range()
    return text


def tidy(text: str) -> str:
    lines = CONTROL.sub("", HYPHEN.sub("-", text)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def page_facts(page: pypdfium2.PdfPage) -> PageFacts:
    objects = list(page.get_objects(max_depth=FORM_DEPTH))
    shares = [image_share(item, page) for item in objects]
    return PageFacts(
        text=raw_text(page),
        coverage=min(1.0, sum(shares)),
        hidden=is_hidden(objects, shares),
        empty=not objects,
    )


def is_hidden(objects: list[pypdfium2.PdfObject], shares: list[float]) -> bool:
    """Whether most of the text is invisible, or painted over by a picture that comes later."""
    covered_until = max((number for number, share in enumerate(shares) if share >= SCAN_COVERAGE), default=-1)
    text = [(number, item) for number, item in enumerate(objects) if item.type == pdfium.FPDF_PAGEOBJ_TEXT]
    hidden = sum(number < covered_until or is_invisible(item) for number, item in text)
    return hidden * 2 > len(text)


def is_invisible(item: pypdfium2.PdfObject) -> bool:
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(item.raw) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
