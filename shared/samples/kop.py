"""The letterhead that all sample documents of an office share."""

from shared.samples.naskah import Naskah
from shared.samples.words import Kantor


def kop(naskah: Naskah, kantor: Kantor, *, unit: str = "") -> None:
    """Print the office's letterhead, for one of its units when named, and the double line under it."""
    if unit:
        naskah.centre(unit.upper(), bold=True, size=14)
    naskah.centre("KOMISI PEMILIHAN UMUM", bold=True, size=14)
    naskah.centre(kantor.wilayah.upper(), bold=True, size=14)
    if unit:
        naskah.centre(kantor.alamat, size=10)
    naskah.rule()
