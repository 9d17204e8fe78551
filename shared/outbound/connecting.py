"""Connections that go where they may, and end in time and size."""

import ssl
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import httpcore
from httpcore import SOCKET_OPTION, NetworkBackend, NetworkStream

from shared.outbound.addresses import Address, Network, Resolver, UnsafeAddress, admissible, resolve

PIECE = 16 * 1024


@dataclass(frozen=True)
class Rules:
    """What holds for every connection. `seconds` from its start to its end, `max_bytes` for all that comes back."""

    allowed: Collection[Network]
    named_only: bool
    seconds: float
    max_bytes: int
    resolver: Resolver | None = None

    def addresses(self, host: str, port: int) -> list[Address]:
        """Where `host` may be reached. Raises UnsafeAddress if nowhere, OSError if the name is not known."""
        found = resolve(host, port, self.seconds, self.resolver)
        safe = [one for one in found if admissible(one, self.allowed, named_only=self.named_only)]
        if not safe:
            raise UnsafeAddress(self._why(host))
        return safe

    def _why(self, host: str) -> str:
        if self.named_only:
            return f"Alamat {host} harus diawali https://."
        return (
            f"Alamat {host} berada di jaringan dalam atau jaringan khusus, jadi tidak dihubungi. "
            "Pakai alamat yang terbuka di internet, atau minta petugas operasi mengizinkan jaringannya."
        )


class GuardedBackend(NetworkBackend):
    """Resolves, judges, and connects to what was judged."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.inner = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:  # fmt: skip
        """To the first safe address that answers."""
        end = time.monotonic() + self.rules.seconds
        try:
            addresses = self.rules.addresses(host, port)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        failed: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                stream = self.inner.connect_tcp(str(address), port, _left(end, timeout), local_address, socket_options)
                return BoundedStream(stream, end, self.rules.max_bytes)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(host)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> NetworkStream:  # fmt: skip
        """Never."""
        raise UnsafeAddress(f"Alamat {path} bukan alamat di internet.")


class BoundedStream(NetworkStream):
    """A connection that ends at a moment, and after so many bytes."""

    def __init__(self, inner: NetworkStream, end: float, max_bytes: int) -> None:
        self.inner, self.end, self.left = inner, end, max_bytes

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most what is still allowed."""
        data = self.inner.read(max_bytes, _left(self.end, timeout))
        self.left -= len(data)
        if self.left < 0:
            raise httpcore.ReadError("the answer is larger than what is taken")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """In pieces, so that who reads slowly cannot hold us."""
        for start in range(0, len(buffer), PIECE):
            self.inner.write(buffer[start : start + PIECE], _left(self.end, timeout))

    def close(self) -> None:
        """End it."""
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        """The same bounds inside TLS."""
        inner = self.inner.start_tls(ssl_context, server_hostname, _left(self.end, timeout))
        return BoundedStream(inner, self.end, self.left)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401
        """What the connection below knows."""
        return self.inner.get_extra_info(info)


def _left(end: float, timeout: float | None) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("not done in time")
    return left if timeout is None else min(left, timeout)
