"""Some pages of a long document are read by themselves, beside other workers that read the others."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from services.scan.pipeline.asking import bounds_left, request
from services.scan.pipeline.cut import parts_of, replaced_in
from services.scan.pipeline.model import PipelineOptions, Wish
from services.scan.pipeline.pages_read import Reading, read_pages
from services.scan.pipeline.process import failing, working_in
from services.scan.pipeline.replacing import Replacement
from services.scan.pipeline.running import run_step
from shared.documents.bounded import Bounds
from shared.documents.sniff import Kind

Source = tuple[Path, Kind, int]
"""A file, what it is, and how many pages it has, as it was inspected before."""


def read_excerpt(
    sources: Sequence[Source],
    wishes: Sequence[Wish],
    target_dir: Path,
    options: PipelineOptions,
    tick: Callable[[], None],
    *,
    give_up: bool,
    replacements: Sequence[Replacement] = (),
) -> Iterator[Reading]:
    """Read these pages (numbered in the whole, in order, one at least); each is there as soon as it is read.

    `give_up`: pages that cannot be read are said so, even if these are all. Raises PipelineFailed.
    """
    started = time.monotonic()
    first, last = wishes[0].number, wishes[-1].number

    def left() -> Bounds:
        return bounds_left(options, len(wishes), started)

    with working_in(target_dir) as folder, failing():
        target = str(folder.resolve() / "kerja.pdf")
        chosen = replaced_in(parts_of(sources, first, last), replacements)
        parts = [(str(part.source), part.kind, part.first, part.end) for part in chosen]
        asked = {"parts": parts, "target": target, "max_page_cm": options.limits.max_page_cm}
        run_step(options.languages, "excerpt", asked, left(), folder, tick)
        requests = {wish.number: request(target, wish.number - first + 1, wish, options) for wish in wishes}
        yield from read_pages(requests, options, left, folder, tick, give_up=give_up)
