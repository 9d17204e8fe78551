"""Documents that a person sends: looked at, then stored; nothing is stored of what is refused."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict
from starlette.datastructures import UploadFile

from shared.documents.inspect import Inspection, Limits, inspect
from shared.errors import Invalid
from shared.folders import working_folder
from shared.runtime import Runtime
from shared.settings import Settings
from shared.sop import Dokumen, JenisDokumen
from shared.storage import keep
from shared.tables import Kantor

MEDIA: Final = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png", "tiff": "image/tiff"}
KINDS: Final = {media: kind for kind, media in MEDIA.items()}


class Stored(BaseModel):
    """A document that was taken and lies in the private store."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    nama: str
    ukuran: int
    tipe: str
    halaman: int
    bertanda_tangan: bool

    def as_dokumen(
        self, jenis: JenisDokumen, *, langkah: str, revisi: int, oleh: str, pada: datetime, sumber: str | None = None
    ) -> Dokumen:
        """This document as one of a berkas."""
        return Dokumen(
            jenis=jenis, langkah=langkah, revisi=revisi, oleh=oleh, pada=pada, sumber=sumber, **self.model_dump()
        )


def take(runtime: Runtime, upload: UploadFile, batas: Limits) -> Stored:
    """Look at an uploaded document and store it. Raises Invalid, DocumentRefused, Transient."""
    name = file_name(upload)
    with received(runtime, upload) as path:
        return store(runtime, path, name, looked_at(runtime, path, batas, name))


def looked_at(runtime: Runtime, path: Path, batas: Limits, name: str) -> Inspection:
    """What a received file is, if it can be taken and no virus was found in it. Raises DocumentRefused."""
    found = inspect(path, batas, name)
    runtime.virus.refuse_infected(path, name)
    return found


def store(runtime: Runtime, path: Path, name: str, found: Inspection) -> Stored:
    """Store a document that was looked at. Raises Transient."""
    media = MEDIA[found.kind]
    sha256 = keep(runtime.database, runtime.store, path, media)
    return Stored(
        sha256=sha256, nama=name, ukuran=found.bytes, tipe=media, halaman=found.pages, bertanda_tangan=found.signed
    )


def limits(settings: Settings) -> Limits:
    """What this installation takes at most."""
    return Limits(
        max_bytes=settings.max_upload_mb * 1024 * 1024, max_pages=settings.max_pages, max_page_cm=settings.max_page_cm
    )


def limits_of(runtime: Runtime, kantor: str) -> Limits:
    """What is taken at most at this office: its own limits where they are narrower."""
    with runtime.database.unit() as unit:
        own = unit.session.get(Kantor, kantor)
    settings = runtime.settings
    megabytes, pages = (own.maks_unggah_mb, own.maks_halaman) if own else (None, None)
    narrower = {
        "max_upload_mb": min(settings.max_upload_mb, megabytes or settings.max_upload_mb),
        "max_pages": min(settings.max_pages, pages or settings.max_pages),
    }
    return limits(settings.model_copy(update=narrower))


def file_name(upload: UploadFile) -> str:
    """The name its sender gave it. Raises Invalid when it is none or tries to be a path."""
    return plain_name(upload.filename or "")


def plain_name(given: str) -> str:
    """A name that a file may have here. Raises Invalid when it is none or tries to be a path."""
    name = given.strip()
    if not name or len(name) > 200 or any(c in '/\\"' or not c.isprintable() for c in name) or name.startswith("."):
        raise Invalid(
            "Nama berkas tidak dapat diterima. Beri nama biasa tanpa garis miring, misalnya “keputusan-12.pdf”.",
            code="nama-berkas-keliru",
        )
    return name


def given(upload: UploadFile | None) -> bool:
    """Whether a file was chosen in an optional field (browsers send an empty part when none was)."""
    return upload is not None and bool(upload.filename)


@contextmanager
def received(runtime: Runtime, upload: UploadFile) -> Iterator[Path]:
    """The upload as a file of its own, gone afterwards."""
    with working_folder(runtime.settings.work_dir) as folder:
        path = folder / "berkas"
        with path.open("wb") as file:
            shutil.copyfileobj(upload.file, file, 1024 * 1024)
        yield path
