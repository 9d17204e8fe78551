"""One complete Terbit on this machine, for the command line and for the tests."""

import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from socket import socket
from types import TracebackType
from typing import Self

import httpx
from redis import Redis

from deploy.local import postgres, programs, ready, seed, servers
from deploy.local.ports import HOST, remove_sockets
from deploy.local.state import State
from deploy.local.supervisor import PartStatus, Supervisor, render
from deploy.prepare.buckets import PUBLIC, prepare_buckets
from deploy.prepare.databases import prepare_databases
from deploy.services import SERVICES

SERVERS = ("postgres", "valkey", "seaweedfs")


@dataclass(frozen=True)
class S3:
    """Where the object store is (`host:port`) and one pair of keys."""

    endpoint: str
    access_key: str
    secret_key: str


class Stack:
    """All parts under `root/.terbit`; several stacks live side by side, each under its own root.

    Started in a thread that ends, a stack ends with it. `settings` are extra `TERBIT_…` variables for all services.
    """

    def __init__(self, root: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = root.resolve() / ".terbit"
        # Others may pass through but not look: PostgreSQL's own user has to reach its directory when we are root.
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        (self.folder / "logs").mkdir(mode=0o700, exist_ok=True)
        self.settings = dict(settings or {})
        self.state = State.open(self.folder)
        self._supervisor = self._supervise()
        self._gateway_claim: socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://{HOST}:{self.state.ports['gateway']}"

    @property
    def running(self) -> bool:
        """Whether this installation's supervisor answers, whoever started it."""
        return self._supervisor.running

    @property
    def redis_url(self) -> str:
        """The broker with its password."""
        return f"redis://:{self.state.secrets['valkey']}@{HOST}:{self.state.ports['valkey']}/0"

    @property
    def s3(self) -> S3:
        """The object store with the administrator's keys."""
        return self.s3_of("admin")

    def s3_of(self, name: str) -> S3:
        """The object store with the keys of `admin` or of a storing service."""
        return S3(f"{HOST}:{self.state.ports['s3']}", name, self.state.secrets[f"s3-{name}"])

    @property
    def administrator(self) -> str:
        """Connection string of PostgreSQL's superuser, with the password."""
        password, port = self.state.secrets["postgres"], self.state.ports["postgres"]
        return f"postgresql://{postgres.ADMINISTRATOR}:{password}@{HOST}:{port}/postgres"

    def database_url(self, service: str) -> str:
        """SQLAlchemy URL of a service's database, with its password."""
        role, password = f"terbit_{service}", self.state.secrets[f"database-{service}"]
        return f"postgresql+psycopg://{role}:{password}@{HOST}:{self.state.ports['postgres']}/{role}"

    def environment(self, service: str) -> dict[str, str]:
        """The `TERBIT_…` variables of a service's processes; secrets are files in `TERBIT_SECRETS_DIR`."""
        return {**programs.environment(service, self.folder, self.state), **self.settings}

    def secrets(self, service: str) -> dict[str, str]:
        """The secret settings of a service by setting name (`database_password`, …)."""
        return programs.secrets_of(service, self.state)

    def start_servers(self) -> None:
        """PostgreSQL, Valkey and SeaweedFS, answering, with all roles, databases and buckets."""
        if not self.running:
            self._launch()
        for name in SERVERS:
            self._supervisor.start(f"servers:{name}")
        self._prepare_servers()

    def migrate(self) -> None:
        """Bring every database to the newest schema. Raises `CommandError` with the command's last words."""
        started = [programs.Command(service, ("migrate",), self.environment(service)) for service in SERVICES]
        for command in started:
            command.finish()

    def seed(self) -> dict[str, str]:
        """Offices and people into the console; returns the passwords that are new, by sign-in name."""
        document, fresh = seed.document(self.state.people)
        self.state.people |= fresh
        self.state.save(self.folder)
        programs.Command("console", ("seed",), self.environment("console")).finish(document)
        return fresh

    def start_services(self) -> None:
        """The gateway and every process of every service, without waiting for them."""
        for part in self._supervisor.parts():
            if part.group == "services":
                self._supervisor.start(f"services:{part.name}")

    def wait_healthy(self, timeout: float = 180) -> None:
        """Wait until every service says through the gateway that it is well, `timeout` seconds for all.

        Raises `NotReadyError` with what the service says is wrong, `GoneError` when everything was stopped meanwhile.
        """
        until = time.monotonic() + timeout
        with httpx.Client(base_url=self.address, timeout=10, trust_env=False) as client:
            for service in SERVICES:
                probe = partial(self._healthy, client, service)
                ready.wait_for(service, probe, until - time.monotonic(), every=0.25)

    def parts(self) -> list[PartStatus]:
        """State, pid and uptime of every part; empty when nothing runs."""
        return self._supervisor.parts() if self.running else []

    def pid(self, part: str) -> int:
        """Process id of a part such as `scan-worker` or `valkey`; 0 when it does not run now."""
        return next(status.pid for status in self.parts() if status.name == part)

    def start(self, part: str) -> None:
        """Start one process of a service, such as `scan-worker`, without waiting for it."""
        self._supervisor.start(f"services:{part}")

    def restart(self, part: str) -> None:
        """Stop one part and start it again."""
        group = "servers" if part in SERVERS else "services"
        self._supervisor.restart(f"{group}:{part}")

    def empty_broker(self) -> None:
        """Forget every message: the databases are the truth, and send anew what is open."""
        with Redis.from_url(self.redis_url) as client:
            client.flushall()

    def stop(self) -> None:
        """Stop everything, services first; what was stored stays."""
        self._supervisor.stop()
        remove_sockets(self.state.ports)
        if self.state.sockets:
            shutil.rmtree(self.state.sockets, ignore_errors=True)
        self._give_up_gateway()

    def _give_up_gateway(self) -> None:
        if self._gateway_claim:
            self._gateway_claim.close()

    def _healthy(self, client: httpx.Client, service: str) -> None:
        if not self.running:
            raise ready.GoneError("Terbit was stopped while it was starting")
        ready.healthy(client, f"/api/{service}/health")

    def _launch(self) -> None:
        self._give_up_gateway()
        self._gateway_claim = self.state.refresh(self.folder)
        self._supervisor = self._supervise()
        programs.write_secrets(self.folder, self.state)
        data = self.folder / "postgres"
        postgres.initialise(data, self.state.secrets["postgres"])
        parts = [
            postgres.program(data, self.state.ports["postgres"]),
            servers.valkey(self.folder, self.state),
            servers.seaweedfs(self.folder, self.state),
            servers.caddy(self.folder, self.state, int(self.settings.get("TERBIT_MAX_UPLOAD_MB", "200"))),
            *programs.service_programs(self.folder, self.state, self.settings),
        ]
        self._supervisor.launch(render(parts, self.folder, self._supervisor.socket))

    def _prepare_servers(self) -> None:
        keys, s3 = self.state.secrets, self.s3
        ready.wait_for("postgres", lambda: ready.postgres_answers(self.administrator))
        prepare_databases(self.administrator, {service: keys[f"database-{service}"] for service in SERVICES})
        ready.wait_for("valkey", lambda: ready.redis_answers(self.redis_url))
        client = ready.s3_client(s3.endpoint, s3.access_key, s3.secret_key)
        ready.wait_for("seaweedfs", lambda: prepare_buckets(client), 60)
        ready.wait_for("seaweedfs", lambda: ready.store_answers(client, PUBLIC), 60)

    def _supervise(self) -> Supervisor:
        return Supervisor(self.folder, (self.state.sockets or self.folder) / "supervisor.sock")
