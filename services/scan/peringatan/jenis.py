"""Kinds of personal data, and a warning about one place."""

from dataclasses import dataclass, field
from enum import StrEnum

from services.scan.domain.halaman import Kotak

SHOWN = 2
MASK = "•"


class JenisPeringatan(StrEnum):
    """What was found."""

    NIK = "nik"
    NOMOR_KK = "nomor_kk"
    TELEPON = "telepon"
    SUREL = "surel"
    REKENING = "rekening"
    ALAMAT = "alamat"

    @property
    def sebutan(self) -> str:
        """Its name for a reader."""
        return NAMES[self]


NAMES = {
    JenisPeringatan.NIK: "NIK",
    JenisPeringatan.NOMOR_KK: "Nomor kartu keluarga",
    JenisPeringatan.TELEPON: "Nomor telepon",
    JenisPeringatan.SUREL: "Alamat surel (e-mail)",
    JenisPeringatan.REKENING: "Nomor rekening bank",
    JenisPeringatan.ALAMAT: "Alamat tempat tinggal",
}


@dataclass(frozen=True, slots=True)
class Kepala:
    """What the office's own letterhead says: not personal, wherever it stands."""

    alamat: str = ""
    telepon: str = ""
    surel: str = ""


@dataclass(frozen=True, slots=True)
class Peringatan:
    """One place with personal data, as it may be kept and shown: `cuplikan` is masked. A box for each line."""

    jenis: JenisPeringatan
    halaman: int
    kotak: tuple[Kotak, ...]
    cuplikan: str

    @property
    def kalimat(self) -> str:
        """For the person who decides."""
        return (
            f"{self.jenis.sebutan} ({self.cuplikan}) tampaknya ada di halaman {self.halaman}. Lihat halamannya: "
            "tutup bila milik perorangan, atau nyatakan boleh terbit dengan alasannya."
        )


@dataclass(frozen=True, slots=True)
class Temuan:
    """The same with its value, which is neither kept nor logged."""

    jenis: JenisPeringatan
    halaman: int
    kotak: tuple[Kotak, ...]
    nilai: str = field(repr=False)

    @property
    def peringatan(self) -> Peringatan:
        """What may be kept of it."""
        return Peringatan(self.jenis, self.halaman, self.kotak, masked(self.jenis, self.nilai))


def masked(jenis: JenisPeringatan, nilai: str) -> str:
    """Enough to find the place on the page, too little to use."""
    if jenis is JenisPeringatan.ALAMAT:
        return f"{nilai.split(maxsplit=1)[0]} {MASK * 6}" if nilai.split() else MASK * 6
    if jenis is JenisPeringatan.SUREL:
        name, _, host = nilai.partition("@")
        return f"{name[:1]}{MASK * 5}@{host}"
    text = "".join(nilai.split())
    return f"{text[:SHOWN]}{MASK * max(1, len(text) - 2 * SHOWN)}{text[-SHOWN:]}"
