"""A server that stands between a service and another server, and harms what passes: see `Between`."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What goes back. `promised`: the length that is announced, if it is not that of the body."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    promised: int | None = None


Onward = Callable[[], Answer]
Fault = Callable[[Asked, Onward], Answer | None]
"""What happens to a request: it may go onward or not; None cuts the connection without an answer."""


def transparent(_: Asked, onward: Onward) -> Answer:
    """As if nobody stood between."""
    return onward()


def fails_after(status: int) -> Fault:
    """The request arrives and is carried out, but the answer is an error."""

    def fault(_: Asked, onward: Onward) -> Answer:
        onward()
        return Answer(status)

    return fault


def cut_after(_: Asked, onward: Onward) -> None:
    """The request arrives and is carried out, but the connection is cut before the answer."""
    onward()


def answers(status: int, body: bytes = b"", tipe: str = "text/html") -> Fault:
    """Nothing arrives; this is the answer."""
    return lambda _asked, _onward: Answer(status, body, (("Content-Type", tipe),))


def slow(seconds: float) -> Fault:
    """Everything takes so much longer."""

    def fault(_: Asked, onward: Onward) -> Answer:
        time.sleep(seconds)
        return onward()

    return fault


@dataclass
class Between:
    """Forwards HTTP to `upstream` (`host:port`), headers untouched; `fault` decides what happens to a request."""

    upstream: str
    fault: Fault = transparent
    address: str = ""

    @contextmanager
    def doing(self, fault: Fault, method: str = "", part: str = "", times: int = 1_000_000) -> Iterator[list[str]]:
        """Harm the next `times` requests of this method whose path contains `part`; the paths that were harmed."""
        harmed: list[str] = []
        lock = threading.Lock()

        def chosen(asked: Asked, onward: Onward) -> Answer | None:
            with lock:
                mine = method in {"", asked.method} and part in asked.path and len(harmed) < times
                if mine:
                    harmed.append(asked.path)
            return fault(asked, onward) if mine else onward()

        self.fault = chosen
        try:
            yield harmed
        finally:
            self.fault = transparent

    def answer(self, asked: Asked) -> Answer | None:
        """What goes back to who asked."""
        return self.fault(asked, lambda: self._onward(asked))

    def _onward(self, asked: Asked) -> Answer:
        connection = HTTPConnection(self.upstream, timeout=60)
        try:
            connection.putrequest(asked.method, asked.path, skip_host=True, skip_accept_encoding=True)
            for name, value in asked.headers:
                connection.putheader(name, value)
            connection.endheaders(asked.body)
            response = connection.getresponse()
            headers = [item for item in response.getheaders() if item[0].lower() not in HOP_BY_HOP]
            length = response.getheader("content-length") if asked.method == "HEAD" else None
            return Answer(response.status, response.read(), tuple(headers), int(length) if length else None)
        finally:
            connection.close()


@contextmanager
def standing_between(upstream: str) -> Iterator[Between]:
    """A proxy on a free loopback port; its `address` is `host:port`."""
    between = Between(upstream)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(between))
    between.address = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield between
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(between: Between) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """One connection."""

        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            asked = Asked(self.command, self.path, tuple(self.headers.items()), self.rfile.read(length))
            answer = between.answer(asked)
            if answer is None:
                self.close_connection = True
                return
            self.send_response_only(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            size = len(answer.body) if answer.promised is None else answer.promised
            self.send_header("Content-Length", str(size))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)
                self.close_connection = self.close_connection or size != len(answer.body)

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _pass

        def log_message(self, format: str, *args: object) -> None:
            """Silence."""

    return Handler
