"""Waiting until servers and services really answer."""

import time
from collections.abc import Callable
from contextlib import closing
from io import BytesIO

import httpx
import psycopg
import urllib3
from minio import Minio
from redis import Redis

from deploy.local.errors import LauncherError

_PROBE = "feed/.siap"


class NotReadyError(LauncherError):
    """A part did not answer in time; the message says which and why."""


class GoneError(LauncherError):
    """What we wait for cannot come any more."""


def wait_for(name: str, probe: Callable[[], object], seconds: float = 30, every: float = 0.05) -> None:
    """Repeat `probe` every so many seconds until it does not raise. Raises `NotReadyError` after `seconds`."""
    until = time.monotonic() + seconds
    while True:
        try:
            probe()
            return
        except GoneError:
            raise
        except Exception as error:  # the client libraries have no common base for "not there yet"
            if time.monotonic() > until:
                raise NotReadyError(f"{name} did not answer within {seconds:.0f} seconds: {error}") from error
        time.sleep(every)


def postgres_answers(address: str) -> None:
    """Raises unless PostgreSQL at the connection string lets us in."""
    psycopg.connect(address, connect_timeout=2).close()


def redis_answers(url: str) -> None:
    """Raises unless the broker at the URL (with password) answers."""
    with Redis.from_url(url, socket_timeout=2) as client:
        client.ping()


def s3_client(endpoint: str, access_key: str, secret_key: str) -> Minio:
    """A client that does not hide a server that is still starting behind long retries."""
    pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(10))
    return Minio(endpoint, access_key, secret_key, secure=False, region="us-east-1", http_client=pool)


def store_answers(client: Minio, bucket: str) -> None:
    """Raises unless bytes can be written and read: it may know of objects for a while before it can read them."""
    client.put_object(bucket, _PROBE, BytesIO(b"siap"), 4)
    with closing(client.get_object(bucket, _PROBE)) as answer:
        answer.read()
    client.remove_object(bucket, _PROBE)


def healthy(client: httpx.Client, url: str) -> None:
    """Raises unless the health page says 200; the message carries what it says is wrong."""
    answer = client.get(url)
    if answer.status_code != httpx.codes.OK:
        raise NotReadyError(f"{url} says {answer.status_code}: {answer.text[:500]}")
