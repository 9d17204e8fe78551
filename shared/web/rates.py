"""How often one may ask: counted for the person who is signed in and for the address, over all services together.

Counted in the broker's Redis; while it does not answer (or is no Redis) each process counts for itself. A count may be
lost and never keeps a request from being answered.
"""

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from typing import Final, Literal, NamedTuple
from urllib.parse import urlsplit

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.errors import TooOften, Unauthenticated
from shared.events.transport import broker_url
from shared.settings import Settings
from shared.web.problems import problem_or_page
from shared.web.refusals import network_of, refused
from shared.web.session import SAFE, token_of, verified

log = logging.getLogger(__name__)

Kind = Literal["baca", "tulis", "unggah"]
ANSWER_SECONDS: Final = 0.25
SILENCE_SECONDS: Final = 5.0
THREADS: Final = 8
PREFIX: Final = "terbit:laju"
SENTENCE: Final = "Terlalu banyak permintaan dalam waktu singkat. Tunggu {} detik, lalu coba lagi."


class Allowed(NamedTuple):
    """What one may do of one kind of request."""

    person: list[RateLimitItem]
    address: list[RateLimitItem]


class Counts:
    """Counters by name."""

    def __init__(self, settings: Settings) -> None:
        self.own = SlidingWindowCounterRateLimiter(MemoryStorage())
        self.shared = _shared(settings)
        self.silent_until = 0.0

    def wait(self, asked: list[tuple[RateLimitItem, str, str]]) -> int:
        """Count a request under each name; 0, or for how many seconds it must wait."""
        if self.shared and time.monotonic() >= self.silent_until:
            try:
                return _wait(self.shared, asked)
            except (RedisError, OSError) as error:
                self.silent_until = time.monotonic() + SILENCE_SECONDS
                log.warning("rates are counted in this process alone: %s", type(error).__name__)
        return _wait(self.own, asked)


class Rates:
    """Refuses who asks more often than the settings allow; health is always answered."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.counts = Counts(settings)
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="rates")
        self.allowed: dict[Kind, Allowed] = {
            "baca": Allowed(_items(settings.rate_person), _items(settings.rate_address)),
            "tulis": Allowed(_items(settings.rate_person_writes), _items(settings.rate_address_writes)),
            "unggah": Allowed(_items(settings.rate_person_uploads), _items(settings.rate_address_uploads)),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or _is_health(scope["path"]):
            await self.app(scope, receive, send)
            return
        asked = self._asked(HTTPConnection(scope))
        loop = asyncio.get_running_loop()
        if asked and (seconds := await loop.run_in_executor(self.threads, self.counts.wait, asked)):
            error = TooOften(SENTENCE.format(seconds))
            refused(HTTPConnection(scope), error)
            answer = problem_or_page(scope["path"], error)
            answer.headers["retry-after"] = str(seconds)
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _asked(self, connection: HTTPConnection) -> list[tuple[RateLimitItem, str, str]]:
        kind = _kind(connection)
        person, address = _person(connection), network_of(connection)
        allowed = self.allowed[kind]
        return [
            *((item, kind, f"alamat/{address}") for item in allowed.address),
            *((item, kind, f"orang/{person}") for item in allowed.person if person),
        ]


def _wait(limiter: SlidingWindowCounterRateLimiter, asked: list[tuple[RateLimitItem, str, str]]) -> int:
    for item, kind, who in asked:
        if not limiter.hit(item, kind, who):
            return max(1, ceil(limiter.get_window_stats(item, kind, who).reset_time - time.time()))
    return 0


def _shared(settings: Settings) -> SlidingWindowCounterRateLimiter | None:
    url = broker_url(settings)
    if not urlsplit(url).scheme.startswith("redis"):
        return None
    pool = ConnectionPool.from_url(
        url, socket_timeout=ANSWER_SECONDS, socket_connect_timeout=ANSWER_SECONDS, retry=Retry(NoBackoff(), 0)
    )
    return SlidingWindowCounterRateLimiter(RedisStorage(url, pool, PREFIX))


def _items(notation: str) -> list[RateLimitItem]:
    return parse_many(notation) if notation else []


def _is_health(path: str) -> bool:
    return path.startswith("/api/") and path.endswith("/health") and path.count("/") == 3


def _kind(connection: HTTPConnection) -> Kind:
    if connection.scope["method"] in SAFE:
        return "baca"
    return "unggah" if connection.headers.get("content-type", "").startswith("multipart/") else "tulis"


def _person(connection: HTTPConnection) -> str:
    token = token_of(connection)
    try:
        return str(verified(connection, token).orang.id) if token else ""
    except (Unauthenticated, ValueError):
        return ""
