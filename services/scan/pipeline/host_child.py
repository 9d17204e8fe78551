"""One step in a child of the host: limits, a process group of its own, no network; and the guard that ends it."""

import ctypes
import json
import os
import select
import shutil
import signal
import socket
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from services.scan.pipeline.engine import Engine
from services.scan.pipeline.hosted import NUMBER, STOP, Job
from services.scan.pipeline.steps import STEPS
from shared.documents.guard import die_with_parent, leave_network, set_limits

PR_SET_NAME = 15


def watch(asked: dict[str, Any], engine: Engine, connection: int, out: int, err: int) -> NoReturn:
    """Fork the step and wait until it ends or nobody waits for it any more; in no case does it live on.

    Tells its own number first, and at the end how the step ended. Whoever waits may say `STOP`; when that process is
    gone, the folder goes as well.
    """
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        job, waiting = Job(**asked), socket.socket(fileno=connection)
        guard = os.getpid()
        child = os.fork()
        if child == 0:
            waiting.close()
            carry_out(job, engine, guard, out, err)
        with suppress(OSError):
            waiting.send(str(guard).encode())
        abandoned = not ended(child, waiting)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if abandoned:
            shutil.rmtree(job.folder, ignore_errors=True)
        with suppress(OSError):
            waiting.send(str(code).encode())
    finally:
        os._exit(0)


def ended(child: int, waiting: socket.socket) -> bool:
    """Wait for the end of the step, or to be told to stop; False when whoever waits is gone."""
    with suppress(PermissionError, ProcessLookupError):
        os.setpgid(child, child)
    process = os.pidfd_open(child)
    seen, _, _ = select.select([process, waiting.fileno()], [], [])
    if process in seen:
        return True
    with suppress(OSError):
        return waiting.recv(NUMBER) == STOP
    return False


def carry_out(job: Job, engine: Engine, guard: int, out: int, err: int) -> NoReturn:
    """The step within its limits; what it answers is written as JSON."""
    code = 1
    try:
        os.setpgid(0, 0)
        die_with_parent(signal.SIGKILL)
        if os.getppid() != guard:
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
