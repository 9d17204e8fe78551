"""`./terbit audit CASE`: every act of a case with its hash, verified in every service and between them."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from deploy.local.asking import answering, ask
from deploy.local.stack import Stack
from deploy.services import SERVICES
from shared.audit.report import Reference, Told
from shared.audit.verdict import Verdict, judge
from shared.sop.rantai import Mata, algorithm, says

DESKS = tuple(service for service in SERVICES if service != "console")
UNKNOWN = 2
_WIDTHS = (4, 19, 11, 30, 24, 10, 12)
_HEAD = ("turn", "when", "from → to", "act", "who", "role", "hash", "why")


def run(stack: Stack, case: str) -> int:
    """Print and verify; 0 only when everything is verified, 2 when there is no such case."""
    try:
        Reference.read(case)
    except ValueError:
        print(f"{case} is neither the id of a berkas nor an agenda number such as 6202:12/2026")
        return UNKNOWN
    with answering(stack):
        told = look(stack, case)
        if not judge(told).verified:  # it may have moved while they were asked, one after the other
            told = look(stack, case)
    known = [part for part in told.values() if part]
    if not known:
        print(f"No service knows the case {case}")
        return UNKNOWN
    _print_acts(told, known)
    return _print_verdict(told, judge(told))


def look(stack: Stack, case: str) -> dict[str, Told | None]:
    """What each desk's service tells of the case."""
    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(lambda service: ask(stack, service, "audit", case), DESKS)
        return {
            service: Told.model_validate(answer) if answer else None
            for service, answer in zip(DESKS, answers, strict=True)
        }


def _print_acts(told: Mapping[str, Told | None], known: Sequence[Told]) -> None:
    first = next((part for part in known if part.name), known[0])
    print(f"berkas {first.id}, agenda {first.name}, {first.keadaan} (times of {first.zona})\n")
    print(_row(_HEAD))
    for mata, where in _every(known):
        print(_row(_act(mata, ZoneInfo(first.zona))))
        if len(where) < len(told):
            print(f"      so only in: {', '.join(where)}")
    beside = sorted(((one, part.service) for part in known for one in part.beside), key=lambda pair: pair[0].pada)
    if beside:
        print("\nbeside the chain (records of the services, not part of it):")
    for one, service in beside:
        why = f": {one.sebab}" if one.sebab else ""
        print(_plain(f"  {_when(one.pada, ZoneInfo(first.zona))}  {one.apa}, {one.oleh or 'sistem'} ({service}){why}"))


def _every(known: Sequence[Told]) -> Iterator[tuple[Mata, list[str]]]:
    """Every link that is anywhere, in order, with the services that have it so."""
    where: dict[Mata, list[str]] = {}
    for part in known:
        for mata in part.links:
            where.setdefault(mata, []).append(part.service)
    yield from sorted(where.items(), key=lambda pair: (pair[0].giliran, -len(pair[1]), pair[0].rantai))


def _act(mata: Mata, zone: ZoneInfo) -> tuple[str, ...]:
    fact = says(mata)
    who, deputised = _person(fact.get("oleh")), _person(fact.get("untuk"))
    name = f"{who.get('nama')} untuk {deputised.get('nama')}" if deputised else str(who.get("nama"))
    return (
        str(mata.giliran), _when(fact.get("pada"), zone), f"{fact.get('langkah')} → {fact.get('ke') or '–'}",
        str(fact.get("hasil")), name, str(who.get("peran")), mata.rantai[:12], str(fact.get("catatan") or ""),
    )  # fmt: skip


def _person(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _when(moment: object, zone: ZoneInfo) -> str:
    try:
        read = moment if isinstance(moment, datetime) else datetime.fromisoformat(str(moment))
    except ValueError:
        return str(moment)
    return read.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def _row(cells: Sequence[str]) -> str:
    padded = (f"{cell:<{width}}" for cell, width in zip(map(_plain, cells), _WIDTHS, strict=False))
    return "  ".join([*padded, _plain(cells[-1])]).rstrip()


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _print_verdict(told: Mapping[str, Told | None], verdict: Verdict) -> int:
    print()
    for service, part in told.items():
        state = (
            f"{len(part.links)} links ({_algorithms(part)}), head {_heads(part)}" if part else "does not know the case"
        )
        print(f"  {service:<10} {state}{', WRONG' if part and part.wrong else ''}")
    for sentence in verdict.wrong:
        print(_plain(f"  WRONG  {sentence}"))
    for sentence in verdict.unsure:
        print(_plain(f"  not checked  {sentence}"))
    said = "verified." if verdict.verified else f"{len(verdict.wrong)} things are wrong." if verdict.wrong else ""
    print("Audit: " + (said or "not verified: something could not be checked yet."))
    return 0 if verdict.verified else 1


def _algorithms(part: Told) -> str:
    """By what the hashes are made, in the order of the acts."""
    return ", ".join(dict.fromkeys(algorithm(mata) or "unknown" for mata in part.links))


def _heads(part: Told) -> str:
    return " and ".join(head[:12] for head in part.heads) or "none"
