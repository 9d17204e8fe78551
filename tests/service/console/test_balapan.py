"""Two who act on one account or one office at the same moment: what was true before does not open anything after."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from starlette.testclient import TestClient

from services.console import passwords, queries
from services.console.commands import masuk, sandi, sesi
from services.console.commands.catat import PEMASANGAN
from services.console.commands.sesi import Perangkat
from services.console.models import Akun
from services.console.seeding import seed
from shared.database.unit import Unit
from shared.errors import Unauthenticated
from shared.runtime import Runtime
from tests.service.console.conftest import PASSWORD, people
from tests.service.console.test_people import OWN, headers
from tests.service.console.test_sign_in import api
from tests.support.bench import OFFICES

HERE = Perangkat("198.51.100.9")
Meanwhile = Callable[[], Any]


def pausing(monkeypatch: pytest.MonkeyPatch, meanwhile: Meanwhile) -> None:
    """Once, between looking at a password and acting on it, something happens."""
    real, done = passwords.matches, list[bool]()

    def matches(kept: str | None, password: str) -> bool:
        found = real(kept, password)
        if not done:
            done.append(True)
            meanwhile()
        return found

    monkeypatch.setattr(passwords, "matches", matches)


def changed(unit: Unit, runtime: Runtime, akun: Akun) -> None:
    sandi.put(unit, runtime.settings, akun, OWN, PEMASANGAN)
    sesi.end_all(unit, akun.id, PEMASANGAN)


def reset(unit: Unit, _runtime: Runtime, akun: Akun) -> None:
    sandi.reset(unit, akun, PEMASANGAN)


def switched_off(_unit: Unit, _runtime: Runtime, akun: Akun) -> None:
    akun.aktif = False


@pytest.mark.parametrize("act", [changed, reset, switched_off])
def test_a_sign_in_under_way_does_not_outlive_the_password(
    runtime: Runtime, client: TestClient, monkeypatch: pytest.MonkeyPatch, act: Callable[[Unit, Runtime, Akun], None]
) -> None:
    name = f"balapan.{act.__name__}"
    seed(runtime, {"orang": people((name, "6202", "staf"))})

    def meanwhile() -> None:
        with runtime.database.unit() as unit:
            found = queries.account(unit.session, name)
            assert found is not None
            act(unit, runtime, unit.session.get_one(Akun, found.id, with_for_update=True))

    pausing(monkeypatch, meanwhile)
    with pytest.raises(Unauthenticated) as refused:
        masuk.sign_in(runtime, name, PASSWORD, HERE)
    assert refused.value.code == "masuk-gagal"


def test_of_two_changes_of_one_password_the_first_counts(
    runtime: Runtime, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed(runtime, {"orang": people(("balapan.sendiri", "6202", "staf"))})
    owner, thief = headers(client, "balapan.sendiri"), headers(client, "balapan.sendiri")
    path, answers = "/api/console/me/sandi", list[int]()

    def meanwhile() -> None:
        body = {"lama": PASSWORD, "baru": OWN}
        answers.append(client.put(path, json=body, headers=owner).status_code)

    pausing(monkeypatch, meanwhile)
    late = client.put(path, json={"lama": PASSWORD, "baru": "pisau dapur milik pencuri"}, headers=thief)
    assert (answers, late.status_code, late.json()["code"]) == ([204], 422, "sandi-lama-salah")
    assert api(client, "balapan.sendiri", OWN).status_code == 201


def test_two_administrators_who_switch_each_other_off_leave_one(runtime: Runtime, client: TestClient) -> None:
    kantor = {**OFFICES[1], "kode": "6204", "nama": "KPU Kabupaten Barito Selatan", "tempat": "Buntok"}
    pairs = [(f"satu.{number}", f"dua.{number}") for number in range(4)]
    seed(runtime, {"kantor": [kantor]})
    for pair in pairs:
        seed(runtime, {"orang": people(*((name, "6204", "pengelola") for name in pair))})
        here = [headers(client, name) for name in pair]
        ids = [client.get("/api/console/me", headers=one).json()["id"] for one in here]
        start = Barrier(2)

        def off(who: dict[str, str], other: str, start: Barrier = start) -> int:
            start.wait()
            return int(client.post(f"/api/console/orang/{other}/nonaktif", headers=who).status_code)

        with ThreadPoolExecutor(2) as pool:
            codes = sorted(pool.map(off, here, reversed(ids)))
        with runtime.database.unit() as unit:
            left = queries.administrators(unit.session, "6204")
        assert (codes[0], len(left)) == (204, 1), codes
        with runtime.database.unit() as unit:
            unit.session.get_one(Akun, left[0]).aktif = False
