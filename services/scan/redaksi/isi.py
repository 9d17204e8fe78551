"""A content stream rewritten: without the letters, drawings and pixels that stand in closed places."""

from collections.abc import Sequence
from typing import Final

from pikepdf import (
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Pdf,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from services.scan.domain.halaman import Kotak
from services.scan.redaksi.bidang import SAMA, Matriks, moved, times, touches
from services.scan.redaksi.gambar import painted
from services.scan.redaksi.jalur import BUILDING, CLIPPING, PAINTING, Jalur
from services.scan.redaksi.keadaan import Keadaan
from services.scan.redaksi.model import TidakDapatDisunting
from services.scan.redaksi.teks import SHOWING, Teks, matrix_of
from services.scan.redaksi.ucapan import Petunjuk

DEPTH: Final = 12
UNIT: Final = (0.0, 0.0, 1.0, 1.0)


class Penyunting:
    """Rewrites one stream and, with a state of their own, the forms that it draws."""

    def __init__(self, pdf: Pdf, resources: Object, boxes: Sequence[Kotak], ctm: Matriks, depth: int = 0) -> None:
        if depth > DEPTH:
            raise TidakDapatDisunting("forms in forms without end")
        check_plain(resources)
        self.pdf, self.boxes, self.depth = pdf, boxes, depth
        self.resources = Dictionary(dict(resources.items()))
        self.drawn = Dictionary(dict(resources.get("/XObject", Dictionary()).items()))
        self.teks, self.jalur = Teks(resources, boxes), Jalur()
        self.keadaan, self.tumpukan = Keadaan(ctm), list[Keadaan]()
        self.hasil: list[Petunjuk] = []
        self.berubah = False
        self.mulai = 0

    def run(self, stream: Object) -> None:
        """Read and rewrite; then `content`, `resources` and `berubah` tell the outcome."""
        for instruction in parse_content_stream(stream):
            self._step(instruction)
        self.resources["/XObject"] = self.drawn

    @property
    def content(self) -> bytes:
        """The new stream; whatever was left open is closed."""
        closing = [ContentStreamInstruction([], Operator("Q"))] * len(self.tumpukan)
        return unparse_content_stream([*self.hasil, *closing])

    def _step(self, instruction: Petunjuk) -> None:
        if isinstance(instruction, ContentStreamInlineImage):
            self._inline(instruction)
            return
        operator, given = str(instruction.operator), list(instruction.operands)
        if operator in BUILDING or operator in CLIPPING or operator in PAINTING:
            self._path(operator, given, instruction)
        elif operator in SHOWING:
            new, changed = self.teks.shown(self.keadaan, instruction)
            self.hasil += new
            self.berubah = self.berubah or changed
        elif operator == "Do":
            self._draw(str(given[0]), instruction)
        else:
            self._set(operator, given, instruction)

    def _set(self, operator: str, given: list[Object], instruction: ContentStreamInstruction) -> None:
        match operator:
            case "q":
                self.tumpukan.append(self.keadaan.copy())
            case "Q":
                if not self.tumpukan:
                    return
                self.keadaan = self.tumpukan.pop()
            case "cm":
                self.keadaan.ctm = times(matrix_of(given), self.keadaan.ctm)
            case "gs":
                self._parameters(self.resources.get("/ExtGState", Dictionary()).get(str(given[0])))
            case _:
                self.teks.set(self.keadaan, operator, given)
        self.hasil.append(instruction)

    def _path(self, operator: str, given: list[Object], instruction: ContentStreamInstruction) -> None:
        if operator in BUILDING:
            self.mulai = self.mulai if self.jalur.langkah else len(self.hasil)
            self.jalur.build(self.keadaan.ctm, operator, given)
        elif operator in CLIPPING:
            self.jalur.memotong = True
        else:
            gone = operator != "n" and self.jalur.goes(self.boxes)
            if gone:
                del self.hasil[self.mulai :]
                self.berubah = True
            self.jalur = Jalur()
            if gone:
                return
        self.hasil.append(instruction)

    def _draw(self, name: str, instruction: ContentStreamInstruction) -> None:
        item = self.drawn.get(name)
        if isinstance(item, Stream):
            name = self._form(name, item) if item.get("/Subtype") == Name.Form else self._image(name, item)
        self.hasil.append(ContentStreamInstruction([Name(name)], instruction.operator))

    def _image(self, name: str, image: Stream) -> str:
        place = moved(self.keadaan.ctm, UNIT)
        boxes = [box for box in self.boxes if touches(place, box)]
        return self._kept(name, painted(self.pdf, image, self.keadaan.ctm, boxes)) if boxes else name

    def _form(self, name: str, form: Stream) -> str:
        """All of it: what lies outside its box is not seen, but can be read."""
        given = form.get("/Matrix")
        ctm = times(matrix_of(list(given)) if given is not None else SAMA, self.keadaan.ctm)
        inner = Penyunting(
            self.pdf, form.get("/Resources", self.resources), self.boxes, ctm, self.depth + 1
        )  # fmt: skip
        inner.keadaan.fon, inner.keadaan.ukuran = self.keadaan.fon, self.keadaan.ukuran
        inner.run(form)
        if not inner.berubah:
            return name
        copy = Stream(self.pdf, inner.content)
        for key, value in form.stream_dict.items():
            if key not in {"/Length", "/Filter", "/DecodeParms", "/Metadata", "/PieceInfo", "/StructParents", "/Ref"}:
                copy[key] = value
        copy["/Resources"] = inner.resources
        return self._kept(name, copy)

    def _kept(self, name: str, new: Stream) -> str:
        number = 1
        while (fresh := f"{name}t{number}") in self.drawn:
            number += 1
        self.drawn[fresh] = self.pdf.make_indirect(new)
        self.berubah = True
        return fresh

    def _inline(self, instruction: ContentStreamInlineImage) -> None:
        place = moved(self.keadaan.ctm, UNIT)
        if any(touches(place, box) for box in self.boxes):
            raise TidakDapatDisunting("a picture within the content")
        self.hasil.append(instruction)

    def _parameters(self, given: object) -> None:
        if not isinstance(given, Dictionary):
            return
        if isinstance(given.get("/SMask"), Dictionary):
            raise TidakDapatDisunting("a mask that is drawn")
        if "/Font" in given:
            raise TidakDapatDisunting("a font set as a parameter")


def check_plain(resources: Object) -> None:
    """Raises TidakDapatDisunting for what may draw text that is not in the stream."""
    patterns = resources.get("/Pattern", Dictionary())
    for pattern in patterns.values() if isinstance(patterns, Dictionary) else ():
        if isinstance(pattern, Stream):
            raise TidakDapatDisunting("a pattern that is drawn")
