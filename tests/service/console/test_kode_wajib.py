"""Required codes: an office says for which roles, and who has none yet sets them up before a session opens."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pyotp
import pytest
from httpx import Response
from sqlmodel import col, delete, select
from starlette.testclient import TestClient

from services.console import queries
from services.console.commands import kode_wajib
from services.console.commands.catat import PEMASANGAN
from services.console.models import Akun, KodeWajib, PenugasanAkun, Tiket, Totp
from services.console.seeding import seed
from shared.events.tables import now
from shared.runtime import Runtime
from shared.web.app import application
from shared.web.session import COOKIE
from tests.service.console.conftest import PASSWORD, people
from tests.service.console.sites import bearer, by_api, by_form, newcomer, post, step
from tests.support.bench import OFFICES, Bench
from tests.support.kode import code_of

HOME, ABOVE, TOP = "6303", "63", "0"
SET_UP, NEW = "/masuk/kode-baru", "hujan deras di genteng"


@pytest.fixture(scope="module", autouse=True)
def tree(runtime: Runtime) -> None:
    """An office of its own with those above it."""
    offices = [{**OFFICES[1], "kode": kode, "nama": f"KPU {kode}", "induk": induk, "versi": 1}
               for kode, induk in ((TOP, ""), (ABOVE, TOP), (HOME, ABOVE))]  # fmt: skip
    seed(runtime, {"kantor": offices})


@pytest.fixture(autouse=True)
def nobody(runtime: Runtime) -> Iterator[None]:
    """Nobody needs codes before a test, and after it."""
    _forget(runtime)
    yield
    _forget(runtime)


def _forget(runtime: Runtime) -> None:
    with runtime.database.unit() as unit:
        unit.session.execute(delete(KodeWajib))


def require(runtime: Runtime, kantor: str, *peran: str) -> None:
    """Codes for these roles."""
    with runtime.database.unit() as unit:
        kode_wajib.change(unit, runtime.settings, kantor, peran, PEMASANGAN)


def asked(client: TestClient, name: str) -> str:
    """With which code a program is sent away; "" when it gets a session."""
    answer = by_api(client, name)
    return "" if answer.status_code == 201 else str(answer.json()["code"])


def shown(client: TestClient) -> pyotp.TOTP:
    """The app, from what the page of the step says."""
    found = re.search(r'id="rahasia">([A-Z2-7]{32})<', client.get(SET_UP).text)
    assert found
    return pyotp.TOTP(found[1])


def set_up(client: TestClient, name: str) -> tuple[pyotp.TOTP, Response]:
    """The whole step; the app, and the answer to the first code."""
    assert by_form(client, name, lanjut="/akun").headers["location"] == SET_UP
    app = shown(client)
    return app, step(client, SET_UP, kode=code_of(app))


def test_who_has_none_yet_sets_them_up_before_a_session_opens(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "wajib.satu", "kasubbag", HOME)
    require(runtime, HOME, "kasubbag")
    assert by_form(client, "wajib.satu", lanjut="/akun").headers["location"] == SET_UP
    assert COOKIE not in client.cookies and client.get("/api/console/me").status_code == 401
    picture = client.get(f"{SET_UP}/qr.svg")
    assert picture.headers["content-type"] == "image/svg+xml" and picture.headers["cache-control"] == "no-store"
    app = shown(client)
    wrong = step(client, SET_UP, kode="abc")
    assert wrong.status_code == 422 and "tidak cocok" in wrong.text and COOKIE not in client.cookies
    assert shown(client).secret == app.secret
    done = step(client, SET_UP, kode=code_of(app))
    assert done.status_code == 200 and 'href="/akun"' in done.text and done.headers["cache-control"] == "no-store"
    codes = re.findall(r"<code>(\d-[a-z-]+-\d{4})</code>", done.text)
    assert len(codes) == 10
    assert "kata sandi dan kode" in client.get("/akun").text
    assert asked(client, "wajib.satu") == "kode-diperlukan"
    assert by_api(client, "wajib.satu", kode=codes[0]).status_code == 201
    client.cookies.clear()
    assert by_form(client, "wajib.satu").headers["location"] == "/masuk/kode"


def test_a_program_is_told_what_is_missing_and_where_to_do_it(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "wajib.api", "staf", HOME)
    require(runtime, HOME, "staf")
    answer = by_api(client, "wajib.api")
    assert (answer.status_code, answer.json()["code"]) == (403, "kode-harus-disiapkan")
    assert f"{runtime.settings.public_url}/masuk" in answer.json()["detail"]


def test_an_office_says_it_for_those_below_and_for_the_roles_it_names(client: TestClient, runtime: Runtime) -> None:
    for peran in ("staf", "kasubbag", "pengelola"):
        newcomer(runtime, f"wajib.{peran}", peran, HOME)
    newcomer(runtime, "wajib.lain", "kasubbag", "6202")
    assert [asked(client, f"wajib.{p}") for p in ("staf", "kasubbag", "pengelola", "lain")] == [""] * 4
    require(runtime, ABOVE, "kasubbag")
    assert asked(client, "wajib.kasubbag") == "kode-harus-disiapkan"
    assert [asked(client, f"wajib.{p}") for p in ("staf", "pengelola", "lain")] == [""] * 3
    require(runtime, TOP, "pengelola")
    assert asked(client, "wajib.pengelola") == asked(client, "wajib.kasubbag") == "kode-harus-disiapkan"
    require(runtime, ABOVE)
    assert asked(client, "wajib.kasubbag") == "" and asked(client, "wajib.pengelola") == "kode-harus-disiapkan"


def test_who_acts_for_somebody_needs_them_as_long_as_that_lasts(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "wajib.plh", "staf", HOME)
    require(runtime, HOME, "kasubbag")
    begin = now() - timedelta(days=1)
    with runtime.database.unit() as unit:
        akun = unit.session.exec(select(Akun.id).where(Akun.nama_masuk == "wajib.plh")).one()
        row = PenugasanAkun(akun=akun, jenis="plt", kantor=HOME, peran="kasubbag", jabatan="Kasubbag", dasar="1",
                            mulai=begin, sampai=begin + timedelta(days=9))  # fmt: skip
        unit.session.add(row)
    assert asked(client, "wajib.plh") == "kode-harus-disiapkan"
    with runtime.database.unit() as unit:
        unit.session.exec(select(PenugasanAkun).where(PenugasanAkun.akun == akun)).one().sampai = now()
    assert asked(client, "wajib.plh") == ""


def test_the_installation_says_it_for_operations_and_administrators(bench: Bench, runtime: Runtime) -> None:
    own = Runtime("console", bench.settings_of("console", codes_required="operasi,pengelola"))
    own.__dict__["database"] = runtime.database
    client = TestClient(application(bench.service("console"), own), raise_server_exceptions=False)
    for peran in ("operasi", "pengelola", "staf"):
        seed(runtime, {"orang": people((f"pasang.{peran}", HOME, peran))})
    assert [asked(client, f"pasang.{p}") for p in ("operasi", "pengelola")] == ["kode-harus-disiapkan"] * 2
    assert asked(client, "pasang.staf") == ""


def test_who_must_have_them_cannot_switch_them_off(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "wajib.mati", "kasubbag", HOME)
    require(runtime, HOME, "kasubbag")
    app, _ = set_up(client, "wajib.mati")
    page = client.get("/akun/totp").text
    assert "wajib untuk peran Anda" in page and "Matikan kode" not in page
    forget_code(runtime, "wajib.mati")
    head = bearer_with(client, "wajib.mati", code_of(app))
    off = "/api/console/me/totp/matikan"
    refused = client.post(off, json={"kata_sandi": PASSWORD, "kode": code_of(app)}, headers=head)
    assert (refused.status_code, refused.json()["code"]) == (409, "kode-diwajibkan")
    require(runtime, HOME)
    forget_code(runtime, "wajib.mati")
    assert client.post(off, json={"kata_sandi": PASSWORD, "kode": code_of(app)}, headers=head).status_code == 204


def forget_code(runtime: Runtime, name: str) -> None:
    """As if the last code lay far back."""
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, name)
        assert akun
        unit.session.get_one(Totp, akun.id).langkah = 0


def bearer_with(client: TestClient, name: str, kode: str) -> dict[str, str]:
    """The header of a program that has signed in with a code."""
    answer = by_api(client, name, kode=kode)
    assert answer.status_code == 201, answer.text
    return {"authorization": f"Bearer {answer.json()['token']}"}


def test_who_is_signed_in_already_stays_so(client: TestClient, runtime: Runtime) -> None:
    head = bearer(client, newcomer(runtime, "wajib.dulu", "staf", HOME))
    require(runtime, HOME, "staf")
    assert client.post("/api/console/sessions/perpanjang", headers=head).status_code == 200
    assert asked(client, "wajib.dulu") == "kode-harus-disiapkan"


def test_each_ticket_has_a_secret_of_its_own_and_the_first_code_ends_the_others(
    client: TestClient, runtime: Runtime
) -> None:
    newcomer(runtime, "wajib.dua", "staf", HOME)
    require(runtime, HOME, "staf")
    by_form(client, "wajib.dua")
    first, kept = shown(client), dict(client.cookies)
    client.cookies.clear()
    app, done = set_up(client, "wajib.dua")
    assert app.secret != first.secret and done.status_code == 200
    client.cookies.clear()
    for name, value in kept.items():
        client.cookies.set(name, value)
    late = step(client, SET_UP, kode=code_of(first))
    assert late.status_code == 401 and "sudah habis" in late.text and COOKIE not in client.cookies
    assert client.get(SET_UP).status_code == 401 and client.get(f"{SET_UP}/qr.svg").status_code == 404


def test_the_secret_waits_encrypted(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "wajib.rahasia", "staf", HOME)
    require(runtime, HOME, "staf")
    by_form(client, "wajib.rahasia")
    with runtime.database.unit() as unit:
        rows = unit.session.exec(select(Tiket).where(col(Tiket.tahap) == "kode-baru")).all()
    assert rows and shown(client).secret not in repr(rows)


def test_a_password_that_was_handed_out_is_changed_first(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "wajib.baru", "staf", HOME)
    require(runtime, HOME, "staf")
    with runtime.database.unit() as unit:
        unit.session.exec(select(Akun).where(Akun.nama_masuk == "wajib.baru")).one().harus_ganti = True
    assert by_form(client, "wajib.baru").headers["location"] == "/masuk/sandi-baru"
    assert step(client, "/masuk/sandi-baru", baru=NEW, ulang=NEW).headers["location"] == SET_UP
    assert COOKIE not in client.cookies
    assert step(client, SET_UP, kode=code_of(shown(client))).status_code == 200 and COOKIE in client.cookies


def test_a_telephone_whose_clock_differs_is_set_up_with_two_codes(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "wajib.jam", "staf", HOME)
    require(runtime, HOME, "staf")
    by_form(client, "wajib.jam")
    app = shown(client)
    early = step(client, SET_UP, kode=code_of(app, 2))
    assert early.status_code == 422 and "Tunggu kode berikutnya" in early.text and COOKIE not in client.cookies
    assert shown(client).secret == app.secret
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, "wajib.jam")
        assert akun
        row = unit.session.exec(select(Tiket).where(Tiket.akun == akun.id)).one()
        row.isi = {**row.isi, "jam": {**row.isi["jam"], "langkah": row.isi["jam"]["langkah"] - 1}}
    assert step(client, SET_UP, kode=code_of(app, 2)).status_code == 200 and COOKIE in client.cookies
    with runtime.database.unit() as unit:
        assert unit.session.get_one(Totp, akun.id).geser == 2


def test_it_is_said_on_the_page_of_the_office_and_recorded(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "wajib.kepala", "pengelola", ABOVE)
    require(runtime, TOP, "kabag")
    by_form(client, "wajib.kepala")
    page = f"/kantor/{HOME}"
    done = post(client, page, f"{page}/kode-wajib", peran="kasubbag")
    assert done.headers["location"] == f"{page}?pesan=tersimpan"
    text = client.get(page).text
    assert "sudah mewajibkannya untuk: " in text and re.search(r'value="kasubbag" checked', text)
    assert "Peran yang wajib memakai kode" in text and "Wajib.Kepala" in text
    [last, *_] = client.get(f"/api/console/kantor/{HOME}/perubahan").json()
    assert (last["dari"], last["menjadi"]) == ({"kode_wajib": []}, {"kode_wajib": ["kasubbag"]})
    assert post(client, page, f"{page}/kode-wajib").status_code == 303
    assert client.get(f"/api/console{page}/kode-wajib").json() == {"peran": [], "dari_atas": ["kabag"]}


@pytest.mark.parametrize(
    ("who", "peran", "status", "code"),
    [
        (("pengelola", HOME), ["staf", "staf"], 200, None),
        (("pengelola", TOP), ["staf"], 200, None),
        (("pengelola", HOME), ["kabag"], 422, "peran-tidak-dikenal"),
        (("pengelola", HOME), ["raja"], 422, "peran-tidak-dikenal"),
        (("pengelola", "61"), ["staf"], 403, "bukan-pengelola"),
        (("kasubbag", HOME), ["staf"], 403, "bukan-pengelola"),
    ],
)
def test_who_manages_the_office_says_it_of_roles_that_there_are(
    client: TestClient, runtime: Runtime, who: tuple[str, str], peran: list[str], status: int, code: str | None
) -> None:
    head = bearer(client, newcomer(runtime, f"wajib.{'.'.join(who)}", *who))
    answer = client.put(f"/api/console/kantor/{HOME}/kode-wajib", json={"peran": peran}, headers=head)
    assert (answer.status_code, answer.json().get("code")) == (status, code)
    assert status != 200 or answer.json() == {"peran": ["staf"], "dari_atas": []}


def test_an_office_above_names_roles_that_it_does_not_have_itself(client: TestClient, runtime: Runtime) -> None:
    head = bearer(client, newcomer(runtime, "wajib.atas", "pengelola", ABOVE))
    answer = client.put(f"/api/console/kantor/{ABOVE}/kode-wajib", json={"peran": ["kabag"]}, headers=head)
    assert answer.json()["peran"] == ["kabag"]
