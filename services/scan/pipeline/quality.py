"""Pages that are not read are looked at by themselves: some at a time, each time in a bounded child.

Whatever happens there costs no scan: what could not be looked at is said so.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from services.scan.pipeline.model import PipelineOptions
from services.scan.pipeline.running import run_steps
from shared.documents.bounded import Bounds, BoundsError, TooLong

log = logging.getLogger(__name__)
AT_ONCE = 8
"""Pages that a child looks at: what ends one costs no more than these."""
AT_MOST_SECONDS = 30
"""Of a child; most take a tenth of a second."""


def measured(
    source: str,
    numbers: Sequence[int],
    options: PipelineOptions,
    bounds: Callable[[], Bounds],
    folder: Path,
    tick: Callable[[], None],
    spent: Counter[str],
) -> dict[int, dict[str, Any]]:
    """What was measured of these pages of `source`, by number; what it took is added to what was `spent`."""
    requests = {
        first: {"source": source, "numbers": list(numbers[first : first + AT_ONCE])}
        for first in range(0, len(numbers), AT_ONCE)
    }
    found: dict[int, dict[str, Any]] = {}
    until = time.monotonic() + options.base_seconds + len(numbers)

    def some() -> Bounds:
        left = min(bounds().wall_seconds, until - time.monotonic(), AT_MOST_SECONDS)
        if left <= 0:
            raise TooLong("pages that are not read took too long to be looked at")
        return replace(bounds(), wall_seconds=left, cpu_seconds=int(left) + 1)

    try:
        for first, answer in run_steps(options.languages, "look", requests, some, folder, tick, options.jobs):
            if isinstance(answer, BoundsError):
                log.warning("pages %s were not looked at: %s", requests[first]["numbers"], answer)
                continue
            found |= {int(number): size for number, size in answer["ukuran"].items()}
            spent.update(answer["ms"])
    except TooLong as error:
        log.warning("pages were not looked at: %s", error)
    return found
