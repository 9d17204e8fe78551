"""Text operators: what they do to the state, and a line of text without the letters that stand in a box."""

from collections.abc import Sequence

from pikepdf import Array, ContentStreamInstruction, Dictionary, Object, Operator, String

from services.scan.domain.halaman import Kotak
from services.scan.redaksi.bidang import Matriks, overlap
from services.scan.redaksi.huruf import Fon, font_of
from services.scan.redaksi.keadaan import Keadaan
from services.scan.redaksi.model import TidakDapatDisunting

SHOWING = frozenset({"Tj", "TJ", "'", '"'})
SHARE = 0.2
"""A letter goes when this share of it, or of the box where that is smaller, stands in the box: both ways."""


class Teks:
    """Reads and rewrites the text of one content stream; `boxes` in user space."""

    def __init__(self, resources: Object, boxes: Sequence[Kotak]) -> None:
        self.fonts, self.boxes = resources.get("/Font", Dictionary()), boxes
        self.known: dict[str, Fon] = {}

    def set(self, state: Keadaan, operator: str, given: Sequence[Object]) -> None:
        """Carry out an operator that shows nothing."""
        match operator:
            case "BT":
                state.tm = state.tlm = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
            case "Tf":
                state.fon, state.ukuran = self._font(str(given[0])), float(given[1])
            case "Tc":
                state.huruf = float(given[0])
            case "Tw":
                state.kata = float(given[0])
            case "Tz":
                state.h = float(given[0]) / 100
            case "TL":
                state.baris = float(given[0])
            case "Ts":
                state.naik = float(given[0])
            case "Td":
                state.next_line(float(given[0]), float(given[1]))
            case "TD":
                state.baris = -float(given[1])
                state.next_line(float(given[0]), float(given[1]))
            case "Tm":
                state.tm = state.tlm = matrix_of(given)
            case "T*":
                state.next_line(0.0, -state.baris)

    def shown(
        self, state: Keadaan, instruction: ContentStreamInstruction
    ) -> tuple[list[ContentStreamInstruction], bool]:
        """A showing operator rewritten, and whether anything went; the state moves on as it did before."""
        operator, given = str(instruction.operator), list(instruction.operands)
        before = self._before(state, operator, given)
        pieces, changed = self._pieces(state, list(given[0]) if operator == "TJ" else [given[-1]])
        if not changed:
            return [instruction], False
        return [*before, ContentStreamInstruction([Array(pieces)], Operator("TJ"))], True

    def _before(self, state: Keadaan, operator: str, given: Sequence[Object]) -> list[ContentStreamInstruction]:
        steps: list[tuple[list[Object], str]] = []
        if operator == '"':
            steps = [([given[0]], "Tw"), ([given[1]], "Tc")]
        if operator in {"'", '"'}:
            steps = [*steps, ([], "T*")]
        for operands, name in steps:
            self.set(state, name, operands)
        return [ContentStreamInstruction(operands, Operator(name)) for operands, name in steps]

    def _pieces(self, state: Keadaan, items: Sequence[Object]) -> tuple[list[Object], bool]:
        if state.fon is None:
            raise TidakDapatDisunting("text before a font")
        pieces: list[Object] = []
        changed = False
        for item in items:
            if isinstance(item, String | bytes | str):
                kept, lost = self._string(state, state.fon, bytes(item) if not isinstance(item, str) else item.encode())
                pieces += kept
                changed = changed or lost
            else:
                state.move(-float(item) / 1000 * state.ukuran)
                pieces.append(item)
        return pieces, changed

    def _string(self, state: Keadaan, fon: Fon, text: bytes) -> tuple[list[Object], bool]:
        pieces: list[Object] = []
        kept, lost = b"", False
        for code, width, blank in fon.codes(text):
            by = state.advance(width, blank)
            if self._closed(state.place(fon, width)):
                pieces += [String(kept)] if kept else []
                pieces.append(_gap(state, by))
                kept, lost = b"", True
            else:
                kept += code
            state.move(by)
        return [*pieces, *([String(kept)] if kept else [])], lost

    def _closed(self, letter: Kotak) -> bool:
        return any(stands_in(letter, box) for box in self.boxes)

    def _font(self, name: str) -> Fon:
        if name not in self.known:
            self.known[name] = font_of(self.fonts.get(name))
        return self.known[name]


def stands_in(letter: Kotak, box: Kotak) -> bool:
    """Whether enough of a letter lies in a box."""
    width, height = overlap(letter, box)
    return width > SHARE * min(letter[2] - letter[0], box[2] - box[0]) and height > SHARE * min(
        letter[3] - letter[1], box[3] - box[1]
    )


def matrix_of(given: Sequence[Object]) -> Matriks:
    """Six operands."""
    a, b, c, d, e, f = (float(one) for one in given)
    return a, b, c, d, e, f


def _gap(state: Keadaan, by: float) -> Object:
    """The place that a letter took, as a number of a `TJ`."""
    number: Object = Array([round(-by * 1000 / state.ukuran, 3) if state.ukuran else 0])[0]
    return number
