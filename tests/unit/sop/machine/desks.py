"""What a desk knows, and the bag of messages between the desks: a plain picture of database, outbox and inbox."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from shared.sop import Berkas

NAMES = ("intake", "approval", "scan", "publisher")
Newer = Callable[[Berkas | None, Berkas], Berkas | None]


@dataclass(frozen=True)
class Message:
    """One event for one desk. `request`: the withdrawal that it asks for or answers."""

    id: int
    to: str
    case: UUID
    berkas: Berkas | None
    request: int | None = None


@dataclass
class Desk:
    """A service's database: its copies, its inbox; what the publisher is publishing; answers that intake noted."""

    name: str
    known: dict[UUID, Berkas] = field(default_factory=dict)
    inbox: frozenset[int] = frozenset()
    publishing: frozenset[UUID] = frozenset()
    noted: tuple[int, ...] = ()

    def copied(self) -> "Desk":
        """The same to be changed within one unit."""
        same = copy(self)
        same.known = dict(self.known)
        return same

    def hear(self, newer: Newer, berkas: Berkas) -> None:
        """What keep_newest does."""
        if kept := newer(self.known.get(berkas.id), berkas):
            self.known[berkas.id] = kept


class Crash(Exception):
    """The process ends before its commit."""


class Desks:
    """All four, with the messages that were ever sent. `atomic` off: messages go out although the change is lost."""

    def __init__(self, *, atomic: bool) -> None:
        self.at = {name: Desk(name) for name in NAMES}
        self.bag: list[Message] = []
        self.atomic = atomic
        self._ids = count(1)

    @contextmanager
    def unit(self, name: str) -> Iterator[tuple[Desk, list[Message]]]:
        """One transaction of a desk: its changes and its messages together, or neither when it ends in Crash."""
        draft, outbox = self.at[name].copied(), list[Message]()
        try:
            yield draft, outbox
        except Crash:
            self.bag += [] if self.atomic else outbox
        else:
            self.at[name] = draft
            self.bag += outbox

    def tell(self, sender: str, berkas: Berkas, request: int | None = None) -> list[Message]:
        """What one desk says to the others."""
        others = (name for name in NAMES if name != sender)
        return [Message(next(self._ids), to, berkas.id, berkas, request) for to in others]

    def letter(self, to: str, case: UUID, berkas: Berkas | None = None, request: int | None = None) -> Message:
        """A message to one desk; a request without a number is numbered."""
        number = next(self._ids)
        return Message(number, to, case, berkas, request or number)
