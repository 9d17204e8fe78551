"""Services with databases of their own, a case of each, and who asks."""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Stack
from tests.service.matrix.scenes import Scenes, opened_scenes


@pytest.fixture(scope="package")
def scenes(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    """A service and its cases, by its name."""
    with opened_scenes(stack, "fuzz", tmp_path_factory.mktemp("fuzz")) as found:
        yield found
