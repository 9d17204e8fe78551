"""Each step in a bounded child of one host: what goes wrong there costs no more than it must."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from services.scan.pipeline import PipelineFailed, PipelineOptions, process
from services.scan.pipeline.hosted import Host, host
from services.scan.pipeline.running import run_step, run_steps
from shared.documents.bounded import ROOT, Bounds, Crashed, TooLong, TooMuchMemory, nothing
from tests.unit.scan_pipeline.pages import printed, scanned

BOUNDS = Bounds(2048, 60, 60)
LANGUAGE = "eng"


def readers(folder: Path, name: str = "terbit-read") -> Iterator[int]:
    """Children that read a page in this folder."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if (path / "comm").read_text().strip() == name and str(folder) in str((path / "cwd").readlink()):
                yield int(path.name)
        except OSError:
            continue


def is_gone(pid: int) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def request(folder: Path, number: int = 1) -> dict[str, Any]:
    source = folder / "kerja.pdf"
    if not source.exists():
        source.write_bytes(scanned(*[printed()] * 3))
    return {
        "source": str(source), "index": number, "number": number, "segmentation": 4, "straighten": True,
        "redraw": False,
    }  # fmt: skip


def read(folder: Path, bounds: Bounds = BOUNDS, tick: Callable[[], None] = nothing) -> dict[str, Any]:
    return run_step(LANGUAGE, "read", request(folder), bounds, folder, tick)


@contextmanager
def crash(folder: Path) -> Iterator[None]:
    """The first child that reads a page in this folder meets what a fault in the engine would do to it."""

    def shoot() -> None:
        while not done.is_set():
            for pid in readers(folder):
                os.kill(pid, signal.SIGSEGV)
                return

    done = threading.Event()
    shooter = threading.Thread(target=shoot)
    shooter.start()
    try:
        yield
    finally:
        done.set()
        shooter.join()


def test_a_step_answers_and_the_host_stays(tmp_path: Path) -> None:
    before = host(LANGUAGE)
    assert [read(tmp_path)["halaman"]["kata"][0][0] for _ in range(2)] == ["KOMISI", "KOMISI"]
    assert host(LANGUAGE) is before


def test_a_page_whose_reading_crashes_does_not_cost_the_others(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(scanned(*[printed()] * 3))
    with crash(tmp_path):
        result = process(source, tmp_path / "keluar", PipelineOptions())
    assert [page.gagal for page in result.page_reports] == [True, False, False]
    assert result.texts[0] == ""
    assert all("Menimbang" in text for text in result.texts[1:])
    assert [len(page.kata) > 100 for page in result.halaman] == [False, True, True]
    assert result.pdfa.status == "valid"


def test_when_no_page_can_be_read_the_engine_is_to_blame(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(scanned(printed()))
    with crash(tmp_path), pytest.raises(PipelineFailed):
        process(source, tmp_path / "keluar", PipelineOptions())
    assert list((tmp_path / "keluar").iterdir()) == []


def test_limits(tmp_path: Path) -> None:
    with pytest.raises(TooLong):
        read(tmp_path, Bounds(2048, 60, 0.05))
    with pytest.raises(TooMuchMemory):
        read(tmp_path, Bounds(100, 60, 60))
    assert list(readers(tmp_path)) == []


def test_an_unknown_step_is_a_crash(tmp_path: Path) -> None:
    with pytest.raises(Crashed, match="no-such-step"):
        run_step(LANGUAGE, "no-such-step", {}, BOUNDS, tmp_path, nothing)


def test_several_at_once(tmp_path: Path) -> None:
    requests = {number: request(tmp_path, number) for number in (1, 2, 3)}
    answers = dict(run_steps(LANGUAGE, "read", requests, lambda: BOUNDS, tmp_path, nothing, at_once=2))
    assert sorted(answers) == [1, 2, 3]
    assert all(isinstance(answer, dict) and answer["yakin"] > 80 for answer in answers.values())


def test_a_tick_that_aborts_leaves_no_process(tmp_path: Path) -> None:
    pids: list[int] = []

    def tick() -> None:
        pids.extend(readers(tmp_path))
        if pids:
            os.kill(host(LANGUAGE).process.pid, signal.SIGSTOP)  # not even a host that was frozen
            raise InterruptedError("lease lost")

    requests = {number: request(tmp_path) for number in range(50)}
    with pytest.raises(InterruptedError):
        for _ in run_steps(LANGUAGE, "read", requests, lambda: BOUNDS, tmp_path, tick, at_once=2):
            pass
    assert is_gone(pids[0])


def test_a_host_that_was_killed_is_replaced(tmp_path: Path) -> None:
    before = host(LANGUAGE)
    os.kill(before.process.pid, signal.SIGKILL)
    before.process.wait()
    assert read(tmp_path)["yakin"] > 80
    assert host(LANGUAGE) is not before


def test_a_host_that_dies_while_it_is_asked_is_replaced(tmp_path: Path) -> None:
    os.kill(host(LANGUAGE).process.pid, signal.SIGSTOP)

    killed: list[int] = []

    def tick() -> None:
        if not killed:
            killed.append(host(LANGUAGE).process.pid)
            os.kill(killed[0], signal.SIGKILL)

    assert read(tmp_path, tick=tick)["yakin"] > 80
    assert killed


def test_secrets_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERBIT_DATABASE_PASSWORD", "rahasia")
    assert b"rahasia" not in Path(f"/proc/{Host(LANGUAGE).process.pid}/environ").read_bytes()


def test_no_child_has_a_network(tmp_path: Path) -> None:
    """Its system calls are filtered; what that keeps from it: `tests/unit/documents/test_bounded.py`."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(read, tmp_path)
        filtered = False
        while not (filtered or done.done()):
            filtered = any("Seccomp:\t2" in said(pid) for pid in readers(tmp_path))
        assert done.result()["yakin"] > 80
    assert filtered


def said(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return ""


def test_nothing_outlives_a_killed_parent(tmp_path: Path) -> None:
    folder = tmp_path / "kerja"
    folder.mkdir()
    request(folder)
    code = f"""
from pathlib import Path
from tests.unit.scan_pipeline.test_hosted import read
while True:
    read(Path({str(folder)!r}))
"""
    parent = subprocess.Popen([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=tmp_path)
    end = time.monotonic() + 30
    while not (found := list(readers(folder))) and time.monotonic() < end:
        time.sleep(0.01)
    parent.kill()
    parent.wait()
    assert found
    assert is_gone(found[0])
    end = time.monotonic() + 10
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert not folder.exists()
