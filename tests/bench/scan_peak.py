"""The most memory that the pipeline's processes took at once."""

import threading
from types import TracebackType
from typing import Self

from deploy.local.memory import memory_mb

EVERY = 0.05


class Peak:
    """Looked at often while the block runs: the host and every child of it, shared pages counted once."""

    def __init__(self, pid: int) -> None:
        self.pid, self.mb = pid, 0.0
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch)

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            self.mb = max(self.mb, memory_mb([self.pid])[self.pid])

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._watcher.join()
