"""Rules of signing in: when guessing is slowed down, where a person may go on to, whose form it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Final, NamedTuple
from urllib.parse import urlsplit


class Batas(NamedTuple):
    """So many failures within `jendela` make the next try wait; each further one doubles the wait up to `terlama`."""

    gagal: int
    jendela: timedelta
    pertama: timedelta
    terlama: timedelta


BY_NAME: Final = Batas(5, timedelta(minutes=5), timedelta(seconds=30), timedelta(minutes=15))
BY_NETWORK: Final = Batas(40, timedelta(minutes=10), timedelta(seconds=15), timedelta(minutes=5))
"""An office stands behind one address: many mistype there in the morning, but nobody tries forty names in vain."""
REMEMBERED = timedelta(hours=1)
"""Failures older than this, or before the last success, are forgiven."""

START = "/"
SSO: Final = "SSO"
"""How somebody signed in (`cara` of a session) who came from an office's provider and gave no code."""


def wait_after(failures: Sequence[datetime], now: datetime, batas: Batas) -> timedelta:
    """How long the next try must wait, given the failures that are not forgiven (oldest first); zero: not at all."""
    quick = (n for n in range(batas.gagal, len(failures) + 1) if _quick(failures[n - batas.gagal : n], batas.jendela))
    begun = next(quick, None)
    if begun is None:
        return timedelta()
    wait = min(batas.pertama * (1 << min(len(failures) - begun, 10)), batas.terlama)
    return max(failures[-1] + wait - now, timedelta())


def _quick(failures: Sequence[datetime], window: timedelta) -> bool:
    return failures[-1] - failures[0] <= window


def network_of(alamat: str) -> str:
    """What one subscriber has to try from: the address, or the first half of an IPv6 address."""
    try:
        address = ip_address(alamat)
    except ValueError:
        return alamat
    return f"{IPv6Address(int(address) >> 64 << 64)}/64" if isinstance(address, IPv6Address) else str(address)


def local_path(path: str) -> str:
    """`path` if it is one of ours, else the start page: a sign-in never leads to another site.

    Browsers read a backslash as a slash and drop control characters, so both are refused.
    """
    ours = path.startswith("/") and not path.startswith("//")
    return path if ours and path.isprintable() and "\\" not in path else START


def from_our_page(site: str, origin: str, host: str) -> bool:
    """Whether a browser sent a form from a page of ours: by Sec-Fetch-Site, by Origin where that is not sent.

    Programs send neither, and carry nobody's cookie.
    """
    if site:
        return site in ("same-origin", "none")
    try:
        return not origin or urlsplit(origin).netloc == host
    except ValueError:
        return False
