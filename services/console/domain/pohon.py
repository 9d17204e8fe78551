"""The tree of offices: national, provinces, regencies and cities. `Pohon`: an office's code, that of its parent."""

from collections.abc import Mapping
from typing import Final

from shared.kantor import NASIONAL, Tingkat, known_code, tingkat_of

Pohon = Mapping[str, str]
ABOVE: Final = {
    Tingkat.PROVINSI: Tingkat.NASIONAL, Tingkat.KABUPATEN: Tingkat.PROVINSI, Tingkat.KOTA: Tingkat.PROVINSI,
}  # fmt: skip


def above(kode: str, pohon: Pohon) -> tuple[str, ...]:
    """The codes of the offices above, the nearest first; a circle is walked once."""
    found: list[str] = []
    here = pohon.get(kode, "")
    while here and here not in (kode, *found):
        found.append(here)
        here = pohon.get(here, "")
    return tuple(found)


def level_fault(kode: str, tingkat: str) -> str:
    """What is wrong with the level of an office; "" when nothing is."""
    if not known_code(kode):
        return "kode kantor: 0 untuk nasional, dua angka untuk provinsi, empat angka untuk kabupaten/kota"
    wanted = tingkat_of(kode)
    return "" if tingkat == wanted else f"menurut kodenya, {kode} adalah kantor tingkat {wanted}"


def place_fault(kode: str, induk: str, pohon: Pohon) -> str:
    """What is wrong with this office under that parent in this tree; "" when nothing is."""
    if kode == NASIONAL:
        return "kantor nasional tidak mempunyai induk" if induk else ""
    wanted = ABOVE[tingkat_of(kode)]
    if not known_code(induk) or tingkat_of(induk) is not wanted:
        return f"induk kantor {kode} harus kantor tingkat {wanted}"
    if wanted is Tingkat.PROVINSI and not kode.startswith(induk):
        return f"kode {kode} tidak termasuk provinsi {induk}"
    if induk not in pohon:
        return f"kantor induk {induk} belum terdaftar"
    return f"{kode} menjadi induk dari dirinya sendiri" if kode in above(induk, pohon) else ""
