"""A code of an app is good in its thirty seconds alone; a telephone whose clock differs is learned, over HTTP."""

import pyotp
import pytest
from sqlmodel import delete
from starlette.testclient import TestClient

from services.console import queries
from services.console.models import PercobaanMasuk, Totp
from shared.identity import verify
from shared.runtime import Runtime
from tests.service.console.conftest import PASSWORD
from tests.service.console.sites import bearer, by_api, newcomer
from tests.service.console.telephone import API, App
from tests.support.kode import code_of


@pytest.fixture(autouse=True)
def nobody_tried(runtime: Runtime) -> None:
    """As if nobody had tried from here yet: these tests give many codes that are refused."""
    with runtime.database.unit() as unit:
        unit.session.execute(delete(PercobaanMasuk))


def test_a_code_works_once_and_in_its_thirty_seconds_alone(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "sekali")
    kode = app.code()
    assert by_api(client, "sekali", kode=kode).status_code == 201
    again = by_api(client, "sekali", kode=kode)
    assert (again.status_code, again.json()["code"]) == (401, "kode-salah")
    for steps in (-2, -1, 1, 2):
        app.forget()
        answer = by_api(client, "sekali", kode=app.code(steps))
        assert (answer.status_code, answer.json()["code"]) == (401, "kode-di-luar-waktu")


def test_a_code_that_was_given_too_early_is_not_taken_in_its_time_either(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "terlalu.awal")
    assert by_api(client, "terlalu.awal", kode=app.code(1)).json()["code"] == "kode-di-luar-waktu"
    app.later()
    with runtime.database.unit() as unit:
        at = app.row(unit.session).langkah
    assert by_api(client, "terlalu.awal", kode=app.totp.generate_otp(at)).json()["code"] == "kode-salah"


@pytest.mark.parametrize("steps", [-2, 1])
def test_two_codes_one_after_the_other_teach_the_clock_and_open_nothing(
    client: TestClient, runtime: Runtime, steps: int
) -> None:
    name = f"jam.{steps}"
    app = App(client, runtime, name)
    answers = []
    for _ in range(3):
        answers.append(by_api(client, name, kode=app.code(steps)))
        app.later()
    assert [answer.status_code for answer in answers] == [401, 401, 201]
    assert [answer.json()["code"] for answer in answers[:2]] == ["kode-di-luar-waktu", "kode-jam-disetel"]
    assert "Tunggu kode berikutnya" in answers[0].json()["detail"]
    assert app.clock() == (steps, None)
    assert by_api(client, name, kode=app.code()).status_code == 401


def test_what_a_refused_code_says_of_the_clock_is_kept_wherever_codes_are_given(
    client: TestClient, runtime: Runtime
) -> None:
    app = App(client, runtime, "ingat")
    off = {"kata_sandi": PASSWORD, "kode": app.code(1)}
    assert client.post(f"{API}/matikan", json=off, headers=app.head).json()["code"] == "kode-di-luar-waktu"
    assert app.clock() == (0, 1)
    app.later()
    other = by_api(client, "ingat", kode=app.recovery[0]).json()["token"]
    end = f"/api/console/sessions/{verify(other).sesi}/akhiri"
    assert client.post(end, json={"kode": app.code(1)}, headers=app.head).json()["code"] == "kode-jam-disetel"
    app.later()
    assert client.post(end, json={"kode": app.code(1)}, headers=app.head).status_code == 204


def test_a_code_of_another_time_counts_as_a_failed_try(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "hitung")
    for steps in (1, -1, 2, -2, 1):
        app.forget()
        assert by_api(client, "hitung", kode=app.code(steps)).status_code == 401
    assert by_api(client, "hitung", kode=app.code()).status_code == 429


def test_a_telephone_whose_clock_differs_is_set_up_with_two_codes(client: TestClient, runtime: Runtime) -> None:
    name = newcomer(runtime, "pasang.jam")
    head = bearer(client, name)
    app = pyotp.TOTP(client.post(API, headers=head).json()["rahasia"])
    on = {"kata_sandi": PASSWORD, "kode": code_of(app, -1)}
    early = client.post(f"{API}/aktifkan", json=on, headers=head)
    assert (early.status_code, early.json()["code"]) == (422, "kode-di-luar-waktu")
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, name)
        assert akun
        unit.session.get_one(Totp, akun.id).langkah -= 1
    on["kode"] = code_of(app, -1)
    assert client.post(f"{API}/aktifkan", json=on, headers=head).status_code == 200
