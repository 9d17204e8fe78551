"""Free loopback ports, chosen together: all are bound at once before any is given away."""

import os
import secrets
import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from deploy.local.errors import LauncherError
from deploy.services import SERVICES

HOST = "127.0.0.1"
GATEWAY = 8061
# Below the kernel's range for outgoing connections; a stack takes a whole block, so stacks seldom want the same one.
_BLOCKS = range(20_000, 32_000, 40)
_OBJECTS = ("s3", "master", "volume", "filer")
# SeaweedFS makes a socket a port here, whatever the environment says, and leaves it behind.
_SOCKETS = Path("/tmp")  # noqa: S108
NAMES = ("postgres", "valkey", *_OBJECTS, *(f"{name}-grpc" for name in _OBJECTS), "admin", *SERVICES, "spare")


class NoFreePortError(LauncherError):
    """No block of neighbouring loopback ports is free."""

    def __init__(self) -> None:
        super().__init__("no free loopback ports found between 20000 and 32000")


class GatewayTakenError(LauncherError):
    """The port that was asked for belongs to another Terbit."""

    def __init__(self, port: int) -> None:
        super().__init__(f"another Terbit on this machine uses port {port}; give another one in TERBIT_PORT")


def choose(gateway: int | None = None) -> dict[str, int]:
    """A free port per name of `NAMES`, and `gateway`: the wanted one, else 8061 if free, else any.

    Raises `GatewayTakenError` when another Terbit has the wanted one.
    """
    wanted = gateway or GATEWAY
    unclaimed = _is_unclaimed(wanted)
    if gateway and not unclaimed:
        raise GatewayTakenError(gateway)
    blocks = list(_BLOCKS)
    secrets.SystemRandom().shuffle(blocks)
    for start in blocks:
        ports = _block(start)
        if still_free(ports):
            return ports | {"gateway": wanted if gateway or (unclaimed and all_free([wanted])) else ports["spare"]}
    raise NoFreePortError


def claim(gateway: int) -> socket.socket | None:
    """Keep other Terbits from a gateway's port until this is closed or the process ends; None when one has it already.

    That a port can be bound does not say so: Caddy shares its port with whoever asks (SO_REUSEPORT), and two that start
    in the same seconds would each get half of the requests.
    """
    holder = socket.socket(socket.AF_UNIX)
    try:
        holder.bind(f"\0terbit-gateway-{gateway}")
    except OSError:
        holder.close()
        return None
    return holder


def still_free(ports: Mapping[str, int]) -> bool:
    """Whether every port of a block can be bound now, and no socket of another person's stack bears its number."""
    return all_free(set(ports.values())) and all(map(_replaceable, _sockets(ports.values())))


def remove_sockets(ports: Mapping[str, int]) -> None:
    """Take away what SeaweedFS left behind of a stack that has ended."""
    for file in filter(_replaceable, _sockets(ports.values())):
        file.unlink(missing_ok=True)


def all_free(ports: Iterable[int]) -> bool:
    """Whether all these loopback ports can be bound at the same time."""
    with ExitStack() as held:
        try:
            for port in ports:
                held.enter_context(_bound(port))
        except OSError:
            return False
    return True


def _is_unclaimed(gateway: int) -> bool:
    holder = claim(gateway)
    if holder:
        holder.close()
    return holder is not None


def _block(start: int) -> dict[str, int]:
    ports = {name: start + place for place, name in enumerate(NAMES)}
    # SeaweedFS's maintenance worker looks for the admin's gRPC at this distance, whatever it is told.
    return ports | {"admin-grpc": ports["admin"] + 10_000}


def _sockets(ports: Iterable[int]) -> Iterator[Path]:
    for port in set(ports):
        yield from _SOCKETS.glob(f"seaweedfs-*-{port}.sock")


def _replaceable(file: Path) -> bool:
    try:
        return os.geteuid() in {0, file.lstat().st_uid}
    except FileNotFoundError:
        return True


def _bound(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener
