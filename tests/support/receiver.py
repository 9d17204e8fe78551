"""An office's system that listens: keeps what it is told, and answers as it is set."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook


@dataclass
class Receiver:
    """`status` and `said`: its answer; `seconds`: how long it lets one wait, giving a `drop` ten times a second."""

    address: str = ""
    status: int = 200
    said: bytes = b"baik"
    seconds: float = 0
    drop: bytes = b""
    refuse: str = ""
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def events(self, secret: str) -> list[dict[str, Any]]:
        """What it was told, every signature verified."""
        return [Webhook(secret).verify(body, headers) for headers, body in self.taken]


@contextmanager
def receiver() -> Iterator[Receiver]:
    """Listens on loopback."""
    mine = Receiver()

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            status = 400 if mine.refuse and mine.refuse.encode() in body else mine.status
            for _ in range(int(mine.seconds * 10)):
                time.sleep(0.1)
                self.wfile.write(mine.drop)
            mine.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(status)
            self.send_header("Location", mine.address)
            self.send_header("Content-Length", str(len(mine.said)))
            self.end_headers()
            self.wfile.write(mine.said)

        def log_message(self, format: str, *args: object) -> None:
            """Silence."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    listening.handle_error = lambda *_: None  # type: ignore[method-assign]
    mine.address = f"http://127.0.0.1:{listening.server_address[1]}/kabar"
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield mine
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
