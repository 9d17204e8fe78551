"""The published file and the feed, streamed from the public bucket; a part of a file for readers that ask for one."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from services.publisher.feed import feed_key
from services.publisher.models import Publikasi
from shared.errors import NotFound, Transient
from shared.storage import Store
from shared.web.files import PDF

CHUNK = 256 * 1024
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


class Part(NamedTuple):
    """Bytes `start` to `end` (both counted in) of a file."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.end - self.start + 1


def file_response(request: Request, store: Store, publikasi: Publikasi) -> Response:
    """The PDF: whole (200), a part (206), unchanged (304) or a part that is not there (416)."""
    size, tag = publikasi.ukuran, f'"{publikasi.sha256}"'
    headers = {
        **PDF, "etag": tag, "accept-ranges": "bytes", "cache-control": "public, no-cache",
        "content-disposition": f'inline; filename="{publikasi.nama_berkas}"',
    }  # fmt: skip
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    part = part_of(request.headers.get("range", ""), size) if request.headers.get("if-range", tag) == tag else None
    if part and not 0 <= part.start <= part.end:
        return Response(status_code=416, headers={**headers, "content-range": f"bytes */{size}"})
    if part:
        headers["content-range"] = f"bytes {part.start}-{part.end}/{size}"
    headers["content-length"] = str(part.length if part else size)
    status = 206 if part else 200
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type="application/pdf")
    body = _content(store, publikasi.object_key, part, int(headers["content-length"]))
    return StreamingResponse(body, status, headers, media_type="application/pdf")


def part_of(header: str, size: int) -> Part | None:
    """The one part that a Range header asks for; None when it asks for the whole (or in a way we need not follow).

    A part that begins behind the end comes back with `start` greater than `end`.
    """
    found = _RANGE.match(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return Part(max(0, size - int(last)), size - 1)
    return Part(int(first), min(int(last), size - 1) if last else size - 1)


def feed_response(store: Store, kantor: str) -> Response:
    """The feed of an office; one that has published nothing yet has an empty one."""
    try:
        with store.open_public(feed_key(kantor)) as body:
            content = body.read()
    except NotFound:
        content = b"[]"
    return Response(content, media_type="application/json", headers={"cache-control": "public, no-cache"})


def _content(store: Store, key: str, part: Part | None, length: int) -> Iterator[bytes]:
    """Opened here, before the first header goes out; closed when the last byte has."""
    stack = ExitStack()
    start, wanted = (part.start, part.length) if part else (0, 0)
    body = stack.enter_context(store.open_public(key, start, wanted))
    if body.headers.get("content-length") != str(length):
        stack.close()
        raise Transient(f"public object {key} is not of the length that was published")

    def chunks() -> Iterator[bytes]:
        with stack:
            yield from body.stream(CHUNK)

    return chunks()
