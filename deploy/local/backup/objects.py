"""The private objects: named by their hash and never changed, so a copy only ever grows.

`bound`: by what objects are bound beside their name, as the databases know it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from minio import Minio

from deploy.local.backup.errors import BackupError
from deploy.prepare.buckets import PRIVATE
from shared.sidik import algorithm_of, sidikan
from shared.storage import key_of

TYPE = "application/octet-stream"


def names(client: Minio) -> Iterator[str]:
    """The hashes of everything in the private bucket."""
    for item in client.list_objects(PRIVATE, recursive=True):
        yield str(item.object_name).rpartition("/")[2]


def save(client: Minio, folder: Path, bound: Mapping[str, str]) -> int:
    """Copy what the folder does not have yet; returns how many that were. Raises BackupError."""
    copied = 0
    for sha256 in names(client):
        file = _file(folder, sha256)
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_name(f"{sha256}.part")
            client.fget_object(PRIVATE, key_of(sha256), str(part))
            _see(part, sha256, bound)
            part.replace(file)
            copied += 1
    return copied


def put_back(client: Minio, folder: Path, bound: Mapping[str, str]) -> int:
    """Put what the store does not have; returns how many that were. Raises BackupError."""
    there, put = set(names(client)), 0
    for file in sorted(folder.glob("*/*")):
        if len(file.name) == 64 and file.name not in there:
            _see(file, file.name, bound)
            client.fput_object(PRIVATE, key_of(file.name), str(file), _type(file))
            put += 1
    return put


def _file(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256


def _see(file: Path, sha256: str, bound: Mapping[str, str]) -> None:
    sidik = bound.get(sha256, "")
    seen = sidikan(file, algorithm_of(sidik))
    if seen.sha256 != sha256:
        raise BackupError(f"{file} is damaged: its bytes are not what its name says")
    if seen.sidik != sidik:
        raise BackupError(f"{file} has other bytes of the same name: they are not what {sidik} says")


def _type(file: Path) -> str:
    with file.open("rb") as stream:
        return "application/pdf" if stream.read(5) == b"%PDF-" else TYPE
