"""What a run will do: its cases and its faults, all from one seed. Nothing here touches the world."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from deploy.services import SERVICES, kinds
from shared.crashpoints import REACHED, Point
from shared.sop import Langkah, Sop, Tindakan, sop


class Paper(StrEnum):
    """What is submitted: printed to PDF, signed electronically, or scanned (which needs OCR)."""

    PRINTED = "printed"
    SIGNED = "signed"
    SCANNED = "scanned"


class Fate(StrEnum):
    """How a case is to end. LATE: its withdrawal is asked while the publication runs, AFTER: when it is public,
    RACING: at the same moment as an act at the step.
    """

    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RACING = "racing"
    LATE = "late"
    AFTER = "after"


class Kind(StrEnum):
    """What is done to the stack."""

    KILL = "kill"
    KILL_CHILD = "kill child"
    FREEZE = "freeze"
    FREEZE_KILL = "freeze, then kill"
    CRASH_POINT = "crash point"
    RESTART = "restart"
    FLUSH = "broker emptied"
    VALKEY_KILL = "broker killed"
    VALKEY_CLIENTS = "broker's clients killed"
    SESSIONS = "database sessions terminated"
    POSTGRES_STOP = "database stopped at once"
    STORE_KILL = "object store killed"
    GATEWAY_KILL = "gateway killed"
    DUPLICATE = "event sent again"


@dataclass(frozen=True)
class CasePlan:
    """One case. `at`: the step at which its fate strikes; `returns`: (from, to); `doubled`: steps done by a double
    click.
    """

    number: int
    kantor: str
    jenis: str
    paper: Paper
    fate: Fate
    at: str | None
    returns: tuple[tuple[str, str], ...]
    doubled: frozenset[str]


@dataclass(frozen=True)
class Fault:
    """One fault, `after` seconds from the one before. `dice` picks among what is there at that moment."""

    number: int
    after: float
    kind: Kind
    service: str
    part: str
    point: Point
    seconds: float
    dice: float


BRANCHES = (
    ("61", "kalbar-8-2022", "keputusan_kpu_provinsi"),
    ("6202", "kotim-33-2021", "keputusan_kpu_kabkota"),
    ("6202", "kotim-33-2021", "surat_edaran"),
)
PAPERS = {Paper.PRINTED: 56, Paper.SIGNED: 40, Paper.SCANNED: 4}
FATES = {Fate.PUBLISHED: 28, Fate.REFUSED: 22, Fate.WITHDRAWN: 26, Fate.RACING: 12, Fate.LATE: 9, Fate.AFTER: 3}
FAULTS = {
    Kind.KILL: 20, Kind.KILL_CHILD: 14, Kind.FREEZE: 10, Kind.FREEZE_KILL: 9, Kind.CRASH_POINT: 20, Kind.RESTART: 4,
    Kind.FLUSH: 5, Kind.VALKEY_KILL: 2, Kind.VALKEY_CLIENTS: 4, Kind.SESSIONS: 4, Kind.POSTGRES_STOP: 1,
    Kind.STORE_KILL: 1, Kind.GATEWAY_KILL: 2, Kind.DUPLICATE: 6,
}  # fmt: skip
REFUSING = {Tindakan.TERIMA, Tindakan.DISPOSISI, Tindakan.SETUJUI, Tindakan.CEK_SALINAN, Tindakan.OTENTIKASI}
RETURNED, DOUBLED = 0.1, 0.12


def cases(seed: int) -> Iterator[CasePlan]:
    """The cases of a seed, without end; the first of each fate and branch come early."""
    dice = random.Random(f"{seed}/cases")  # noqa: S311 - to be repeated, not to be hard to guess
    number = 0
    while True:
        fates = [*FATES, *dice.choices([*FATES], [*FATES.values()], k=4 * len(FATES))]
        dice.shuffle(fates)
        for fate in fates:
            yield _case(dice, number, fate)
            number += 1


def faults(seed: int, per_minute: float) -> Iterator[Fault]:
    """The faults of a seed, without end."""
    dice = random.Random(f"{seed}/faults")  # noqa: S311
    number = 0
    while True:
        yield _fault(dice, number, 60 / per_minute)
        number += 1


def _case(dice: random.Random, number: int, fate: Fate) -> CasePlan:
    kantor, sop_id, jenis = BRANCHES[number % len(BRANCHES)]
    rules = sop(sop_id)
    way = [row for row in rules.langkah if row.applies(jenis)]
    paper = dice.choices([*PAPERS], [*PAPERS.values()])[0]
    at = _strikes(dice, way, fate)
    returns = _returns(dice, rules, way, at, jenis) if dice.random() < RETURNED else ()
    doubled = frozenset(row.kode for row in way if dice.random() < DOUBLED)
    return CasePlan(number, kantor, jenis, paper, fate, at, returns, doubled)


def _strikes(dice: random.Random, way: list[Langkah], fate: Fate) -> str | None:
    if fate in {Fate.PUBLISHED, Fate.AFTER}:
        return None
    if fate is Fate.LATE:
        return way[-1].kode
    if fate is Fate.REFUSED:
        return dice.choice([row.kode for row in way if row.tindakan in REFUSING])
    # Most withdrawals come early; some anywhere, the last step included.
    return dice.choice(way[1:4] if dice.random() < 0.6 else way[1:]).kode


def _returns(
    dice: random.Random, rules: Sop, way: list[Langkah], at: str | None, jenis: str
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    before = way[: 1 + next((place for place, row in enumerate(way) if row.kode == at), len(way))]
    possible = [(row.kode, target.kode) for row in before for target in rules.returns(row.kode, jenis)]
    return tuple(dice.sample(possible, k=1)) if possible else ()


def _fault(dice: random.Random, number: int, every: float) -> Fault:
    kind = dice.choices([*FAULTS], [*FAULTS.values()])[0]
    service = dice.choice(SERVICES[:4]) if dice.random() < 0.97 else SERVICES[4]
    kinds_of = kinds(service)
    point, at = dice.choice([(point, where) for point, services in REACHED.items() for where in sorted(services)])
    return Fault(
        number=number, after=every * dice.uniform(0.4, 1.6), kind=kind,
        service=at if kind is Kind.CRASH_POINT else service, part=f"{service}-{dice.choice(kinds_of)}", point=point,
        seconds=dice.uniform(1, 4), dice=dice.random(),
    )  # fmt: skip
