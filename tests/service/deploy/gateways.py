"""The real Caddy with the gateway's file, before small upstreams."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

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


def ports_of(state: State) -> tuple[int, int]:
    """Where a gateway with https listens for those without and with it: ports of servers that do not run here."""
    return state.ports["valkey"], state.ports["postgres"]


def _with_https(state: State) -> dict[str, str]:
    plain, https = map(str, ports_of(state))
    return {
        "TERBIT_GATEWAY_HTTPS": "on", "TERBIT_GATEWAY_HTTP_PORT": plain, "TERBIT_GATEWAY_HTTPS_PORT": https,
    }  # fmt: skip


def root_of(folder: Path) -> Path:
    """The certificate of the authority that signs for this gateway, once it is there."""
    root = folder / "caddy" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    ready.wait_for("certificate", root.read_bytes)
    return root


@contextmanager
def gateway_before_upstreams(folder: Path, https: bool = False, **settings: str) -> Iterator[State]:
    """The gateway, started, before every service but the one that is down; `https`: as `localhost`, see `ports_of`.

    `settings`: more of its environment.
    """
    state = State.open(folder)
    program = servers.caddy(folder, state, upload_mb=BODY_MB)
    environment = {**os.environ, **program.environment, **(_with_https(state) if https else {}), **settings}
    with ExitStack() as open_now:
        for service in set(SERVICES) - {DOWN}:
            open_now.callback(_serve(service, state.ports[service]).shutdown)
        caddy = subprocess.Popen(program.command, env=environment, cwd=program.directory)
        open_now.callback(caddy.wait)
        open_now.callback(caddy.terminate)
        yield state
