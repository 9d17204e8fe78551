"""A message of an office's system: its body within the limit, its signature, and that it is no other under its id."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Header, Request
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete
from starlette.concurrency import run_in_threadpool

from services.intake.domain import amplop
from services.intake.domain.sistem import key_of, read
from services.intake.sistem.models import KunciSistem, PesanSistem
from services.intake.sistem.pengirim import Pengirim, announced, by_api_key, signed
from shared.errors import Conflict, Invalid, TooLarge
from shared.events.tables import now
from shared.runtime import Runtime
from shared.web.session import Rt, bearer

MB = 1024 * 1024
REMEMBERED = timedelta(minutes=15)
"""Longer than the five minutes before and after now in which a signature is good."""


@dataclass(frozen=True)
class Pesan:
    """A signed message and who sent it."""

    pengirim: Pengirim
    content_type: str
    headers: dict[str, str]
    body: bytes


def _announced(
    request: Request, runtime: Rt, terbit_key: Annotated[str, Header(description="Id of the key that signs")] = ""
) -> KunciSistem:
    request.state.kunci = key_of(terbit_key)
    return announced(runtime, request.state.kunci)


async def _message(
    request: Request, runtime: Rt, kunci: Annotated[KunciSistem, Depends(_announced)],
    webhook_id: Annotated[str, Header(description="Standard Webhooks: id of the message")] = "",
    webhook_timestamp: Annotated[str, Header(description="Standard Webhooks: seconds since 1970")] = "",
    webhook_signature: Annotated[str, Header(description="Standard Webhooks: v1,<base64>")] = "",
) -> Pesan:  # fmt: skip
    """The body is read only for a key that is good; nothing of it is believed before its signature is."""
    del webhook_timestamp, webhook_signature
    body = await _limited(request, runtime.settings.max_event_mb)
    headers = dict(request.headers)
    pengirim = await run_in_threadpool(signed, runtime, kunci, headers, body)
    await run_in_threadpool(_remember, runtime, kunci, webhook_id, amplop.message_digest(headers, body))
    return Pesan(pengirim, request.headers.get("content-type", ""), headers, body)


def _api_key(runtime: Rt, request: Request) -> Pengirim:
    request.state.kunci, secret = read(bearer(request))
    return by_api_key(runtime, request.state.kunci, secret)


Signed = Annotated[Pesan, Depends(_message)]
ByApiKey = Annotated[Pengirim, Depends(_api_key)]


def one_event(pesan: Pesan) -> object:
    """The attributes of the one event of a message. Raises Invalid."""
    if amplop.media(pesan.content_type) == amplop.PLAIN and pesan.headers["webhook-id"] != pesan.headers.get("ce-id"):
        # The signature does not cover these headers, but it does cover this id; the data are of one type alone.
        raise Invalid("Dalam bentuk biner ce-id harus sama dengan webhook-id.", code="pengenal-berbeda", field="ce-id")
    return amplop.single(pesan.content_type, pesan.headers, pesan.body)


async def _limited(request: Request, limit_mb: int) -> bytes:
    too_large = TooLarge(f"Satu kiriman paling besar {limit_mb} MB. Unggah dokumennya lebih dahulu.")
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit_mb * MB:
        raise too_large
    taken = bytearray()
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > limit_mb * MB:
            raise too_large
    return bytes(taken)


def _remember(runtime: Runtime, kunci: KunciSistem, webhook_id: str, sidik: str) -> None:
    """The same message again is answered again; another one under its id is not taken. Raises Conflict, Invalid."""
    if not webhook_id.isprintable() or len(webhook_id) > 300:
        raise Invalid("webhook-id paling panjang 300 huruf biasa.", field="webhook-id")
    with runtime.database.unit() as unit:
        unit.session.execute(delete(PesanSistem).where(col(PesanSistem.pada) < now() - REMEMBERED))
        row = PesanSistem(kunci_id=kunci.id, pesan=webhook_id, sidik=sidik)
        unit.session.execute(insert(PesanSistem).values(**row.model_dump()).on_conflict_do_nothing())
        if unit.session.get_one(PesanSistem, (kunci.id, webhook_id)).sidik != sidik:
            raise Conflict("webhook-id ini sudah dipakai untuk kiriman lain.", code="pesan-berbeda")
