"""`./terbit demo`: up, carry the documents, show what came of it."""

from collections.abc import Sequence
from pathlib import Path

import httpx

from deploy.local.console import print_people
from deploy.local.demo.carry import Outcome, carry
from deploy.local.demo.cases import Case, from_file, samples
from deploy.local.demo.office import Person, Refused, sign_in
from deploy.local.running import bring_up, stay, stopping
from deploy.local.seed import people as seeded
from deploy.local.stack import Stack

REGENCY = "6202"


def run(stack: Stack, files: Sequence[Path], office: str | None, exit_after: bool) -> int:
    """The demo on this machine's stack, which is started when it does not run; 0 only when every page is verified."""
    if stack.running:
        return demonstrate(stack, files, office or REGENCY)
    with stopping(stack):
        print_people(stack.state.people, bring_up(stack), str(stack.folder / "state.json"))
        code = demonstrate(stack, files, office or REGENCY)
        if not exit_after:
            stay(stack)
    return code


def demonstrate(stack: Stack, files: Sequence[Path], office: str) -> int:
    """Carry the files (or three samples) through the SOPs of a running stack; 0 only when every page is verified."""
    cases = [from_file(path, office) for path in files] or samples()
    outcomes = [_carried(stack, case) for case in cases]
    _table(outcomes)
    return 0 if all(outcome.verified for outcome in outcomes) else 1


def staff(stack: Stack, kantor: str) -> dict[str, Person]:
    """The people of an office by role, signed in."""
    return {
        entry["peran"]: sign_in(stack.address, name := entry["nama_masuk"], stack.state.people[name], entry["peran"])
        for entry in seeded()
        if entry["kantor"] == kantor
    }


def _carried(stack: Stack, case: Case) -> Outcome:
    print(f"\n{case.nama} ({len(case.naskah) / 1e6:.1f} MB), office {case.kantor}", flush=True)
    try:
        return carry(case, staff(stack, case.kantor), lambda line: print(line, flush=True))
    except (Refused, TimeoutError, RuntimeError, httpx.HTTPError) as error:
        print(f"    stopped: {error}", flush=True)
        return Outcome(agenda="-", judul=case.fields["tentang"], why=str(error))


def _table(outcomes: Sequence[Outcome]) -> None:
    print("\nAgenda    Steps  Seconds  Verified  Product")
    for o in outcomes:
        verdict = "yes" if o.verified else "NO"
        print(f"{o.agenda:<9} {len(o.steps):>5}  {o.machine_seconds:>7.1f}  {verdict:<8}  {o.judul}")
    print("\nWhat the public sees")
    for o in outcomes:
        print(f"  {o.page or '(no page)'}\n    file    {o.file}\n    sha256  {o.sha256 or '-'}")
        print(f"    {'fetched again and compared: page, file and hash are as approved' if o.verified else o.why}")
