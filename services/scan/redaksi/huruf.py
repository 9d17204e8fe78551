"""How wide the letters of a font are: enough to know where each stands. The glyphs themselves are not looked at."""

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, parse_content_stream

from services.scan.domain.halaman import Kotak
from services.scan.redaksi.model import TidakDapatDisunting

IDENTITY = "/Identity-H"
LOW, HIGH = -0.12, 0.62
"""Of a letter, in heights of the font: the part by which it is recognised; what rises or hangs further may touch."""
SPACE = 32


@dataclass(frozen=True, slots=True)
class Fon:
    """A font: bytes of a code, and widths in text space (heights of the font)."""

    panjang: int
    lebar: dict[int, float]
    selainnya: float
    bawah: float = LOW
    atas: float = HIGH

    def codes(self, text: bytes) -> Iterator[tuple[bytes, float, bool]]:
        """Each code, its width, and whether it is the blank to which word spacing is added."""
        for start in range(0, len(text), self.panjang):
            code = text[start : start + self.panjang]
            number = int.from_bytes(code)
            yield code, self.lebar.get(number, self.selainnya), self.panjang == 1 and number == SPACE

    def core(self, width: float) -> Kotak:
        """The box of a letter in text space."""
        return min(0.0, width), self.bawah, max(0.1, width), self.atas


def font_of(value: object) -> Fon:
    """Raises TidakDapatDisunting where widths or codes are not plainly told."""
    if not isinstance(value, Dictionary):
        raise TidakDapatDisunting("a font that is no dictionary")
    kind = str(value.get("/Subtype"))
    if kind == "/Type0":
        return _composite(value)
    return _type3(value) if kind == "/Type3" else _simple(value, 1000.0)


def _simple(font: Object, units: float) -> Fon:
    widths, first = font.get("/Widths"), font.get("/FirstChar")
    if not isinstance(widths, Array) or first is None:
        raise TidakDapatDisunting("a font without widths")
    described = font.get("/FontDescriptor")
    missing = float(described.get("/MissingWidth", 0)) if isinstance(described, Dictionary) else 0.0
    return Fon(1, {int(first) + at: float(width) / units for at, width in enumerate(widths)}, missing / units)


def _type3(font: Object) -> Fon:
    matrix = font.get("/FontMatrix")
    if not isinstance(matrix, Array) or not float(matrix[0]) or any(float(matrix[at]) for at in (1, 2)):
        raise TidakDapatDisunting("a font of procedures that is slanted")
    letters = font.get("/CharProcs", Dictionary())
    if any(parse_content_stream(letter, "Do") for letter in letters.values()):
        raise TidakDapatDisunting("a font whose letters are pictures")
    plain = _simple(font, 1 / float(matrix[0]))
    box = [float(edge) * float(matrix[3]) for edge in font.get("/FontBBox", Array())]
    low, high = (min(box[1], box[3]), max(box[1], box[3])) if len(box) == 4 else (0.0, 0.0)
    return Fon(1, plain.lebar, plain.selainnya, low, high) if low < high else plain


def _composite(font: Object) -> Fon:
    below = font.get("/DescendantFonts")
    if font.get("/Encoding") != Name(IDENTITY) or not isinstance(below, Array) or not len(below):
        raise TidakDapatDisunting("a font whose codes are not plain")
    descendant = below[0]
    widths = _cid_widths(descendant.get("/W", Array()))
    return Fon(2, widths, float(descendant.get("/DW", 1000)) / 1000)


def _cid_widths(given: Object) -> dict[int, float]:
    widths: dict[int, float] = {}
    items = list(given)
    at = 0
    while at + 1 < len(items):
        first, then = int(items[at]), items[at + 1]
        if isinstance(then, Array):
            widths |= {first + offset: float(width) / 1000 for offset, width in enumerate(then)}
            at += 2
        elif at + 2 < len(items):
            last = min(int(then), 0xFFFF)
            widths |= dict.fromkeys(range(first, last + 1), float(items[at + 2]) / 1000)
            at += 3
        else:
            break
    return widths
