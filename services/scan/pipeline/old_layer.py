"""Text that nobody sees, under the picture of a scan or without ink, is taken out of a page; the rest stays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Object, Operator, Pdf

from services.scan.pipeline.geometry import Lembar
from services.scan.pipeline.judgement import SCAN_COVERAGE

SHOWING = {"Tj", "TJ", "'", '"'}
OF_TEXT = SHOWING | {"BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Tr", "Ts"}
NEW_LINE = pikepdf.ContentStreamInstruction([], Operator("T*"))
NO_INK = 3
DEPTH = 8
Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


@dataclass(slots=True)
class State:
    """What `q` keeps: where a unit square lands, and whether text has ink."""

    matrix: pikepdf.Matrix
    mode: int = 0


@dataclass(slots=True)
class Walk:
    """Through a page and its forms in the order in which they are drawn: first to look, then to edit."""

    pdf: Pdf
    area: float
    covered_until: int = -1
    position: int = 0
    edit: bool = False
    seen: bool = True
    """Whether any text stays."""
    texts: list[tuple[int, int]] = field(default_factory=list)
    """Position and mode of each text."""

    @property
    def text_stays(self) -> bool:
        """Whether any text of the page is seen."""
        return not all(mode == NO_INK or position < self.covered_until for position, mode in self.texts)

    def stream(self, stream: Object, resources: Object, state: State, depth: int = 0) -> Iterator[Instruction]:
        """What stays of the stream."""
        kept: list[State] = []
        for one in pikepdf.parse_content_stream(stream):
            self.position += 1
            operator = str(one.operator)
            if operator == "q":
                kept.append(State(state.matrix, state.mode))
            elif operator == "Q" and kept:
                state = kept.pop()
            elif operator == "cm":
                state.matrix = pikepdf.Matrix(*map(float, one.operands)) @ state.matrix
            elif operator == "Tr":
                state.mode = int(one.operands[0])
            if operator in SHOWING:
                self.texts.append((self.position, state.mode))
            if self.edit and operator in OF_TEXT and not self.stays(operator, state):
                if operator in "'\"" and self.seen:
                    yield NEW_LINE
                continue
            if operator in {"Do", "INLINE IMAGE"}:
                self.drawn(one, resources, state, depth)
            yield one

    def stays(self, operator: str, state: State) -> bool:
        """Whether an operator of text is needed for what is seen."""
        if not self.seen:
            return False
        return operator not in SHOWING or not (state.mode == NO_INK or self.position < self.covered_until)

    def drawn(self, one: Instruction, resources: Object, state: State, depth: int) -> None:
        name = str(one.operands[0]) if str(one.operator) == "Do" else ""
        item = resources.get("/XObject", Dictionary()).get(name) if name else None
        if item is not None and item.get("/Subtype") == "/Form":
            self.form(item, name, resources, state, depth)
        elif covered(state.matrix) >= SCAN_COVERAGE * self.area and not self.edit:
            self.covered_until = self.position

    def form(self, form: Object, name: str, resources: Object, state: State, depth: int) -> None:
        if depth == DEPTH:
            return
        inner = State(pikepdf.Matrix(*map(float, form.get("/Matrix", (1, 0, 0, 1, 0, 0)))) @ state.matrix, state.mode)
        own = form.get("/Resources", resources)
        if not self.edit:
            for _ in self.stream(form, own, inner, depth + 1):
                pass
            return
        mine = self.pdf.make_stream(b"", dict(form.items()))
        mine.Resources = own_resources(own, fonts=self.seen)
        mine.write(pikepdf.unparse_content_stream(list(self.stream(form, mine.Resources, inner, depth + 1))))
        resources.XObject[name] = mine


def without_hidden_text(pdf: Pdf, page: pikepdf.Page, lembar: Lembar) -> bytes:
    """The content of the page without it; the page has resources of its own (`own_resources`)."""
    walk = Walk(pdf, lembar.width * lembar.height)
    for _ in walk.stream(page.obj, page.obj.Resources, State(pikepdf.Matrix())):
        pass
    walk.position, walk.edit, walk.seen = 0, True, walk.text_stays
    if not walk.seen and "/Font" in page.obj.Resources:
        del page.obj.Resources["/Font"]
    kept = list(walk.stream(page.obj, page.obj.Resources, State(pikepdf.Matrix())))
    return pikepdf.unparse_content_stream(balanced(kept))


def balanced(instructions: Iterable[Instruction]) -> list[Instruction]:
    """With as many `Q` as `q`: what follows stands on the page's own axes."""
    kept, depth = [], 0
    for one in instructions:
        operator = str(one.operator)
        if operator == "Q" and depth == 0:
            continue
        depth += {"q": 1, "Q": -1}.get(operator, 0)
        kept.append(one)
    return [*kept, *[pikepdf.ContentStreamInstruction([], Operator("Q"))] * depth]


def own_resources(resources: Object | None, *, fonts: bool = True) -> Object:
    """A copy whose fonts and pictures may be changed for one page alone."""
    made = Dictionary(dict(resources.items()) if resources is not None else {})
    if not fonts and "/Font" in made:
        del made["/Font"]
    for kind in ("/XObject", "/Font"):
        if kind in made:
            made[kind] = Dictionary(dict(made[kind].items()))
    return made


def covered(matrix: pikepdf.Matrix) -> float:
    """The area of the unit square, which is where a picture lands."""
    return abs(matrix.a * matrix.d - matrix.b * matrix.c)
