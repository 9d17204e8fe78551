"""The files of a scan: authority first, then inspection, then storing, and only then the transaction that orders it."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

from fastapi import UploadFile

from services.scan.commands.pemindaian import order, ordered_before
from services.scan.domain.pemindaian import Asal, Sumber, check_together, salinan_in
from services.scan.models import Pemindaian
from shared.documents.inspect import Inspection, Limits
from shared.errors import Invalid
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Berkas
from shared.web.uploads import MEDIA, file_name, given, limits_of, looked_at, received, store

Looked = tuple[Path, str, Inspection]
Check = Callable[[Sequence[Sumber], int], None]


def receive_scan(
    runtime: Runtime, orang: Orang, berkas_id: UUID, giliran: int, kunci: str, uploads: Sequence[UploadFile], pakai: str
) -> Pemindaian:
    """Take the files (or with `pakai` "salinan" the salinan in the berkas) and order a scan of them.

    Raises NotFound, Conflict, Forbidden, Invalid, Transient.
    """
    with runtime.database.unit() as unit:
        berkas, known = ordered_before(unit, orang, berkas_id, giliran, kunci)
    if known:
        return known
    asal = Asal.SALINAN if pakai == Asal.SALINAN else Asal.PINDAIAN
    chosen = [one for one in uploads if given(one)]
    sources = _salinan(berkas) if asal is Asal.SALINAN else take(runtime, berkas.kantor, chosen)
    with runtime.database.unit() as unit:
        return order(unit, orang, berkas_id, giliran, asal, sources, kunci)


def _salinan(berkas: Berkas) -> list[Sumber]:
    found = salinan_in(berkas)
    if found is None:
        raise Invalid(
            "Di berkas ini belum ada salinan. Pindai naskahnya, lalu unggah.", code="tanpa-salinan", field="berkas"
        )
    return [found]


def take(
    runtime: Runtime, kantor: str, uploads: Sequence[UploadFile], together: Check = check_together
) -> list[Sumber]:
    """Look at the files, at each and by `together` at all, and store them. Raises Invalid, Transient."""
    batas = limits_of(runtime, kantor)
    with ExitStack() as stack:
        looked = [_look(runtime, stack, one, batas) for one in uploads]
        together([_source("", name, found) for _, name, found in looked], batas.max_pages)
        stored = [store(runtime, path, name, found) for path, name, found in looked]
    return [Sumber.model_validate(one.model_dump()) for one in stored]


def _look(runtime: Runtime, stack: ExitStack, upload: UploadFile, batas: Limits) -> Looked:
    name = file_name(upload)
    path = stack.enter_context(received(runtime, upload))
    return path, name, looked_at(runtime, path, batas, name)


def _source(sha256: str, name: str, found: Inspection) -> Sumber:
    return Sumber(
        sha256=sha256, nama=name, ukuran=found.bytes, tipe=MEDIA[found.kind], halaman=found.pages,
        bertanda_tangan=found.signed,
    )  # fmt: skip
