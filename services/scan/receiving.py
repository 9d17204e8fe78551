"""The files of a scan: authority first, then inspection, then storing, and only then the transaction that orders it."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from uuid import UUID

from fastapi import UploadFile

from services.scan.commands.pemindaian import order, ordered_before
from services.scan.domain.pemindaian import Asal, Sumber, check_together, salinan_in
from services.scan.models import Pemindaian
from services.scan.unggahan.commands import clear, fetch, use
from shared.documents.inspect import Inspection, Limits
from shared.documents.virus import Infected
from shared.errors import Invalid, Transient
from shared.folders import working_folder
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Berkas
from shared.web.uploads import MEDIA, file_name, given, limits_of, looked_at, received, store

log = logging.getLogger(__name__)

Looked = tuple[Path, str, Inspection]
Check = Callable[[Sequence[Sumber], int], None]
Opened = AbstractContextManager[tuple[Path, str]]
"""A document as a file of its own, and its name; gone afterwards."""


def receive_scan(
    runtime: Runtime, orang: Orang, berkas_id: UUID, giliran: int, kunci: str, uploads: Sequence[UploadFile],
    pakai: str, unggahan: Sequence[UUID] = (),
) -> Pemindaian:  # fmt: skip
    """Take the files (or with `pakai` "salinan" the salinan in the berkas) and order a scan of them.

    `unggahan`: files that came up before, in their order; they go before those that come now.
    Raises NotFound, Conflict, Forbidden, Invalid, Transient.
    """
    with runtime.database.unit() as unit:
        berkas, known = ordered_before(unit, orang, berkas_id, giliran, kunci)
    if known:
        return known
    asal = Asal.SALINAN if pakai == Asal.SALINAN else Asal.PINDAIAN
    used = [] if asal is Asal.SALINAN else unggahan
    before = [came_up(runtime, orang, berkas_id, berkas.kantor, one) for one in used]
    now = [comes(runtime, one) for one in uploads if given(one)]
    try:
        sources = _salinan(berkas) if asal is Asal.SALINAN else take(runtime, berkas.kantor, [*before, *now])
    except Invalid:
        with runtime.database.unit() as unit:  # the same form, sent twice, may have used the uploads meanwhile
            known = ordered_before(unit, orang, berkas_id, giliran, kunci)[1]
        if known is None:
            raise
        return known
    with runtime.database.unit() as unit:
        scan = order(unit, orang, berkas_id, giliran, asal, sources, kunci)
        use(unit, orang, used)
    clear_used(runtime, used)
    return scan


def clear_used(runtime: Runtime, unggahan: Sequence[UUID]) -> None:
    """Delete what was used; what cannot be deleted now, the relay deletes later."""
    try:
        for one in unggahan:
            clear(runtime, one)
    except Transient as error:
        log.warning("uploads that were used are deleted later: %s", error)


def _salinan(berkas: Berkas) -> list[Sumber]:
    found = salinan_in(berkas)
    if found is None:
        raise Invalid(
            "Di berkas ini belum ada salinan. Pindai naskahnya, lalu unggah.", code="tanpa-salinan", field="berkas"
        )
    return [found]


def take(runtime: Runtime, kantor: str, given: Sequence[Opened], together: Check = check_together) -> list[Sumber]:
    """Look at the files, at each and by `together` at all, and store them. Raises Invalid, Transient."""
    batas = limits_of(runtime, kantor)
    with ExitStack() as stack:
        looked = [_look(runtime, stack, one, batas) for one in given]
        together([_source("", name, found) for _, name, found in looked], batas.max_pages)
        stored = [store(runtime, path, name, found) for path, name, found in looked]
    return [Sumber.model_validate(one.model_dump()) for one in stored]


@contextmanager
def comes(runtime: Runtime, upload: UploadFile) -> Iterator[tuple[Path, str]]:
    """A file that a form brings."""
    name = file_name(upload)
    with received(runtime, upload) as path:
        yield path, name


@contextmanager
def came_up(
    runtime: Runtime, orang: Orang, berkas_id: UUID | None, kantor: str, unggahan_id: UUID
) -> Iterator[tuple[Path, str]]:
    """A file that came up before, for a berkas or a stack of an office; one with a virus stays for no other try."""
    with working_folder(runtime.settings.work_dir) as folder:
        path = folder / "berkas"
        name = fetch(runtime, orang, berkas_id, kantor, unggahan_id, path)
        try:
            yield path, name
        except Infected as error:
            if error.path == path:
                with runtime.database.unit() as unit:
                    use(unit, orang, [unggahan_id])
                clear_used(runtime, [unggahan_id])
            raise


def _look(runtime: Runtime, stack: ExitStack, opened: Opened, batas: Limits) -> Looked:
    path, name = stack.enter_context(opened)
    return path, name, looked_at(runtime, path, batas, name)


def _source(sha256: str, name: str, found: Inspection) -> Sumber:
    return Sumber(
        sha256=sha256, nama=name, ukuran=found.bytes, tipe=MEDIA[found.kind], halaman=found.pages,
        bertanda_tangan=found.signed,
    )  # fmt: skip
