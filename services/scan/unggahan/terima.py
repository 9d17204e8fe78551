"""Receiving one piece: from the connection into a file, whose bytes are kept even when the connection breaks."""

from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from services.scan.unggahan.commands import add, expected
from services.scan.unggahan.models import Unggahan
from services.scan.unggahan.protokol import Checksum
from shared.errors import TooLarge
from shared.folders import working_folder
from shared.identity import Orang
from shared.runtime import Runtime

BUFFER = 1 << 20


async def receive_piece(
    request: Request, runtime: Runtime, orang: Orang, unggahan_id: UUID, mulai: int, checksum: Checksum
) -> Unggahan:  # fmt: skip
    """Take what the request brings, at most what is still missing.

    Raises NotFound, Conflict, Forbidden, TooLarge, ChecksumMismatch, Transient.
    """
    room = await run_in_threadpool(expected, runtime, orang, unggahan_id, mulai)
    with working_folder(runtime.settings.work_dir) as folder:
        path = folder / "potongan"
        await _written(request, path, room, checksum)
        return await run_in_threadpool(add, runtime, orang, unggahan_id, mulai, path)


async def _written(request: Request, path: Path, room: int, checksum: Checksum) -> None:
    """A broken connection ends the piece; of one with a checksum nobody can tell whether what came is right."""
    with path.open("wb") as file:
        try:
            await _copied(request, file, room, checksum)
        except ClientDisconnect:
            if checksum.given:
                file.seek(0)
                file.truncate()
            return
    checksum.require()


async def _copied(request: Request, file: BinaryIO, room: int, checksum: Checksum) -> None:
    buffer = bytearray()
    try:
        async for chunk in request.stream():
            room -= len(chunk)
            if room < 0:
                raise TooLarge("Yang dikirim lebih panjang dari ukuran berkas yang disebutkan.")
            checksum.add(chunk)
            buffer += chunk
            if len(buffer) >= BUFFER:
                await run_in_threadpool(file.write, bytes(buffer))
                buffer.clear()
    finally:
        file.write(buffer)
