"""The last step: PDF/A-2b, validated, and the text of the pages. Runs in a child."""

from pathlib import Path

import pikepdf
from pikepdf.pdfa import PdfaError, Report, save

from services.scan.pipeline.model import Pdfa, PdfaVerdict
from shared.documents.active import active_content

FLAVOUR = "2b"
FINDINGS = 3


def to_pdfa(candidate: Path, target: Path) -> PdfaVerdict:
    """Write `target` as PDF/A-2b, which the validator approved in the very bytes written; else write nothing."""
    try:
        with pikepdf.open(candidate) as pdf:
            check_still(pdf)
            save(pdf, target, FLAVOUR)
        with pikepdf.open(target) as made:
            check_still(made)
    except PdfaError as error:
        return PdfaVerdict(Pdfa.GAGAL, reason_of(error.report))
    except pikepdf.PdfError as error:
        return PdfaVerdict(Pdfa.GAGAL, f"Berkas tidak dapat diubah menjadi PDF/A-2b: {error}")
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
