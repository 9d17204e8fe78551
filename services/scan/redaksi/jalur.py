"""Paths: a drawing that lies in a closed place goes; what only passes through (a frame, a rule) stays."""

from collections.abc import Sequence

from pikepdf import Object

from services.scan.domain.halaman import Kotak
from services.scan.redaksi.bidang import Matriks, apply, bounds, overlap
from services.scan.redaksi.model import TidakDapatDisunting

BUILDING = frozenset({"m", "l", "c", "v", "y", "h", "re"})
PAINTING = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"})
CLIPPING = frozenset({"W", "W*"})
MOST = 0.5
MANY = 60
"""A path of so many steps may be writing: what of it lies in the place cannot be told from the rest."""
THIN = 0.05


class Jalur:
    """The path that is being built."""

    def __init__(self) -> None:
        self.titik: list[tuple[float, float]] = []
        self.langkah = 0
        self.memotong = False

    def build(self, ctm: Matriks, operator: str, given: Sequence[Object]) -> None:
        """Take one step."""
        numbers = [float(one) for one in given]
        self.langkah += 1
        if operator == "re" and len(numbers) == 4:
            x, y, width, height = numbers
            numbers = [x, y, x + width, y, x + width, y + height, x, y + height]
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        self.titik += [apply(ctm, x, y) for x, y in pairs]

    def goes(self, boxes: Sequence[Kotak]) -> bool:
        """Whether what is painted now lies in a closed place. Raises TidakDapatDisunting."""
        if not self.titik or self.memotong:
            return False
        box = _thick(bounds(self.titik))
        shares = [overlap(box, closed) for closed in boxes]
        if any(w * h >= MOST * (box[2] - box[0]) * (box[3] - box[1]) for w, h in shares):
            return True
        if self.langkah >= MANY and any(w > 0 and h > 0 for w, h in shares):
            raise TidakDapatDisunting("a drawing that may be writing")
        return False


def _thick(box: Kotak) -> Kotak:
    return box[0] - THIN, box[1] - THIN, box[2] + THIN, box[3] + THIN
