"""A server on loopback that speaks clamd's INSTREAM protocol, and finds the test virus that every scanner knows."""

import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedIOBase
from pathlib import Path

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NAME = "Win.Test.EICAR_HDB-1"


def finds_eicar(content: bytes) -> bytes:
    """As ClamAV answers."""
    return f"stream: {NAME} FOUND\n".encode() if EICAR in content else b"stream: OK\n"


@dataclass
class Clamd:
    """Its address as a setting, how it answers, and what it was sent."""

    url: str = ""
    answer: Callable[[bytes], bytes] = finds_eicar
    seen: list[bytes] = field(default_factory=list)


@contextmanager
def clamd(answer: Callable[[bytes], bytes] = finds_eicar, path: Path | None = None) -> Iterator[Clamd]:
    """The server, while the body runs; on a socket at `path`, if one is given."""
    told = Clamd(answer=answer)

    class Handler(socketserver.StreamRequestHandler):
        """One command."""

        def handle(self) -> None:
            if self.rfile.readline() != b"nINSTREAM\n":
                self.wfile.write(b"UNKNOWN COMMAND\n")
                return
            content = streamed(self.rfile)
            told.seen.append(content)
            self.wfile.write(told.answer(content))

    with _listening(Handler, path) as server:
        told.url = f"unix://{path}" if path else "tcp://127.0.0.1:{1}".format(*server.server_address)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()


def _listening(handler: type[socketserver.BaseRequestHandler], path: Path | None) -> socketserver.TCPServer:
    if path:
        return socketserver.ThreadingUnixStreamServer(str(path), handler)
    return socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)


def streamed(stream: BufferedIOBase) -> bytes:
    """Chunks with their length before each, until one of length 0."""
    content = b""
    while size := struct.unpack("!L", stream.read(4))[0]:
        content += stream.read(size)
    return content
