"""Looking at a site as the public does: over HTTP, and believing nothing but what comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import httpx
from bs4 import BeautifulSoup

from services.publisher.domain.bukti import BerkasTerlihat
from services.publisher.domain.feed import FeedEntry, read_feed
from shared.errors import Transient
from shared.sidik import Sidikan

CHUNK = 256 * 1024
PAGE_LIMIT = 5 * 1024 * 1024


class SiteDiffers(Transient):
    """The site answers, but shows something else. Tried again, for a site may be slow to show what it took."""


@contextmanager
def visitor() -> Iterator[httpx.Client]:
    """A client without cookies, cache, proxy or redirects: what is published must be at its address."""
    timeout = httpx.Timeout(30, connect=5)
    with httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client:
        yield client


def page_fields(client: httpx.Client, url: str) -> dict[str, str]:
    """The definition list of a detail page: label → visible text. Raises Transient, SiteDiffers."""
    soup = BeautifulSoup(_whole(client, url), "html.parser")
    parts = soup.select("dl dt, dl dd")
    return {
        label.get_text(" ", strip=True): value.get_text(" ", strip=True)
        for label, value in pairwise(parts)
        if label.name == "dt" and value.name == "dd"
    }


def file_seen(client: httpx.Client, url: str, algoritma: str = "") -> BerkasTerlihat:
    """A file, streamed: its hashes, size in bytes and first five bytes. Raises Transient, SiteDiffers."""
    digest, size, head = Sidikan(algoritma), 0, b""
    with _answer(client, url) as response:
        for chunk in response.iter_bytes(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            head = (head + chunk)[:5] if len(head) < 5 else head
    return BerkasTerlihat(sha256=digest.sha256, sidik=digest.sidik, ukuran=size, awal=head.decode("latin-1"))


def feed_seen(client: httpx.Client, url: str) -> list[FeedEntry]:
    """The feed of an office. Raises Transient, SiteDiffers (also when it breaks a rule)."""
    with _answer(client, url) as response:
        content = response.read()
    try:
        return read_feed(content)
    except ValueError as error:
        raise SiteDiffers(f"umpan JDIHN di {url} tidak memenuhi aturan: {error}") from error


def _whole(client: httpx.Client, url: str) -> bytes:
    content = b""
    with _answer(client, url) as response:
        for chunk in response.iter_bytes(CHUNK):
            content += chunk
            if len(content) > PAGE_LIMIT:
                raise SiteDiffers(f"halaman {url} terlalu besar untuk sebuah halaman rincian")
    return content


@contextmanager
def _answer(client: httpx.Client, url: str) -> Iterator[httpx.Response]:
    try:
        with client.stream("GET", url, headers={"cache-control": "no-cache"}) as response:
            if response.is_server_error:
                raise Transient(f"situs JDIH sedang bermasalah: {url} menjawab {response.status_code}")
            if response.status_code != httpx.codes.OK:
                raise SiteDiffers(f"{url} menjawab {response.status_code}, bukan halaman atau berkas yang diterbitkan")
            yield response
    except httpx.HTTPError as error:
        raise Transient(f"situs JDIH tidak dapat dihubungi di {url} ({type(error).__name__})") from error
