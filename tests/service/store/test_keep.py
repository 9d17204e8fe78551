"""A store that fails while a document is kept: it is kept whole in the end, or the sender learns that it is not."""

from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from shared.errors import Transient
from shared.events.conservation import findings
from shared.runtime import Runtime
from shared.storage import Store, keep, key_of
from shared.tables import StoredObject
from tests.support.bench import Bench
from tests.support.between import Between, Fault, answers, cut_after, fails_after, slow

UNAVAILABLE = answers(503, b"<Error><Code>SlowDown</Code></Error>", "application/xml")


@pytest.fixture
def faulty(bench: Bench, between: Between) -> Runtime:
    """Scan, whose way to the store leads past the harm."""
    bench.runtime("scan")
    return Runtime("scan", bench.settings_of("scan", s3_endpoint=between.address))


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Bytes that nobody has kept yet."""
    path = tmp_path / "isi"
    path.write_bytes(uuid4().bytes * 1000)
    return path


def kept(runtime: Runtime, document: Path) -> str:
    """Keep it as a service does."""
    return keep(runtime.database, runtime.store, document, "application/pdf")


def state(runtime: Runtime, document: Path) -> str:
    """What the service knows of the object."""
    with runtime.database.unit() as unit:
        return unit.session.get_one(StoredObject, sha256(document.read_bytes()).hexdigest()).state


@pytest.mark.parametrize(
    ("fault", "arrived"),
    [(UNAVAILABLE, False), (fails_after(500), True), (cut_after, True), (fails_after(504), True)],
    ids=["refused", "500 after the bytes", "cut after the bytes", "504 after the bytes"],
)
def test_an_error_is_told_and_the_next_time_makes_it_whole(
    faulty: Runtime, between: Between, bench: Bench, document: Path, fault: Fault, arrived: bool, tmp_path: Path
) -> None:
    digest, store = sha256(document.read_bytes()).hexdigest(), bench.runtime("scan").store
    with between.doing(fault, "PUT") as harmed, pytest.raises(Transient, match="object store"):
        kept(faulty, document)
    assert harmed
    assert (state(faulty, document), store.has(digest)) == ("pending", arrived)
    assert kept(faulty, document) == digest
    assert state(faulty, document) == "stored"
    assert store.fetch(digest, tmp_path / "kembali").read_bytes() == document.read_bytes()


def test_a_connection_cut_once_is_not_even_noticed(faulty: Runtime, between: Between, document: Path) -> None:
    with between.doing(cut_after, "PUT", times=1) as harmed:
        kept(faulty, document)
    assert (len(harmed), state(faulty, document)) == (1, "stored")


def test_a_slow_store_is_waited_for(faulty: Runtime, between: Between, document: Path) -> None:
    with between.doing(slow(1.0)) as harmed:
        kept(faulty, document)
    assert harmed
    assert state(faulty, document) == "stored"


def test_bytes_that_came_otherwise_are_not_taken(faulty: Runtime, between: Between, document: Path) -> None:
    digest = kept(faulty, document)
    with (
        between.doing(answers(200, b"lain", "application/pdf"), "GET"),
        pytest.raises(Transient, match=r"other bytes|object store"),
    ):
        faulty.store.fetch(digest, document.with_name("kembali"))


def test_a_lost_object_is_named_by_the_conservation_check(faulty: Runtime, bench: Bench, document: Path) -> None:
    digest, store = kept(faulty, document), bench.runtime("scan").store
    assert not named(bench, digest)
    store.client.remove_object(store.private, key_of(digest))
    assert named(bench, digest)
    put_back(store, document, digest)
    assert not named(bench, digest)


def named(bench: Bench, digest: str) -> bool:
    """Whether scan's part of the check says that this object is missing."""
    wrong = findings(bench.service("scan"), bench.runtime("scan")).wrong
    return f"object {key_of(digest)} is missing in the store" in wrong


def put_back(store: Store, document: Path, digest: str) -> None:
    """For the tests that come after."""
    store.put(document, digest, "application/pdf")
