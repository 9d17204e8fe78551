"""Asking the services of this machine by their own commands, for no service's database is read by another."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from deploy.local.errors import LauncherError
from deploy.local.programs import REPOSITORY, command
from deploy.local.running import stopping
from deploy.local.stack import Stack


class AskError(LauncherError):
    """A service could not say what it was asked."""


@contextmanager
def answering(stack: Stack) -> Iterator[None]:
    """The servers run while the body does, with databases of this version's schema."""
    if stack.running:
        yield
        return
    with stopping(stack):
        stack.start_servers()
        stack.migrate()
        yield


def ask(stack: Stack, service: str, kind: str, document: str = "") -> Any:  # noqa: ANN401 - JSON
    """What `python -m services NAME KIND` prints, `document` on its standard input. Raises `AskError`."""
    done = subprocess.run(
        command(service, kind), cwd=REPOSITORY, env={**os.environ, **stack.environment(service)}, input=document,
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    if done.returncode:
        raise AskError(f"{service} could not be asked ({kind}):\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)
