"""Events between two services of the bench, with a transport that can be told to lose, hold or refuse."""

from collections.abc import Sequence
from typing import Any

import pytest

from shared.errors import Transient
from shared.runtime import Runtime
from tests.support.bench import Bench


class Wire:
    """A transport that keeps messages in lists; `broken` makes it refuse, `backlog` is what queues report."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, list[Any]]] = []
        self.broken = False
        self.backlog = 0

    def send(self, queue: str, task: str, args: Sequence[Any], *, expires: float | None = None) -> None:
        """Keep one message, or refuse it."""
        if self.broken:
            raise Transient("broker away")
        self.sent.append((queue, task, list(args)))

    def depth(self, queue: str) -> int:
        """As told."""
        if self.broken:
            raise Transient("broker away")
        return self.backlog

    def to(self, queue: str) -> list[list[Any]]:
        """What was sent to a queue."""
        return [args for name, _, args in self.sent if name == queue]


def wired(bench: Bench, service: str, wire: Wire, **settings: Any) -> Runtime:
    """A runtime of a service on this wire, with its real database."""
    runtime = Runtime(service, bench.settings_of(service, **settings))
    runtime.__dict__["database"] = bench.runtime(service).database
    runtime.__dict__["transport"] = wire
    return runtime


@pytest.fixture
def wire() -> Wire:
    """A fresh wire."""
    return Wire()
