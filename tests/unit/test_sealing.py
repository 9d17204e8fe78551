"""Secrets that are kept encrypted."""

import pytest
from pydantic import SecretStr

from shared.errors import Unavailable
from shared.sealing import Vault
from shared.settings import Settings


def vault(listed: str, purpose: str = "uji") -> Vault:
    """With these keys."""
    return Vault(Settings(keys_secret=SecretStr(listed)), purpose)


def test_only_the_same_key_and_purpose_read_it() -> None:
    sealed = vault("satu").seal("rahasia")
    assert "rahasia" not in sealed and vault("satu").open(sealed) == "rahasia"
    for other in (vault("dua"), vault("satu", "lain")):
        with pytest.raises(Unavailable):
            other.open(sealed)


def test_a_key_is_replaced_while_what_it_wrote_is_still_read() -> None:
    old = vault("lama").seal("rahasia")
    both = vault("baru, lama")
    renewed = both.renew(old)
    assert both.open(old) == both.open(renewed) == vault("baru").open(renewed) == "rahasia"
    with pytest.raises(Unavailable):
        vault("lama").open(renewed)


def test_nothing_is_kept_without_a_key() -> None:
    with pytest.raises(Unavailable):
        vault(" , ").seal("rahasia")
