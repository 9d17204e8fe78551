"""Another hash algorithm for the audit chain than that of the settings."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from shared.settings import settings


@contextmanager
def chain_by(algoritma: str) -> Iterator[None]:
    """This process makes its links by this algorithm, as its settings say, while the body runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERBIT_AUDIT_DIGEST", algoritma)
        settings.cache_clear()
        yield
    settings.cache_clear()
