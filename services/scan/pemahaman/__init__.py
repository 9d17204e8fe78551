"""Understanding: from the words of a legal product's pages to its metadata. Pure functions; nothing is stored."""

from services.scan.pemahaman.model import (
    Bidang,
    Diktum,
    JenisProduk,
    Judul,
    Lampiran,
    Nomor,
    Pemahaman,
    Relasi,
)
from services.scan.pemahaman.pahami import pahami

__all__ = ["Bidang", "Diktum", "JenisProduk", "Judul", "Lampiran", "Nomor", "Pemahaman", "Relasi", "pahami"]
