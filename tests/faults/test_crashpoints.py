"""Every crash point in every service that reaches it is armed and kills; nothing is lost, nothing done twice."""

import itertools
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest

from deploy.local.check import look as conservation
from deploy.local.demo.carry import Outcome, People, carry
from deploy.local.demo.cases import Case
from deploy.local.demo.office import Person, until
from deploy.local.stack import Stack
from shared.crashpoints import REACHED, arm
from shared.samples import keputusan_provinsi, nota_dinas, scan_like
from tests.support.whole import case

SEEDS = itertools.count(9000)
BRANCHES = (("61", "keputusan_kpu_provinsi"), ("6202", "keputusan_kpu_kabkota"), ("6202", "surat_edaran"))
LANES = 6
PATIENCE = 420.0


@pytest.fixture
def armed(stack: Stack) -> Iterator[list[Path]]:
    """The file of every point of every service; whoever reaches it removes it and dies."""
    folder = Path(stack.settings["TERBIT_CRASH_DIR"])
    files = [arm(folder, service, point) for point, services in REACHED.items() for service in sorted(services)]
    yield files
    for file in files:
        file.unlink(missing_ok=True)


def left(files: list[Path]) -> list[str]:
    """What nobody has reached yet."""
    return [f"{file.parent.name}/{file.name}" for file in files if file.exists()]


def lane(number: int, people: dict[str, People], files: list[Path], end: float) -> list[Outcome]:
    """Carry one case after the other until every point was reached; at least one."""
    kantor, jenis = BRANCHES[number % len(BRANCHES)]
    outcomes: list[Outcome] = []
    while not outcomes or (left(files) and time.monotonic() < end):
        if any("stack" in name for name in left(files)):
            parted(people[kantor]["staf"])
        pages = any("pages" in name for name in left(files))
        outcomes.append(carry(small(kantor, jenis, scanned() if pages else None), people[kantor], lambda _: None))
    return outcomes


def parted(staf: Person) -> None:
    """Send a stack of one page without a code, and wait until it lies in the tray as one part."""
    page = nota_dinas(seed=next(SEEDS)).born_digital_pdf
    sent = staf.send("/api/scan/tumpukan", {"kunci": str(uuid4())}, {"berkas": ("tumpukan.pdf", page)})
    address = f"/api/scan/tumpukan/{sent['id']}"
    done = until(lambda: found if (found := staf.get(address))["state"] in ("selesai", "gagal") else None, "the stack")
    assert [part["state"] for part in done["bagian"]] == ["baki"]


def small(kantor: str, jenis: str, naskah: bytes | None) -> Case:
    """A case that needs no OCR, or one of `naskah`."""
    return case(kantor, jenis, next(SEEDS), naskah)


@cache
def scanned() -> bytes:
    """A scan of so many pages that it is read in ranges."""
    return scan_like(keputusan_provinsi(pages=5, seed=9).born_digital_pdf, seed=9)


@pytest.mark.timeout(900)
def test_every_crash_point_kills_and_nothing_is_lost(
    stack: Stack, people: dict[str, People], armed: list[Path]
) -> None:
    end = time.monotonic() + PATIENCE
    with ThreadPoolExecutor(LANES) as pool:
        lanes = [pool.submit(lane, number, people, armed, end) for number in range(LANES)]
        outcomes = [outcome for each in lanes for outcome in each.result()]
    assert left(armed) == []
    assert [outcome.why for outcome in outcomes] == [""] * len(outcomes)
    assert until(lambda: settled(stack) or None, "everything to settle", 120)


def settled(stack: Stack) -> bool:
    """Whether the conservation check is clean and nothing waits. What is wrong stands in the log of the test."""
    found, between = conservation(stack)
    wrong = [*between, *(sentence for part in found for sentence in (*part.wrong, *part.waiting))]
    print(wrong)
    return not wrong
