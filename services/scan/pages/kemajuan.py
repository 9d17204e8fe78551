"""The progress of a scan as it happens, as server-sent events (WHATWG HTML, section 9.2)."""

import asyncio
import json
from collections.abc import AsyncIterator
from uuid import UUID

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from sqlalchemy.exc import DBAPIError

from services.scan.kemajuan import Kemajuan, progress
from shared.berkas import find_for
from shared.runtime import Runtime
from shared.web.session import Rt, SignedIn

LOOKS, EVERY_SECONDS, ALIVE = 300, 1.0, 15
"""After so many looks the browser asks again, and shows anew who it is; each so many a sign of life."""
router = APIRouter(prefix="/pindai")


@router.get("/{berkas_id}/kemajuan")
def stream(runtime: Rt, orang: SignedIn, berkas_id: UUID) -> StreamingResponse:
    """How far the newest scan is, until it is over."""
    with runtime.database.unit() as unit:
        find_for(unit, berkas_id, orang)
    return StreamingResponse(_told(runtime, berkas_id), media_type="text/event-stream")


async def _told(runtime: Runtime, berkas_id: UUID) -> AsyncIterator[str]:
    before: Kemajuan | None = None
    for look in range(LOOKS):
        try:
            seen = await run_in_threadpool(_look, runtime, berkas_id)
        except DBAPIError:
            return  # the browser comes again
        if seen is None:
            yield "event: selesai\ndata: {}\n\n"
            return
        if seen != before:
            yield _event(seen)
        elif look % ALIVE == 0:
            yield ": masih diolah\n\n"
        before = seen
        await asyncio.sleep(EVERY_SECONDS)


def _look(runtime: Runtime, berkas_id: UUID) -> Kemajuan | None:
    with runtime.database.unit() as unit:
        return progress(unit, berkas_id)


def _event(seen: Kemajuan) -> str:
    data = {**seen.model_dump(mode="json"), "kalimat": seen.kalimat}
    return f"event: kemajuan\ndata: {json.dumps(data)}\n\n"
