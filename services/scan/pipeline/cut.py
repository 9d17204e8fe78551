"""Some pages of all sources, as `assemble` would give them, for reading them alone. Runs in a child."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from services.scan.pipeline.assemble import as_pdf, make_still
from services.scan.pipeline.images import opened, upright
from services.scan.pipeline.replacing import Replacement
from shared.documents.sniff import Kind


@dataclass(frozen=True, slots=True)
class Part:
    """Pages of one source, from `first` to before `end`, counted from 0."""

    source: Path
    kind: Kind
    first: int
    end: int


def parts_of(sources: Iterable[tuple[Path, Kind, int]], first: int, last: int) -> list[Part]:
    """Where pages `first` to `last` (from 1) of the whole lie; each source comes with the number of its pages."""
    found, before = [], 0
    for source, kind, pages in sources:
        begin, end = max(0, first - 1 - before), min(pages, last - before)
        if begin < end:
            found.append(Part(source, kind, begin, end))
        before += pages
    return found


def replaced_in(parts: Iterable[Part], replacements: Sequence[Replacement]) -> Iterator[Part]:
    """The same pages in the same order, those that gave way from their own files."""
    new: Mapping[tuple[Path, int], Replacement] = {(one.source, one.page - 1): one for one in replacements}
    for part in parts:
        first = part.first
        for index in range(part.first, part.end):
            if found := new.get((part.source, index)):
                if first < index:
                    yield Part(part.source, part.kind, first, index)
                yield Part(found.path, found.kind, 0, 1)
                first = index + 1
        if first < part.end:
            yield Part(part.source, part.kind, first, part.end)


def cut(parts: Sequence[Part], target: Path, max_page_cm: float) -> None:
    """Write `target`: the pages of the parts, one after the other."""
    with ExitStack() as stack:
        some = stack.enter_context(pikepdf.new())
        for number, part in enumerate(apart(parts)):
            own = in_a_file(part, target.with_suffix(f".{number}.tif"))
            made = as_pdf(own.source, own.kind, target.with_suffix(f".{number}.pdf"), max_page_cm)
            pdf = stack.enter_context(pikepdf.open(made))
            make_still(pdf)
            some.pages.extend(pdf.pages[own.first : own.end])
        some.save(target)


def apart(parts: Iterable[Part]) -> Iterator[Part]:
    """Each page of a TIFF by itself: to make a PDF of them all would cost as much for every range."""
    for part in parts:
        step = 1 if part.kind is Kind.TIFF else part.end - part.first
        for first in range(part.first, part.end, step):
            yield Part(part.source, part.kind, first, first + step)


def in_a_file(part: Part, target: Path) -> Part:
    """The page of a TIFF in a file of its own; anything else as it is."""
    return Part(frame(part.source, part.first, target), part.kind, 0, 1) if part.kind is Kind.TIFF else part


def frame(source: Path, number: int, target: Path) -> Path:
    """One page of a TIFF, upright, with its resolution."""
    with opened(source) as image:
        image.seek(number)
        page = upright(image)
        page.save(target, "TIFF", dpi=page.info.get("dpi"))
    return target
