"""After each test the stack is well again before the next one begins."""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Stack


@pytest.fixture(autouse=True)
def well_again(stack: Stack) -> Iterator[None]:
    """Healthy before and after."""
    stack.wait_healthy(180)
    yield
    stack.wait_healthy(180)
