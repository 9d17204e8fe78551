"""Temporary folders: gone after work, and after whoever was killed at work."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shared.folders import PREFIX, SETTLED_SECONDS, clear, working_folder

HOLD = """
import sys, time
from pathlib import Path
from shared.folders import working_folder
with working_folder(Path(sys.argv[1])) as folder:
    (folder / "isi").write_text("x")
    print(folder, flush=True)
    time.sleep(600)
"""


def grow_old(folder: Path) -> None:
    """As if it had been made some minutes ago."""
    then = folder.stat().st_mtime - SETTLED_SECONDS - 1
    os.utime(folder, (then, then))


def test_a_folder_is_gone_after_work_also_when_work_fails(tmp_path: Path) -> None:
    with working_folder(tmp_path) as folder:
        (folder / "isi").write_text("x")
    with pytest.raises(RuntimeError), working_folder(tmp_path):
        raise RuntimeError
    assert [*tmp_path.iterdir()] == []


def test_what_a_killed_process_left_is_removed_and_what_a_living_one_holds_is_not(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as worker:
        assert worker.stdout
        folder = Path(worker.stdout.readline().strip())
        grow_old(folder)
        clear(tmp_path)
        assert (folder / "isi").exists(), "held"
        worker.send_signal(signal.SIGKILL)
    grow_old(folder)
    with working_folder(tmp_path) as mine:
        assert [*tmp_path.iterdir()] == [mine]


def test_what_is_young_or_not_ours_stays(tmp_path: Path) -> None:
    young, other = tmp_path / f"{PREFIX}muda", tmp_path / "terbit-lain"
    for folder in (young, other):
        folder.mkdir()
    grow_old(other)
    clear(tmp_path)
    assert {*tmp_path.iterdir()} == {young, other}
