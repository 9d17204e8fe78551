"""`./terbit check`: the conservation check over all services. Is everything that was taken in still accounted for?"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from deploy.local.asking import answering, ask
from deploy.local.ready import s3_client
from deploy.local.stack import Stack
from deploy.prepare.buckets import PRIVATE
from deploy.services import SERVICES
from shared.audit.chain import forks
from shared.events.conservation import Findings


def run(stack: Stack) -> int:
    """Check, print what was looked at and what is wrong; 0 when nothing is. Starts the servers if they do not run."""
    with answering(stack):
        return report(*look(stack))


def look(stack: Stack) -> tuple[Sequence[Findings], list[str]]:
    """What each service found, and what is wrong between them."""
    found = _ask(stack)
    between = list(_between(found))
    if between:  # a case may have moved while they were asked
        found = _ask(stack)
        between = [sentence for sentence in _between(found) if sentence in between]
    return found, [*contradictions(found), *between, *_objects(stack, found)]


def report(found: Sequence[Findings], between: Sequence[str]) -> int:
    """Print the verdict; 0 when everything is as it must be."""
    for part in found:
        counts = ", ".join(f"{number} {name}" for name, number in part.counts.items())
        print(f"  {part.service:<10} {counts}")
        for sentence in part.waiting:
            print(f"             waiting: {sentence}")
    wrong = [*(f"{part.service}: {sentence}" for part in found for sentence in part.wrong), *between]
    for sentence in wrong:
        print(f"  WRONG  {sentence}")
    _print_audit(found)
    print("Conservation check: " + (f"{len(wrong)} things are wrong." if wrong else "clean."))
    return 1 if wrong else 0


def _ask(stack: Stack) -> list[Findings]:
    with ThreadPoolExecutor() as pool:
        answers = pool.map(lambda service: ask(stack, service, "check"), SERVICES)
        return [Findings.model_validate(answer) for answer in answers]


def _print_audit(found: Sequence[Findings]) -> None:
    cases = {case for part in found for case in part.heads}
    unknown = sorted({case for part in found for case in part.from_before})
    doubtful = {case for part in found for case in part.faulty}.union(unknown)
    verified = [case for case in cases - doubtful if len(set(_stands(found, case).values())) == 1]
    print(f"  audit chain: {len(verified)} of {len(cases)} cases verified in every service")
    if unknown:
        print(f"  not checked: {len(unknown)} cases with acts from before the audit chain: {', '.join(unknown)}")


def contradictions(found: Sequence[Findings]) -> Iterable[str]:
    """Services that keep different pasts of a case: never right, also while events are on their way or dead."""
    acts: dict[str, dict[str, tuple[int, bool]]] = {}
    for part in found:
        for case in part.acts.keys() - part.faulty:
            acts.setdefault(case, {}).update(part.acts[case])
    for case, every in sorted(acts.items()):
        yield from (f"audit of berkas {case} between the services: {fault}" for fault in forks(every.values()))


def _between(found: Sequence[Findings]) -> Iterable[str]:
    """Each case stands alike in every service, unless an event that tells of it is on its way or dead."""
    moving = {case for part in found for case in part.moving}
    for case in sorted({case for part in found for case in part.heads} - moving):
        stands = _stands(found, case)
        if len(set(stands.values())) > 1:
            yield f"berkas {case} stands differently: {stands}"


def _stands(found: Sequence[Findings], case: str) -> dict[str, str]:
    return {part.service: _stand(part, case) for part in found if part.service != "console"}


def _stand(part: Findings, case: str) -> str:
    """The heads of its chain and its state."""
    known = part.berkas.get(case)
    if known is None:
        return "unknown"
    return f"{known.keadaan} turn {known.giliran} {' '.join(head[:12] for head in part.heads.get(case, []))}"


def _objects(stack: Stack, found: Sequence[Findings]) -> Iterable[str]:
    """No object in the private store is without a row."""
    rows = {sha256 for part in found for sha256 in part.objects}
    keys = stack.s3
    client = s3_client(keys.endpoint, keys.access_key, keys.secret_key)
    for item in client.list_objects(PRIVATE, recursive=True):
        name = str(item.object_name).rpartition("/")[2]
        if name not in rows:
            yield f"object {item.object_name} has no row"
