"""Tokens: who made them, how long they count, and keys that change while people are signed in."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import jwt
import pytest
from pydantic import SecretStr

from deploy.keys import identity_keys
from shared.errors import Unauthenticated
from shared.events.tables import now
from shared.identity import form_token, issue, keys, same_form_token, token, verify
from shared.settings import Settings
from tests.support.people import person

OLD, NEW = identity_keys(), identity_keys()
Use = Callable[..., None]


@pytest.fixture(autouse=True)
def using(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Settings with these keys from now on."""

    def use(private: str, public: str, form: str = "satu", idle: int = 60) -> None:
        made = Settings(
            identity_private_key=SecretStr(private),
            identity_public_key=public,
            form_secret=SecretStr(form),
            session_idle_minutes=idle,
        )
        for module in (token, keys):
            monkeypatch.setattr(module, "settings", lambda: made)

    use(*OLD)
    return use


def test_a_token_states_person_and_session() -> None:
    orang, sesi = person("staf"), uuid.uuid4()
    found = verify(issue(orang, sesi, now() + timedelta(hours=1)))
    assert (found.orang, found.sesi) == (orang, sesi)
    assert not found.perlu_diperpanjang(now())
    assert found.perlu_diperpanjang(now() + timedelta(minutes=6))


def test_nobody_is_signed_out_when_the_key_is_changed(using: Use) -> None:
    before = issue(person("staf"))
    using(NEW[0], f"{NEW[1]}\n{OLD[1]}")
    assert verify(before).orang == verify(issue(person("staf"))).orang
    using(*NEW)
    with pytest.raises(Unauthenticated):
        verify(before)


def test_a_token_is_nothing_after_its_time(using: Use) -> None:
    using(*OLD, idle=-5)
    ended = issue(person("staf"))
    with pytest.raises(Unauthenticated):
        verify(ended)
    assert verify(ended, ended_too=True).orang == person("staf")


def test_idle_time_never_outlasts_the_session() -> None:
    with pytest.raises(Unauthenticated):
        verify(issue(person("staf"), uuid.uuid4(), now() - timedelta(minutes=1)))


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_other_algorithms_are_not_ours(algorithm: str) -> None:
    real = issue(person("staf"))
    claims = jwt.decode(real, options={"verify_signature": False})
    header = {"kid": jwt.get_unverified_header(real)["kid"]}
    forged = jwt.encode(claims, "" if algorithm == "none" else "x" * 32, algorithm=algorithm, headers=header)
    for wrong in (forged, "", "a.b.c", real[:-4], jwt.encode(claims, NEW[0], algorithm="EdDSA", headers=header)):
        with pytest.raises(Unauthenticated):
            verify(wrong)


def test_form_tokens_belong_to_one_session_and_outlive_a_change_of_secret(using: Use) -> None:
    sesi = uuid.uuid4()
    before = form_token(sesi)
    assert same_form_token(sesi, before)
    assert not same_form_token(uuid.uuid4(), before)
    using(*OLD, form="dua satu")
    assert same_form_token(sesi, before)
    assert form_token(sesi) != before
    using(*OLD, form="dua")
    assert not same_form_token(sesi, before)
