"""The gateway's file with the real Caddy before five small upstreams."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from deploy.local import ready, servers
from shared.web.guard import HEADERS
from tests.service.deploy.gateways import gateway_before_upstreams


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with (
        gateway_before_upstreams(tmp_path_factory.mktemp("gateway")) as state,
        httpx.Client(base_url=f"http://127.0.0.1:{state.ports['gateway']}") as client,
    ):
        ready.wait_for("gateway", lambda: client.get("/"))
        yield client


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/", "intake"),
        ("/agenda/2026", "intake"),
        ("/berkas/1", "intake"),
        ("/api/intake/health", "intake"),
        ("/operasi/intake/surat-mati", "intake"),
        ("/putusan", "approval"),
        ("/putusan/1", "approval"),
        ("/api/approval/x", "approval"),
        ("/terbitkan/1", "publisher"),
        ("/arsip", "publisher"),
        ("/jdih/61/feed/document.json", "publisher"),
        ("/operasi/publisher/x", "publisher"),
        ("/masuk", "console"),
        ("/kantor", "console"),
        ("/kantor/6202", "console"),
        ("/kantoran", "intake"),
        ("/wilayah/6202", "intake"),
        ("/keluar", "console"),
        ("/operasi", "console"),
        ("/operasi/orang", "console"),
        ("/statis/gaya.css", "console"),
        ("/jdihn-lain", "intake"),
    ],
)
def test_each_page_reaches_its_service(gateway: httpx.Client, path: str, service: str) -> None:
    assert gateway.get(path).text.split()[0] == service


def test_a_service_that_is_down_is_said_plainly(gateway: httpx.Client) -> None:
    page = gateway.get("/pindai")
    assert page.status_code == 503
    assert page.headers["Content-Type"].startswith("text/html")
    assert "Layanan sedang tidak tersedia" in page.text
    problem = gateway.get("/api/scan/health")
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json()["code"] == "layanan-tidak-tersedia"
    assert problem.json()["status"] == problem.status_code == 503


@pytest.mark.parametrize("path", ["/pindai", "/api/scan/health", "/api/intake/berkas", "/ajukan"])
def test_what_the_gateway_says_itself_is_as_safe_as_a_service_s_page(gateway: httpx.Client, path: str) -> None:
    answer = gateway.post(path, content=b"x" * 3_000_000)
    assert answer.status_code in (413, 503)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; frame-ancestors 'none'")
    same = HEADERS.keys() - {"content-security-policy"}
    assert {name: answer.headers.get(name) for name in same} == {name: HEADERS[name] for name in same}
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["connection"] == "close"
    assert "strict-transport-security" not in answer.headers


def test_the_others_go_on(gateway: httpx.Client) -> None:
    assert gateway.get("/putusan").status_code == 200


def test_what_a_service_says_itself_is_not_replaced(gateway: httpx.Client) -> None:
    answer = gateway.get("/api/intake/sick")
    assert (answer.status_code, answer.text) == (503, "intake 0")


@pytest.mark.parametrize("forged", [{"X-Forwarded-For": "198.51.100.7"}, {"x-forwarded-for": "198.51.100.7, 10.0.0.1"},
                                    {"Forwarded": "for=198.51.100.7", "X-Real-IP": "198.51.100.7"}])  # fmt: skip
def test_a_client_cannot_say_that_it_is_another(gateway: httpx.Client, forged: dict[str, str]) -> None:
    assert gateway.get("/api/intake/whence", headers=forged).text == "intake ['127.0.0.1']"


def test_a_body_within_the_limit_passes_whole(gateway: httpx.Client) -> None:
    assert gateway.post("/ajukan", content=b"x" * 1_500_000).text == "intake 1500000"


def test_a_body_over_the_limit_is_refused(gateway: httpx.Client) -> None:
    refused = gateway.post("/api/intake/berkas", content=b"x" * 3_000_000)
    assert refused.status_code == 413
    assert refused.json()["code"] == "berkas-terlalu-besar"


def test_a_declared_length_over_the_limit_is_refused_before_it_is_sent(gateway: httpx.Client) -> None:
    head = b"POST /ajukan HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000000\r\n\r\n"
    began = time.monotonic()
    with closing(socket.create_connection((gateway.base_url.host, gateway.base_url.port or 80), 10)) as connection:
        connection.sendall(head + b"%PDF")
        assert b" 413 " in connection.recv(1000).splitlines()[0]
    assert time.monotonic() - began < 2


def test_the_file_is_formatted_as_caddy_wants_it() -> None:
    file = Path(servers.__file__).parents[1] / "gateway" / "Caddyfile"
    done = subprocess.run([servers.tool("caddy"), "fmt", str(file)], capture_output=True, text=True, check=True)
    assert done.stdout == file.read_text()
