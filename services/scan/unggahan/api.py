"""The tus server: files come up in pieces, at any replica, and go on where they stopped."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, HTTPException, Query, Request, Response
from pydantic import BaseModel

from services.scan.unggahan import commands, queries
from services.scan.unggahan.protokol import (
    BODY,
    IN_WORDS,
    PIECE,
    SAID,
    SPOKEN,
    Checksum,
    Spoken,
    metadata,
    offered,
    told,
)
from services.scan.unggahan.terima import receive_piece
from shared.berkas import find_for
from shared.identity import Orang
from shared.runtime import Runtime
from shared.teks import described
from shared.web.session import Rt, SignedIn

CREATED, NO_CONTENT = 201, 204
BERKAS, STACK, ONE = "/berkas/{berkas_id}/unggahan", "/unggahan", "/unggahan/{unggahan_id}"
MOST = 2**53
TUS: Any = {
    "dependencies": [Spoken], "responses": {412: SAID[412]}, "openapi_extra": IN_WORDS, "response_class": Response,
}  # fmt: skip
router = APIRouter()

Office = Annotated[str, Query()]
Length = Annotated[int, Header(ge=0, le=MOST)]
Metadata = Annotated[str, Header(), described(pattern=r"^filename [A-Za-z0-9+/]+={0,2}$")]


class UnggahanTampil(BaseModel):
    """A file on its way. `sidik`: how its sender tells it from others; after `habis` it is deleted."""

    id: UUID
    nama: str
    sidik: str
    ukuran: int
    diterima: int
    habis: datetime


@router.options(STACK, status_code=NO_CONTENT, include_in_schema=False)
@router.options(BERKAS, status_code=NO_CONTENT, include_in_schema=False)
def abilities(runtime: Rt) -> Response:
    """What this server can do."""
    return Response(status_code=NO_CONTENT, headers=offered(runtime.settings))


@router.get(BERKAS)
def own(runtime: Rt, orang: SignedIn, berkas_id: UUID) -> list[UnggahanTampil]:
    """One's own uploads for this berkas that no scan was made of yet, in the order in which they began."""
    with runtime.database.unit() as unit:
        kantor = find_for(unit, berkas_id, orang).kantor
        rows = queries.own_for(unit, orang, berkas_id, kantor)
        return [UnggahanTampil.model_validate(row.model_dump()) for row in rows]


@router.get(STACK)
def own_for_stacks(runtime: Rt, orang: SignedIn, kantor: Office = "") -> list[UnggahanTampil]:
    """One's own uploads at an office that no stack was made of yet, in the order in which they began."""
    with runtime.database.unit() as unit:
        rows = queries.own_for(unit, orang, None, commands.may_send(unit, orang, None, kantor))
        return [UnggahanTampil.model_validate(row.model_dump()) for row in rows]


@router.post(BERKAS, status_code=CREATED, **TUS)
def begin(
    runtime: Rt, orang: SignedIn, berkas_id: UUID, upload_length: Length, upload_metadata: Metadata
) -> Response:  # fmt: skip
    """Begin an upload: its length, its name as `filename` in the metadata; `Location` is where its bytes go (PATCH)."""
    return _begun(runtime, orang, berkas_id, upload_length, upload_metadata)


@router.post(STACK, status_code=CREATED, **TUS)
def begin_for_stack(
    runtime: Rt, orang: SignedIn, upload_length: Length, upload_metadata: Metadata, kantor: Office = ""
) -> Response:  # fmt: skip
    """The same for a stack of an office."""
    return _begun(runtime, orang, None, upload_length, upload_metadata, kantor)


@router.head(ONE, **TUS)
def offset(runtime: Rt, orang: SignedIn, unggahan_id: UUID) -> Response:
    """How much of an upload is here."""
    with runtime.database.unit() as unit:
        upload = queries.own(unit, orang, unggahan_id)
    return Response(headers={**told(upload), "Upload-Length": str(upload.ukuran)})


@router.patch(
    ONE, status_code=NO_CONTENT, **{**TUS, "responses": SAID, "openapi_extra": {**IN_WORDS, "requestBody": BODY}}
)
async def add(
    request: Request, runtime: Rt, orang: SignedIn, unggahan_id: UUID, upload_offset: Length,
    upload_checksum: Annotated[str, Header(), described(pattern="^(sha1|sha256) [A-Za-z0-9+/]+=*$")] = "",
) -> Response:  # fmt: skip
    """The bytes from `Upload-Offset` on; what came before a connection broke is kept."""
    if request.headers.get("content-type") != PIECE:
        raise HTTPException(415)
    checksum = Checksum(upload_checksum)
    upload = await receive_piece(request, runtime, orang, unggahan_id, upload_offset, checksum)
    return Response(status_code=NO_CONTENT, headers=told(upload))


@router.delete(ONE, status_code=NO_CONTENT, **TUS)
def give_up(runtime: Rt, orang: SignedIn, unggahan_id: UUID) -> Response:
    """Give an upload up: what came of it is deleted."""
    commands.give_up(runtime, orang, unggahan_id)
    return Response(status_code=NO_CONTENT, headers=SPOKEN)


def _begun(
    runtime: Runtime, orang: Orang, berkas_id: UUID | None, length: int, said: str, kantor: str = ""
) -> Response:  # fmt: skip
    words = metadata(said)
    name, mark = words.get("filename", ""), words.get("sidik", "")
    upload = commands.begin(runtime, orang, berkas_id, name, mark, length, kantor)
    where = {"Location": f"/api/scan/unggahan/{upload.id}"}
    return Response(status_code=CREATED, headers={**told(upload), **where})
