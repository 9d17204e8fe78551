"""One try over HTTP: signed, guarded, ended by its time limit; what came back of it."""

import json
import time
from dataclasses import dataclass
from datetime import timedelta

import httpx
from standardwebhooks import Webhook

from services.intake.domain.kabar import Akibat, envelope, meaning_of
from services.intake.sistem import rahasia
from services.intake.sistem.models import KirimanKabar, LanggananKabar
from shared.events.tables import now
from shared.outbound import UnsafeAddress, outbound_client
from shared.settings import Settings

SHOWN = 200


@dataclass(frozen=True)
class Percobaan:
    """What became of one try."""

    akibat: Akibat
    status: int | None
    lama: timedelta
    jawaban: str = ""
    galat: str = ""


def send(settings: Settings, langganan: LanggananKabar, kiriman: KirimanKabar) -> Percobaan:
    """One try, ended by its time limit whatever the other side does."""
    body = json.dumps(envelope(kiriman.id, kiriman.jenis, kiriman.terjadi_pada, kiriman.isi))
    headers = _signed(rahasia.webhook(settings, langganan.rahasia), str(kiriman.id), body)
    begin = time.monotonic()
    try:
        with (
            outbound_client(settings, timeout=settings.webhook_seconds) as client,
            client.stream("POST", langganan.alamat, content=body, headers=headers) as response,
        ):
            status, said = response.status_code, _beginning(response)
    except UnsafeAddress as error:
        return Percobaan(Akibat.TUTUP, None, _since(begin), galat=error.sentence)
    except httpx.HTTPError as error:
        failed = f"{type(error).__name__}: {error}"[:SHOWN]
        return Percobaan(Akibat.TIDAK_MENJAWAB, None, _since(begin), galat=failed)
    return Percobaan(meaning_of(status), status, _since(begin), jawaban=said)


def _signed(webhook: Webhook, message_id: str, body: str) -> dict[str, str]:
    moment = now()
    return {
        "content-type": "application/cloudevents+json; charset=utf-8", "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())), "webhook-signature": webhook.sign(message_id, moment, body),
    }  # fmt: skip


def _beginning(response: httpx.Response) -> str:
    said = b""
    for chunk in response.iter_bytes(SHOWN):
        said += chunk
        if len(said) >= SHOWN:
            break
    return "".join(
        letter for letter in said[:SHOWN].decode("utf-8", "replace") if letter.isprintable() or letter == " "
    )


def _since(begin: float) -> timedelta:
    return timedelta(seconds=time.monotonic() - begin)
