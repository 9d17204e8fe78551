"""Codes of an app over HTTP: set up, asked for at the sign-in, never taken twice, switched off, taken away."""

import re
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest
from httpx import Response
from sqlmodel import select
from starlette.testclient import TestClient

from services.console import queries
from services.console.models import Akun, KodePemulihan
from shared.identity import verify
from shared.runtime import Runtime
from shared.web.session import COOKIE
from tests.service.console.conftest import PASSWORD
from tests.service.console.sites import BROWSER, bearer, by_api, by_form, newcomer, post, step
from tests.service.console.telephone import API, App
from tests.support.kode import code_of


def records(runtime: Runtime, name: str) -> list[str]:
    """What is recorded of a person, with all details."""
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, name)
        assert akun
        return [f"{row.apa} {row.rincian}" for row in queries.records(unit.session, [str(akun.id)])]


def test_it_is_set_up_on_a_page(client: TestClient, runtime: Runtime) -> None:
    by_form(client, newcomer(runtime, "pasang"))
    assert client.get("/akun/totp/qr.svg").status_code == 404
    assert post(client, "/akun/totp", "/akun/totp/siapkan").headers["location"] == "/akun/totp"
    found = re.search(r'id="rahasia">([A-Z2-7]{32})<', client.get("/akun/totp").text)
    assert found
    picture = client.get("/akun/totp/qr.svg")
    assert picture.headers["content-type"] == "image/svg+xml" and picture.content.startswith(b"<?xml")
    assert picture.headers["cache-control"] == "no-store"
    app = pyotp.TOTP(found[1])
    wrong = post(client, "/akun/totp", "/akun/totp/aktifkan", kata_sandi=PASSWORD, kode="abc")
    assert wrong.status_code == 422 and "tidak cocok" in wrong.text
    stolen = post(client, "/akun/totp", "/akun/totp/aktifkan", kata_sandi="salah", kode=code_of(app))
    assert stolen.status_code == 422 and "Kata sandi Anda tidak cocok" in stolen.text
    assert by_api(client, "pasang").status_code == 201
    shown = post(client, "/akun/totp", "/akun/totp/aktifkan", kata_sandi=PASSWORD, kode=code_of(app))
    assert len(re.findall(r"<code>\d-[a-z-]+-\d{4}</code>", shown.text)) == 10
    page = client.get("/akun/totp").text
    assert found[1] not in page and "Aktif" in page and client.get("/akun/totp/qr.svg").status_code == 404
    assert by_api(client, "pasang").json()["code"] == "kode-diperlukan"


def test_the_form_asks_for_the_code_between_password_and_session(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "langkah")
    answer = by_form(client, "langkah", lanjut="/akun")
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk/kode")
    assert COOKIE not in client.cookies and client.get("/akun", follow_redirects=False).status_code == 303
    assert 'autocomplete="one-time-code"' in client.get("/masuk/kode").text
    wrong = step(client, "/masuk/kode", kode=app.wrong())
    assert wrong.status_code == 401 and "tidak cocok" in wrong.text and COOKIE not in client.cookies
    good = step(client, "/masuk/kode", kode=app.code())
    assert (good.status_code, good.headers["location"]) == (303, "/akun")
    assert "kata sandi dan kode" in client.get("/akun").text


def test_the_step_belongs_to_the_browser_and_is_done_once(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "milik")
    assert step(client, "/masuk/kode", kode=app.code()).status_code == 401
    by_form(client, "milik")
    foreign = client.post("/masuk/kode", data={"kode": app.code()}, headers={"origin": "https://jahat.example"})
    assert foreign.status_code == 403
    kept = dict(client.cookies)
    client.cookies.clear()
    elsewhere = client.post("/masuk/kode", data={"kode": app.code()}, headers=BROWSER)
    assert elsewhere.status_code == 401 and "sudah habis" in elsewhere.text
    for name, value in kept.items():
        client.cookies.set(name, value)
    assert step(client, "/masuk/kode", kode=app.code()).status_code == 303
    client.cookies.clear()
    for name, value in kept.items():
        client.cookies.set(name, value)
    app.forget()
    assert step(client, "/masuk/kode", kode=app.code()).status_code == 401
    assert COOKIE not in client.cookies


def test_the_ticket_for_a_code_is_no_ticket_for_a_password(client: TestClient, runtime: Runtime) -> None:
    App(client, runtime, "lompat")
    by_form(client, "lompat")
    skipped = step(client, "/masuk/sandi-baru", baru="hujan deras di genteng", ulang="hujan deras di genteng")
    assert skipped.status_code == 401 and COOKIE not in client.cookies


def test_side_by_side_a_code_opens_one_session(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "serentak")
    kode = app.code()

    def enter(_: int) -> Response:
        return by_api(client, "serentak", kode=kode)

    with ThreadPoolExecutor(4) as pool:
        answers = [answer.status_code for answer in pool.map(enter, range(4))]
    assert sorted(answers) == [201, 401, 401, 401]


