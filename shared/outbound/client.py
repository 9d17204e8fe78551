"""The client that fetches configured addresses."""

import ssl
from functools import cache

import httpcore
import httpx

from shared.outbound.addresses import Resolver, UnsafeAddress
from shared.outbound.connecting import GuardedBackend, Rules
from shared.settings import Settings

MAX_BYTES = 2 * 1024 * 1024
CHECK_SECONDS = 5.0
PLAIN = {"accept-encoding": "identity"}


def outbound_client(settings: Settings, *, timeout: float, max_bytes: int = MAX_BYTES) -> httpx.Client:
    """A client for configured addresses: follows no redirect, uses no proxy of the environment, keeps no connection.

    A request ends within `timeout` seconds from its connection, an answer that is larger than `max_bytes` with
    httpx.ReadError; an address that may not be reached raises UnsafeAddress before anything is sent.
    """
    return httpx.Client(
        mounts=guarded_mounts(settings, timeout=timeout, max_bytes=max_bytes), transport=_Nowhere(), timeout=timeout,
        headers=PLAIN, follow_redirects=False, trust_env=False,
    )  # fmt: skip


def guarded_mounts(
    settings: Settings, *, timeout: float, max_bytes: int = MAX_BYTES, resolver: Resolver | None = None,
    tls: ssl.SSLContext | None = None,
) -> dict[str, httpx.BaseTransport | None]:  # fmt: skip
    """The same guard for a client of a library that is built on httpx: its `mounts` (give it `trust_env=False` too)."""
    context = tls or _trusted()
    return {
        f"{scheme}://": GuardedTransport(_rules(settings, scheme, timeout, max_bytes, resolver), context)
        for scheme in ("https", "http")
    }


def check_url(settings: Settings, url: str, *, resolver: Resolver | None = None) -> str:
    """An address as somebody typed it, fit to be stored. Raises UnsafeAddress: its sentence says what to mend."""
    try:
        parsed = httpx.URL(url.strip())
        parsed.host  # noqa: B018 - reading it decodes the name
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise UnsafeAddress("Alamat ini tidak dapat dibaca. Tulis seperti https://contoh.go.id/jalur.") from None
    _check_form(parsed)
    try:
        _rules(settings, parsed.scheme, CHECK_SECONDS, 0, resolver).addresses(_host(parsed), _port(parsed))
    except OSError:
        raise UnsafeAddress(
            f"Nama {parsed.host} tidak ditemukan. Periksa tulisannya.", code="alamat-tidak-ditemukan"
        ) from None
    return str(parsed)


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that are trusted, read once."""
    return httpx.create_ssl_context()


class GuardedTransport(httpx.HTTPTransport):
    """httpx's transport over connections that are guarded."""

    def __init__(self, rules: Rules, tls: ssl.SSLContext) -> None:
        super().__init__(verify=tls, trust_env=False)
        # A connection serves one request: its bounds are the request's.
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls, max_keepalive_connections=0, network_backend=GuardedBackend(rules)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises UnsafeAddress, and what httpx raises."""
        _check_form(request.url)
        response = super().handle_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            response.close()
            # What is packed small may be without end when it is unpacked.
            raise httpx.DecodingError("the answer is packed, although that was not asked for", request=request)
        return response


class _Nowhere(httpx.BaseTransport):
    """For every scheme that is not mounted."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises UnsafeAddress."""
        _check_form(request.url)
        raise UnsafeAddress(f"Alamat {request.url.host} tidak dihubungi.")


def _check_form(url: httpx.URL) -> None:
    if url.scheme not in {"http", "https"} or not url.host:
        raise UnsafeAddress("Alamat harus diawali https:// dan menyebut nama situs.")
    if "%" in url.host or not 0 < _port(url) < 65536:
        raise UnsafeAddress("Alamat ini tidak dapat dibaca. Periksa nama situs dan nomor portanya.")
    if url.userinfo:
        raise UnsafeAddress("Alamat tidak boleh memuat nama pengguna atau kata sandi.")


def _rules(settings: Settings, scheme: str, seconds: float, max_bytes: int, resolver: Resolver | None) -> Rules:
    return Rules(settings.outbound_allow, scheme == "http", seconds, max_bytes, resolver)


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii").strip("[]")


def _port(url: httpx.URL) -> int:
    return url.port if url.port is not None else {"https": 443, "http": 80}[url.scheme]
