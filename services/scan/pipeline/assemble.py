"""All sources, in their order, or some of their pages, as one plain PDF to work on. Runs in a child.

The sources stay as they are.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pikepdf

from services.scan.pipeline.images import image_to_pdf
from services.scan.pipeline.join import join
from services.scan.pipeline.replacing import put_in_place
from shared.documents.active import Aktif, strip
from shared.documents.sniff import Kind

LIVELY = {"/Dur", "/Trans"}


class Unreadable(Exception):
    """A picture that looked sound, and of which no page can be made."""

    def __init__(self, source: Path) -> None:
        super().__init__(str(source))
        self.source = source


def assemble(
    sources: Sequence[tuple[Path, Kind]],
    target: Path,
    max_page_cm: float,
    replaced: Sequence[tuple[int, int, Path, Kind]] = (),
) -> list[Aktif]:
    """Write `target`: unlocked, repaired, without signatures and anything that acts; returns what acted.

    `replaced`: of source (from 0) and page (from 1), the file whose one page comes there.
    """
    with ExitStack() as stack:
        parts = [
            stack.enter_context(pikepdf.open(as_pdf(source, kind, target.with_suffix(f".{number}.pdf"), max_page_cm)))
            for number, (source, kind) in enumerate(sources)
        ]
        found = {kind for part in parts for kind in make_still(part)}
        for number, (part, page, source, kind) in enumerate(replaced):
            path = as_pdf(source, kind, target.with_suffix(f".baru-{number}.pdf"), max_page_cm)
            new = stack.enter_context(pikepdf.open(path))
            found |= set(make_still(new))
            put_in_place(parts[part], page - 1, new)
        join([(part, range(len(part.pages))) for part in parts]).save(target)
        return [kind for kind in Aktif if kind in found]


def as_pdf(source: Path, kind: Kind, target: Path, max_page_cm: float) -> Path:
    """The source as PDF. Raises Unreadable."""
    if kind is Kind.PDF:
        return source
    try:
        image_to_pdf(source, target, max_page_cm)
    except MemoryError:
        raise
    except Exception as error:  # whatever its parts raise about a picture, it is the picture
        raise Unreadable(source) from error
    return target


def make_still(pdf: pikepdf.Pdf) -> list[Aktif]:
    """Draw filled fields onto their pages and drop what acts or moves: an archived page does neither.

    Returns what acted.
    """
    found = strip(pdf)
    if "/OpenAction" in pdf.Root:
        del pdf.Root.OpenAction
    for page in pdf.pages:
        for key in LIVELY & set(page.obj.keys()):
            del page.obj[key]
    return found
