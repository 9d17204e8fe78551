"""Where the time goes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """CPU milliseconds of this process by part of the work."""

    def __init__(self) -> None:
        self.ms: dict[str, float] = {}

    @contextmanager
    def time(self, part: str) -> Iterator[None]:
        """Count what is done in the block."""
        began = time.process_time()
        try:
            yield
        finally:
            self.ms[part] = round(self.ms.get(part, 0.0) + (time.process_time() - began) * 1000, 1)
