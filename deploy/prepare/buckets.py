"""The three buckets, and who may do what in them."""

from collections.abc import Mapping
from typing import Any

from minio import Minio
from minio.commonconfig import GOVERNANCE
from minio.objectlockconfig import DAYS, ObjectLockConfig

from deploy.services import STORING

PRIVATE, PUBLIC, UPLOADS = "terbit-private", "terbit-public", "terbit-uploads"
RETENTION_DAYS = 365
_BESIDE = {"publisher": (PUBLIC,), "scan": (UPLOADS,)}
_ACTIONS = ("Read", "Write", "List", "Tagging")


def identities(keys: Mapping[str, str]) -> dict[str, Any]:
    """SeaweedFS's identities file: `keys` maps `admin` and each storing service to its secret key.

    The access key is the name. Nobody is anonymous; only the publisher may write what the public reads, and only scan
    reads and writes pieces of uploads.
    """
    services = [_identity(name, keys[name], _rights(name)) for name in STORING]
    return {"identities": [_identity("admin", keys["admin"], ["Admin", *_ACTIONS]), *services]}


def prepare_buckets(client: Minio) -> None:
    """Create the private bucket (versions, object lock, retention in days) and the two others; may be repeated.

    Pieces of uploads are deleted when they are used or too old: their bucket keeps no versions and locks nothing.
    """
    if not client.bucket_exists(PRIVATE):
        client.make_bucket(PRIVATE, object_lock=True)
    client.set_object_lock_config(PRIVATE, ObjectLockConfig(GOVERNANCE, RETENTION_DAYS, DAYS))
    for bucket in (PUBLIC, UPLOADS):
        if not client.bucket_exists(bucket):
            client.make_bucket(bucket)


def _rights(service: str) -> list[str]:
    return [f"{action}:{bucket}" for bucket in (PRIVATE, *_BESIDE.get(service, ())) for action in _ACTIONS]


def _identity(name: str, key: str, actions: list[str]) -> dict[str, Any]:
    return {"name": name, "credentials": [{"accessKey": name, "secretKey": key}], "actions": actions}
