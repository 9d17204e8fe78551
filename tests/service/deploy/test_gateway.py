"""The gateway's file with the real Caddy before five small upstreams."""

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from deploy.local import ready, servers
from deploy.local.state import State
from deploy.services import SERVICES

DOWN = "scan"
BODY_MB = 1


class _Echo(BaseHTTPRequestHandler):
    """Says which service it stands for, and how many bytes it was sent."""

    protocol_version = "HTTP/1.1"
    service = ""

    def do_GET(self) -> None:
        sent = len(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        status = 503 if self.path.endswith("/sick") else 200
        told = self.headers.get_all("X-Forwarded-For") if self.path.endswith("/whence") else sent
        body = f"{self.service} {told}".encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        """Quiet."""


def _serve(service: str, port: int) -> ThreadingHTTPServer:
    handler = type("Handler", (_Echo,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("gateway")
    state = State.open(folder)
    program = servers.caddy(folder, state, upload_mb=BODY_MB)
    with ExitStack() as open_now:
        for service in set(SERVICES) - {DOWN}:
            open_now.callback(_serve(service, state.ports[service]).shutdown)
        caddy = subprocess.Popen(program.command, env={**os.environ, **program.environment}, cwd=program.directory)
        open_now.callback(caddy.wait)
        open_now.callback(caddy.terminate)
        client = open_now.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{state.ports['gateway']}"))
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
