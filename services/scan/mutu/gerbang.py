"""The gate: one sentence for each thing that is wrong with a page, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from services.scan.domain.halaman import Halaman
from services.scan.mutu.nomor import faults, printed_number
from services.scan.mutu.ukuran import Ukuran

DPI_NEEDED = 140
"""A scan at 150 dpi, with what a fitted page takes off it."""
DARK_PAPER = 140
FAINT_INK = 150
EMPTY = 0.0004
CONFIDENT = 70.0
SKEWED = 1.0


class Cacat(StrEnum):
    """What may be wrong with a page."""

    KOSONG = "kosong"
    GELAP = "gelap"
    PUCAT = "pucat"
    RESOLUSI = "resolusi"
    TERPOTONG = "terpotong"
    MIRING = "miring"
    KABUR = "kabur"
    NOMOR = "nomor"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class Catatan:
    """One finding. `ulang`: scanning this page again would mend it."""

    halaman: int
    cacat: Cacat
    kalimat: str
    ulang: bool = True


@dataclass(frozen=True, slots=True)
class Terbaca:
    """A page as it was read: `yakin` 0 to 100 or None where nothing was read.

    `ukuran`: None where nobody measured its picture.
    """

    ukuran: Ukuran | None
    halaman: Halaman
    yakin: float | None = None


def judge(pages: Iterable[Terbaca]) -> list[Catatan]:
    """Everything that is wrong, page by page; the pages are gone through once."""
    numbers: dict[int, int] = {}
    found: list[Catatan] = []
    for page in pages:
        number = page.halaman.nomor
        if (printed := printed_number(page.halaman)) is not None:
            numbers[number] = printed
        found += [Catatan(number, cacat, kalimat, cacat is not Cacat.CAP) for cacat, kalimat in _of(page)]
    found += [Catatan(number, Cacat.NOMOR, kalimat, ulang=False) for number, kalimat in faults(numbers).items()]
    return sorted(found, key=lambda one: one.halaman)


def _of(page: Terbaca) -> list[tuple[Cacat, str]]:
    number = page.halaman.nomor
    again = f"Pindai ulang halaman {number}"
    if page.ukuran and page.ukuran.isi < EMPTY and not page.halaman.kata:
        return [(Cacat.KOSONG, f"Halaman {number} kosong. Buang halaman ini, atau pindai sisi yang benar.")]
    found = _of_picture(number, page.ukuran, again) if page.ukuran else []
    if page.yakin is not None and page.yakin < CONFIDENT:
        found.append((Cacat.KABUR, f"Halaman {number} sukar dibaca. {again}, dan pastikan kertasnya rata dan bersih."))
    return found


def _of_picture(number: int, size: Ukuran, again: str) -> list[tuple[Cacat, str]]:
    found: list[tuple[Cacat, str]] = []
    if size.kertas < DARK_PAPER:
        found.append((Cacat.GELAP, f"Halaman {number} terlalu gelap. {again} dengan lebih terang."))
    if size.dpi is not None and size.tinta > FAINT_INK:
        found.append((Cacat.PUCAT, f"Tulisan di halaman {number} terlalu pucat. {again} dengan lebih gelap."))
    if size.dpi is not None and size.dpi < DPI_NEEDED:
        found.append(
            (Cacat.RESOLUSI, f"Halaman {number} dipindai dengan {size.dpi:.0f} dpi. {again} dengan 200–300 dpi.")
        )
    if size.dpi is not None and size.terpotong:
        edges = " dan ".join(size.terpotong)
        found.append(
            (Cacat.TERPOTONG, f"Tulisan di tepi {edges} halaman {number} terpotong. {again} dengan letak yang pas.")
        )
    if abs(size.miring) > SKEWED:
        degrees = f"{abs(size.miring):.1f}".replace(".", ",")
        found.append((Cacat.MIRING, f"Halaman {number} miring {degrees}°. {again} dengan letak yang lurus."))
    if size.cap is not None:
        found.append(
            (Cacat.CAP, f"Di halaman {number} tampak cap berwarna. Salinan tidak boleh bercap: lihat halamannya.")
        )
    return found
