"""Which addresses may be connected to."""

import socket
import threading
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue
from typing import Final

from shared.errors import Invalid

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], Collection[str]]

# All of IPv6 that is routed in the open; what stands in it and is not, or carries an IPv4 address, is closed below.
OPEN_IPV6: Final = IPv6Network("2000::/3")
CLOSED: Final = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/3",
            "168.63.129.16/32",  # a cloud's own services at an address that looks public
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ),
    )
)  # fmt: skip


class UnsafeAddress(Invalid):
    """An address that is not fetched: wrong in form, or not open to the world."""

    code = "alamat-tidak-aman"
    title = "Alamat tidak dapat dipakai"


def admissible(address: Address, allowed: Collection[Network], *, named_only: bool) -> bool:
    """Whether this address may be connected to; with `named_only` just those in a network of `allowed`."""
    if getattr(address, "scope_id", None):
        return False
    if any(address in network for network in allowed):
        return True
    return not named_only and _open(address)


def resolve(host: str, port: int, seconds: float, resolver: Resolver | None = None) -> list[Address]:
    """All addresses of a host, or of a number in any of the forms that a system takes for one. Raises OSError."""
    answer = SimpleQueue[Collection[str] | OSError]()

    def ask() -> None:
        try:
            answer.put((resolver or _system)(host, port))
        except (OSError, UnicodeError) as error:
            answer.put(error if isinstance(error, OSError) else OSError(str(error)))

    # The system's resolver knows no timeout; one that hangs is left to itself.
    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"the name {host} was not resolved within {seconds:.0f} s") from None
    if isinstance(found, OSError):
        raise found
    return [ip_address(one) for one in found]


def _system(host: str, port: int) -> Collection[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _open(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address not in OPEN_IPV6:
        return False
    return address.is_global and not any(address in network for network in CLOSED)
