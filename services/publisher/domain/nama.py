"""Names that the public sees: of a file, of an address, of the body responsible."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count

from shared.sop import JENIS

_KIP = "Komisi Independen Pemilihan"
"""What the election commission of Aceh and of its regencies is called (UU 11/2006)."""
_WILAYAH = re.compile(r"\b(Provinsi|Kabupaten|Kota)\s+(.+)$", re.IGNORECASE)


def file_stem(jenis: str, tahun: int, nomor: str, kantor: str) -> str:
    """`<year><type code><office code><number, at least 3 digits>`, without `.pdf`; no number in it gives 000."""
    digits = re.search(r"\d+", nomor)
    return f"{tahun}{JENIS[jenis].kode_berkas}{kantor}{int(digits[0]) if digits else 0:03d}"


def slug(jenis: str, tahun: int, nomor: str) -> str:
    """The last part of a detail page's address: lower-case ASCII letters, digits and hyphens."""
    words = nomor if str(tahun) in nomor else f"{nomor} tahun {tahun}"
    plain = unicodedata.normalize("NFKD", f"{JENIS[jenis].nama} nomor {words}").encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:120]


def unique(stem: str, taken: Collection[str], sign: str) -> str:
    """`stem`, or `stem` with the first free number from 2 behind `sign`."""
    names = (stem if n == 1 else f"{stem}{sign}{n}" for n in count(1))
    return next(name for name in names if name not in taken)


def teu(nama_kantor: str) -> str:
    """T.E.U. badan of an office, from its name: "Kotawaringin Timur (Kabupaten). Komisi Pemilihan Umum"."""
    acehnese = nama_kantor.startswith(("KIP ", _KIP))
    body, alone = (_KIP, "Aceh (Provinsi)") if acehnese else ("Komisi Pemilihan Umum", "Indonesia")
    found = _WILAYAH.search(nama_kantor)
    return f"{found[2].strip()} ({found[1].capitalize()}). {body}" if found else f"{alone}. {body}"
