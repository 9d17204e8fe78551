"""How keys are written, how long they live, and how their secrets are kept."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from pydantic import SecretStr

from services.intake.domain.sistem import KeadaanKunci, KunciDitolak, read, state_at, written
from services.intake.sistem import rahasia
from shared.errors import Unavailable
from shared.settings import Settings

KEY = UUID("01935b6e-0000-7000-8000-000000000001")
MOMENT = datetime(2026, 11, 26, tzinfo=UTC)


def test_a_key_is_read_as_it_was_written() -> None:
    assert read(written(KEY, "a_b")) == (KEY, "a_b")


@pytest.mark.parametrize("text", ["", "terbit", "terbit_x_y", f"terbit_{KEY.hex}", f"terbit_{KEY.hex}_", f"t_{KEY}_a"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(KunciDitolak):
        read(text)


def test_a_key_ends_by_itself_or_is_revoked() -> None:
    ends = MOMENT + timedelta(days=1)
    assert state_at(MOMENT, ends, None) is KeadaanKunci.BERLAKU
    assert state_at(ends, ends, None) is KeadaanKunci.BERAKHIR
    assert state_at(ends, ends, MOMENT) is KeadaanKunci.DICABUT


def settings(secrets: str) -> Settings:
    """Settings with these service secrets."""
    return Settings(keys_secret=SecretStr(secrets))


def test_a_sealed_secret_shows_nothing_and_signs_the_same() -> None:
    secret = rahasia.new_signing_secret()
    sealed = rahasia.seal(settings("lama"), secret)
    assert secret.removeprefix("whsec_") not in sealed
    assert rahasia.webhook(settings("lama"), sealed).sign("1", MOMENT, "{}").startswith("v1,")


def test_a_service_secret_can_be_replaced() -> None:
    sealed = rahasia.seal(settings("lama"), rahasia.new_signing_secret())
    moved = rahasia.reseal(settings("baru, lama"), sealed)
    signs = [rahasia.webhook(settings(s), t).sign("1", MOMENT, "{}") for s, t in (("lama", sealed), ("baru", moved))]
    assert signs[0] == signs[1]
    with pytest.raises(Unavailable, match="dilepas"):
        rahasia.webhook(settings("baru"), sealed)


def test_without_a_service_secret_no_key_is_made() -> None:
    with pytest.raises(Unavailable):
        rahasia.seal(settings(""), "whsec_AAAA")


def test_an_api_secret_is_recognised_by_its_hash_alone() -> None:
    secret = rahasia.new_api_secret()
    assert len(secret) == 64
    assert rahasia.same(secret, rahasia.digest(secret))
    assert not rahasia.same(rahasia.new_api_secret(), rahasia.digest(secret))
