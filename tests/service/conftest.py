"""Real PostgreSQL, Valkey and SeaweedFS for every service test, started once.

`TERBIT_BROKER_URL` in the environment puts another broker in Valkey's place (docs/events.md, Another broker).
"""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Stack
from tests.support.bench import Bench
from tests.support.between import Between, standing_between
from tests.support.broker import given_broker


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The servers, without services."""
    with Stack(tmp_path_factory.mktemp("servers"), given_broker()) as stack:
        stack.start_servers()
        yield stack


@pytest.fixture(scope="session")
def bench(stack: Stack) -> Bench:
    """Runtimes, clients, people, berkas."""
    return Bench(stack)


@pytest.fixture
def between(bench: Bench) -> Iterator[Between]:
    """What stands between a service whose `s3_endpoint` is its address, and the object store."""
    with standing_between(bench.settings_of("scan").s3_endpoint) as between:
        yield between
