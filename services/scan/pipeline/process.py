"""The pipeline: inspect, assemble, judge, read what needs reading, make PDF/A, take the text."""

import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from services.scan.pipeline.attempt import Attempt
from services.scan.pipeline.model import (
    PipelineFailed,
    PipelineOptions,
    PipelineResult,
    PipelineTooLarge,
    PipelineTooLong,
)
from services.scan.pipeline.replacing import Replacement
from services.scan.pipeline.running import run_step
from shared.documents.bounded import Bounds, Crashed, TooLong, TooMuchMemory, nothing
from shared.documents.inspect import Inspection, inspect
from shared.documents.refusal import refusal


def process(
    sources: Path | Sequence[Path],
    target_dir: Path,
    options: PipelineOptions,
    tick: Callable[[], None] = nothing,
    names: Sequence[str] | None = None,
    replacements: Sequence[Replacement] = (),
) -> PipelineResult:
    """Make one searchable PDF/A-2b in `target_dir` of `sources`, joined in their order.

    A signed PDF is never rewritten: the result's path is then the source itself. `tick` is called about every second
    and may raise to abort. `names` are what the senders call the files; `replacements`: pages that were scanned anew,
    by the path of their source. Raises DocumentRefused (for good) and
    PipelineFailed (may be tried again); nothing but the result is left in `target_dir`.
    """
    paths = [sources] if isinstance(sources, Path) else list(sources)
    with opened(paths, target_dir, options, tick, names, replacements) as attempt:
        plan, read = attempt.plan(), attempt.nothing_read()
        attempt.read(plan, read)
        return attempt.finish(plan, read, target_dir)


@contextmanager
def opened(
    sources: Sequence[Path],
    target_dir: Path,
    options: PipelineOptions,
    tick: Callable[[], None],
    names: Sequence[str] | None = None,
    replacements: Sequence[Replacement] = (),
) -> Iterator[Attempt]:
    """The steps of `process` one by one; raises what it raises, and leaves nothing but the result."""
    titles = list(names) if names is not None else [path.name for path in sources]
    look = partial(look_at, options.languages)
    found = [inspect(path, options.limits, title, look) for path, title in zip(sources, titles, strict=True)]
    check_together(found, titles, options)
    for one in replacements:
        check_replacement(found[0], inspect(one.path, options.limits, one.name, look), titles[0], one.name)
    with working_in(target_dir) as folder, failing():
        yield Attempt(folder, sources, found, titles, options, tick, replacements)


def look_at(languages: str, _: str, request: dict[str, Any], bounds: Bounds) -> dict[str, Any]:
    """As `run_module` does for `inspect`, but in the host, which need not start."""
    with tempfile.TemporaryDirectory(prefix="terbit-bounded-") as folder:
        return run_step(languages, "inspect", request, bounds, Path(folder), nothing)


def check_together(found: Sequence[Inspection], names: Sequence[str], options: PipelineOptions) -> None:
    """Refuse what only shows when the sources are joined."""
    for one, name in zip(found, names, strict=True):
        if one.signed and len(found) > 1:
            raise refusal("pdf-bertanda-tangan-digabung", name)
    pages = sum(one.pages for one in found)
    if pages > options.limits.max_pages:
        raise refusal("terlalu-banyak-halaman", names[0], pages=pages, limit=options.limits.max_pages)


def check_replacement(first: Inspection, new: Inspection, name: str, new_name: str) -> None:
    """Refuse what must not be rewritten, and what is not one page."""
    if first.signed:
        raise refusal("pdf-bertanda-tangan-diganti", name)
    if new.signed:
        raise refusal("pdf-bertanda-tangan-digabung", new_name)
    if new.pages != 1:
        raise refusal("bukan-satu-halaman", new_name, pages=new.pages)


@contextmanager
def working_in(target_dir: Path) -> Iterator[Path]:
    """A folder in `target_dir` for as long as the block runs."""
    target_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".pipeline-", dir=target_dir, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def failing() -> Iterator[None]:
    """What ends a child, as failures of the pipeline."""
    try:
        yield
    except TooLong as error:
        raise PipelineTooLong(str(error)) from error
    except TooMuchMemory as error:
        raise PipelineTooLarge(str(error)) from error
    except Crashed as error:
        # Native code that gets no memory aborts.
        kind = PipelineTooLarge if error.code == -signal.SIGABRT else PipelineFailed
        raise kind(str(error)) from error
