"""The worker of long work is told to stop while it reads a scan of several pages."""

import os
import signal
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from deploy.local.demo.acts import act
from deploy.local.demo.carry import at_desk
from deploy.local.demo.office import until
from deploy.local.stack import Stack
from shared.folders import PREFIX
from shared.samples import keputusan_provinsi, scan_like
from tests.faults.carrying import SEEDS, Everybody, brought_to
from tests.support.harm import PATIENCE, family, restarted, rows, running, runtime_of, tell
from tests.support.whole import case

pytestmark = pytest.mark.timeout(900)


def test_a_scan_that_was_interrupted_is_done_once_and_leaves_nothing_behind(stack: Stack, people: Everybody) -> None:
    scanned = scan_like(two_pages(), seed=7)
    staff = people["61"]
    position = brought_to("pindai", case("61", "keputusan_kpu_provinsi", next(SEEDS), scanned), staff)
    path, person = f"/api/scan/berkas/{position['id']}/pindaian", staff["staf"]
    body = act(at_desk(position, person), pakai="salinan")
    person.send(path, {name: str(value) for name, value in body.items()})

    before = running(stack, "scan-jobs")
    end = time.monotonic() + PATIENCE
    while not frozen_readers(before):
        assert time.monotonic() < end, "no page was read"
        time.sleep(0.02)
    os.kill(before, signal.SIGTERM)
    restarted(stack, "scan-jobs", before)

    def ready() -> dict[str, Any] | None:
        scan: dict[str, Any] = person.get(path)
        return scan if scan["state"] in {"siap", "gagal"} else None

    scan = until(ready, "the scan", PATIENCE)
    assert (scan["state"], scan["halaman"], scan["sebab"]) == ("siap", 2, None)
    (job,) = rows(runtime_of(stack, "scan"), "SELECT * FROM job WHERE subject = :id", id=position["id"])
    assert (job["state"], job["attempts"]) == ("done", 2), "broken off once, then done"
    folder = Path(stack.settings["TERBIT_WORK_DIR"])
    until(lambda: None if [*folder.glob(f"{PREFIX}*")] else True, "temporary folders to go", 30)
    until(lambda: None if working_in(folder) else True, "children to go", 30)


def two_pages() -> bytes:
    """The beginning of a decision."""
    out = BytesIO()
    with pikepdf.open(BytesIO(keputusan_provinsi(pages=5, seed=7).born_digital_pdf)) as whole:
        del whole.pages[2:]
        whole.save(out)
    return out.getvalue()


def frozen_readers(worker: int) -> list[int]:
    """Descendants of a worker that read a page, made to stand still: so no machine ends the page before the stop."""
    found = [pid for pid in family(worker) if said(pid, "comm") == "terbit-read\n"]
    tell(found, signal.SIGSTOP)
    return [pid for pid in found if ") T " in said(pid, "stat")]


def working_in(folder: Path) -> list[int]:
    """Processes of scans that work, or have worked, in a folder of this stack."""
    mark = str(folder / PREFIX)
    pids = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if mark in said(pid, "environ") or mark in said(pid, "cmdline") or mark in home(pid)]


def home(pid: int) -> str:
    """The working folder of a process; nothing when it is gone."""
    try:
        return str(Path(f"/proc/{pid}/cwd").readlink())
    except OSError:
        return ""


def said(pid: int, what: str) -> str:
    """A file of a process in /proc; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes().decode(errors="replace")
    except OSError:
        return ""
