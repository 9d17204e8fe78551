"""What is wrong with an office as it was stated, in words for who stated it."""

from typing import Any

from pydantic import ValidationError

from services.console.domain.daftar import column_of
from shared.web.problems import field_sentences

NAMES = {
    "kode": "Kode", "nama": "Nama kantor", "tempat": "Tempat kedudukan", "zona": "Zona waktu", "sop": "SOP",
    "induk": "Induk", "tingkat": "Tingkat", "kop": "Kop surat", "alamat": "Alamat", "telepon": "Telepon",
    "surel": "Surel", "laman": "Laman", "jdih": "Situs JDIH", "hari_kerja": "Hari kerja", "tutup": "Hari tutup",
    "maks_unggah_mb": "Ukuran unggahan", "maks_halaman": "Jumlah halaman", "aktif": "Aktif",
    "kode_wajib": "Peran yang wajib memakai kode",
}  # fmt: skip
"""What the columns of a list, the fields of the form and those of a recorded change are called."""


def complaints(error: ValidationError) -> dict[str, str]:
    """A sentence for each column in which something is wrong. Without a code nothing is said of the level."""
    found: dict[str, Any] = {}
    for one in error.errors():
        found.setdefault(column_of(one["loc"]), one)
    if "kode" in found:
        found.pop("tingkat", None)
    return {column: _sentence(column, field_sentences([{**one, "loc": ("",)}])[""]) for column, one in found.items()}


def _sentence(column: str, said: str) -> str:
    return said.replace("Isian ini", NAMES.get(column, column), 1)
