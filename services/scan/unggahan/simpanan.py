"""The bytes of uploads: pieces in a bucket of their own, where what is deleted is gone."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID, uuid4

from minio.deleteobjects import DeleteObject

from services.scan.unggahan.models import PotonganUnggahan, Unggahan
from shared.errors import Invalid, NotFound, Transient
from shared.runtime import Runtime
from shared.storage import PART, failures


def put(runtime: Runtime, upload: Unggahan, path: Path) -> PotonganUnggahan:
    """Store a file as the next piece; its row is for the caller to write. Raises Transient.

    Each try has a name of its own: one that comes late cannot lie over what was recorded.
    """
    key = f"{upload.id}/{upload.diterima:015d}-{uuid4().hex}"
    with failures():
        runtime.store.client.fput_object(_bucket(runtime), key, str(path), part_size=PART)
    return PotonganUnggahan(unggahan_id=upload.id, mulai=upload.diterima, panjang=path.stat().st_size, kunci=key)


def join(runtime: Runtime, upload: Unggahan, pieces: Sequence[PotonganUnggahan], target: Path) -> Path:
    """Put the pieces together into a file, one after the other. Raises Invalid where one is gone, Transient."""
    with target.open("wb") as file:
        for piece in pieces:
            try:
                _copy(runtime, piece.kunci, file)
            except NotFound as error:
                raise gone(upload.nama) from error
    if target.stat().st_size != upload.ukuran:
        raise Transient(f"upload {upload.id} came with another length")
    return target


def gone(name: str) -> Invalid:
    """What to say of an upload of which something is missing."""
    return Invalid(
        f"Unggahan “{name}” tidak ada lagi secara utuh. Keluarkan dari daftar, lalu pilih berkasnya sekali lagi.",
        code="unggahan-tidak-utuh", field="berkas",
    )  # fmt: skip


def remove(runtime: Runtime, upload_id: UUID) -> None:
    """Delete every object of an upload, also one that no row knows. Raises Transient."""
    _delete(runtime, (item.object_name for item in _listed(runtime, f"{upload_id}/")))


def remove_strangers(runtime: Runtime, known: set[str], before: datetime) -> None:
    """Delete objects from `before` of uploads that are not known by their id. Raises Transient."""
    strangers = (
        item.object_name for item in _listed(runtime, "")
        if item.object_name.split("/")[0] not in known and item.last_modified < before
    )  # fmt: skip
    _delete(runtime, strangers)


def _bucket(runtime: Runtime) -> str:
    return runtime.settings.s3_uploads_bucket


def _copy(runtime: Runtime, key: str, file: BinaryIO) -> None:
    with failures():
        response = runtime.store.client.get_object(_bucket(runtime), key)
        try:
            shutil.copyfileobj(response, file, 1024 * 1024)
        finally:
            response.close()
            response.release_conn()


def _listed(runtime: Runtime, prefix: str) -> Iterator[Any]:
    with failures():
        yield from runtime.store.client.list_objects(_bucket(runtime), prefix=prefix, recursive=True)


def _delete(runtime: Runtime, names: Iterable[str]) -> None:
    with failures():
        for error in runtime.store.client.remove_objects(_bucket(runtime), map(DeleteObject, names)):
            raise Transient(f"object store: {error.code}")
