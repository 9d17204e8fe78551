"""What stands around the sign-in: cookies, the session before, tries that are spread over names or addresses."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlmodel import col, func, update
from starlette.testclient import TestClient

from services.console.domain.masuk import BY_NAME, BY_NETWORK
from services.console.models import PercobaanMasuk
from shared.identity import verify
from shared.runtime import Runtime
from shared.web.app import application
from shared.web.session import COOKIE
from tests.service.console.sites import by_api, by_form, newcomer, post
from tests.support.bench import Bench

SAFE = "https://terbit.example"


@pytest.fixture
def https(bench: Bench, runtime: Runtime) -> Iterator[TestClient]:
    """Console as browsers reach it by https."""
    with by_https(bench, runtime) as client:
        yield client


@contextmanager
def by_https(bench: Bench, runtime: Runtime, **settings: str) -> Iterator[TestClient]:
    """Console as browsers reach it by https, with these settings."""
    own = Runtime("console", bench.settings_of("console", public_url=SAFE, **settings))
    own.__dict__["database"] = runtime.database
    with TestClient(application(bench.service("console"), own), SAFE) as client:
        yield client


def from_address(client: TestClient, address: str) -> TestClient:
    """The same console, asked from elsewhere."""
    return TestClient(client.app, client=(address, 50000), raise_server_exceptions=False)


def test_by_https_no_other_host_can_plant_or_read_the_cookie(https: TestClient) -> None:
    answer = by_form(https, "rina")
    kept = next(line for line in answer.headers.get_list("set-cookie") if COOKIE in line)
    name, *attributes = [part.strip().lower() for part in kept.split(";")]
    assert name.startswith(f"__host-{COOKIE}=")
    assert {"secure", "httponly", "path=/", "samesite=lax"} <= set(attributes)
    assert not [part for part in attributes if part.startswith("domain")]
    assert https.get("/api/console/me").json()["nama"] == "Rina"
    token = https.cookies[f"__Host-{COOKIE}"]
    https.cookies.clear()
    https.cookies.set(COOKIE, token)
    assert https.get("/api/console/me").status_code == 401


def test_by_https_signing_out_takes_the_cookie_away(https: TestClient) -> None:
    by_form(https, "rina")
    assert post(https, "/akun", "/keluar").headers["location"] == "/masuk"
    assert not [name for name in https.cookies if COOKIE in name]


def test_only_https_asks_browsers_for_https(https: TestClient, client: TestClient) -> None:
    assert https.get("/masuk").headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "strict-transport-security" not in client.get("/masuk").headers


def test_an_office_with_subdomains_of_others_asks_for_this_host_alone(bench: Bench, runtime: Runtime) -> None:
    with by_https(bench, runtime, hsts="max-age=63072000") as client:
        assert client.get("/masuk").headers["strict-transport-security"] == "max-age=63072000"


def test_each_sign_in_is_a_new_session_and_ends_the_one_before(client: TestClient, runtime: Runtime) -> None:
    by_form(client, newcomer(runtime, "bersama.satu"))
    first = client.cookies[COOKIE]
    by_form(client, newcomer(runtime, "bersama.dua"))
    second = client.cookies[COOKIE]
    assert verify(first).sesi != verify(second).sesi
    client.cookies.clear()
    for token, status in ((first, 401), (second, 200)):
        assert client.get("/api/console/me", headers={"authorization": f"Bearer {token}"}).status_code == status


def test_a_failed_sign_in_leaves_the_session_alone(client: TestClient, runtime: Runtime) -> None:
    by_form(client, newcomer(runtime, "tetap"))
    assert by_form(client, "tetap", "salah").status_code == 401
    assert client.get("/api/console/me").status_code == 200


def test_many_names_from_one_address_are_slowed_down(client: TestClient, runtime: Runtime) -> None:
    sprayer, other = from_address(client, "203.0.113.7"), from_address(client, "203.0.113.8")
    tried(runtime, "203.0.113.7", *(f"sembarang.{n}" for n in range(BY_NETWORK.gagal - 1)))
    assert by_api(sprayer, "sembarang.lain", "salah").status_code == 401
    name = newcomer(runtime, "tidak.bersalah")
    assert by_api(sprayer, name).status_code == 429
    assert by_api(other, name).status_code == 201
    age(runtime, "203.0.113.7", seconds=BY_NETWORK.pertama.total_seconds())
    assert by_api(sprayer, name).status_code == 201
    assert by_api(sprayer, "sembarang.lagi", "salah").status_code == 401
    assert by_api(sprayer, "sembarang.lagi", "salah").status_code == 429


def test_one_ipv6_subscriber_is_one_address(client: TestClient, runtime: Runtime) -> None:
    tried(runtime, "2001:db8:0:9::/64", *(f"enam.{n}" for n in range(BY_NETWORK.gagal - 1)))
    tries = [by_api(from_address(client, f"2001:db8:0:9::{n:x}"), f"enam.{n}", "salah") for n in (100, 101)]
    assert [answer.status_code for answer in tries] == [401, 429]
    assert by_api(from_address(client, "2001:db8:0:a::1"), "enam.lain", "salah").status_code == 401


def test_an_own_account_forgives_nothing_that_was_tried_with_other_names(client: TestClient, runtime: Runtime) -> None:
    sprayer, own = from_address(client, "203.0.113.11"), newcomer(runtime, "penebak")
    tried(runtime, "203.0.113.11", *(f"korban.{n}" for n in range(BY_NETWORK.gagal - 1)))
    assert by_api(sprayer, own).status_code == 201
    assert by_api(sprayer, "korban.akhir", "salah").status_code == 401
    assert by_api(sprayer, "korban.x", "salah").status_code == 429


def test_an_office_of_people_who_mistype_once_is_let_in(client: TestClient, runtime: Runtime) -> None:
    office = from_address(client, "203.0.113.12")
    names = [f"pagi.{n}" for n in range(BY_NETWORK.gagal)]
    tried(runtime, "203.0.113.12", *names)
    tried(runtime, "203.0.113.12", *names, berhasil=True)
    assert by_api(office, newcomer(runtime, "pagi.terakhir")).status_code == 201


def test_nobody_is_locked_out_for_good(client: TestClient, runtime: Runtime) -> None:
    name = newcomer(runtime, "dikeroyok")
    tried(runtime, "testclient", *[name] * 30)
    assert by_api(client, name).status_code == 429
    age(runtime, "testclient", name, seconds=BY_NAME.terlama.total_seconds())
    assert by_api(client, name).status_code == 201


def test_the_person_sees_failed_tries(client: TestClient, runtime: Runtime) -> None:
    name = newcomer(runtime, "melihat")
    by_api(from_address(client, "198.51.100.77"), name, "salah")
    by_api(client, "orang.lain.sama.sekali", "salah")
    by_form(client, name)
    page = client.get("/akun").text
    failed = page[page.index("Percobaan masuk yang gagal") :]
    assert "198.51.100.77" in failed[: failed.index("Yang tercatat")]


def tried(runtime: Runtime, network: str, *names: str, berhasil: bool = False) -> None:
    """Tries to sign in with these names, just now, one after the other."""
    for name in names:
        with runtime.database.unit() as unit:
            unit.session.add(PercobaanMasuk(nama_masuk=name, alamat=network, jaringan=network, berhasil=berhasil))


def age(runtime: Runtime, network: str, name: str = "", seconds: float = 0) -> None:
    """Let time pass: the tries of a network (with a name) become older."""
    statement = update(PercobaanMasuk).where(col(PercobaanMasuk.jaringan) == network)
    if name:
        statement = statement.where(col(PercobaanMasuk.nama_masuk) == name)
    with runtime.database.unit() as unit:
        unit.session.execute(statement.values(pada=PercobaanMasuk.pada - func.make_interval(0, 0, 0, 0, 0, 0, seconds)))
