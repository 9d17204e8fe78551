"""One step in a child of the host: limits, a process group of its own, no network; and how it ends."""

import ctypes
import json
import os
import shutil
import signal
import socket
import tempfile
import traceback
from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from services.scan.pipeline.engine import Engine
from services.scan.pipeline.hosted import NUMBER, STOP, Job
from services.scan.pipeline.steps import STEPS
from shared.documents.guard import die_with_parent, leave_network, set_limits

PR_SET_NAME = 15
Source = int | socket.socket


@dataclass(slots=True)
class Step:
    """A step that runs, and the connection to whoever waits for it; that may say `STOP`, or be gone."""

    folder: Path
    child: int
    process: int
    waiting: socket.socket
    abandoned: bool = False

    @property
    def watched(self) -> list[Source]:
        """What tells that something happens to it."""
        return [self.process] if self.abandoned else [self.process, self.waiting]

    @property
    def files(self) -> tuple[int, int]:
        """What the host holds open for it."""
        return self.process, self.waiting.fileno()

    def over(self, seen: Container[Source]) -> bool:
        """Whether it has ended; whoever waits is told how. Ends it when that was asked for, or nobody waits."""
        if self.process in seen:
            self.end()
            return True
        if self.waiting in seen:
            self.abandoned = not self.is_stopped()
            self.kill()
        return False

    def is_stopped(self) -> bool:
        try:
            return self.waiting.recv(NUMBER) == STOP
        except OSError:
            return False

    def abandon(self) -> None:
        """Nobody waits any more: it ends, and its folder goes."""
        self.abandoned = True
        self.end()

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.child, signal.SIGKILL)

    def end(self) -> None:
        """Nothing of it lives on; what it took is counted here."""
        self.kill()
        code = os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])
        os.close(self.process)
        if self.abandoned:
            shutil.rmtree(self.folder, ignore_errors=True)
        with suppress(OSError):
            self.waiting.send(str(code).encode())
        self.waiting.close()


def begun(
    asked: dict[str, Any], engine: Engine, files: Sequence[int], control: socket.socket, others: Sequence[Step]
) -> Step:
    """Fork the step; `files` are the connection to whoever waits, and those for output and errors."""
    job, (connection, out, err), host = Job(**asked), files, os.getpid()
    child = os.fork()
    if child == 0:
        foreign = [control.fileno(), connection, *(number for other in others for number in other.files)]
        carry_out(job, engine, host, out, err, foreign)
    os.close(out)
    os.close(err)
    with suppress(PermissionError, ProcessLookupError):
        os.setpgid(child, child)
    return Step(Path(job.folder), child, os.pidfd_open(child), socket.socket(fileno=connection))


def carry_out(job: Job, engine: Engine, host: int, out: int, err: int, foreign: Sequence[int]) -> NoReturn:
    """The step within its limits, without `foreign` files; what it answers is written as JSON."""
    code = 1
    try:
        for number in foreign:
            os.close(number)
        os.setpgid(0, 0)
        die_with_parent(signal.SIGKILL)
        if os.getppid() != host:
            os._exit(1)
        settle(Path(job.folder), out, err, f"terbit-{job.step}")
        set_limits(job.memory, job.cpu, job.size)
        leave_network()
        answer = json.dumps(STEPS[job.step](engine, **job.request), ensure_ascii=False)
        with os.fdopen(1, "wb", closefd=False) as stdout:
            stdout.write(answer.encode())
        code = 0
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def settle(folder: Path, out: int, err: int, name: str) -> None:
    """Named, at home in the folder, with files for all that is said."""
    for file, number in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (err, 2)):
        os.dup2(file, number)
    ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode(), 0, 0, 0)
    os.chdir(folder)
    os.environ.update(TMPDIR=str(folder), HOME=str(folder))
    tempfile.tempdir = str(folder)
