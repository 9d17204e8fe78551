"""Where an office may stand in the tree: national, provinces, regencies and cities."""

from typing import Final

from shared.kantor import NASIONAL, Pohon, Tingkat, above, known_code, tingkat_of

ABOVE: Final = {
    Tingkat.PROVINSI: Tingkat.NASIONAL, Tingkat.KABUPATEN: Tingkat.PROVINSI, Tingkat.KOTA: Tingkat.PROVINSI,
}  # fmt: skip


def level_fault(kode: str, tingkat: str) -> str:
    """What is wrong with the level of an office; "" when nothing is."""
    if not known_code(kode):
        return "harus 0 untuk nasional, dua angka untuk provinsi, atau empat angka untuk kabupaten/kota"
    wanted = tingkat_of(kode)
    return "" if tingkat == wanted else f"{kode} adalah kode kantor tingkat {wanted}"


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
