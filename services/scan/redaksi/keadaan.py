"""What a content stream has set up to where it is read: matrices, font, spacing."""

from dataclasses import dataclass, replace

from services.scan.domain.halaman import Kotak
from services.scan.redaksi.bidang import SAMA, Matriks, moved, times
from services.scan.redaksi.huruf import Fon


@dataclass(slots=True)
class Keadaan:
    """The graphics state as far as places need it; `h` is horizontal scaling, 1 for 100 %."""

    ctm: Matriks
    fon: Fon | None = None
    ukuran: float = 0.0
    huruf: float = 0.0
    kata: float = 0.0
    h: float = 1.0
    baris: float = 0.0
    naik: float = 0.0
    tm: Matriks = SAMA
    tlm: Matriks = SAMA

    def copy(self) -> "Keadaan":
        """For `q`."""
        return replace(self)

    def place(self, fon: Fon, width: float) -> Kotak:
        """Where the next letter stands, in user space."""
        scaled: Matriks = (self.ukuran * self.h, 0.0, 0.0, self.ukuran, 0.0, self.naik)
        return moved(times(times(scaled, self.tm), self.ctm), fon.core(width))

    def advance(self, width: float, blank: bool) -> float:
        """How far the next letter moves on, in text space before horizontal scaling."""
        return width * self.ukuran + self.huruf + (self.kata if blank else 0.0)

    def move(self, by: float) -> None:
        """Move on by this much text space before horizontal scaling."""
        self.tm = times((1.0, 0.0, 0.0, 1.0, by * self.h, 0.0), self.tm)

    def next_line(self, x: float, y: float) -> None:
        """`Td`."""
        self.tlm = times((1.0, 0.0, 0.0, 1.0, x, y), self.tlm)
        self.tm = self.tlm
