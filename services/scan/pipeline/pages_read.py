"""Pages are read one by one, each in a child of its own: one that cannot be read does not cost the others."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from services.scan.domain.halaman import Halaman
from services.scan.pipeline.kata import packed, unpacked
from services.scan.pipeline.model import PipelineOptions
from services.scan.pipeline.running import run_steps
from shared.documents.bounded import Bounds, BoundsError

log = logging.getLogger(__name__)
PATIENCE = 4
"""A page may take so many times what a page is given on average."""


@dataclass
class PagesRead:
    """By number of page: what was read, as text, as packed words and as the file that goes into the result."""

    texts: dict[int, str] = field(default_factory=dict)
    words: dict[int, bytes] = field(default_factory=dict)
    files: dict[int, Path] = field(default_factory=dict)
    confidences: dict[int, float] = field(default_factory=dict)
    failed: set[int] = field(default_factory=set)
    ms: Counter[str] = field(default_factory=Counter)

    def keep(self, number: int, answer: dict[str, Any], folder: Path) -> None:
        """This page was read."""
        self.files[number] = folder / f"baca-{number:05}.json"
        self.files[number].write_text(json.dumps(answer), encoding="utf-8")
        self.words[number] = json.dumps(answer["halaman"], ensure_ascii=False).encode()
        self.texts[number] = unpacked(answer["halaman"]).teks
        self.ms.update(answer["ms"])
        if answer["yakin"] is not None:
            self.confidences[number] = answer["yakin"]

    def lose(self, number: int) -> None:
        """This page could not be read: it stays as it is, and no word of it is known."""
        self.failed.add(number)
        self.words[number] = json.dumps(packed(Halaman(number, 0, 0, ()))).encode()


def read_pages(
    requests: Mapping[int, dict[str, Any]],
    options: PipelineOptions,
    bounds: Callable[[], Bounds],
    folder: Path,
    tick: Callable[[], None],
) -> PagesRead:
    """Read the pages, `options.jobs` at a time. Raises the BoundsError of the last when none could be read."""
    done = PagesRead()
    if not requests:
        return done
    last: BoundsError | None = None
    for number, answer in run_steps(
        options.languages, "read", requests, page_bounds(bounds, options), folder, tick, options.jobs
    ):
        if isinstance(answer, BoundsError):
            log.warning("page %d cannot be read: %s", number, answer)
            last = answer
            done.lose(number)
        else:
            done.keep(number, answer, folder)
    if last and not done.files:
        raise last
    return done


def page_bounds(bounds: Callable[[], Bounds], options: PipelineOptions) -> Callable[[], Bounds]:
    """What a page may take of the time that is left."""

    def of_page() -> Bounds:
        left = bounds()
        most = min(left.wall_seconds, PATIENCE * options.page_seconds)
        return replace(left, wall_seconds=most, cpu_seconds=int(most) + 1)

    return of_page
