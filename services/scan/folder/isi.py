"""What lies in the folder of an office, and since when it has not changed."""

import os
import stat
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

TEMPORARY = (".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".lock", "~")
NOT_OURS = frozenset({"thumbs.db", "desktop.ini", "system volume information", "lost+found"})
EMPTY_WAITS = 12
"""A scanner may lay down a name long before the first byte: so many times as long an empty file is left alone."""


@dataclass(frozen=True, slots=True)
class Isi:
    """An entry of a folder, as it is at this moment."""

    nama: str
    jenis: int
    ukuran: int
    diubah: int

    @classmethod
    def of(cls, nama: str, found: os.stat_result) -> "Isi":
        """What `lstat` tells of it."""
        return cls(nama, stat.S_IFMT(found.st_mode), found.st_size, found.st_mtime_ns)

    @property
    def biasa(self) -> bool:
        """Whether it is a file: no link, pipe or device."""
        return self.jenis == stat.S_IFREG

    @property
    def folder(self) -> bool:
        """Whether it is a folder."""
        return self.jenis == stat.S_IFDIR

    @property
    def dikenal(self) -> str:
        """Its name as it can be written down."""
        return self.nama.encode(errors="replace").decode()


def left_alone(nama: str) -> bool:
    """Whether this is nobody's document: hidden, still being written, or of the system that keeps the share."""
    low = nama.lower()
    return low.startswith((".", "~", "$", "@")) or low.endswith(TEMPORARY) or low in NOT_OURS


def listed(descriptor: int, besides: Collection[str]) -> list[Isi]:
    """The entries of an open folder that matter, the oldest first."""
    found = []
    for nama in os.listdir(descriptor):
        if nama.lower() not in besides and not left_alone(nama):
            try:
                found.append(Isi.of(nama, os.stat(nama, dir_fd=descriptor, follow_symlinks=False)))
            except FileNotFoundError:
                continue
    return sorted(found, key=lambda one: (one.diubah, one.nama))


@dataclass
class Pengamatan:
    """Which entries have stayed as they are for `tenang` seconds, and which are to be tried later.

    By the clock of this machine alone: that of a network share may be another.
    """

    tenang: float
    sejak: dict[tuple[str, Isi], float] = field(default_factory=dict)
    nanti: dict[tuple[str, Isi], float] = field(default_factory=dict)

    def ready(self, kantor: str, entries: Iterable[Isi]) -> list[Isi]:
        """Those that are complete now; what is gone or has changed is forgotten."""
        moment, now = {(kantor, one) for one in entries}, time.monotonic()
        for known in (self.sejak, self.nanti):
            for key in [key for key in known if key[0] == kantor and key not in moment]:
                del known[key]
        return [one for one in entries if self._settled((kantor, one), now)]

    def later(self, kantor: str, entry: Isi, seconds: float) -> None:
        """Leave an entry alone for so long."""
        self.nanti[kantor, entry] = time.monotonic() + seconds

    def _settled(self, key: tuple[str, Isi], now: float) -> bool:
        entry = key[1]
        patience = self.tenang * (EMPTY_WAITS if entry.biasa and not entry.ukuran else 1)
        return now - self.sejak.setdefault(key, now) >= patience and now >= self.nanti.get(key, 0)