def test_wrong_codes_are_slowed_down_and_the_password_clears_nothing(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "penebak.kode")
    for _ in range(5):
        by_form(client, "penebak.kode")
        assert step(client, "/masuk/kode", kode=app.wrong()).status_code == 401
    assert by_form(client, "penebak.kode").status_code == 429
    assert step(client, "/masuk/kode", kode=app.code()).status_code == 429


def test_asking_for_the_code_counts_no_failure(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "ragu")
    for _ in range(6):
        assert by_api(client, "ragu").json()["code"] == "kode-diperlukan"
    assert by_api(client, "ragu", kode=app.code()).status_code == 201


def test_each_recovery_code_works_once(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "hilang")
    assert by_api(client, "hilang", kode=f" {app.recovery[3].upper()} ").status_code == 201
    assert by_api(client, "hilang", kode=app.recovery[3]).json()["code"] == "kode-salah"
    assert by_api(client, "hilang", kode="4" + app.recovery[3][1:]).json()["code"] == "kode-salah"
    assert client.get(API, headers=app.head).json()["pemulihan"] == 9
    assert by_api(client, "hilang", kode=app.recovery[4]).status_code == 201
    assert any("kode pemulihan dipakai" in act for act in records(runtime, "hilang"))


def test_switching_off_needs_password_and_code(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "mati")
    for body, code in (
        ({"kata_sandi": "salah", "kode": app.code()}, "sandi-lama-salah"),
        ({"kata_sandi": PASSWORD, "kode": app.wrong()}, "kode-salah"),
    ):
        assert client.post(f"{API}/matikan", json=body, headers=app.head).json()["code"] == code
    assert client.post(API, headers=app.head).json()["code"] == "kode-sudah-aktif"
    good = {"kata_sandi": PASSWORD, "kode": app.code()}
    assert client.post(f"{API}/matikan", json=good, headers=app.head).status_code == 204
    assert by_api(client, "mati").status_code == 201
    assert client.get(API, headers=app.head).json() == {"sejak": None, "pemulihan": 0}


def test_a_code_ends_another_session_once(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "akhiri.kode")
    others = [by_api(client, "akhiri.kode", kode=app.recovery[n]).json()["token"] for n in (0, 1)]
    ends = [f"/api/console/sessions/{verify(token).sesi}/akhiri" for token in others]
    kode = app.code()
    assert client.post(ends[0], json={"kode": app.wrong()}, headers=app.head).json()["code"] == "kode-salah"
    assert client.post(ends[0], json={"kode": kode}, headers=app.head).status_code == 204
    assert client.post(ends[1], json={"kode": kode}, headers=app.head).json()["code"] == "kode-salah"
    assert client.post(ends[1], json={"kata_sandi": PASSWORD}, headers=app.head).status_code == 204


def test_the_administrator_of_the_home_office_takes_codes_away(client: TestClient, runtime: Runtime) -> None:
    App(client, runtime, "tolong")
    with runtime.database.unit() as unit:
        akun = unit.session.exec(select(Akun).where(Akun.nama_masuk == "tolong")).one()
    other = bearer(client, newcomer(runtime, "kepala.kode.61", "pengelola", "61"))
    assert client.delete(f"/api/console/orang/{akun.id}/totp", headers=other).status_code == 404
    by_form(client, newcomer(runtime, "kepala.kode", "pengelola"))
    page = f"/orang/{akun.id}?kantor=6202"
    assert "Hapus kode dari aplikasi" in client.get(page).text
    assert post(client, page, f"/orang/{akun.id}/totp/hapus").status_code == 303
    assert "Hapus kode dari aplikasi" not in client.get(page).text
    assert any("kode dari aplikasi dihapus" in act for act in records(runtime, "tolong"))
    assert by_api(client, "tolong").status_code == 201


def test_a_first_password_is_changed_after_the_code(client: TestClient, runtime: Runtime) -> None:
    app = App(client, runtime, "berdua")
    with runtime.database.unit() as unit:
        akun = unit.session.exec(select(Akun).where(Akun.nama_masuk == "berdua")).one()
        akun.harus_ganti = True
    assert by_api(client, "berdua", kata_sandi_baru="hujan deras di genteng").json()["code"] == "kode-diperlukan"
    by_form(client, "berdua")
    assert step(client, "/masuk/kode", kode=app.code()).headers["location"] == "/masuk/sandi-baru"
    assert COOKIE not in client.cookies
    done = step(client, "/masuk/sandi-baru", baru="hujan deras di genteng", ulang="hujan deras di genteng")
    assert done.headers["location"] == "/"


@pytest.mark.parametrize("what", ["secret", "recovery"])
def test_secrets_are_kept_encrypted_or_hashed_and_never_recorded(
    client: TestClient, runtime: Runtime, what: str
) -> None:
    app = App(client, runtime, f"tertutup.{what}")
    with runtime.database.unit() as unit:
        kept = app.row(unit.session)
        hashes = unit.session.exec(select(KodePemulihan).where(KodePemulihan.akun == kept.akun)).all()
    everything = repr([kept, *hashes, *records(runtime, app.name)])
    secrets = [app.totp.secret] if what == "secret" else app.recovery
    assert len(hashes) == 10 and not [secret for secret in secrets if secret in everything]
