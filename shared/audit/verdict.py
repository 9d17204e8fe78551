"""The verdict over a case: what each service told, and what is wrong between them. Pure."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from shared.audit import chain
from shared.audit.report import Told
from shared.sop.rantai import Mata, intact


class Verdict(BaseModel):
    """`wrong` and `unsure` are sentences; verified is only what has neither."""

    wrong: list[str]
    unsure: list[str]

    @property
    def verified(self) -> bool:
        """Whether every act was verified in every service."""
        return not self.wrong and not self.unsure


def judge(told: Mapping[str, Told | None]) -> Verdict:
    """Over what every service told of one case (None: it does not know it)."""
    known = [part for part in told.values() if part]
    if not known:
        return Verdict(wrong=[], unsure=["no service knows the case"])
    wrong = [f"{part.service}: {fault}" for part in known for fault in part.wrong]
    if len({part.id for part in known}) > 1:
        return Verdict(wrong=[*wrong, "the services mean different cases by this number"], unsure=[])
    every = {mata.rantai: mata for part in known for mata in part.links if intact(part.id, mata)}
    missing = [sentence for service, part in told.items() for sentence in _missing(service, part, every)]
    moving = [f"event {event} ({part.service})" for part in known for event in part.open]
    if not wrong:
        wrong += [f"between the services: {fault}" for fault in _together(known, list(every.values()))]
    late = [*missing, *moving] if missing and moving else []
    return Verdict(wrong=wrong if late else [*wrong, *missing], unsure=[*_from_before(known), *late])


def _together(known: Sequence[Told], every: Sequence[Mata]) -> list[str]:
    """What no service alone can see: two that were told different acts of the same turn."""
    first = min((mata.giliran for mata in every), default=1)
    return chain.faults(known[0].id, every, first)


def _missing(service: str, part: Told | None, every: Mapping[str, Mata]) -> list[str]:
    if part is None:
        return [f"{service} does not know the case"]
    have = {mata.rantai for mata in part.links}
    turns = sorted({mata.giliran for rantai, mata in every.items() if rantai not in have})
    return [f"{service} lacks turn {', '.join(map(str, turns))}"] if turns else []


def _from_before(known: Sequence[Told]) -> list[str]:
    turns = sorted({turn for part in known for turn in part.from_before})
    return [f"turns {turns[0]} to {turns[-1]} were done before there was an audit chain"] if turns else []
