"""`./terbit test`: form, types, tests, and afterwards a look for processes that were left behind."""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from deploy.local.programs import REPOSITORY

_MARK = "TERBIT_TEST_RUN"
_CHECKS = (
    ("ruff", "format", "--check", "--quiet", "."),
    ("ruff", "check", "--quiet", "."),
    ("mypy", "--no-error-summary"),
)


def run(arguments: Sequence[str]) -> int:
    """Each check, then pytest with `arguments`; the exit code of the first that fails, 1 when a process was left."""
    mark = secrets.token_hex(8)
    for words in (*_CHECKS, ("pytest", *arguments)):
        print(f"— {' '.join(words)}", flush=True)
        code = subprocess.run(
            [sys.executable, "-m", *words], cwd=REPOSITORY, env={**os.environ, _MARK: mark}, check=False
        ).returncode
        if code:
            break
    left = left_behind(mark)
    for pid, command in left.items():
        print(f"left behind and ended now: {pid} {command}", file=sys.stderr)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return code or int(bool(left))


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
