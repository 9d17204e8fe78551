"""The tus protocol, version 1.0.0 with creation, expiration, checksum and termination: its headers."""

import base64
import binascii
import hashlib
from datetime import UTC
from email.utils import format_datetime
from typing import Any, Final

from fastapi import Depends, HTTPException, Request, Response

from services.scan.unggahan.models import Unggahan
from shared.errors import Invalid, TerbitError
from shared.settings import Settings

VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,expiration,checksum,termination"
ALGORITHMS: Final = ("sha1", "sha256")
PIECE: Final = "application/offset+octet-stream"
SPOKEN: Final = {"Tus-Resumable": VERSION}
LONGEST_NAME: Final = 200
SAID: Final[dict[int | str, dict[str, Any]]] = {
    412: {"description": "Another version of the tus protocol."},
    415: {"description": f"Not {PIECE}."},
    460: {"description": "The bytes are not those of Upload-Checksum; nothing of them was kept."},
}
_VERSION: Final = {
    "name": "Tus-Resumable", "in": "header", "required": True, "schema": {"type": "string", "enum": [VERSION]},
}  # fmt: skip
IN_WORDS: Final = {"parameters": [_VERSION]}
"""What the description says beside: a missing or other version is answered as the protocol wants, by 412."""
BODY: Final = {"required": True, "content": {PIECE: {"schema": {"type": "string", "format": "binary"}}}}


class ChecksumMismatch(TerbitError):
    """What came is not what was sent."""

    status = 460
    code = "kiriman-rusak"
    title = "Kiriman rusak di jalan"


def _spoken(request: Request, response: Response) -> None:
    """That the client speaks this version; each answer bears it, refusals too."""
    request.state.kepala = SPOKEN
    if request.headers.get("tus-resumable") != VERSION:
        raise HTTPException(412, headers={"Tus-Version": VERSION})
    response.headers.update(SPOKEN)


Spoken = Depends(_spoken)


def told(upload: Unggahan) -> dict[str, str]:
    """The headers that tell how far an upload is."""
    expires = format_datetime(upload.habis.astimezone(UTC), usegmt=True)
    return {**SPOKEN, "Upload-Offset": str(upload.diterima), "Upload-Expires": expires}


def offered(settings: Settings) -> dict[str, str]:
    """The headers that tell what this server can do."""
    return {
        **SPOKEN, "Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
        "Tus-Max-Size": str(settings.max_upload_mb * 1024 * 1024),
    }  # fmt: skip


def metadata(header: str) -> dict[str, str]:
    """What Upload-Metadata says: names, each with a value in Base64 or with none. Raises Invalid."""
    found = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        name, _, value = pair.partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise Invalid("Keterangan unggahan ini tidak dapat dibaca.", code="metadata-keliru") from error
        if len(found[name]) > LONGEST_NAME * 2 or "\0" in found[name]:
            raise Invalid("Keterangan unggahan ini terlalu panjang.", code="metadata-keliru")
    return found


class Checksum:
    """What Upload-Checksum says of the bytes that come; '' says nothing. Raises Invalid."""

    def __init__(self, header: str) -> None:
        algorithm, _, wanted = header.partition(" ")
        if header and algorithm not in ALGORITHMS:
            raise Invalid(f"Jenis checksum yang dikenal: {', '.join(ALGORITHMS)}.", code="checksum-tidak-dikenal")
        self.wanted = wanted.strip()
        self.given = bool(header)
        self._hash = hashlib.new(algorithm, usedforsecurity=False) if header else None

    def add(self, chunk: bytes) -> None:
        """Reckon these bytes in."""
        if self._hash:
            self._hash.update(chunk)

    def require(self) -> None:
        """That all bytes are those that were sent. Raises ChecksumMismatch."""
        if self._hash and base64.b64encode(self._hash.digest()).decode() != self.wanted:
            raise ChecksumMismatch("Potongan ini rusak di jalan dan tidak disimpan. Kirim lagi.")
