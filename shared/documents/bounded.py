"""Run a command on a file that nobody has vetted: bounded memory, CPU, wall time and disk, nothing left behind."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

GUARD = Path(__file__).with_name("guard.py")
ROOT = Path(__file__).parents[2]
# Everything else, passwords above all, stays out of a process that reads a stranger's file.
ENVIRONMENT = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
NO_MEMORY = ("MemoryError", "bad_alloc", "annot allocate", "ut of memory", "failed to map segment")
TICK_SECONDS = 1.0
TAIL_BYTES = 8_000


class BoundsError(Exception):
    """The command did not end well; `stderr` is the last of what it said."""

    def __init__(self, message: str, stderr: str = "") -> None:
        super().__init__(message)
        self.stderr = stderr


class TooLong(BoundsError):
    """Wall time or CPU time used up."""


class TooMuchMemory(BoundsError):
    """Memory used up."""


class Killed(TooMuchMemory):
    """Ended by SIGKILL: by the kernel when the machine itself ran out of memory, or by somebody."""


class Crashed(BoundsError):
    """Ended with another code than 0; negative: by that signal."""

    def __init__(self, code: int, stderr: str) -> None:
        super().__init__(f"ended with code {code}: {stderr[-400:]}", stderr)
        self.code = code


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of one process; processes that it starts get the same limits each, but share the wall time."""

    memory_mb: int
    cpu_seconds: int
    wall_seconds: float
    file_mb: int = 2048


def nothing() -> None:
    """The tick of a caller who has nothing to do meanwhile."""


def run(
    command: Sequence[str], bounds: Bounds, *, folder: Path | None = None, tick: Callable[[], None] = nothing,
    told: bytes = b"",
) -> bytes:  # fmt: skip
    """Run `command` to its end and return what it printed.

    `told` is what it reads. `folder` is its working and temporary folder, which the caller removes (should the
    caller be killed, it is removed all the same); without it there is one of its own. `tick` is called about every
    second and may raise to abort.
    A command that is killed is run once more, for that may have been no fault of the file.
    Raises TooLong, TooMuchMemory, Crashed, or whatever `tick` raises; in no case is a process left.
    """
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="terbit-bounded-") as own:
            return run(command, bounds, folder=Path(own), tick=tick, told=told)
    began = time.monotonic()
    try:
        return run_once(command, bounds, folder, tick, told)
    except Killed:
        left = bounds.wall_seconds - (time.monotonic() - began)
        return run_once(command, replace(bounds, wall_seconds=left), folder, tick, told)


def run_once(command: Sequence[str], bounds: Bounds, folder: Path, tick: Callable[[], None], told: bytes) -> bytes:
    with ExitStack() as stack:
        given, out, err = (stack.enter_context(tempfile.TemporaryFile(dir=folder)) for _ in range(3))
        given.write(told)
        given.seek(0)
        with guarded(command, bounds, folder, given, out, err) as guard:
            code = wait(guard, bounds, tick)
        if code != 0:
            raise failure(code, bounds, tail(err))
        out.seek(0)
        return out.read()


def run_module(
    module: str, request: object, bounds: Bounds, *, folder: Path | None = None, tick: Callable[[], None] = nothing
) -> dict[str, Any]:
    """Run a Python module of this code base with `request` as JSON to read; returns the JSON object it prints."""
    command = [sys.executable, "-P", "-m", module]
    told = json.dumps(request).encode()
    answer: dict[str, Any] = json.loads(run(command, bounds, folder=folder, tick=tick, told=told))
    return answer


@contextmanager
def guarded(
    command: Sequence[str], bounds: Bounds, folder: Path, given: IO[bytes], out: IO[bytes], err: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    """The running command under its guard; whatever happens in the block, both are gone after it."""
    limits = (os.getpid(), bounds.memory_mb << 20, bounds.cpu_seconds, bounds.file_mb << 20)
    guard = subprocess.Popen(
        [sys.executable, "-I", "-S", str(GUARD), *map(str, limits), str(folder), *command],
        stdin=given,
        stdout=out,
        stderr=err,
        cwd=folder,
        env=environment(folder),
        start_new_session=True,
    )
    try:
        yield guard
    finally:
        guard.terminate()
        guard.send_signal(signal.SIGCONT)  # one that was frozen could not hear
        guard.wait()


def environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    return kept | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), *search_path()]),
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(folder),
        "HOME": str(folder),
        "OMP_THREAD_LIMIT": "1",
    }


def search_path() -> list[str]:
    """Where commands are looked for: a folder closed to us would turn "no such command" into "not permitted"."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return [folder for folder in folders if Path(folder).is_absolute() and os.access(folder, os.X_OK)]


def wait(guard: subprocess.Popen[bytes], bounds: Bounds, tick: Callable[[], None]) -> int:
    deadline = time.monotonic() + bounds.wall_seconds
    while (left := deadline - time.monotonic()) > 0:
        try:
            return guard.wait(min(TICK_SECONDS, left))
        except subprocess.TimeoutExpired:
            tick()
    raise TooLong(f"not done within {bounds.wall_seconds:.0f} s")


def failure(code: int, bounds: Bounds, stderr: str) -> BoundsError:
    if code == -signal.SIGXCPU:
        return TooLong(f"used more than {bounds.cpu_seconds} s of CPU time", stderr)
    if code == -signal.SIGKILL or any(sign in stderr for sign in NO_MEMORY):
        kind = Killed if code == -signal.SIGKILL else TooMuchMemory
        return kind(f"needed more than {bounds.memory_mb} MB", stderr)
    return Crashed(code, stderr)


def tail(stream: IO[bytes]) -> str:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - TAIL_BYTES))
    return stream.read().decode(errors="replace")
