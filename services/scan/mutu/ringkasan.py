"""What was found on the pages of a scan, as a person reads it: the worst first, what is fine in one line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from services.scan.mutu.gerbang import Cacat, Catatan
from services.scan.mutu.laporan import Mutu, Salinan

WORST_FIRST = (
    Cacat.KOSONG, Cacat.TERPOTONG, Cacat.GELAP, Cacat.KABUR, Cacat.PUCAT, Cacat.CAP, Cacat.NOMOR, Cacat.RESOLUSI,
    Cacat.MIRING,
)  # fmt: skip
Temuan = tuple[int, tuple[Catatan, ...]]


@dataclass(frozen=True)
class Ringkasan:
    """All pages of a scan, in order."""

    halaman: Sequence[Mutu]

    @property
    def temuan(self) -> list[Temuan]:
        """Pages on which something was found, the worst first, with all that was found there."""
        found = [
            (number, tuple(sorted(page.catatan, key=_weight))) for number, page in self._numbered() if page.catatan
        ]
        return sorted(found, key=lambda one: (_weight(one[1][0]), one[0]))

    @property
    def baik(self) -> list[int]:
        """Pages that were measured, and nothing was found."""
        return [number for number, page in self._numbered() if page.diperiksa and not page.catatan]

    @property
    def belum(self) -> list[int]:
        """Pages that nobody measured."""
        return [number for number, page in self._numbered() if not page.diperiksa]

    @property
    def nomor(self) -> list[int]:
        """Pages on which a printed number was read."""
        return [number for number, page in self._numbered() if page.nomor is not None]

    @property
    def salinan(self) -> tuple[Salinan, int]:
        """How well the word SALINAN was read, and on which page best."""
        for seen in (Salinan.TERBACA, Salinan.SEBAGIAN):
            for number, page in self._numbered():
                if page.salinan is seen:
                    return seen, number
        return Salinan.TIDAK, 0

    def catatan(self, *kinds: Cacat) -> list[Catatan]:
        """What was found of these kinds, the worst pages first."""
        return [one for _, found in self.temuan for one in found if one.cacat in kinds]

    def _numbered(self) -> Iterator[tuple[int, Mutu]]:
        yield from enumerate(self.halaman, 1)


def rentang(numbers: Iterable[int]) -> str:
    """Ascending numbers as a person writes them: 1–3, 5, 7–8."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)


def _weight(one: Catatan) -> int:
    return WORST_FIRST.index(one.cacat)
