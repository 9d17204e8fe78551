"""`./terbit test`: form, types, tests, and afterwards a look for processes that were left behind."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from deploy.local.programs import REPOSITORY

_MARK = "TERBIT_TEST_RUN"
_CHECKS = (
    ("ruff", "format", "--check", "--quiet", "."),
    ("ruff", "check", "--quiet", "."),
    ("mypy", "--no-error-summary"),
    ("deploy.local.leaks",),
    ("deploy.local.advisories",),
)
_SOAK = "tests/faults/drills/test_soak.py"
_MATRIX = "tests/service/matrix"
_CONTAINERS = "tests/service/deploy/test_compose_commands.py"
_LANES = (
    ("tests/unit", "tests/service", _SOAK, f"--ignore={_MATRIX}", f"--ignore={_CONTAINERS}"),
    ("tests/system", "tests/browser", "tests/faults", _MATRIX, _CONTAINERS, f"--ignore={_SOAK}"),
)
"""Side by side they should take about as long."""


def run(arguments: Sequence[str]) -> int:
    """Each check, then pytest; the exit code of the first that fails, 1 when a process was left.

    Without `arguments` all tests run, in two lanes side by side; with some, pytest gets them.
    """
    mark = secrets.token_hex(8)
    environment = {**os.environ, _MARK: mark}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        code = _one_by_one((*_CHECKS, ("pytest", *arguments)), environment) if arguments else _side_by_side(environment)
    finally:
        left = _end(left_behind(mark))
    return code or int(left)


def _end(processes: Mapping[int, str]) -> bool:
    """Whether there were any."""
    for pid, command in processes.items():
        print(f"left behind and ended now: {pid} {command}", file=sys.stderr)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return bool(processes)


def _one_by_one(commands: Iterable[Sequence[str]], environment: Mapping[str, str]) -> int:
    """The first exit code that is not 0; what comes after it does not run."""
    for words in commands:
        print(f"— {' '.join(words)}", flush=True)
        code = subprocess.run([sys.executable, "-m", *words], cwd=REPOSITORY, env=environment, check=False).returncode
        if code:
            return code
    return 0


def _side_by_side(environment: Mapping[str, str]) -> int:
    """Checks and the first lane, and beside them the second, which is shown when they have ended."""
    first, second = (("pytest", *lane) for lane in _LANES)
    with tempfile.TemporaryFile() as kept:
        print(f"— {' '.join(second)} (beside, shown at the end)", flush=True)
        command = [sys.executable, "-m", *second]
        beside = subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=kept, stderr=subprocess.STDOUT)
        try:
            code = _one_by_one((*_CHECKS, first), environment) or beside.wait()
        finally:
            beside.terminate()
            beside.wait()
        kept.seek(0)
        shutil.copyfileobj(kept, sys.stdout.buffer)
        sys.stdout.flush()
    return code


def left_behind(mark: str) -> dict[int, str]:
    """Command by process id of every process that inherited this test run's mark (Linux; elsewhere nothing)."""
    wanted = f"{_MARK}={mark}".encode()
    return {
        pid: _command(pid) for pid in _pids() if pid != os.getpid() and wanted in _read(pid, "environ").split(b"\0")
    }


def _pids() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]


def _command(pid: int) -> str:
    return _read(pid, "cmdline").replace(b"\0", b" ").decode(errors="replace").strip()


def _read(pid: int, what: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes()
    except OSError:
        return b""
