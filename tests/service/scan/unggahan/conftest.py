"""A tus client of few words, at one replica of the scan service or another."""

from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from httpx import Response
from starlette.testclient import TestClient

from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Berkas
from shared.web.app import application
from tests.support.bench import Bench

VERSION = {"Tus-Resumable": "1.0.0"}
PIECE = {"Content-Type": "application/offset+octet-stream"}


@dataclass
class Tus:
    """What a client of the protocol does; `client` is the replica that it reaches."""

    bench: Bench
    client: TestClient
    orang: Orang
    version: dict[str, str] = field(default_factory=lambda: VERSION)

    def begin(self, berkas: Berkas, nama: str, ukuran: int, sidik: str = "") -> Response:
        """Begin an upload."""
        said = {"filename": nama, **({"sidik": sidik} if sidik else {})}
        metadata = ",".join(f"{name} {b64encode(value.encode()).decode()}" for name, value in said.items())
        headers = {"Upload-Length": str(ukuran), "Upload-Metadata": metadata}
        return self.ask("POST", f"/api/scan/berkas/{berkas.id}/unggahan", headers)

    def send(self, where: str, mulai: int, data: bytes, **headers: str) -> Response:
        """Send a piece."""
        return self.ask("PATCH", where, {"Upload-Offset": str(mulai), **PIECE, **headers}, data)

    def offset(self, where: str) -> int:
        """How much is there."""
        return int(self.ask("HEAD", where).headers["upload-offset"])

    def whole(self, berkas: Berkas, nama: str, data: bytes, piece: int = 50_000) -> UUID:
        """A file in pieces; returns the id of its upload."""
        where = self.begin(berkas, nama, len(data)).headers["location"]
        for start in range(0, len(data), piece):
            assert self.send(where, start, data[start : start + piece]).status_code == 204
        return UUID(where.rpartition("/")[2])

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, data: bytes = b"") -> Response:
        """Any request of the protocol."""
        all_headers = {**self.version, **self.bench.headers(self.orang), **(headers or {})}
        answer: Response = self.client.request(method, path, headers=all_headers, content=data)
        return answer


@pytest.fixture
def tus(bench: Bench, staf: Orang) -> Tus:
    """Staff of office 61 at the first replica."""
    return Tus(bench, bench.client("scan"), staf)


def replica(bench: Bench, **settings: Any) -> TestClient:
    """Another process of the same service: nothing in common but the servers."""
    bench.runtime("scan")
    runtime = Runtime("scan", bench.settings_of("scan", **settings))
    return TestClient(application(bench.service("scan"), runtime), raise_server_exceptions=False)
