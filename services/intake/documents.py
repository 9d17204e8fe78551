"""The bytes of a document of a berkas, to those who may read it."""

from typing import Final
from uuid import UUID

from fastapi.responses import StreamingResponse

from shared.berkas import find_for
from shared.errors import NotFound
from shared.identity import Orang
from shared.runtime import Runtime
from shared.web.files import private_file

SUFFIX: Final = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tiff",
    "application/json": ".json",
}  # fmt: skip


def stream(runtime: Runtime, orang: Orang, berkas_id: UUID, sha256: str) -> StreamingResponse:
    """Stream a document of a berkas to a person of its office. Raises NotFound, Transient."""
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
    dokumen = next((d for d in berkas.dokumen if d.sha256 == sha256), None)
    if dokumen is None:
        raise NotFound("Dokumen ini tidak ada dalam berkas.", code="dokumen-tidak-ada")
    name = f"{dokumen.jenis}-{sha256[:8]}{SUFFIX.get(dokumen.tipe, '')}"
    return private_file(runtime.store, sha256, dokumen.ukuran, dokumen.tipe, name)
