"""What one installation remembers in `.terbit/state.json`: ports, passwords, keys. Chosen once."""

import os
import secrets
import tempfile
from collections.abc import Iterable
from pathlib import Path
from socket import socket
from typing import Self

from pydantic import BaseModel

from deploy.keys import identity_keys
from deploy.local import ports
from deploy.services import SERVICES, STORING

_KEYS = ("postgres", "valkey", "form", "keys", "s3-admin", *(f"s3-{name}" for name in STORING))
_DATABASES = tuple(f"database-{name}" for name in SERVICES)
_SIGNING = ("volume-write", "volume-read", "filer-write", "filer-read")
_SECRETS = (*_KEYS, *_DATABASES, *_SIGNING)


class State(BaseModel):
    """Ports by name, secrets by name, sign-in passwords by sign-in name, and the directory of the sockets."""

    ports: dict[str, int]
    secrets: dict[str, str]
    identity_private: str
    identity_public: str
    sockets: Path | None = None
    people: dict[str, str] = {}

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The state kept in `folder`, made at the first call; a secret that it does not know yet is added."""
        file = folder / "state.json"
        if file.exists():
            known = cls.model_validate_json(file.read_text())
            if missing := set(_SECRETS) - known.secrets.keys():
                known.secrets |= _made(missing)
                known.save(folder)
            return known
        private, public = identity_keys()
        state = cls(
            ports=ports.choose(_forced()),
            secrets=_made(_SECRETS),
            identity_private=private,
            identity_public=public,
        )
        state.save(folder)
        return state

    def save(self, folder: Path) -> None:
        """Replace the file at once, readable by its owner only."""
        new = folder / "state.json.new"
        new.touch(mode=0o600)
        new.write_text(self.model_dump_json(indent=1))
        new.replace(folder / "state.json")

    def refresh(self, folder: Path) -> socket:
        """Before a start: other ports where another program took one, a new socket directory if it was cleaned away.

        Returns the claim to the gateway's port, to be held while the stack lives.
        """
        wanted = _forced() or self.ports["gateway"]
        if wanted != self.ports["gateway"] or not ports.still_free(self.ports):
            self.ports = ports.choose(_forced())
        while not (claim := ports.claim(self.ports["gateway"])):
            self.ports = ports.choose(_forced())
        if not self.sockets or not self.sockets.is_dir():
            # A socket's path may have 108 characters at most, so it cannot lie in a deep installation directory.
            self.sockets = Path(tempfile.mkdtemp(prefix="terbit-"))
        self.save(folder)
        return claim


def _made(names: Iterable[str]) -> dict[str, str]:
    return {name: secrets.token_urlsafe(24) for name in names}


def _forced() -> int | None:
    port = os.environ.get("TERBIT_PORT")
    return int(port) if port else None
