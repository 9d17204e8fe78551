"""An office's own software, as tests play it."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
from standardwebhooks import Webhook


class Sistem:
    """An office's system with a key."""

    def __init__(self, client: httpx.Client, made: dict[str, Any]) -> None:
        self.client = client
        self.id, self.api_key, self.secret = made["kunci"]["id"], made["kunci_api"], made["rahasia_tanda"]

    def signed(self, body: bytes, message: str = "", at: datetime | None = None) -> dict[str, str]:
        """The headers of a message with this body."""
        message, moment = message or str(uuid4()), at or datetime.now(UTC)
        return {
            "terbit-key": self.id, "webhook-id": message, "webhook-timestamp": str(int(moment.timestamp())),
            "webhook-signature": Webhook(self.secret).sign(message, moment, body.decode()),
        }  # fmt: skip

    def post(self, body: bytes, headers: dict[str, str]) -> httpx.Response:
        """Send."""
        answer: httpx.Response = self.client.post("/api/intake/events", content=body, headers=headers)
        return answer

    def send(self, event: Any, **more: str) -> httpx.Response:
        """Send one event, or a list of them as a batch, signed."""
        body = json.dumps(event).encode()
        kind = "cloudevents-batch" if isinstance(event, list) else "cloudevents"
        return self.post(body, {**self.signed(body), "content-type": f"application/{kind}+json", **more})

    def upload(self, data: bytes, name: str = "naskah.pdf", **headers: str) -> httpx.Response:
        """Send a document beforehand."""
        answer: httpx.Response = self.client.post(
            "/api/intake/sistem/dokumen", files={"berkas": (name, data)},
            headers={"authorization": f"Bearer {self.api_key}", **headers},
        )  # fmt: skip
        return answer


def event(jenis: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A CloudEvent."""
    return {"specversion": "1.0", "id": str(uuid4()), "source": "/srikandi/6202", "type": f"id.terbit.sistem.{jenis}",
            "data": data, **more}  # fmt: skip
