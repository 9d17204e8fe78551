"""One supervisord runs, restarts and logs every part; we talk to it by XML-RPC over a Unix socket."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any
from xmlrpc.client import Fault, ServerProxy

from supervisor.xmlrpc import SupervisorTransport

from deploy.local.errors import LauncherError

_NEVER = 1_000_000


class SupervisorError(LauncherError):
    """The supervisor did not come up, or a part is not known to it."""


@dataclass(frozen=True)
class Program:
    """A part: its name, group (`servers` or `services`), command, environment, and how it is stopped."""

    name: str
    group: str
    command: tuple[str, ...]
    directory: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    user: str | None = None
    stop_signal: str = "TERM"
    stop_seconds: int = 10
    prefix: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartStatus:
    """What the supervisor knows of a part; `pid` 0 and `uptime` 0 (seconds) when it does not run."""

    name: str
    group: str
    state: str
    pid: int
    uptime: int


def render(programs: Iterable[Program], folder: Path, socket: Path) -> str:
    """The supervisord configuration; groups stop in the reverse of the order in which they are named here."""
    programs = list(programs)
    groups = list(dict.fromkeys(program.group for program in programs))
    parts = [_head(folder, socket)]
    for place, group in enumerate(groups, start=1):
        names = ",".join(program.name for program in programs if program.group == group)
        parts.append(_section(f"group:{group}", {"programs": names, "priority": str(place)}))
    parts += [_program(program, folder / "logs") for program in programs]
    return "\n".join(parts)


class Supervisor:
    """Starts supervisord with a configuration file and asks it to start, list and stop parts."""

    def __init__(self, folder: Path, socket: Path) -> None:
        self.socket = socket
        self._configuration = folder / "supervisord.conf"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether a supervisord answers on the socket."""
        try:
            return bool(self._rpc().supervisor.getPID())
        except Fault:  # it is just stopping
            return True
        except (OSError, HTTPException):
            return False

    def launch(self, configuration: str, seconds: float = 10) -> None:
        """Start supervisord; it ends, and everything with it, when the thread that called this ends."""
        self._configuration.touch(mode=0o600)
        self._configuration.write_text(configuration)
        command = [*leash("TERM"), sys.executable, "-m", "supervisor.supervisord", "-n", "-s"]
        command += ["-c", str(self._configuration)]
        self._process = subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL)
        until = time.monotonic() + seconds
        while not self.running:
            if self._process.poll() is not None or time.monotonic() > until:
                raise SupervisorError(f"supervisord did not start, see {self._configuration.parent / 'logs'}")
            time.sleep(0.02)

    def start(self, part: str) -> None:
        """Start one part (its full name `group:name`) without waiting for it."""
        try:
            self._rpc().supervisor.startProcess(part, False)
        except Fault as fault:
            if "ALREADY_STARTED" not in fault.faultString:
                raise SupervisorError(f"{part}: {fault.faultString}") from fault

    def restart(self, part: str) -> None:
        """Stop one part (full name) and start it again."""
        self._rpc().supervisor.stopProcess(part, True)
        self.start(part)

    def parts(self) -> list[PartStatus]:
        """Every part, in the order of the configuration."""
        rows: Any = self._rpc().supervisor.getAllProcessInfo()
        return [_status(row) for row in rows]

    def stop(self, seconds: float = 40) -> None:
        """Stop all parts, services before servers, then supervisord itself. Nothing happens if it does not run."""
        if self.running:
            with suppress(Fault):  # it is on its way already
                self._rpc().supervisor.shutdown()
            self._wait_until_gone(seconds)
        if self._process:
            self._process.wait(timeout=5)

    def _wait_until_gone(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self.socket.with_suffix(".pid").exists():  # removed last of all
            if time.monotonic() > until:
                raise SupervisorError(f"the parts did not all end within {seconds:.0f} seconds")
            time.sleep(0.05)

    def _rpc(self) -> ServerProxy:
        transport = SupervisorTransport(None, None, f"unix://{self.socket}")
        return ServerProxy("http://127.0.0.1", transport=transport)


def leash(signal: str) -> tuple[str, ...]:
    """Prefix of a command that gets `signal` when its parent dies, however that happens (on Linux)."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", signal) if setpriv else ()


def _status(row: Mapping[str, Any]) -> PartStatus:
    uptime = row["now"] - row["start"] if row["pid"] else 0
    return PartStatus(row["name"], row["group"], row["statename"], row["pid"], uptime)


def _head(folder: Path, socket: Path) -> str:
    daemon = {
        "logfile": str(folder / "logs" / "supervisord.log"),
        "logfile_maxbytes": "5MB",
        "logfile_backups": "2",
        "pidfile": str(socket.with_suffix(".pid")),
        "childlogdir": str(folder / "logs"),
        "umask": "077",
    }
    if os.geteuid() == 0:
        daemon["user"] = "root"
    factory = {"supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"}
    server = {"file": str(socket), "chmod": "0600"}
    sections = {"unix_http_server": server, "supervisord": daemon, "rpcinterface:supervisor": factory}
    return "\n".join(_section(name, entries) for name, entries in sections.items())


def _program(program: Program, logs: Path) -> str:
    entries = {
        "command": shlex.join([*program.prefix, *leash(program.stop_signal), *program.command]),
        "directory": str(program.directory),
        "autostart": "false",
        "autorestart": "true",
        "startsecs": "1",
        "startretries": str(_NEVER),
        "stopsignal": program.stop_signal,
        "stopwaitsecs": str(program.stop_seconds),
        "killasgroup": "true",
        "redirect_stderr": "true",
        "stdout_logfile": str(logs / f"{program.name}.log"),
        "stdout_logfile_maxbytes": "10MB",
        "stdout_logfile_backups": "3",
        "environment": ",".join(f"{name}={_quoted(value)}" for name, value in program.environment.items()),
    }
    if program.user:
        entries["user"] = program.user
    return _section(f"program:{program.name}", entries)


def _quoted(value: str) -> str:
    mark = "'" if '"' in value else '"'
    return f"{mark}{value}{mark}"


def _section(name: str, entries: Mapping[str, str]) -> str:
    lines = [f"{key} = {value.replace('%', '%%')}" for key, value in entries.items()]
    return "\n".join([f"[{name}]", *lines, ""])
