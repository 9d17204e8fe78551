"""What a request was, for the log: who asked what, from where, by ids. Contents are in query and body: not told."""

import logging
import time
from ipaddress import IPv6Address, ip_address
from typing import Any, Final

from starlette.requests import HTTPConnection

from shared.errors import NotFound, SessionDue, TerbitError

log = logging.getLogger(__name__)
LONGEST_PATH: Final = 200
NOWHERE: Final = "alamat-tidak-ada"


class Lines:
    """So many lines a minute of one process for one code and network, and in all; the others are counted."""

    def __init__(self, of_one: int = 20, of_all: int = 500, seconds: float = 60) -> None:
        self.of_one, self.of_all, self.seconds = of_one, of_all, seconds
        self.began = time.monotonic()
        self.told: dict[tuple[str, str], int] = {}
        self.left_out = 0

    def wanted(self, code: str, network: str) -> bool:
        """Whether one more is told. The first one after a minute also tells how many were not."""
        if time.monotonic() - self.began >= self.seconds:
            self._begin_anew()
        told = self.told.get((code, network), 0)
        if told >= self.of_one or sum(self.told.values()) >= self.of_all:
            self.left_out += 1
            return False
        self.told[code, network] = told + 1
        return True

    def _begin_anew(self) -> None:
        if self.left_out:
            log.info("refused, not told one by one", extra={"count": self.left_out})
        self.began, self.left_out = time.monotonic(), 0
        self.told.clear()


def refused(connection: HTTPConnection, shown: TerbitError) -> None:
    """Tell of a request that was not done; addresses that nobody serves and sign-ins that are renewed are no matter."""
    if isinstance(shown, SessionDue) or (shown.status == NotFound.status and shown.code == NOWHERE):
        return
    told, lines = asked(connection), connection.app.state.lines
    if lines.wanted(shown.code, told["network"]):
        log.info("refused", extra={"code": shown.code, "status": shown.status, **told})


def asked(connection: HTTPConnection) -> dict[str, Any]:
    """Who (person, key of an office's system), what (method, route, path), from where (network)."""
    state, path = connection.state, connection.scope["path"][:LONGEST_PATH]
    masuk = getattr(state, "masuk", None) or getattr(state, "terbukti", None)
    return {
        "person": str(masuk.orang.id) if masuk else "", "key": str(getattr(state, "kunci", "")),
        "method": connection.scope.get("method", ""), "route": _route(connection, path), "path": path,
        "network": network_of(connection),
    }  # fmt: skip


def _route(connection: HTTPConnection, path: str) -> str:
    """The path with names for what was put into it; as it is before a route was looked for."""
    names = {str(value): f"{{{name}}}" for name, value in connection.path_params.items()}
    return "/".join(names.get(part, part) for part in path.split("/"))


def network_of(connection: HTTPConnection) -> str:
    """As the gateway tells it; of an IPv6 address the network that one subscriber has to himself."""
    host = connection.client.host[:64] if connection.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(IPv6Address(int(address) >> 64 << 64)) if isinstance(address, IPv6Address) else str(address)
