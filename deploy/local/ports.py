"""Free loopback ports, chosen together: all are bound at once before any is given away."""

import secrets
import socket
from collections.abc import Iterable, Mapping
from contextlib import ExitStack

from deploy.local.errors import LauncherError
from deploy.services import SERVICES

HOST = "127.0.0.1"
GATEWAY = 8061
# Below the kernel's range for outgoing connections; a stack takes a whole block, so stacks seldom want the same one.
_BLOCKS = range(20_000, 32_000, 40)
_OBJECTS = ("s3", "master", "volume", "filer")
NAMES = ("postgres", "valkey", *_OBJECTS, *(f"{name}-grpc" for name in _OBJECTS), "admin", *SERVICES, "spare")


class NoFreePortError(LauncherError):
    """No block of neighbouring loopback ports is free."""

    def __init__(self) -> None:
        super().__init__("no free loopback ports found between 20000 and 32000")


def choose(gateway: int | None = None) -> dict[str, int]:
    """A free port per name of `NAMES`, and `gateway`: the wanted one, else 8061 if free, else any."""
    wanted = gateway or GATEWAY
    blocks = list(_BLOCKS)
    secrets.SystemRandom().shuffle(blocks)
    for start in blocks:
        ports = _block(start)
        if all_free(ports.values()):
            return ports | {"gateway": wanted if gateway or all_free([wanted]) else ports["spare"]}
    raise NoFreePortError


def still_free(ports: Mapping[str, int]) -> bool:
    """Whether every port of a block chosen earlier can be bound now."""
    return all_free(set(ports.values()))


def all_free(ports: Iterable[int]) -> bool:
    """Whether all these loopback ports can be bound at the same time."""
    with ExitStack() as held:
        try:
            for port in ports:
                held.enter_context(_bound(port))
        except OSError:
            return False
    return True


def _block(start: int) -> dict[str, int]:
    ports = {name: start + place for place, name in enumerate(NAMES)}
    # SeaweedFS's maintenance worker looks for the admin's gRPC at this distance, whatever it is told.
    return ports | {"admin-grpc": ports["admin"] + 10_000}


def _bound(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener
