"""Many cases at a time: a few clerks' worth of threads, each carrying one case after the other."""

import threading
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from deploy.local.faults.papers import Papers
from deploy.local.faults.people import Staff
from deploy.local.faults.plan import CasePlan, Fate, cases
from deploy.local.faults.walk import Walk
from shared.sop import Keadaan, sop

ENDS = {
    Fate.PUBLISHED: {Keadaan.SELESAI},
    Fate.AFTER: {Keadaan.SELESAI},
    Fate.LATE: {Keadaan.SELESAI},
    Fate.REFUSED: {Keadaan.DITOLAK},
    Fate.WITHDRAWN: {Keadaan.DITARIK},
}
LAST = frozenset(sop(name).langkah[-1].kode for name in ("kalbar-8-2022", "kotim-33-2021"))


def ends(plan: CasePlan) -> set[Keadaan]:
    """How a case may end. A withdrawal that races is granted, except that a publication may be ordered before it."""
    if plan.fate is not Fate.RACING:
        return ENDS[plan.fate]
    return {Keadaan.DITARIK, Keadaan.SELESAI} if plan.at in LAST else {Keadaan.DITARIK}


@dataclass
class Carried:
    """A case that was begun: how it may end, its berkas, what its people saw at the end, `why` they gave up."""

    name: str
    ends: Collection[str]
    id: str = ""
    ended: str = ""
    why: str = ""


@dataclass
class Ledger:
    """What every stream writes into."""

    carried: list[Carried] = field(default_factory=list)

    @property
    def begun(self) -> int:
        """Cases that somebody began."""
        return len(self.carried)

    @property
    def ended(self) -> int:
        """Cases that nobody works at any more."""
        return sum(1 for each in self.carried if each.ended or each.why)


class Streams:
    """Threads that begin a number of cases, evenly over some seconds or as fast as they can if that is slower."""

    def __init__(self, people: Mapping[str, Staff], papers: Papers, seed: int, number: int, seconds: float) -> None:
        self.ledger = Ledger()
        self._people, self._papers = people, papers
        self._plans: Iterator[CasePlan] = islice(cases(seed), number)
        self._number, self._every = number, seconds / number
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, threads: int) -> None:
        """Begin."""
        began = time.monotonic()
        self._threads = [
            threading.Thread(target=self._work, args=(began,), daemon=True, name=f"stream-{number}")
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def all_begun(self) -> bool:
        """Whether no case is left to begin."""
        return self._stop.is_set() or self.ledger.begun == self._number

    def stop(self) -> None:
        """Begin no more."""
        self._stop.set()

    def join(self) -> None:
        """Wait until all that were begun have been carried to their end."""
        for thread in self._threads:
            thread.join()

    def _work(self, began: float) -> None:
        while plan := self._take():
            if self._stop.wait(max(0.0, began + plan.number * self._every - time.monotonic())):
                return
            case = Carried(f"case {plan.number} ({plan.fate} at {plan.at or 'the end'})", ends(plan))
            with self._lock:
                self.ledger.carried.append(case)
            _carry(case, Walk(plan, self._people[plan.kantor], self._papers))

    def _take(self) -> CasePlan | None:
        with self._lock:
            return next(self._plans, None)


def _carry(case: Carried, walk: Walk) -> None:
    try:
        case.ended = walk.run()
    except Exception as error:  # whatever it was, it belongs into the verdict
        case.why = f"{type(error).__name__}: {error}"
    case.id = walk.id
