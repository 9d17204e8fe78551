"""The folder of one office and its two side folders, held open: no name can lead elsewhere by a link."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from services.scan.folder.isi import Isi

DIAMBIL, DITOLAK = "sudah diambil", "ditolak"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
LONGEST = 180
"""Bytes of a name in a side folder: with a number and `.txt` it still fits."""


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
        name = free_name(self.ditolak, entry.nama)
        self.write(f"{name}.txt", note)
        return self._moved(entry, self.ditolak, name)

    def write(self, name: str, note: str) -> None:
        """A note in the side folder of what was refused, as a whole or not at all. Raises OSError."""
        draft = f".{uuid4().hex}.tmp"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with os.fdopen(os.open(draft, flags, 0o644, dir_fd=self.ditolak), "w", encoding="utf-8-sig") as file:
            file.write(note.replace("\n", "\r\n"))
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


def free_name(folder: int, wanted: str) -> str:
    """A name that is not taken there, like the one that is wanted: “a.pdf”, “a (2).pdf”, …"""
    stem, dot, ending = wanted.rpartition(".")
    if not stem or len(os.fsencode(ending)) > 20:
        stem, dot, ending = wanted, "", ""
    room = LONGEST - len(os.fsencode(dot + ending))
    stem = os.fsencode(stem)[:room].decode(errors="ignore") or "berkas"
    number = 1
    while True:
        name = f"{stem}{f' ({number})' if number > 1 else ''}{dot}{ending}"
        if not _there(folder, name):
            return name
        number += 1


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
