"""Pages are read one by one, each in a child of its own: one that cannot be read does not cost the others."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from services.scan.domain.halaman import Halaman
from services.scan.pipeline.kata import packed, unpacked
from services.scan.pipeline.model import PipelineOptions
from services.scan.pipeline.reading import picture_name
from services.scan.pipeline.running import run_steps
from shared.documents.bounded import Bounds, BoundsError

log = logging.getLogger(__name__)
PATIENCE = 4
"""A page may take so many times what a page is given on average."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One page as it was read, to be kept anywhere: the reading as JSON, and the picture it becomes, if it does.

    Neither: it could not be read.
    """

    number: int
    content: bytes | None = None
    picture: bytes | None = None


Seen = Callable[[Reading], None]


def nobody(_: Reading) -> None:
    """For whom readings need not be kept elsewhere."""


@dataclass
class PagesRead:
    """By number of page: what was read, as text, as packed words and as the file in `folder` for the result."""

    folder: Path
    texts: dict[int, str] = field(default_factory=dict)
    words: dict[int, bytes] = field(default_factory=dict)
    files: dict[int, Path] = field(default_factory=dict)
    confidences: dict[int, float] = field(default_factory=dict)
    sizes: dict[int, dict[str, Any] | None] = field(default_factory=dict)
    failed: set[int] = field(default_factory=set)
    ms: Counter[str] = field(default_factory=Counter)

    @property
    def known(self) -> set[int]:
        """The pages of which it is known what was read, or that nothing can be."""
        return {*self.files, *self.failed}

    def take(self, reading: Reading) -> None:
        """This page was read, or could not be: then it stays as it is, and no word of it is known."""
        if reading.content is None:
            self.failed.add(reading.number)
            self.words[reading.number] = json.dumps(packed(Halaman(reading.number, 0, 0, ()))).encode()
            return
        number, answer = reading.number, json.loads(reading.content)
        self.files[number] = self.folder / f"baca-{number:05}.json"
        self.files[number].write_bytes(reading.content)
        if reading.picture is not None:
            (self.folder / picture_name(number)).write_bytes(reading.picture)
        self.words[number] = json.dumps(answer["halaman"], ensure_ascii=False).encode()
        self.texts[number] = unpacked(answer["halaman"]).teks
        self.sizes[number] = answer.get("ukuran")
        self.ms.update(answer["ms"])
        if answer["yakin"] is not None:
            self.confidences[number] = answer["yakin"]


def read_pages(
    requests: Mapping[int, dict[str, Any]],
    options: PipelineOptions,
    bounds: Callable[[], Bounds],
    folder: Path,
    tick: Callable[[], None],
    *,
    give_up: bool = False,
) -> Iterable[Reading]:
    """Read the pages, `options.jobs` at a time; each is there as soon as it is read, those that cannot be at the end.

    Raises the BoundsError of the last when none could be read, unless these are to be given up.
    """
    lost: dict[int, BoundsError] = {}
    for number, answer in run_steps(
        options.languages, "read", requests, page_bounds(bounds, options), folder, tick, options.jobs
    ):
        if isinstance(answer, BoundsError):
            log.warning("page %d cannot be read: %s", number, answer)
            lost[number] = answer
        else:
            yield reading_of(number, answer, folder)
    if lost and len(lost) == len(requests) and not give_up:
        raise list(lost.values())[-1]
    yield from map(Reading, lost)


def reading_of(number: int, answer: dict[str, Any], folder: Path) -> Reading:
    """What the child answered, with the picture that it may have left beside."""
    picture = folder / picture_name(number)
    return Reading(number, json.dumps(answer).encode(), picture.read_bytes() if picture.exists() else None)


def page_bounds(bounds: Callable[[], Bounds], options: PipelineOptions) -> Callable[[], Bounds]:
    """What a page may take of the time that is left."""

    def of_page() -> Bounds:
        left = bounds()
        most = min(left.wall_seconds, PATIENCE * options.page_seconds)
        return replace(left, wall_seconds=most, cpu_seconds=int(most) + 1)

    return of_page
