"""Documents from the private store to a browser, streamed; the caller has checked who may read."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from fastapi.responses import StreamingResponse

from shared.storage import Store

CHUNK = 256 * 1024
# Browsers refuse to show a PDF whose answer carries a sandbox or object-src; nosniff keeps it a PDF.
HEADERS: Final = {"content-security-policy": "frame-ancestors 'none'"}


def private_file(store: Store, sha256: str, size: int, media: str, name: str) -> StreamingResponse:
    """The bytes as they lie there, shown in the browser. Raises NotFound, Transient before anything is sent."""
    body = _chunks(store, sha256)
    first = next(body, b"")
    headers = {
        **HEADERS, "content-length": str(size), "etag": f'"{sha256}"',
        "content-disposition": f'inline; filename="{name}"',
    }  # fmt: skip
    return StreamingResponse(chain([first], body), media_type=media, headers=headers)


def _chunks(store: Store, sha256: str) -> Iterator[bytes]:
    with store.open(sha256) as response:
        yield from response.stream(CHUNK)
