"""Lines that are an official's title, a name, or what stands for a signature."""

import re

from services.scan.pemahaman.baris import Baris
from services.scan.pemahaman.kepala import ACTING, OFFICIALS, huruf_besar
from services.scan.pemahaman.mirip import betulkan, kamus, mirip

TTD = re.compile(r"\W*(ttd|t\.t\.d|tl|td|ltd|cap|dto)\W*", re.IGNORECASE)
NOT_NAMES = (
    "SALINAN",
    "SEKRETARIAT",
    "DIUNDANGKAN",
    "BERITA",
    "LAMPIRAN",
    "KEPALA",
    "KOMISI",
    "PROVINSI",
    "KABUPATEN",
    "KOTA",
    "PARAF",
    "DOKUMEN",
    "DIPINDAI",
    "PJ",
    "PLT",
    "PLH",
    "PJS",
)
NAME = re.compile(r"(?:[A-Z] )?[A-Z][A-Za-z'`’.,-]+(?: [A-Za-z'`’.,-]+)*")


def is_official(text: str) -> bool:
    """Whether a line begins an official's title, in capitals; Pj. and Plt. may stand before it."""
    title = text[found.end() :] if (found := ACTING.match(text)) else text
    words = title.split()
    return bool(words) and huruf_besar(title) and any(mirip(words[0], one) for one in OFFICIALS)


def is_name(line: Baris) -> bool:
    """Whether a line can be a person's name: letters only, and at most half of it words of headings.

    A word that was read clearly is none of those that it resembles: "Pratama" is a name, and not "pertama".
    """
    clean = line.teks.strip(" .,_-|")
    words = clean.split()
    letters = sum(c.isalpha() for c in clean)
    if letters < 4 or not NAME.fullmatch(clean) or any(mirip(words[0], one) for one in NOT_NAMES):
        return False
    titled = sum(betulkan(kata.teks.strip(".,"), kata.yakin) in kamus() for kata in line.kata)
    return any(len(word) > 2 for word in words) and 2 * titled <= len(line.kata)
