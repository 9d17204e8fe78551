"""The folder of one office and its two side folders, held open: no name can lead elsewhere by a link."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import uuid4

from services.scan.folder.isi import Isi

DIAMBIL, DITOLAK = "sudah diambil", "ditolak"
WAKTU = "Waktu  : "
"""How the line of a note begins in which alone it differs from the same note of another time."""
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
LONGEST = 180
"""Bytes of a name in a side folder: with a number and `.txt` it still fits."""
MOST = 10_000
"""Bytes of a note, and more."""


@dataclass(frozen=True)
class Tempat:
    """An office's folder. `induk`, `diambil` and `ditolak` are open folders."""

    kantor: str
    induk: int
    diambil: int
    ditolak: int

    def still(self, entry: Isi) -> bool:
        """Whether an entry is there as it was seen."""
        return _is(self.induk, entry.nama, entry)

    def take_away(self, entry: Isi) -> bool:
        """Move what was taken aside; False when it is another file by now, which stays. Raises OSError."""
        return self._moved(entry, self.diambil, free_name(self.diambil, entry.nama))

    def refuse(self, entry: Isi, note: str) -> bool:
        """Move what cannot be taken aside, with a note beside it; False when it is another by now. Raises OSError."""
        if not self.still(entry):
            return False
        name = next(
            one for one in names(entry.nama) if not _there(self.ditolak, one) and self._free(f"{one}.txt", note)
        )
        self._write(f"{name}.txt", note)
        return self._moved(entry, self.ditolak, name)

    def tell(self, entry: Isi, note: str) -> None:
        """A note about what stays where it is; nothing where the same was told before. Raises OSError."""
        name = next(one for one in names(entry.nama) if self._free(f"{one}.txt", note))
        if not _there(self.ditolak, f"{name}.txt"):
            self._write(f"{name}.txt", note)

    def _free(self, name: str, note: str) -> bool:
        """Whether a note may stand under a name: nothing is there, or the same note of another time."""
        return not _there(self.ditolak, name) or _without_time(self._read(name)) == _without_time(_encoded(note))

    def _read(self, name: str) -> bytes:
        """The beginning of a file; nothing of what is none, or may not be read."""
        with suppress(OSError):
            descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=self.ditolak)
            try:
                return os.read(descriptor, MOST) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
            finally:
                os.close(descriptor)
        return b""

    def _write(self, name: str, note: str) -> None:
        """A note in the side folder of what was refused, as a whole or not at all. Raises OSError."""
        draft = f".{uuid4().hex}.tmp"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with os.fdopen(os.open(draft, flags, 0o644, dir_fd=self.ditolak), "wb") as file:
            file.write(_encoded(note))
        os.rename(draft, name, src_dir_fd=self.ditolak, dst_dir_fd=self.ditolak)

    def _moved(self, entry: Isi, target: int, name: str) -> bool:
        if not self.still(entry):
            return False
        os.rename(entry.nama, name, src_dir_fd=self.induk, dst_dir_fd=target)
        if _is(target, name, entry):
            return True
        # It was replaced at this very moment: what came is not what was taken, and goes back to be taken itself.
        back = entry.nama if not _there(self.induk, entry.nama) else free_name(self.induk, entry.nama)
        os.rename(name, back, src_dir_fd=target, dst_dir_fd=self.induk)
        return False


@contextmanager
def opened(root: Path, kantor: str) -> Iterator[Tempat]:
    """The folder of an office; its side folders are made. Raises OSError, also where one of them is a link."""
    descriptors: list[int] = []
    try:
        descriptors.append(os.open(root / kantor, _FOLDER))
        for name in (DIAMBIL, DITOLAK):
            with suppress(FileExistsError):
                os.mkdir(name, 0o775, dir_fd=descriptors[0])
            descriptors.append(os.open(name, _FOLDER, dir_fd=descriptors[0]))
        yield Tempat(kantor, *descriptors)
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def names(wanted: str) -> Iterator[str]:
    """Names like the one that is wanted: “a.pdf”, “a (2).pdf”, …"""
    stem, dot, ending = wanted.rpartition(".")
    if not stem or len(os.fsencode(ending)) > 20:
        stem, dot, ending = wanted, "", ""
    room = LONGEST - len(os.fsencode(dot + ending))
    stem = os.fsencode(stem)[:room].decode(errors="ignore") or "berkas"
    yield f"{stem}{dot}{ending}"
    for number in count(2):
        yield f"{stem} ({number}){dot}{ending}"


def free_name(folder: int, wanted: str) -> str:
    """A name that is not taken there, like the one that is wanted."""
    return next(name for name in names(wanted) if not _there(folder, name))


def _encoded(note: str) -> bytes:
    return note.replace("\n", "\r\n").encode("utf-8-sig")


def _without_time(note: bytes) -> list[bytes]:
    return [line for line in note.split(b"\r\n") if not line.startswith(WAKTU.encode())]


def _there(folder: int, name: str) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _is(folder: int, name: str, entry: Isi) -> bool:
    try:
        found = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return Isi.of(entry.nama, found) == entry
