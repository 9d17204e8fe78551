"""The host of this process: started when first needed, asked for steps, replaced when it is gone. See `host`."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from services.scan.pipeline.model import PipelineFailed
from services.scan.pipeline.tessdata import models
from shared.documents.bounded import Bounds, TooLong, environment, failure, tail

READY, STOP = b"ready", b"stop"
START_SECONDS, STOP_SECONDS = 60, 10
MESSAGE, NUMBER = 1 << 17, 32
"""Bytes of a request, and of an exit code, at most."""
# A child lives for one page: large pages of memory, kept until it ends, spare it a third of what the system takes.
MALLOC = {
    "GLIBC_TUNABLES": ":".join(
        f"glibc.malloc.{name}"
        for name in ("hugetlb=1", f"mmap_threshold={32 << 20}", f"trim_threshold={1 << 30}", f"top_pad={32 << 20}")
    )
}


@dataclass(frozen=True, slots=True)
class Job:
    """What the host is asked to do: a step, and its limits in bytes and seconds."""

    step: str
    request: dict[str, Any]
    folder: str
    memory: int
    cpu: int
    size: int


class Host:
    """A process with everything loaded, for the models `languages`. Raises PipelineFailed when a model is missing."""

    def __init__(self, languages: str) -> None:
        models(languages)
        self.owner = os.getpid()
        self.control, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-P", "-m", "services.scan.pipeline.host", str(other.fileno()), languages]
        with other:
            self.process = subprocess.Popen(
                command, pass_fds=[other.fileno()], stdin=subprocess.DEVNULL, cwd=tempfile.gettempdir(),
                env=environment(Path(tempfile.gettempdir())) | MALLOC, start_new_session=True,
            )  # fmt: skip
        self.control.settimeout(START_SECONDS)
        if self.control.recv(NUMBER) != READY:
            raise PipelineFailed("The process that holds the engine did not start; its own words are in the log.")

    @property
    def alive(self) -> bool:
        """Whether it can be asked: it lives, and is ours and not that of the process we were forked from."""
        return self.owner == os.getpid() and self.process.poll() is None

    def retire(self) -> None:
        """It is of no use any more."""
        self.process.kill()
        self.process.wait()

    def start(self, step: str, request: dict[str, Any], bounds: Bounds, folder: Path) -> "Running":
        """Begin a step, whose working folder is `folder`."""
        job = Job(
            step, request, str(folder.resolve()), bounds.memory_mb << 20, bounds.cpu_seconds, bounds.file_mb << 20
        )
        running = Running(self, bounds, folder)
        with running.other as other:
            files = [other.fileno(), running.out.fileno(), running.err.fileno()]
            with suppress(BrokenPipeError):  # gone: the step then ends as one that was killed
                socket.send_fds(self.control, [json.dumps(asdict(job)).encode()], files)
        return running


class Running:
    """A step that runs; whoever began it closes it."""

    def __init__(self, host: Host, bounds: Bounds, folder: Path) -> None:
        self.host, self.bounds, self.deadline = host, bounds, time.monotonic() + bounds.wall_seconds
        self.connection, self.other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.out, self.err = temporary(folder), temporary(folder)
        self.code, self.over = -int(signal.SIGKILL), False

    @property
    def left(self) -> float:
        """Seconds until it must be over."""
        return self.deadline - time.monotonic()

    def fileno(self) -> int:
        """For `select`."""
        return self.connection.fileno()

    def hear(self) -> None:
        """Take the host's word of how the step ended, or nothing because it is gone."""
        heard = self.connection.recv(NUMBER)
        if heard:
            self.code = int(heard)
        else:
            self.host.retire()
        self.over = True

    def answer(self) -> dict[str, Any]:
        """What the step answered. Raises Crashed, Killed, TooLong, TooMuchMemory."""
        if not self.over:
            raise TooLong(f"not done within {self.bounds.wall_seconds:.0f} s")
        if self.code != 0:
            raise failure(self.code, self.bounds, tail(self.err))
        self.out.seek(0)
        said: dict[str, Any] = json.load(self.out)
        return said

    def close(self) -> None:
        """It is over now, whatever it took."""
        self.stop()
        for file in (self.connection, self.out, self.err):
            file.close()

    def stop(self) -> None:
        """Take it down and wait until it is gone; a host that does not answer goes with it."""
        self.connection.settimeout(STOP_SECONDS)
        try:
            if not self.over:
                self.connection.send(STOP)
            while not self.over:
                self.host.process.send_signal(signal.SIGCONT)  # one that was frozen could not hear
                self.hear()
        except TimeoutError:
            self.host.retire()
        except OSError:
            self.over = True


def temporary(folder: Path) -> IO[bytes]:
    """A file without a name, for as long as it is open."""
    return tempfile.TemporaryFile(dir=folder)


HOSTS: dict[str, Host] = {}


def host(languages: str) -> Host:
    """The living host for these models."""
    found = HOSTS.get(languages)
    if found is None or not found.alive:
        found = HOSTS[languages] = Host(languages)
    return found
