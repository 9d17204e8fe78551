"""The bytes of a document, to those who may read it."""

from collections.abc import Iterator
from uuid import UUID

from fastapi.responses import StreamingResponse

from shared.berkas import find_for
from shared.errors import NotFound
from shared.identity import Orang
from shared.runtime import Runtime
from shared.storage import PART


def stream(runtime: Runtime, orang: Orang, berkas_id: UUID, sha256: str) -> StreamingResponse:
    """Stream a document of a berkas to a person of its office. Raises NotFound."""
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
    dokumen = next((d for d in berkas.dokumen if d.sha256 == sha256), None)
    if dokumen is None:
        raise NotFound("Dokumen ini tidak ada dalam berkas.", code="dokumen-tidak-ada")

    def chunks() -> Iterator[bytes]:
        with runtime.store.open(sha256) as response:
            yield from response.stream(PART)

    headers = {
        "content-length": str(dokumen.ukuran), "etag": f'"{sha256}"',
        "content-disposition": f'inline; filename="{dokumen.jenis}-{sha256[:8]}{_suffix(dokumen.tipe)}"',
        "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    }  # fmt: skip
    return StreamingResponse(chunks(), media_type=dokumen.tipe, headers=headers)


def _suffix(media: str) -> str:
    return {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tiff"}.get(
        media, ".json"
    )
