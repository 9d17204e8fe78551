"""The gateway's file with a host name: https for all, and what is asked without it. Certificates of Caddy's own CA."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from deploy.local import ready
from tests.service.deploy.gateways import gateway_before_upstreams, ports_of, root_of

HSTS = "max-age=31536000; includeSubDomains"


class Doors(NamedTuple):
    """The same gateway with https, without, and as other containers reach it."""

    https: httpx.Client
    plain: httpx.Client
    inner: httpx.Client


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    folder = tmp_path_factory.mktemp("https")
    with gateway_before_upstreams(folder, https=True) as state:
        plain, https = ports_of(state)
        with (
            _client(f"https://localhost:{https}", _trusted(folder)) as safe,
            _client(f"http://localhost:{plain}") as open_to_read,
            _client(f"http://127.0.0.1:{state.ports['gateway']}") as inner,
        ):
            ready.wait_for("gateway", lambda: safe.get("/"))
            yield Doors(safe, open_to_read, inner)


def _trusted(folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(root_of(folder)))


def _client(address: str, trusted: ssl.SSLContext | bool = True) -> httpx.Client:
    return httpx.Client(base_url=address, verify=trusted, trust_env=False)


@pytest.mark.parametrize(("path", "service"), [("/", "intake"), ("/putusan/1", "approval"), ("/masuk", "console")])
def test_with_https_each_page_reaches_its_service(doors: Doors, path: str, service: str) -> None:
    assert doors.https.get(path).text.split()[0] == service


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/console/sessions", "/api/intake/events", "/API/intake/events", "/api"])
def test_a_program_without_https_is_refused_and_never_sent_on(doors: Doors, method: str, path: str) -> None:
    answer = doors.plain.request(method, path, headers={"Authorization": "Bearer terbit_rahasia"})
    assert (answer.status_code, answer.headers.get("location")) == (403, None)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json()["code"], answer.json()["status"]) == ("hanya-https", 403)


@pytest.mark.parametrize("path", ["/", "/masuk?lanjut=/berkas/1", "/apiary", "/jdih/61/feed/document.json"])
@pytest.mark.parametrize("host", ["localhost", "jahat.example"])
def test_a_page_without_https_is_sent_to_this_host_and_no_other(doors: Doors, path: str, host: str) -> None:
    answer = doors.plain.get(path, headers={"Host": host})
    assert (answer.status_code, answer.headers["location"]) == (308, f"https://localhost{path}")


def test_hsts_stands_on_the_gateway_s_own_words_with_https_alone(doors: Doors) -> None:
    assert doors.https.get("/pindai").headers["strict-transport-security"] == HSTS
    assert doors.https.post("/ajukan", content=b"x" * 3_000_000).headers["strict-transport-security"] == HSTS
    assert "strict-transport-security" not in doors.plain.get("/api/scan/health").headers


def test_other_containers_still_reach_it_without(doors: Doors) -> None:
    assert doors.inner.get("/api/console/health").text.split()[0] == "console"


def test_old_tls_is_refused(doors: Doors) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.minimum_version, old.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with _client(str(doors.https.base_url), old) as client, pytest.raises(httpx.ConnectError, match="protocol version"):
        client.get("/")
