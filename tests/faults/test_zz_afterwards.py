"""Last of all: after every fault of this run, everything that was taken in is still accounted for."""

import time

import pytest

from deploy.local.check import look as conservation
from deploy.local.stack import Stack

pytestmark = pytest.mark.timeout(900)


def test_afterwards_everything_is_accounted_for(stack: Stack) -> None:
    end = time.monotonic() + 180
    while True:
        found, between = conservation(stack)
        open_rows = [sentence for part in found for sentence in part.waiting]
        if not open_rows or time.monotonic() > end:
            break
        time.sleep(1)
    assert [sentence for part in found for sentence in part.wrong] == []
    assert between == []
    assert open_rows == []
