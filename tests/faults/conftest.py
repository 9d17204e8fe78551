"""Faults of whole processes. After each test the stack is well again before the next one begins.

Faults that one service meets alone stand beside its other tests, over real servers: a store that fails, is slow or
loses an object in `tests/service/*/test_store_faults.py` and `tests/service/store`, the site that lies in
`tests/service/publisher/test_lying_site.py`, producers and hearers of different ages in
`tests/service/delivery/test_versions.py`.
"""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Stack


@pytest.fixture(autouse=True)
def well_again(stack: Stack) -> Iterator[None]:
    """Healthy before and after."""
    stack.wait_healthy(180)
    yield
    stack.wait_healthy(180)
