"""What the gate says of each page of a scan: measured or not, what is wrong, its printed number, the word SALINAN."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.scan.domain.halaman import Halaman
from services.scan.mutu.gerbang import Catatan, Terbaca, judge
from services.scan.mutu.nomor import printed_number
from services.scan.mutu.ukuran import Ukuran
from services.scan.pemahaman.baris import baris_halaman
from services.scan.pemahaman.salinan import pahami_salinan


class Salinan(StrEnum):
    """How the word SALINAN was seen on a page."""

    TERBACA = "terbaca"
    SEBAGIAN = "sebagian"
    TIDAK = "tidak"


@dataclass(frozen=True, slots=True)
class Mutu:
    """One page. `ukuran`: None where its picture was not measured; `nomor`: the number printed on it, if any."""

    ukuran: Ukuran | None = None
    catatan: tuple[Catatan, ...] = ()
    nomor: int | None = None
    salinan: Salinan = Salinan.TIDAK

    @property
    def diperiksa(self) -> bool:
        """Whether anybody looked."""
        return self.ukuran is not None


NOT_LOOKED = Mutu()


def looked_at(
    halaman: Sequence[Halaman], sizes: Mapping[int, dict[str, Any] | None], yakin: Mapping[int, float]
) -> list[Mutu]:
    """Of each page, in order. `sizes`: what was measured as JSON, by page; pages are unpacked one by one."""
    ukuran = {number: _ukuran(size) for number, size in sizes.items() if size is not None}

    def read() -> Iterator[Terbaca]:
        for page in halaman:
            yield Terbaca(ukuran.get(page.nomor), page, yakin.get(page.nomor))

    found: dict[int, list[Catatan]] = {}
    for one in judge(read()):
        found.setdefault(one.halaman, []).append(one)
    return [
        Mutu(ukuran.get(page.nomor), tuple(found.get(page.nomor, ())), printed_number(page), salinan_on(page))
        for page in halaman
    ]


def salinan_on(page: Halaman) -> Salinan:
    """Whether the page is marked SALINAN, or says that it is like the original."""
    seen = pahami_salinan([page], baris_halaman(page))
    if not seen.nilai:
        return Salinan.TIDAK
    return Salinan.SEBAGIAN if seen.sebab else Salinan.TERBACA


def _ukuran(size: dict[str, Any]) -> Ukuran:
    """As it was before it became JSON."""
    cap = size["cap"]
    return Ukuran(**{**size, "terpotong": tuple(size["terpotong"]), "cap": tuple(cap) if cap else None})
