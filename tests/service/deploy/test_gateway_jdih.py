"""The gateway's file with the public site on a host of its own: what answers there, and what the desks' host does."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from deploy.local import ready
from deploy.local.state import State
from tests.service.deploy.gateways import gateway_before_upstreams, ports_of, root_of

DESKS, JDIH = "localhost", "jdih.localhost"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jdih")


@pytest.fixture(scope="module")
def state(folder: Path) -> Iterator[State]:
    with gateway_before_upstreams(folder, https=True, TERBIT_JDIH="apart", TERBIT_JDIH_HOST=JDIH) as state:
        yield state


@pytest.fixture(scope="module")
def gateway(state: State) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{state.ports['gateway']}") as client:
        ready.wait_for("gateway", lambda: client.get("/"))
        yield client


def asked(gateway: httpx.Client, host: str, path: str) -> httpx.Response:
    return gateway.get(path, headers={"host": host})


@pytest.mark.parametrize(
    ("path", "service"),
    [("/jdih/6202", "publisher"), ("/jdih/61/berkas/a.pdf", "publisher"), ("/statis/gaya.css", "console")],
)
def test_the_public_site_answers_at_its_host(gateway: httpx.Client, path: str, service: str) -> None:
    assert asked(gateway, JDIH, path).text.split()[0] == service


def test_its_front_door_is_the_list_of_offices(gateway: httpx.Client) -> None:
    answer = asked(gateway, JDIH, "/")
    assert (answer.status_code, answer.headers["location"]) == (308, f"https://{JDIH}/jdih")


@pytest.mark.parametrize(
    "path", ["/masuk", "/berkas/1", "/pindai", "/operasi", "/api/publisher/berkas/1/terbit", "/api/intake/berkas"]
)
def test_the_host_of_the_public_site_shows_nothing_else(gateway: httpx.Client, path: str) -> None:
    answer = asked(gateway, JDIH, path)
    assert answer.status_code == 404
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    if path.startswith("/api"):
        assert answer.json()["code"] == "halaman-tidak-ada"
    else:
        assert "hanya berisi produk hukum" in answer.text


@pytest.mark.parametrize("path", ["/jdih", "/jdih/6202?jenis=keputusan"])
def test_the_host_of_the_desks_sends_people_on(gateway: httpx.Client, path: str) -> None:
    answer = asked(gateway, DESKS, path)
    assert (answer.status_code, answer.headers["location"]) == (308, f"https://{JDIH}{path}")


def test_the_desks_answer_at_theirs_and_services_verify_as_before(gateway: httpx.Client) -> None:
    assert asked(gateway, DESKS, "/masuk").text.split()[0] == "console"
    assert asked(gateway, "gateway:8061", "/jdih/6202/keputusan-1").text.split()[0] == "publisher"


def test_each_host_has_its_certificate_and_a_page_without_https_goes_to_its_own(
    gateway: httpx.Client, state: State, folder: Path
) -> None:
    plain, https = ports_of(state)
    trusted = ssl.create_default_context(cafile=str(root_of(folder)))
    for host, path, service in ((JDIH, "/jdih", "publisher"), (DESKS, "/masuk", "console")):
        with httpx.Client(verify=trusted, trust_env=False, headers={"host": host}) as client:
            safe = client.get(f"https://127.0.0.1:{https}{path}", extensions={"sni_hostname": host})
            sent = client.get(f"http://127.0.0.1:{plain}/")
        assert safe.text.split()[0] == service
        assert (sent.status_code, sent.headers["location"]) == (308, f"https://{host}/")
