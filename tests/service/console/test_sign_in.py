"""Signing in and out over HTTP."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from httpx import Response
from sqlmodel import select
from starlette.testclient import TestClient

from services.console.models import Akun, PercobaanMasuk
from services.console.seeding import seed
from shared.runtime import Runtime
from shared.web.session import COOKIE
from tests.service.console.conftest import PASSWORD, people


def api(client: TestClient, name: str, password: str = PASSWORD) -> Response:
    """Sign in as a program does."""
    answer: Response = client.post("/api/console/sessions", json={"nama_masuk": name, "kata_sandi": password})
    return answer


def form(client: TestClient, **more: str) -> Response:
    """Sign in as a browser does."""
    fields = {"nama_masuk": "rina", "kata_sandi": PASSWORD, **more}
    browser = {"sec-fetch-site": "same-origin"}
    answer: Response = client.post("/masuk", data=fields, headers=browser, follow_redirects=False)
    return answer


def newcomer(runtime: Runtime, name: str) -> None:
    """A person of whom no other test knows."""
    seed(runtime, {"orang": people((name, "6202", "staf"))})


@pytest.mark.parametrize("text", [b'"\\ud800"', b'"\\u0000"'])
def test_letters_that_cannot_be_kept_open_nothing_and_break_nothing(client: TestClient, text: bytes) -> None:
    body = b'{"nama_masuk": "agus", "kata_sandi": ' + text + b"}"
    answer = client.post("/api/console/sessions", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (401, 422)
    own = {"authorization": f"Bearer {api(client, 'agus').json()['token']}", "content-type": "application/json"}
    changed = client.put("/api/console/me/sandi", content=b'{"lama": ' + text + b', "baru": "x"}', headers=own)
    assert (changed.status_code, changed.headers["content-type"]) == (422, "application/problem+json")


def test_a_token_states_the_person_and_the_offices(client: TestClient) -> None:
    answer = api(client, " Rina ")
    assert answer.status_code == 201
    headers = {"authorization": f"Bearer {answer.json()['token']}"}
    me = client.get("/api/console/me", headers=headers).json()
    assert me == answer.json()["orang"]
    assert (me["peran"], me["kantor_nama"]) == ({"6202": ["pengusul"]}, "KPU Kabupaten Kotawaringin Timur")
    offices = client.get("/api/console/kantor", headers=headers).json()
    assert [(o["kode"], o["sop"]) for o in offices] == [("6202", "kotim-33-2021")]


def test_operators_belong_to_no_office(client: TestClient) -> None:
    orang = api(client, "maria").json()["orang"]
    assert (orang["peran"], orang["kantor_nama"]) == ({"": ["operasi"]}, "Tim operasi")


def test_wrong_unknown_and_switched_off_are_one_answer(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "pensiun")
    with runtime.database.unit() as unit:
        unit.session.exec(select(Akun).where(Akun.nama_masuk == "pensiun")).one().aktif = False
    answers = [api(client, "agus", "salah"), api(client, "tidak.ada"), api(client, "pensiun")]
    assert {a.status_code for a in answers} == {401}
    assert len({a.text for a in answers}) == 1
    assert answers[0].json()["code"] == "masuk-gagal"


def test_every_try_is_recorded(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "tercatat")
    api(client, "tercatat", "salah")
    api(client, "tercatat")
    with runtime.database.unit() as unit:
        rows = unit.session.exec(select(PercobaanMasuk).where(PercobaanMasuk.nama_masuk == "tercatat")).all()
    assert sorted((row.berhasil, row.alamat) for row in rows) == [(False, "testclient"), (True, "testclient")]


def test_guessing_is_slowed_down_even_side_by_side(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "tebakan")
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda n: api(client, "tebakan", f"tebakan-{n}"), range(12)))
    assert sorted(a.status_code for a in answers) == [401] * 5 + [429] * 7
    late = api(client, "tebakan")
    assert (late.status_code, late.json()["code"]) == (429, "terlalu-sering")
    assert api(client, "agus").status_code == 201


def test_a_success_forgives_the_failures_before_it(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "pelupa")
    for _ in range(2):
        assert [api(client, "pelupa", "salah").status_code for _ in range(4)] == [401] * 4
        assert api(client, "pelupa").status_code == 201


@pytest.mark.parametrize(
    "body", [{"nama_masuk": "a\x00b", "kata_sandi": "x"}, {"nama_masuk": "rina"}, {"nama_masuk": "", "kata_sandi": ""}]
)
def test_what_cannot_be_a_sign_in_is_refused(client: TestClient, body: dict[str, str]) -> None:
    answer = client.post("/api/console/sessions", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "isian-keliru")


def test_the_form_signs_in_and_goes_on(client: TestClient) -> None:
    assert 'value="/agenda"' in client.get("/masuk?lanjut=/agenda").text
    answer = form(client, lanjut="/agenda")
    assert (answer.status_code, answer.headers["location"]) == (303, "/agenda")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(COOKIE) and "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie
    assert client.get("/api/console/me").json()["nama"] == "Rina"


def test_the_form_never_leads_to_another_site(client: TestClient) -> None:
    assert form(client, lanjut="//jahat.example/masuk").headers["location"] == "/"
    assert "jahat" not in client.get("/masuk", params={"lanjut": "https://jahat.example"}).text


def test_a_wrong_form_is_shown_again_with_what_was_typed(client: TestClient) -> None:
    wrong = form(client, nama_masuk="<agus>", kata_sandi="salah", lanjut="/agenda")
    assert wrong.status_code == 401
    assert "tidak cocok" in wrong.text and 'value="&lt;agus&gt;"' in wrong.text and 'value="/agenda"' in wrong.text
    assert 'salah"' not in wrong.text
    empty = form(client, nama_masuk="", kata_sandi="")
    assert empty.status_code == 422 and "Isi nama masuk" in empty.text and "Isi kata sandi" in empty.text
    assert COOKIE not in client.cookies


def test_a_form_from_another_site_signs_nobody_in(client: TestClient) -> None:
    answer = client.post(
        "/masuk", data={"nama_masuk": "rina", "kata_sandi": PASSWORD}, headers={"origin": "https://jahat.example"}
    )
    assert answer.status_code == 403 and "formulir-asing" in answer.text
    assert COOKIE not in client.cookies


def test_signing_out_needs_the_page_s_own_form(client: TestClient) -> None:
    form(client)
    assert client.post("/keluar", data={"csrf": "bukan"}).status_code == 403
    assert COOKIE in client.cookies
    form(client, nama_masuk="maria")
    found = re.search(
        r'action="/keluar">\s*<input type="hidden" name="csrf" value="(\w+)"', client.get("/operasi").text
    )
    assert found
    answer = client.post("/keluar", data={"csrf": found[1]}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk")
    assert COOKIE not in client.cookies
