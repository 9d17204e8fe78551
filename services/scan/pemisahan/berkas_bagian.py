"""The files of a part, to a browser of somebody who scans at its office."""

from typing import Final
from uuid import UUID

from fastapi.responses import StreamingResponse

from services.scan.pemisahan.queries import part_for
from shared.identity import Orang
from shared.runtime import Runtime
from shared.web.files import private_file

UNKEPT: Final = "private, no-store"
"""No browser or proxy keeps what nobody has assigned yet."""


def picture_of(runtime: Runtime, orang: Orang, bagian_id: UUID) -> StreamingResponse:
    """Its picture. Raises NotFound, Forbidden, Transient."""
    with runtime.database.unit() as unit:
        part = part_for(unit, bagian_id, orang)
    answer = private_file(runtime.store, part.gambar, part.gambar_ukuran, "image/png", f"bagian-{part.urutan}.png")
    answer.headers["cache-control"] = UNKEPT
    return answer


def content_of(runtime: Runtime, orang: Orang, bagian_id: UUID) -> StreamingResponse:
    """All its pages. Raises NotFound, Forbidden, Transient."""
    with runtime.database.unit() as unit:
        part = part_for(unit, bagian_id, orang)
    answer = private_file(runtime.store, part.sha256, part.ukuran, "application/pdf", part.nama)
    answer.headers["cache-control"] = UNKEPT
    return answer
