"""The people of the offices over HTTP: each signs in and sends requests of their own."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

PATIENCE = 600.0
PAUSE = 0.1
PASSING = {502, 503, 504}


class Refused(Exception):
    """The system answered with a problem; the message is its code and sentence."""

    def __init__(self, answer: httpx.Response) -> None:
        problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        self.status = answer.status_code
        self.code = str(problem.get("code", answer.status_code))
        super().__init__(f"{self.code}: {problem.get('detail', answer.text[:200])}")


@dataclass(frozen=True)
class Person:
    """Someone who is signed in. `peran` is the role for which the demo knows this person."""

    nama: str
    peran: str
    client: httpx.Client

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """JSON of a page of the API. Raises Refused."""
        return self._ask(lambda: self.client.get(path))

    def post(self, path: str, **body: Any) -> Any:  # noqa: ANN401
        """Send JSON. Raises Refused."""
        return self._ask(lambda: self.client.post(path, json=body))

    def send(self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None) -> Any:  # noqa: ANN401
        """Send a form, with files. Raises Refused."""
        return self._ask(lambda: self.client.post(path, data=fields, files=files or {"_": ("", b"")}))

    def _ask(self, request: Callable[[], httpx.Response]) -> Any:  # noqa: ANN401
        end = time.monotonic() + 60
        while True:
            try:
                answer = request()
            except httpx.TransportError:
                if time.monotonic() > end:
                    raise
            else:
                if answer.is_success:
                    return answer.json()
                if answer.status_code not in PASSING or time.monotonic() > end:
                    raise Refused(answer)
            time.sleep(0.5)


def sign_in(address: str, nama_masuk: str, kata_sandi: str, peran: str) -> Person:
    """Sign in as one of the seeded people. Raises Refused."""
    client = httpx.Client(base_url=address, timeout=120)
    stranger = Person(nama_masuk, peran, client)
    found = stranger.post("/api/console/sessions", nama_masuk=nama_masuk, kata_sandi=kata_sandi)
    client.headers["authorization"] = f"Bearer {found['token']}"
    return Person(found["orang"]["nama"], peran, client)


def until(wanted: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:  # noqa: ANN401
    """Ask until the answer is there (not None), ever less often. Raises TimeoutError with what was waited for."""
    began = time.monotonic()
    while (answer := wanted()) is None:
        waited = time.monotonic() - began
        if waited > patience:
            raise TimeoutError(f"waited {patience:.0f} s for {what}")
        time.sleep(min(1.0, max(PAUSE, waited / 10)))
    return answer
