"""A long scan is read by two workers, of which one is killed: only what it was reading is read again."""

import os
import signal
import subprocess
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from deploy.local import programs
from deploy.local.demo.acts import act
from deploy.local.demo.carry import at_desk
from deploy.local.demo.office import Person, until
from deploy.local.stack import Stack
from shared.samples import keputusan_provinsi, scan_like
from tests.faults.carrying import SEEDS, Everybody, brought_to
from tests.faults.test_scan_stopped import said
from tests.support.harm import PATIENCE, family, rows, running, runtime_of, tell
from tests.support.whole import case

pytestmark = pytest.mark.timeout(900)
PAGES = 8
OPEN = "SELECT kind, state, attempts FROM job WHERE subject = :id ORDER BY created_at"


@pytest.fixture
def second(stack: Stack) -> Iterator[int]:
    """A second worker for long work, as another machine would have it."""
    process = subprocess.Popen(
        programs.command("scan", "jobs"), cwd=programs.REPOSITORY, env={**os.environ, **stack.environment("scan")},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield process.pid
    finally:
        family_of = family(process.pid)
        process.terminate()
        process.wait(60)
        tell(family_of, signal.SIGKILL)


def test_a_worker_killed_in_the_middle_costs_only_what_it_was_reading(
    stack: Stack, people: Everybody, second: int
) -> None:
    position, path, person = scanning(people)
    readers = {"first": running(stack, "scan-jobs"), "second": second}
    seen: set[str] = set()

    def both_read() -> bool | None:
        seen.update(name for name, pid in readers.items() if reading(pid))
        return True if seen == set(readers) and reading(second) else None

    until(both_read, "both workers to read", PATIENCE)
    before = kept(stack, position["id"])
    tell(family(second), signal.SIGKILL)
    assert before < PAGES, "it was killed too late to show anything"
    scan = until(lambda: ready(person, path), "the scan", PATIENCE)
    assert (scan["state"], scan["halaman"], scan["pdfa"]) == ("siap", PAGES, "valid")
    assert [page["ocr"] for page in scan["laporan"]] == [True] * PAGES
    jobs = rows(runtime_of(stack, "scan"), OPEN, id=position["id"])
    assert {job["state"] for job in jobs} == {"done"}
    again = [job["kind"] for job in jobs if job["attempts"] > 1]
    assert again in ([], ["baca-rentang"]), "at most the range of the killed worker was begun anew"
    document = person.client.get(f"{stack.address}/pindai/{position['id']}/hasil/{scan['hasil']}").content
    with pikepdf.open(BytesIO(document)) as pdf:
        assert len(pdf.pages) == PAGES


def scanning(people: Everybody) -> tuple[dict[str, Any], str, Person]:
    """A case whose salinan of many scanned pages is being read."""
    seed = next(SEEDS)
    naskah = scan_like(keputusan_provinsi(pages=PAGES, seed=seed).born_digital_pdf, seed=seed)
    staff = people["61"]
    position = brought_to("pindai", case("61", "keputusan_kpu_provinsi", seed, naskah), staff)
    path, person = f"/api/scan/berkas/{position['id']}/pindaian", staff["staf"]
    body = act(at_desk(position, person), pakai="salinan")
    person.send(path, {name: str(value) for name, value in body.items()})
    return position, path, person


def reading(worker: int) -> bool:
    """Whether a page is read by a descendant of this worker just now."""
    return any(said(pid, "comm") == "terbit-read\n" for pid in family(worker))


def kept(stack: Stack, berkas: str) -> int:
    """Pages of the scan that were read so far."""
    query = "SELECT count(*) AS n FROM bacaan JOIN pemindaian AS p ON p.id = pemindaian_id WHERE p.berkas_id = :id"
    (found,) = rows(runtime_of(stack, "scan"), query, id=berkas)
    return int(found["n"])


def ready(person: Person, path: str) -> dict[str, Any] | None:
    """The scan, once it is over."""
    scan: dict[str, Any] = person.get(path)
    return scan if scan["state"] in {"siap", "gagal"} else None
