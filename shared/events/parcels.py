"""What travels together: events for one hearer in one message."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from shared.events.claims import Claimed


@dataclass(frozen=True)
class Parcel:
    """Claimed rows for one subscriber, sent as one message."""

    subscriber: str
    rows: tuple[Claimed, ...]

    @property
    def ids(self) -> list[UUID]:
        """The rows' ids."""
        return [row.id for row in self.rows]

    @property
    def waited(self) -> float:
        """Seconds since the one that waits longest was sent before; 0: none was."""
        return max(row.waited for row in self.rows)

    @property
    def deliveries(self) -> list[tuple[str, dict[str, Any]]]:
        """(delivery id, envelope), as they travel."""
        return [(str(row.id), row.envelope) for row in self.rows]


def parcels(claimed: Iterable[Claimed], most: int) -> Iterator[Parcel]:
    """Parcels of up to `most` events; what was sent before goes alone, for it may be what kills its worker."""
    by_subscriber = sorted(claimed, key=attrgetter("subscriber"))
    for subscriber, together in groupby(by_subscriber, attrgetter("subscriber")):
        rows = tuple(together)
        fresh = [row for row in rows if not row.waited]
        yield from (Parcel(subscriber, tuple(fresh[at : at + most])) for at in range(0, len(fresh), most))
        yield from (Parcel(subscriber, (row,)) for row in rows if row.waited)
