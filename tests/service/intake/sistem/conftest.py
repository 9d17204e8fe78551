"""An office with an administrator, a proposer, and keys for its systems."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import Response
from standardwebhooks import Webhook

from shared.events.catalogue import OrangDidaftarkan
from shared.identity import PENGELOLA, Orang
from shared.people import hear_person
from shared.tables import OrangRow
from tests.support.bench import Bench
from tests.support.people import person

Administer = Callable[..., Response]


def known(bench: Bench, *persons: Orang, aktif: bool = True) -> None:
    """Let intake hear of these people from console."""
    with bench.runtime("intake").database.unit() as unit:
        for one in persons:
            row = unit.session.get(OrangRow, one.id)
            told = one.model_copy(update={"versi": row.versi + 1 if row else 1})
            hear_person(unit, OrangDidaftarkan(orang=told, aktif=aktif))


@pytest.fixture
def pengusul(bench: Bench) -> Orang:
    """A proposer whom intake knows, and no other test has."""
    who = person("pengusul", nama="Sari Sistem")
    known(bench, who)
    return who


@pytest.fixture
def pengelola() -> Orang:
    """The administrator of the same office."""
    return person(PENGELOLA)


@pytest.fixture
def administer(bench: Bench, pengelola: Orang) -> Administer:
    """Ask as the administrator: method, what comes after /sistem, JSON body."""

    def ask(method: str, path: str, body: Any = None, orang: Orang | None = None) -> Response:
        headers = bench.headers(orang or pengelola)
        answer: Response = bench.client("intake").request(
            method, f"/api/intake/sistem{path}", json=body, headers=headers
        )
        return answer

    return ask


@pytest.fixture
def wanted(pengusul: Orang) -> dict[str, Any]:
    """A key that may do everything."""
    scopes = ["events:write", "documents:write", "berkas:read"]
    return {"keperluan": "Srikandi", "lingkup": scopes, "orang": str(pengusul.id), "hari": 30}


class Sistem:
    """An office's system with a key."""

    def __init__(self, bench: Bench, made: dict[str, Any]) -> None:
        self.client = bench.client("intake")
        self.id, self.api_key, self.secret = made["kunci"]["id"], made["kunci_api"], made["rahasia_tanda"]

    def signed(self, body: bytes, message: str = "", at: datetime | None = None) -> dict[str, str]:
        """The headers of a message with this body."""
        message, moment = message or str(uuid4()), at or datetime.now(UTC)
        return {
            "terbit-key": self.id, "webhook-id": message, "webhook-timestamp": str(int(moment.timestamp())),
            "webhook-signature": Webhook(self.secret).sign(message, moment, body.decode()),
        }  # fmt: skip

    def post(self, body: bytes, headers: dict[str, str]) -> Response:
        """Send."""
        answer: Response = self.client.post("/api/intake/events", content=body, headers=headers)
        return answer

    def send(self, event: Any, **more: str) -> Response:
        """Send one event, or a list of them as a batch, signed."""
        body = json.dumps(event).encode()
        kind = "cloudevents-batch" if isinstance(event, list) else "cloudevents"
        return self.post(body, {**self.signed(body), "content-type": f"application/{kind}+json", **more})

    def upload(self, data: bytes, name: str = "naskah.pdf", **headers: str) -> Response:
        """Send a document beforehand."""
        answer: Response = self.client.post(
            "/api/intake/sistem/dokumen", files={"berkas": (name, data)},
            headers={"authorization": f"Bearer {self.api_key}", **headers},
        )  # fmt: skip
        return answer


@pytest.fixture
def sistem(bench: Bench, administer: Administer, wanted: dict[str, Any]) -> Sistem:
    """A system that may do everything."""
    return Sistem(bench, administer("POST", "/kunci", wanted).json())


def event(jenis: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A CloudEvent."""
    return {"specversion": "1.0", "id": str(uuid4()), "source": "/srikandi/6202", "type": f"id.terbit.sistem.{jenis}",
            "data": data, **more}  # fmt: skip


def moved_back(bench: Bench, berkas_id: str) -> int:
    """The receiver returns a berkas to its proposer; the turn at which it lies then."""
    kasubbag = bench.headers(person("kasubbag"))
    body = {"giliran": 1, "ke": "R1", "alasan": "Lampiran kurang."}
    answer = bench.client("intake").post(
        f"/api/intake/berkas/{UUID(berkas_id)}/kembalikan", json=body, headers=kasubbag
    )
    return int(answer.json()["giliran"])
