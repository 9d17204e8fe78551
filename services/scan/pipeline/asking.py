"""What a child may take, and what it is asked to read."""

import time
from dataclasses import asdict
from typing import Any

from services.scan.pipeline.judgement import PageFacts
from services.scan.pipeline.model import Judgement, PipelineOptions, Wish
from shared.documents.bounded import Bounds, TooLong


def bounds_left(options: PipelineOptions, pages: int, started: float) -> Bounds:
    """What is left, for so many pages, of the time that began then. Raises TooLong when that is nothing."""
    total = options.base_seconds + pages * options.page_seconds
    left = total - (time.monotonic() - started)
    if left <= 0:
        raise TooLong(f"not done within {total} s")
    return Bounds(options.memory_mb, int(left) + 1, left)


def request(source: str, index: int, wish: Wish, options: PipelineOptions) -> dict[str, Any]:
    """What the child is asked: to read page `index` of `source` as wished."""
    return {"source": source, "index": index, "segmentation": options.segmentation, **asdict(wish)}


def must_redraw(facts: PageFacts, judgement: Judgement) -> bool:
    """Bad text that a reader sees cannot be taken out: such a page becomes a picture of itself."""
    return judgement is Judgement.BURUK and not facts.hidden
