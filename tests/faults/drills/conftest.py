"""Drills have a stack each, for they spoil it as a whole; the one that other tests share is left alone."""

import pytest


@pytest.fixture(autouse=True)
def well_again() -> None:
    """In place of the look at the shared stack."""
