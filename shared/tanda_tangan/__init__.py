"""Electronic signatures of documents: what was found of them, and how it is told."""

from shared.tanda_tangan.kalimat import kalimat, kalimat_semua
from shared.tanda_tangan.nilai import (
    HasilTandaTangan,
    Keutuhan,
    Masa,
    Pencabutan,
    Putusan,
    Rantai,
    SumberWaktu,
    TandaTangan,
)

__all__ = [
    "HasilTandaTangan", "Keutuhan", "Masa", "Pencabutan", "Putusan", "Rantai", "SumberWaktu", "TandaTangan",
    "kalimat", "kalimat_semua",
]  # fmt: skip
