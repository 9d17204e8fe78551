"""An office's system that sends again whatever is not answered, and listens, while parts are killed and emptied."""

import base64
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from deploy.local.demo.office import Person, until
from deploy.local.stack import Stack
from tests.support.harm import PATIENCE, rows, running, runtime_of, tell, valkey
from tests.support.office_system import Sistem, event
from tests.support.receiver import Receiver, receiver
from tests.support.whole import case

pytestmark = pytest.mark.timeout(900)
EVENTS = 12
PARTS = ("intake-jobs", "intake-api", "intake-relay", "intake-jobs", "intake-worker", "intake-jobs")


@contextmanager
def harmed(stack: Stack) -> Iterator[None]:
    """Kill one part after the other, and empty the broker each time, while the body runs."""

    def harm() -> None:
        for part in PARTS:
            time.sleep(1.5)
            tell([running(stack, part)], signal.SIGKILL)
            valkey(stack).flushall()

    with ThreadPoolExecutor(1) as pool:
        harming = pool.submit(harm)
        yield
        harming.result()


def sent(sistem: Sistem, asked: dict[str, Any]) -> dict[str, Any]:
    """Send an event until it is answered; always the same one."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            answer = sistem.send(asked)
        except httpx.TransportError:
            time.sleep(0.3)
            continue
        if answer.status_code < 500:
            assert answer.status_code == 201, answer.text
            found: dict[str, Any] = answer.json()["posisi"]
            return found
        time.sleep(0.3)
    raise TimeoutError("the event was never answered")


def told(listener: Receiver, secret: str, wanted: set[str]) -> bool | None:
    """Whether everything that happened has been told."""
    return wanted <= {event["subject"] for event in listener.events(secret)} or None


def test_every_event_is_one_case_and_every_case_is_told(stack: Stack, people: dict[str, dict[str, Person]]) -> None:
    boss, proposer = people["6202"]["pengelola"], people["6202"]["pengusul"]
    person = proposer.get("/api/console/me")["id"]
    made = boss.post("/api/intake/sistem/kunci", keperluan="Uji", lingkup=["events:write"], orang=person)
    sistem = Sistem(httpx.Client(base_url=stack.address, timeout=30), made)
    sample = case("6202", "keputusan_kpu_kabkota", 8300)
    documents = [
        {"jenis": jenis, "nama": f"{jenis}.pdf", "data": base64.b64encode(data).decode()}
        for jenis, data in (("nota_dinas", sample.nota), ("naskah_asli", sample.naskah))
    ]
    asked = [event("ajukan", {**sample.fields, "nomor": f"8300-{n}", "dokumen": documents}) for n in range(EVENTS)]
    with receiver() as listener:
        address = boss.post("/api/intake/sistem/langganan", alamat=listener.address, jenis=["diajukan"])
        with harmed(stack):
            positions = [sent(sistem, one) for one in asked]
        cases = {position["id"] for position in positions}
        assert len(cases) == EVENTS
        until(lambda: told(listener, address["rahasia_tanda"], cases), "every case to be told", PATIENCE)
        boss.post(f"/api/intake/sistem/langganan/{address['langganan']['id']}/hentikan")
        ids = [told["id"] for told in listener.events(address["rahasia_tanda"])]
    assert len(set(ids)) == EVENTS
    print(f"{len(ids) - EVENTS} messages came twice")
    made_once = rows(runtime_of(stack, "intake"), "SELECT nomor_naskah FROM agenda WHERE lampiran LIKE '%8300-%'")
    assert len(made_once) == EVENTS
    again = [sent(sistem, one) for one in asked]
    assert again == positions
