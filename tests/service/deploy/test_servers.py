"""The real servers: rights, durability, restarts, and several stacks side by side."""

import io
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psycopg
import pytest
from minio import Minio
from minio.error import S3Error
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from deploy.local import ready
from deploy.local.ports import HOST
from deploy.local.stack import SERVERS, Stack
from deploy.prepare.buckets import PRIVATE, PUBLIC, RETENTION_DAYS
from deploy.services import SERVICES


def _client(stack: Stack, name: str) -> Minio:
    keys = stack.s3_of(name)
    return ready.s3_client(keys.endpoint, keys.access_key, keys.secret_key)


def _holds(stack: Stack, service: str, name: str, content: bytes) -> None:
    """The store has it. Just started, it may know of an object before it can read it."""

    def read() -> None:
        assert _client(stack, service).get_object(PRIVATE, name).read() == content

    ready.wait_for(name, read, 60, every=0.25)


def _put(stack: Stack, name: str, bucket: str, key: str, content: bytes = b"%PDF-1.7") -> str | None:
    return _client(stack, name).put_object(bucket, key, io.BytesIO(content), len(content)).version_id


def _dsn(stack: Stack, service: str, database: str) -> str:
    address = stack.database_url(service).replace("+psycopg", "")
    return address.rpartition("/")[0] + f"/terbit_{database}"


def test_each_service_opens_its_own_database_only(stack: Stack) -> None:
    for service in SERVICES:
        with psycopg.connect(_dsn(stack, service, service)) as connection:
            connection.execute("CREATE TABLE mine (id int)")
        for other in set(SERVICES) - {service}:
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                psycopg.connect(_dsn(stack, service, other))


def test_postgres_wants_the_password(stack: Stack) -> None:
    address = f"postgresql://terbit_intake:wrong@{HOST}:{stack.state.ports['postgres']}/terbit_intake"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address)


def test_valkey_keeps_everything_and_refuses_when_full(stack: Stack) -> None:
    with Redis.from_url(stack.redis_url, decode_responses=True) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert client.config_get("append*")["appendonly"] == "yes"
    with (
        Redis(host=HOST, port=stack.state.ports["valkey"], retry=Retry(NoBackoff(), 0)) as stranger,
        pytest.raises(RedisError, match="authenticated"),
    ):
        stranger.ping()


def test_what_was_stored_cannot_be_deleted_by_a_service(stack: Stack) -> None:
    version = _put(stack, "intake", PRIVATE, "locked")
    with pytest.raises(S3Error, match="AccessDenied"):
        _client(stack, "intake").remove_object(PRIVATE, "locked", version_id=version)
    until = _client(stack, "admin").get_object_retention(PRIVATE, "locked", version)
    assert until
    assert until.retain_until_date
    assert RETENTION_DAYS - 2 < (until.retain_until_date.timestamp() - time.time()) / 86_400 <= RETENTION_DAYS


def test_only_the_publisher_writes_what_is_public(stack: Stack) -> None:
    for service in ("intake", "approval", "scan"):
        with pytest.raises(S3Error, match="AccessDenied"):
            _put(stack, service, PUBLIC, "no")
    _put(stack, "publisher", PUBLIC, "yes")
    assert _client(stack, "publisher").stat_object(PUBLIC, "yes").size == 8


def test_a_stranger_may_in_nowhere(stack: Stack) -> None:
    _put(stack, "intake", PRIVATE, "secret")
    ports = stack.state.ports
    for port in (ports["s3"], ports["filer"], ports["volume"], ports["master"], ports["admin"]):
        for path in (f"/{PRIVATE}/secret", f"/buckets/{PRIVATE}/secret", "/dir/assign", "/buckets/"):
            assert httpx.get(f"http://{HOST}:{port}{path}").status_code in {400, 401, 403, 404}
    written = httpx.put(f"http://{HOST}:{ports['filer']}/buckets/{PRIVATE}/forged", content=b"x")
    assert written.status_code in {401, 403, 404}


def test_every_port_is_on_loopback_only(stack: Stack) -> None:
    everywhere = socket.gethostbyname(socket.gethostname())
    if everywhere.startswith("127."):
        everywhere = "127.0.0.2"
    for port in stack.state.ports.values():
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((everywhere, port), 1)


@pytest.mark.parametrize("part", SERVERS)
def test_a_killed_server_comes_back_with_its_data(stack: Stack, part: str) -> None:
    _put(stack, "scan", PRIVATE, f"before-{part}", b"kept")
    with psycopg.connect(_dsn(stack, "scan", "scan"), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (part text)")
        connection.execute("INSERT INTO kept VALUES (%s)", (part,))
    before = stack.pid(part)
    os.kill(before, signal.SIGKILL)
    ready.wait_for(part, lambda: _assert(stack.pid(part) not in {0, before}))
    stack.start_servers()
    _holds(stack, "scan", f"before-{part}", b"kept")
    with psycopg.connect(_dsn(stack, "scan", "scan")) as connection:
        assert connection.execute("SELECT 1 FROM kept WHERE part = %s", (part,)).fetchone()


def test_stopped_and_started_elsewhere_everything_is_there(tmp_path: Path) -> None:
    with Stack(tmp_path) as first:
        first.start_servers()
        _put(first, "intake", PRIVATE, "kept", b"kept")
        Redis.from_url(first.redis_url).set("kept", "kept")
    with socket.socket() as foreign:
        foreign.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        foreign.bind((HOST, first.state.ports["volume"]))
        foreign.listen()
        with Stack(tmp_path) as second:
            second.start_servers()
            assert second.state.ports["s3"] != first.state.ports["s3"]
            _holds(second, "intake", "kept", b"kept")
            assert Redis.from_url(second.redis_url).get("kept") == b"kept"
            _put(second, "intake", PRIVATE, "new", b"new")
            _holds(second, "intake", "kept", b"kept")


def test_nothing_outlives_a_starter_that_is_killed(tmp_path: Path) -> None:
    code = "import sys, time; from pathlib import Path; from deploy.local.stack import Stack; "
    code += "stack = Stack(Path(sys.argv[1])); stack.start_servers(); print('up', flush=True); time.sleep(60)"
    starter = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert starter.stdout
    assert starter.stdout.readline() == b"up\n"
    stack = Stack(tmp_path)
    pids = [part.pid for part in stack.parts() if part.pid]
    assert len(pids) == len(SERVERS)
    starter.kill()
    starter.wait()
    ready.wait_for("the end of all parts", lambda: _assert(not any(Path(f"/proc/{pid}").exists() for pid in pids)))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else for PostgreSQL")
def test_root_may_install_where_nobody_else_can_look(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with Stack(closed) as stack:
        stack.start_servers()
        assert (stack.folder / "postgres").stat().st_uid == 0
        with psycopg.connect(_dsn(stack, "intake", "intake")) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def _assert(condition: bool) -> None:
    assert condition
