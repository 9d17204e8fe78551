"""The last step: what was read goes into the pages, then PDF/A-2b, validated. Runs in a child."""

import json
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf.pdfa import PdfaError, Report, save

from services.scan.pipeline.layer import font
from services.scan.pipeline.model import Pdfa, PdfaVerdict
from services.scan.pipeline.reading import draw, picture_name
from services.scan.pipeline.straighten import apply
from shared.documents.active import active_content

FLAVOUR = "2b"
FINDINGS = 3
UNPARSABLE = (pikepdf.PdfError, IndexError, TypeError, ValueError)
"""What is raised where the content of a page is no content."""


def finished(work: Path, read: Mapping[int, Path], target: Path) -> PdfaVerdict:
    """Write `target`: `work` with what was read on its pages (from 1), as PDF/A-2b where that is possible."""
    with pikepdf.open(work) as pdf:
        put_in(pdf, work, read)
        verdict = to_pdfa(pdf, target)
    if verdict.status is not Pdfa.VALID:
        with pikepdf.open(work) as pdf:  # anew: the attempt has changed it
            put_in(pdf, work, read)
            check_still(pdf)
            pdf.save(target)
    return verdict


def put_in(pdf: pikepdf.Pdf, work: Path, read: Mapping[int, Path]) -> None:
    """Lay what was read over the pages of `pdf`, which is what `work` holds."""
    if not read:
        return
    letters = font(pdf)
    for number, path in read.items():
        picture = path.with_name(picture_name(number))
        reading = json.loads(path.read_bytes())
        page = pdf.pages[number - 1]
        try:
            apply(pdf, page, reading, letters, picture if picture.exists() else None)
        except UNPARSABLE:
            draw_page(work, number, picture)
            apply(pdf, page, reading, letters, picture)


def draw_page(work: Path, number: int, picture: Path) -> None:
    """The page as a picture of itself: what it is made of cannot be taken apart."""
    with pypdfium2.PdfDocument(work) as document:
        draw(document[number - 1], picture)


def to_pdfa(pdf: pikepdf.Pdf, target: Path) -> PdfaVerdict:
    """Write `target` as PDF/A-2b, which the validator approved in the very bytes written; else write nothing."""
    check_still(pdf)
    try:
        save(pdf, target, FLAVOUR)
    except PdfaError as error:
        return PdfaVerdict(Pdfa.GAGAL, reason_of(error.report))
    except pikepdf.PdfError as error:
        return PdfaVerdict(Pdfa.GAGAL, f"Berkas tidak dapat diubah menjadi PDF/A-2b: {error}")
    with pikepdf.open(target) as made:
        check_still(made)
    return PdfaVerdict(Pdfa.VALID)


def check_still(pdf: pikepdf.Pdf) -> None:
    """What was taken out before must not have come back: nothing that acts is published. Raises RuntimeError."""
    if found := active_content(pdf):
        raise RuntimeError(f"active content in a result: {', '.join(found)}")


def reason_of(report: Report) -> str:
    """In Indonesian, with the validator's own first findings."""
    opening = "Tidak memenuhi PDF/A-2b" if report.verdict == "fail" else "PDF/A-2b tidak dapat dipastikan"
    rules = dict.fromkeys(f"{finding.rule}: {finding.message}" for finding in report.findings)
    more = f" (dan {len(rules) - FINDINGS} lagi)" if len(rules) > FINDINGS else ""
    return f"{opening}: {'; '.join(list(rules)[:FINDINGS])}{more}"
