"""Crash points: every name stands in the code, and an armed one kills once."""

import ast
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from shared.crashpoints import REACHED, Point, arm, crashpoint

ROOT = Path(__file__).parents[2]
CODE = """
import pathlib, sys
from shared.crashpoints import Point, crashpoint, listen
listen(pathlib.Path(sys.argv[1]), "scan")
crashpoint(Point.JOB_DONE)
"""


def used() -> Counter[str]:
    """How often each point is named in a call of `crashpoint`."""
    files = [file for folder in ("shared", "services") for file in (ROOT / folder).rglob("*.py")]
    calls = [
        node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "crashpoint"
    ]  # fmt: skip
    named = [call.args[0] for call in calls]
    assert all(isinstance(name, ast.Attribute) for name in named), "a crash point is named by Point.…"
    return Counter(name.attr for name in named if isinstance(name, ast.Attribute))


def test_every_point_stands_in_the_code_once() -> None:
    assert used() == Counter(point.name for point in Point)
    assert set(REACHED) == set(Point)


def test_an_armed_point_kills_once_and_only_its_service(tmp_path: Path) -> None:
    other, mine = arm(tmp_path, "intake", Point.JOB_DONE), arm(tmp_path, "scan", Point.JOB_DONE)
    command = [sys.executable, "-c", CODE, str(tmp_path)]
    first, second = (subprocess.run(command, cwd=ROOT, check=False).returncode for _ in range(2))
    assert (first, second) == (-signal.SIGKILL, 0)
    assert other.exists()
    assert not mine.exists()


def test_nothing_is_armed_by_itself() -> None:
    crashpoint(Point.JOB_DONE)
