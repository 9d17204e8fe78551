"""Taking one file: copied, looked at, stored and ordered in one commit, and only then moved aside.

The key of a stack is made of the file's place, its time and its bytes: killed at any moment, the next look either takes
it, or finds that it was taken and moves it.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid5

from services.scan.folder import catatan
from services.scan.folder.isi import Isi
from services.scan.folder.tempat import Tempat
from services.scan.pemisahan.models import Tumpukan
from services.scan.pemisahan.terima import receive_opened
from shared.crashpoints import Point, crashpoint
from shared.documents.inspect import MB
from shared.documents.refusal import refusal
from shared.errors import Invalid, TerbitError, Transient, Unavailable
from shared.events.tables import now
from shared.folders import working_folder
from shared.identity import Orang
from shared.runtime import Runtime
from shared.storage import sha256_of
from shared.web.uploads import limits_of, plain_name

log = logging.getLogger(__name__)
_FOLDERS = UUID("7c1c9e0e-6f0e-4b53-9d0e-0c3a5a1f6202")
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK


class Changed(Exception):
    """The file is not as it was when it was looked at: it is left for the next time."""


@dataclass(frozen=True)
class Kantor:
    """An office whose folder is watched: its code and zone, and the role that scans there."""

    kode: str
    zona: str
    peran: str

    @property
    def orang(self) -> Orang:
        """The folder as who acts: no person, with the one role of scanning at this office."""
        return Orang(
            id=uuid5(_FOLDERS, self.kode), nama=f"Folder pemindai {self.kode}", jabatan="Folder pemindai",
            peran={self.kode: (self.peran,)},
        )  # fmt: skip


def take(runtime: Runtime, kantor: Kantor, place: Tempat, entry: Isi) -> Tumpukan | None:
    """Make a stack of a file, or move it aside with a note of why not (None).

    Raises Changed, Transient, OSError: nothing is lost then, and the file stays.
    """
    try:
        stack = received(runtime, kantor, place, entry)
    except TerbitError as error:
        if error.status >= Unavailable.status:
            raise Transient(error.sentence) from error
        _refuse(place, kantor, entry, error)
        return None
    crashpoint(Point.FOLDER_ORDERED)
    if not place.take_away(entry):
        raise Changed
    log.info("taken from the folder of an office", extra={"office": kantor.kode, "stack": str(stack.id)})
    return stack


def received(runtime: Runtime, kantor: Kantor, place: Tempat, entry: Isi) -> Tumpukan:
    """The stack of a file that lies there, made now or before; nothing is moved.

    Raises TerbitError, Changed, Transient, OSError.
    """
    if entry.folder:
        raise Invalid(catatan.FOLDER, code="folder-di-dalam-folder")
    if not entry.biasa:
        raise Invalid(catatan.TIDAK_BIASA, code="bukan-berkas")
    name = plain_name(entry.nama)
    most = limits_of(runtime, kantor.kode).max_bytes
    if entry.ukuran > most:
        raise refusal("berkas-terlalu-besar", name, size=-(-entry.ukuran // MB), limit=most // MB)
    with working_folder(runtime.settings.work_dir) as folder:
        copy = _copied(place, entry, folder / "berkas")
        key = f"{kantor.kode}/{entry.nama}\0{entry.diubah}\0{entry.ukuran}\0{sha256_of(copy)}"
        kunci = f"folder-{sha256(os.fsencode(key)).hexdigest()}"
        return receive_opened(runtime, kantor.orang, kantor.kode, kunci, [_opened(copy, name)])


def _copied(place: Tempat, entry: Isi, target: Path) -> Path:
    """The bytes as they are now; what changes while they are read is not complete. Raises Changed, OSError."""
    try:
        descriptor = os.open(entry.nama, _FILE, dir_fd=place.induk)
    except FileNotFoundError as error:
        raise Changed from error
    except PermissionError as error:
        raise Invalid(catatan.TIDAK_TERBACA, code="tidak-terbaca") from error
    with os.fdopen(descriptor, "rb") as source, target.open("wb") as file:
        if Isi.of(entry.nama, os.fstat(descriptor)) != entry:
            raise Changed
        shutil.copyfileobj(source, file, 1 << 20)
        if Isi.of(entry.nama, os.fstat(descriptor)) != entry:
            raise Changed
    if target.stat().st_size != entry.ukuran:
        raise Changed
    return target


@contextmanager
def _opened(copy: Path, name: str) -> Iterator[tuple[Path, str]]:
    yield copy, name


def _refuse(place: Tempat, kantor: Kantor, entry: Isi, error: TerbitError) -> None:
    """A folder within the folder stays where it is: what is in it may be of use there; the note says so once."""
    note = catatan.note(entry.dikenal, kantor.kode, error.sentence, error.code, now(), kantor.zona)
    if entry.folder:
        place.tell(entry, note)
    elif not place.refuse(entry, note):
        raise Changed
    log.warning("not taken from the folder of an office", extra={"office": kantor.kode, "code": error.code})
