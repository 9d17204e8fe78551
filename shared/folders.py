"""Temporary folders for documents at work. What a killed process left behind, the next one that starts work removes."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "terbit-kerja-"
SETTLED_SECONDS = 60.0
"""A younger folder may be one that is just being made, and not held yet."""
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


@contextmanager
def working_folder(parent: Path | None) -> Iterator[Path]:
    """A folder that is gone afterwards, in `parent` (None: the system's place for temporary files)."""
    place = parent or Path(tempfile.gettempdir())
    clear(place)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=place) as name, _held(Path(name)):
        yield Path(name)


def clear(place: Path) -> None:
    """Remove the folders in `place` that no living process holds."""
    for folder in place.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.stat().st_mtime < time.time() - SETTLED_SECONDS and not _is_held(folder):
                shutil.rmtree(folder)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder by a lock, which ends with this process however it ends."""
    descriptor = os.open(folder, _FOLDER)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _is_held(folder: Path) -> bool:
    descriptor = os.open(folder, _FOLDER)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
