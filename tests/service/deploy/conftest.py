"""The servers of one stack in a temporary root, shared by the tests of this folder."""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Stack


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("a stack")) as running:
        running.start_servers()
        yield running
