"""Hostile scans through the real service: each is refused or comes to an end, the worker lives on, nothing stays."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.local.demo.acts import act
from deploy.local.demo.carry import at_desk
from deploy.local.demo.office import Person, until
from deploy.local.stack import Stack
from shared.folders import PREFIX
from tests.browser.test_stacks import KANTOR, at_the_scanner
from tests.support.mutants import Mutant, mutants

HARMS = ("loops", "bombs", "many_pages", "odd_paper", "deep", "nested", "wild_contents", "broken_streams", "two_in_one")
ROUND = 26
PATIENCE = 240
pytestmark = pytest.mark.timeout(900)


def sent(person: Person, berkas: dict[str, Any], mutant: Mutant) -> httpx.Response:
    """Give a file at the scan desk: it takes the place of the one before."""
    fields = {name: str(value) for name, value in act(berkas).items()}
    file = ("pindaian.pdf", mutant.content)
    return person.client.post(f"/api/scan/berkas/{berkas['id']}/pindaian", data=fields, files={"berkas": file})


def test_hostile_scans_end_and_the_worker_lives_on(stack: Stack, people: dict[str, dict[str, Person]]) -> None:
    position, staf = at_the_scanner(people[KANTOR], 8601), people[KANTOR]["staf"]
    berkas, worker = at_desk(position, staf), stack.pid("scan-jobs")
    hostile = [one for one in mutants(ROUND) if one.name.split("-")[1] in HARMS]
    assert len(hostile) == len(HARMS)
    ends: dict[str, str] = {}
    for one in hostile:
        answer = sent(staf, berkas, one)
        if answer.status_code != 202:
            problem = answer.json()
            assert 400 <= answer.status_code < 500, one.name
            assert problem["code"], one.name
            assert problem["detail"].endswith("."), one.name
            ends[one.name] = problem["code"]
            continue
        scan = until(lambda: settled(staf, berkas["id"]), one.name, PATIENCE)
        assert scan["state"] == "siap" or (scan["sebab"] or "").endswith("."), one.name
        ends[one.name] = scan["state"]
    assert {"siap"} < set(ends.values()), ends
    assert stack.pid("scan-jobs") == worker
    folder = Path(stack.settings["TERBIT_WORK_DIR"])
    until(lambda: None if [*folder.glob(f"{PREFIX}*")] else True, "temporary folders to go", 30)


def settled(person: Person, berkas_id: str) -> dict[str, Any] | None:
    """The scan, once it has come to an end."""
    scan: dict[str, Any] = person.get(f"/api/scan/berkas/{berkas_id}/pindaian")
    return scan if scan["state"] in {"siap", "gagal"} else None
