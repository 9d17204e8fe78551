"""An office as a value: place in the tree, letterhead, sites. Its code is the home ministry's region code."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

NASIONAL: Final = "0"
"""Code of the national office: the home ministry numbers only what lies below."""
_CODE = re.compile(r"0|[1-9]\d|[1-9]\d\d\d")
Pohon = Mapping[str, str]
"""The tree: an office's code, that of the office above."""
FIRST_CITY = 71
"""Of the last two digits: regencies have 01 to 69, cities 71 to 99."""

ZONA: Final = {
    "Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT",
}  # fmt: skip
HARI: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
"""Days of the week; their numbers count from 1."""
HARI_KERJA: Final = (1, 2, 3, 4, 5)


class Tingkat(StrEnum):
    """The level of an office."""

    NASIONAL = "nasional"
    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"


def known_code(kode: str) -> bool:
    """Whether this may be the code of an office: `0`, two digits of a province, four of a regency or city."""
    return _CODE.fullmatch(kode) is not None


def tingkat_of(kode: str) -> Tingkat:
    """The level of the office with this code."""
    if kode == NASIONAL:
        return Tingkat.NASIONAL
    if len(kode) <= 2:
        return Tingkat.PROVINSI
    return Tingkat.KOTA if kode[2:] >= str(FIRST_CITY) else Tingkat.KABUPATEN


def induk_of(kode: str) -> str:
    """The code of the office above; "" for the national one."""
    return {Tingkat.NASIONAL: "", Tingkat.PROVINSI: NASIONAL}.get(tingkat_of(kode), kode[:2])


def above(kode: str, pohon: Pohon) -> tuple[str, ...]:
    """The codes of the offices above, the nearest first; a circle is walked once."""
    found: list[str] = []
    here = pohon.get(kode, "")
    while here and here not in (kode, *found):
        found.append(here)
        here = pohon.get(here, "")
    return tuple(found)


class _Nilai(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Kop(_Nilai):
    """The letterhead. `baris`: its lines in capitals; none: the name of the office in two lines."""

    baris: tuple[str, ...] = ()
    alamat: str = ""
    telepon: str = ""
    surel: str = ""
    laman: str = ""

    @property
    def kontak(self) -> str:
        """The ways to reach the office, as far as they are known, in one line."""
        named = (("Telepon", self.telepon), ("Surel", self.surel), ("Laman", self.laman))
        return " · ".join(f"{name} {value}" for name, value in named if value)


class Situs(_Nilai):
    """A JDIH site of an office. `jenis`: the kind of site, as the publisher's connectors are named."""

    nama: str
    alamat: str
    jenis: str = "bawaan"


def built_in_site(kode: str, nama: str) -> Situs:
    """The site that every office has."""
    return Situs(nama=f"JDIH {nama}", alamat=f"/jdih/{kode}")
