"""Watching: every few seconds each office's folder is looked at, as network shares tell nobody of changes."""

import logging
import threading
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from services.scan.folder.ambil import Changed, Kantor, take
from services.scan.folder.isi import Pengamatan, listed
from services.scan.folder.tempat import DIAMBIL, DITOLAK, Tempat, opened
from shared.errors import NotFound, Transient
from shared.offices import office
from shared.runtime import Runtime
from shared.sop import Tindakan, sop

log = logging.getLogger(__name__)
LATER = 60.0
"""After so many seconds what could not be done with a file is tried again."""
NEVER = float("inf")


class Penjaga:
    """Watches the folders under `root`, one of each office, named by its code."""

    def __init__(self, runtime: Runtime, root: Path) -> None:
        self.runtime, self.root = runtime, root
        self.pengamatan = Pengamatan(runtime.settings.folders_settled_seconds)
        self.told: set[str] = set()

    def run(self, stopping: threading.Event) -> None:
        """Look until told to stop; a share or a server that is away is waited for."""
        while not stopping.is_set():
            try:
                self.look(stopping)
            except (DBAPIError, Transient) as error:
                log.warning("folders wait: %s", error)
            stopping.wait(self.runtime.settings.folders_poll_seconds)

    def look(self, stopping: threading.Event | None = None) -> int:
        """One round; returns how many files became stacks. Raises DBAPIError, Transient."""
        return sum(self._look_at(kode, stopping) for kode in self._codes())

    def _codes(self) -> list[str]:
        try:
            return sorted(one.name for one in self.root.iterdir() if one.name.isdecimal())
        except OSError as error:
            self._tell_once("", "the folders cannot be read: %s", error)
            return []

    def _look_at(self, kode: str, stopping: threading.Event | None) -> int:
        kantor = self._office(kode)
        if kantor is None:
            return 0
        try:
            with opened(self.root, kode) as place:
                self.told.discard(kode)
                return self._taken(kantor, place, stopping)
        except OSError as error:
            self._tell_once(kode, "the folder of an office cannot be used: %s", error)
            return 0

    def _taken(self, kantor: Kantor, place: Tempat, stopping: threading.Event | None) -> int:
        taken = 0
        entries = listed(place.induk, (DIAMBIL, DITOLAK))
        for entry in self.pengamatan.ready(kantor.kode, entries):
            if stopping and stopping.is_set():
                break
            try:
                taken += take(self.runtime, kantor, place, entry) is not None
                if entry.folder:
                    self.pengamatan.later(kantor.kode, entry, NEVER)
            except Changed:
                continue
            except (DBAPIError, Transient):
                raise
            except OSError as error:  # its text has the file's name, which is for no log
                log.warning("a file stays in its folder: %s", error.strerror, extra={"office": kantor.kode})
                self.pengamatan.later(kantor.kode, entry, LATER)
            except Exception as error:  # one file must not keep those of all offices waiting
                log.error("a file stays in its folder", exc_info=error, extra={"office": kantor.kode})
                self.pengamatan.later(kantor.kode, entry, LATER)
        return taken

    def _office(self, kode: str) -> Kantor | None:
        try:
            with self.runtime.database.unit() as unit:
                known = office(unit, kode)
            step = next((row for row in sop(known.sop).langkah if row.tindakan is Tindakan.PINDAI), None)
        except NotFound:
            known, step = None, None
        if known is None or step is None or not known.aktif:
            self._tell_once(kode, "the folder %s is of no office that scans", kode)
            return None
        return Kantor(kode, known.zona, step.peran)

    def _tell_once(self, about: str, message: str, *values: object) -> None:
        if about not in self.told:
            self.told.add(about)
            log.warning(message, *values)


def watch(runtime: Runtime, stopping: threading.Event) -> None:
    """Watch the folders that the settings name until told to stop."""
    root = runtime.settings.folders
    if root is None:
        raise SystemExit("TERBIT_FOLDERS names no folder to watch")
    Penjaga(runtime, root).run(stopping)
