"""A document from the private store to a browser."""

from collections.abc import Iterator

from fastapi.responses import StreamingResponse

from shared.storage import Store

CHUNK = 64 * 1024


def pdf_stream(store: Store, sha256: str, size: int, name: str) -> StreamingResponse:
    """The bytes as they lie there, shown in the browser. Raises NotFound, Transient before anything is sent."""
    body = _chunks(store, sha256)
    first = next(body, b"")
    headers = {
        "content-length": str(size), "content-disposition": f'inline; filename="{name}"', "etag": f'"{sha256}"'
    }  # fmt: skip
    return StreamingResponse(_joined(first, body), media_type="application/pdf", headers=headers)


def _chunks(store: Store, sha256: str) -> Iterator[bytes]:
    with store.open(sha256) as response:
        yield from response.stream(CHUNK)


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
