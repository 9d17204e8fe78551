"""The table of all Terbit processes of one machine, and the environment each is given."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.local.errors import LauncherError
from deploy.local.ports import HOST
from deploy.local.state import State
from deploy.local.supervisor import Program
from deploy.prepare.buckets import PRIVATE, PUBLIC, UPLOADS
from deploy.services import SERVICES, STORING, kinds, watching

REPOSITORY = Path(__file__).parents[2]
_STOP_SECONDS = {"worker": 20, "jobs": 20}


def command(service: str, *words: str) -> tuple[str, ...]:
    """`python -m services NAME KIND`, the same here and in the containers."""
    return (sys.executable, "-m", "services", service, *words)


class CommandError(LauncherError):
    """A command of a service ended with an error; the message carries its last words."""


class Command:
    """A command of a service that ends by itself, running from now on."""

    def __init__(self, service: str, words: tuple[str, ...], variables: Mapping[str, str]) -> None:
        self._name = " ".join((service, *words))
        self._process = subprocess.Popen(
            command(service, *words),
            cwd=REPOSITORY,
            env={**os.environ, **variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def finish(self, document: str | None = None, seconds: float = 120) -> None:
        """Give it `document` on standard input and wait. Raises `CommandError`."""
        try:
            said, _ = self._process.communicate(document, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            self._process.kill()
            raise CommandError(f"{self._name} did not end within {seconds:.0f} seconds") from error
        if self._process.returncode:
            raise CommandError(f"{self._name} failed:\n{said[-3000:]}")


def environment(service: str, folder: Path, state: State) -> dict[str, str]:
    """The environment of every process of a service; what is secret lies in files of `TERBIT_SECRETS_DIR`."""
    ports = state.ports
    gateway = f"http://{HOST}:{ports['gateway']}"
    return {
        "TERBIT_DATABASE_URL": f"postgresql+psycopg://terbit_{service}@{HOST}:{ports['postgres']}/terbit_{service}",
        "TERBIT_BROKER_URL": f"redis://{HOST}:{ports['valkey']}/0",
        "TERBIT_S3_ENDPOINT": f"{HOST}:{ports['s3']}",
        "TERBIT_S3_SECURE": "false",
        "TERBIT_S3_PRIVATE_BUCKET": PRIVATE,
        "TERBIT_S3_PUBLIC_BUCKET": PUBLIC,
        "TERBIT_S3_UPLOADS_BUCKET": UPLOADS,
        # A server with a certificate may stand before this machine; the services reach each other without it.
        "TERBIT_PUBLIC_URL": os.environ.get("TERBIT_PUBLIC_URL") or gateway,
        "TERBIT_SITE_URL": os.environ.get("TERBIT_SITE_URL") or gateway,
        "TERBIT_HOST": HOST,
        "TERBIT_PORT": str(ports[service]),
        "TERBIT_OCR_JOBS": str(os.cpu_count() or 1),
        "TERBIT_SECRETS_DIR": str(folder / "secrets" / service),
        "PYTHONUNBUFFERED": "1",
    }


def secrets_of(service: str, state: State) -> dict[str, str]:
    """The secret settings of a service by setting name."""
    known = {
        "database_password": state.secrets[f"database-{service}"],
        "broker_password": state.secrets["valkey"],
        "form_secret": state.secrets["form"],
        "identity_public_key": state.identity_public,
    }
    if service == "console":
        known["identity_private_key"] = state.identity_private
    if service in ("intake", "console"):
        known["keys_secret"] = state.secrets["keys"]
    if service in STORING:
        known |= {"s3_access_key": service, "s3_secret_key": state.secrets[f"s3-{service}"]}
    return known


def write_secrets(folder: Path, state: State) -> None:
    """One directory per service, each secret a file `terbit_<setting>`, readable by the owner only."""
    for service in SERVICES:
        directory = folder / "secrets" / service
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, value in secrets_of(service, state).items():
            file = directory / f"terbit_{name}"
            file.touch(mode=0o600)
            file.write_text(value)


def service_programs(folder: Path, state: State, extra: Mapping[str, str]) -> list[Program]:
    """Every process of every service as a part `<service>-<kind>`; `extra` settings win."""
    return [
        Program(
            f"{service}-{kind}",
            "services",
            command(service, kind),
            REPOSITORY,
            environment={**environment(service, folder, state), **extra},
            stop_seconds=_STOP_SECONDS.get(kind, 10),
        )
        for service in SERVICES
        for kind in (*kinds(service), *watching(service, {**os.environ, **extra}))
    ]
