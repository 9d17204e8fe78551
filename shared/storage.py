"""The object store: bytes named by their SHA-256, never overwritten; and the public bucket for what is published."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import urllib3
from minio import Minio
from minio.commonconfig import CopySource
from minio.error import MinioException, S3Error
from sqlalchemy.dialects.postgresql import insert

from shared.crashpoints import Point, crashpoint
from shared.errors import NotFound, Permanent, Transient
from shared.settings import Settings, settings
from shared.sidik import algorithm_of, sidikan

if TYPE_CHECKING:
    from shared.database.engine import Database

PART = 8 * 1024 * 1024
_MISSING = {"NoSuchKey", "NoSuchObject", "NoSuchVersion", "NotFound"}


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key_of(sha256: str) -> str:
    """Name of an object in the private bucket."""
    return f"sha256/{sha256[:2]}/{sha256}"


@contextmanager
def failures() -> Iterator[None]:
    """What the store answers, as our errors. Raises NotFound, Transient."""
    try:
        yield
    except S3Error as error:
        if error.code in _MISSING:
            raise NotFound("Berkas tidak ditemukan di penyimpanan.", code="objek-hilang") from error
        raise Transient(f"object store: {error.code}") from error
    except (MinioException, urllib3.exceptions.HTTPError, OSError) as error:
        raise Transient(f"object store: {error}") from error


class Store:
    """Streams in and out; memory does not grow with the file."""

    def __init__(self, settings: Settings) -> None:
        self.private, self.public = settings.s3_private_bucket, settings.s3_public_bucket
        self.client = Minio(
            settings.s3_endpoint, settings.s3_access_key, settings.s3_secret_key.get_secret_value(),
            secure=settings.s3_secure, http_client=_http(),
        )  # fmt: skip

    def put(self, path: Path, sha256: str, content_type: str) -> None:
        """Store a file under its hash; a second time changes nothing. Raises Transient."""
        if self.has(sha256):
            return
        with failures():
            self.client.fput_object(self.private, key_of(sha256), str(path), content_type, part_size=PART)

    def has(self, sha256: str) -> bool:
        """Whether the private bucket has these bytes. Raises Transient."""
        return self._has(self.private, key_of(sha256))

    def size(self, sha256: str) -> int:
        """Bytes of a private object. Raises NotFound, Transient."""
        with failures():
            return int(self.client.stat_object(self.private, key_of(sha256)).size or 0)

    def fetch(self, sha256: str, target: Path) -> Path:
        """Bring an object into a file and see that it is what its name says. Raises NotFound, Transient."""
        with failures():
            self.client.fget_object(self.private, key_of(sha256), str(target))
        if sha256_of(target) != sha256:
            raise Transient(f"object {sha256} came with other bytes")
        return target

    @contextmanager
    def open(self, sha256: str) -> Iterator[urllib3.BaseHTTPResponse]:
        """A stream of a private object. Raises NotFound, Transient."""
        with self._open(self.private, key_of(sha256)) as response:
            yield response

    @contextmanager
    def open_public(self, key: str, start: int = 0, length: int = 0) -> Iterator[urllib3.BaseHTTPResponse]:
        """A stream of a public object from `start`, `length` bytes (0: to its end). Raises NotFound, Transient."""
        with self._open(self.public, key, start, length) as response:
            yield response

    def publish(self, sha256: str, key: str) -> None:
        """Copy private bytes to the public bucket under `key`. Raises NotFound, Transient."""
        with failures():
            self.client.copy_object(self.public, key, CopySource(self.private, key_of(sha256)))

    def has_public(self, key: str) -> bool:
        """Whether the public bucket has this object. Raises Transient."""
        return self._has(self.public, key)

    def put_public(self, key: str, stream: BinaryIO, length: int, content_type: str) -> None:
        """Replace a public object as a whole (a feed). Raises Transient."""
        with failures():
            self.client.put_object(self.public, key, stream, length, content_type)

    def unpublish(self, key: str) -> None:
        """Take an object out of the public bucket; the private one stays. Raises Transient."""
        with failures():
            self.client.remove_object(self.public, key)

    def reachable(self) -> bool:
        """Whether the store answers for our bucket."""
        with failures():
            return bool(self.client.bucket_exists(self.private))

    def _has(self, bucket: str, key: str) -> bool:
        try:
            with failures():
                self.client.stat_object(bucket, key)
        except NotFound:
            return False
        return True

    @contextmanager
    def _open(self, bucket: str, key: str, start: int = 0, length: int = 0) -> Iterator[urllib3.BaseHTTPResponse]:
        with failures():
            response: Any = self.client.get_object(bucket, key, offset=start, length=length)
        try:
            yield response
        finally:
            response.close()
            response.release_conn()


def keep(database: "Database", store: Store, path: Path, content_type: str) -> str:
    """Store a file for good; returns its SHA-256. The row is written before the object, so no object is without one.

    Raises Transient, and Permanent for other bytes of the same name: then SHA-256 is broken.
    """
    from shared.tables import StoredObject, StoredState

    algoritma = settings().audit_digest
    seen = sidikan(path, algoritma)
    sha256 = seen.sha256
    row = {"sha256": sha256, "size": path.stat().st_size, "content_type": content_type, "state": StoredState.PENDING}
    with database.unit() as unit:
        unit.session.execute(insert(StoredObject).values(**row).on_conflict_do_nothing())
        known = unit.session.get_one(StoredObject, sha256, with_for_update=True)
        if seen.sidik and algorithm_of(known.sidik) == algoritma and known.sidik != seen.sidik:
            raise Permanent(f"Dua isi yang berbeda memiliki SHA-256 yang sama ({sha256}). Hubungi pengelola sistem.")
        known.sidik = seen.sidik or known.sidik
    crashpoint(Point.OBJECT_ANNOUNCED)
    store.put(path, sha256, content_type)
    crashpoint(Point.OBJECT_PUT)
    with database.unit() as unit:
        unit.session.get_one(StoredObject, sha256).state = StoredState.STORED
    return sha256


def _http() -> urllib3.PoolManager:
    return urllib3.PoolManager(
        timeout=urllib3.Timeout(connect=3, read=60), maxsize=8, retries=urllib3.Retry(total=2, backoff_factor=0.2)
    )
