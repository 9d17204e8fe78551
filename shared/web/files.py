"""Documents from the private store to a browser, streamed; the caller has checked who may read."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from fastapi.responses import StreamingResponse

from shared.storage import Store

CHUNK = 256 * 1024
SAVED: Final = "application/octet-stream"
POLICY: Final = "content-security-policy"
# Browsers refuse to show a PDF whose answer carries a sandbox or object-src; nosniff keeps it a PDF.
PDF: Final = {POLICY: "frame-ancestors 'none'"}
STILL: Final = {POLICY: "default-src 'none'; sandbox; frame-ancestors 'none'"}
SHOWN: Final = {
    "application/pdf": PDF,
    **dict.fromkeys(("image/jpeg", "image/png", "image/tiff", "application/json"), STILL),
}
"""What a browser may show at our address; everything else it may only save."""


def private_file(store: Store, sha256: str, size: int, media: str, name: str) -> StreamingResponse:
    """The bytes as they lie there, to be shown or saved. Raises NotFound, Transient before anything is sent."""
    body = _chunks(store, sha256)
    first = next(body, b"")
    shown = media in SHOWN
    headers = {
        **SHOWN.get(media, STILL), "content-length": str(size), "etag": f'"{sha256}"',
        "content-disposition": f'{"inline" if shown else "attachment"}; filename="{name}"',
    }  # fmt: skip
    return StreamingResponse(chain([first], body), media_type=media if shown else SAVED, headers=headers)


def _chunks(store: Store, sha256: str) -> Iterator[bytes]:
    with store.open(sha256) as response:
        yield from response.stream(CHUNK)
