"""The running text of a document: what pages add (numbers, footers of programs) left out."""

import re
from collections.abc import Sequence

from services.scan.domain.halaman import Halaman
from services.scan.pemahaman.baris import Baris, baris_halaman

PAGE_NUMBER = re.compile(r"[-–—~=.\s]*\d{1,3}[-–—~=.\s]*")
FOOTERS = re.compile(
    r"(?i)dipindai dengan|scanned (?:with|by)|camscanner|adobe scan|dokumen ini telah ditandatangani|"
    r"diterbitkan oleh balai besar sertifikasi|sertifikat elektronik yang|jdih\.[a-z.]+"
)
CATCHWORD = re.compile(r".{1,40}(?:\.\s*){3,}")
EDGE = 0.12


def baris_dokumen(pages: Sequence[Halaman]) -> list[Baris]:
    """The lines of all pages, in order."""
    return [line for page in pages for line in _lines(page)]


def _lines(page: Halaman) -> list[Baris]:
    found = []
    for line in baris_halaman(page):
        top, bottom = line.kotak[1] / page.tinggi, line.kotak[3] / page.tinggi
        edge = top < EDGE or bottom > 1 - EDGE
        if FOOTERS.search(line.teks) or (edge and PAGE_NUMBER.fullmatch(line.teks)):
            continue
        if bottom > 1 - EDGE and CATCHWORD.fullmatch(line.teks):
            continue
        found.append(line)
    return found
