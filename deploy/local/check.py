"""`./terbit check`: the conservation check over all services. Is everything that was taken in still accounted for?"""

import json
import os
import subprocess
from collections.abc import Iterable, Sequence

from deploy.local.programs import REPOSITORY, command
from deploy.local.ready import s3_client
from deploy.local.running import stopping
from deploy.local.stack import Stack
from deploy.prepare.buckets import PRIVATE
from deploy.services import SERVICES
from shared.events.conservation import Findings


def run(stack: Stack) -> int:
    """Check, print what was looked at and what is wrong; 0 when nothing is. Starts the servers if they do not run."""
    if stack.running:
        return report(*look(stack))
    with stopping(stack):
        stack.start_servers()
        return report(*look(stack))


def look(stack: Stack) -> tuple[Sequence[Findings], list[str]]:
    """What each service found, and what is wrong between them."""
    found = [_ask(stack, service) for service in SERVICES]
    return found, [*_between(found), *_objects(stack, found)]


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
    print("  not checked: audit chain (there is none yet)")
    print("Conservation check: " + (f"{len(wrong)} things are wrong." if wrong else "clean."))
    return 1 if wrong else 0


def _ask(stack: Stack, service: str) -> Findings:
    done = subprocess.run(
        command(service, "check"), cwd=REPOSITORY, env={**os.environ, **stack.environment(service)},
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{service} could not be checked:\n{done.stderr[-2000:]}")
    return Findings.model_validate(json.loads(done.stdout))


def _between(found: Sequence[Findings]) -> Iterable[str]:
    """Each case stands alike in every service, unless an event that tells of it is on its way or dead."""
    on_the_way = any(part.waiting for part in found)
    for case in sorted({case for part in found for case in part.berkas}):
        seen = {part.service: part.berkas.get(case) for part in found if part.service != "console"}
        turns = {service: known.giliran if known else None for service, known in seen.items()}
        if len(set(turns.values())) > 1 and not on_the_way:
            yield f"berkas {case} stands differently: {turns}"


def _objects(stack: Stack, found: Sequence[Findings]) -> Iterable[str]:
    """No object in the private store is without a row."""
    rows = {sha256 for part in found for sha256 in part.objects}
    keys = stack.s3
    client = s3_client(keys.endpoint, keys.access_key, keys.secret_key)
    for item in client.list_objects(PRIVATE, recursive=True):
        name = str(item.object_name).rpartition("/")[2]
        if name not in rows:
            yield f"object {item.object_name} has no row"
