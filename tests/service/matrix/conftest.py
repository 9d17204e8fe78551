"""Services with databases of their own, and the cases that they know."""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Stack
from tests.service.matrix.scenes import Scenes, opened_scenes


@pytest.fixture(scope="module")
def scenes(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    """A service and its cases, by its name."""
    with opened_scenes(stack, "matrix", tmp_path_factory.mktemp("matrix")) as found:
        yield found
