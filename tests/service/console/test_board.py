"""The operations board in a browser's way, over real HTTP."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from uuid import UUID

import httpx
import pytest
import uuid_utils.compat as uuids
import uvicorn
from sqlmodel import select

from shared.events.catalogue import PenarikanTerlambat
from shared.events.tables import OperatorAct, Outbox, now
from shared.runtime import Runtime
from shared.web.app import application
from tests.service.console.conftest import PASSWORD
from tests.support.bench import Bench


@contextmanager
def serving(app: object, listener: socket.socket) -> Iterator[None]:
    """The application, answering on `listener`."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))  # type: ignore[arg-type]
    thread = Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def address(bench: Bench, runtime: Runtime) -> Iterator[str]:
    """A console that is its own gateway: the other four services do not answer there."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        own = Runtime("console", bench.settings_of("console", public_url=address, site_url=address))
        with serving(application(bench.service("console"), own), listener):
            yield address


@contextmanager
def browser(address: str, name: str) -> Iterator[httpx.Client]:
    """A browser in which somebody has signed in."""
    with httpx.Client(base_url=address, trust_env=False) as client:
        answer = client.post("/masuk", data={"nama_masuk": name, "kata_sandi": PASSWORD}, headers={"origin": address})
        assert answer.status_code == 303, answer.text
        yield client


@pytest.fixture
def letter(runtime: Runtime) -> UUID:
    """A dead event of console's."""
    case = uuids.uuid7()
    with runtime.database.unit() as unit:
        event = unit.publish(PenarikanTerlambat(berkas_id=case, sebab="Isi perkara"), subject=case, actor="uji")
        unit.session.flush()
        row = unit.session.exec(select(Outbox).where(Outbox.event_id == event.id)).one()
        row.dead_at, row.last_error = now(), "UnknownEvent: <b>versi 9</b>"
        return row.id


def form_token(page: str) -> str:
    """The form token in a page."""
    return page.partition('name="csrf" value="')[2].partition('"')[0]


def test_silent_services_and_dead_letters_are_on_one_page(address: str, letter: UUID) -> None:
    with browser(address, "maria") as client:
        page = client.get("/operasi").text
    assert page.count("Tidak menjawab") == 4
    assert page.count("Perlu dilihat") == 1
    assert f"/operasi/console/{letter}/coba-lagi" in page and f"/operasi/console/{letter}/buang" in page
    assert "UnknownEvent: &lt;b&gt;versi 9&lt;/b&gt;" in page and "Isi perkara" not in page
    assert "http-equiv" not in page


def test_a_letter_is_tried_again_and_another_discarded_from_the_page(
    address: str, letter: UUID, runtime: Runtime
) -> None:
    with browser(address, "maria") as client:
        token = form_token(client.get("/operasi").text)
        again = client.post(f"/operasi/console/{letter}/coba-lagi", data={"csrf": token})
        assert (again.status_code, again.headers["location"]) == (303, "/operasi?pesan=dicoba")
        with runtime.database.unit() as unit:
            unit.session.get_one(Outbox, letter).dead_at = now()
        no_reason = client.post(f"/operasi/console/{letter}/buang", data={"csrf": token, "alasan": ""})
        assert no_reason.status_code == 422 and "Tulis alasan" in no_reason.text
        gone = client.post(f"/operasi/console/{letter}/buang", data={"csrf": token, "alasan": "Versi lama"})
        assert gone.headers["location"] == "/operasi?pesan=dibuang"
        page = client.get(gone.headers["location"]).text
    assert "Sudah dibuang" in page and "Versi lama" in page and f"{letter}/buang" not in page
    with runtime.database.unit() as unit:
        acts = unit.session.exec(select(OperatorAct.act).where(OperatorAct.target == letter)).all()
    assert sorted(acts) == ["buang", "coba-lagi"]


def test_forms_without_the_page_s_token_do_nothing(address: str, letter: UUID, runtime: Runtime) -> None:
    with browser(address, "maria") as client:
        assert client.post(f"/operasi/console/{letter}/buang", data={"alasan": "x"}).status_code == 403
    with runtime.database.unit() as unit:
        assert unit.session.get_one(Outbox, letter).discarded_at is None


def test_the_board_is_for_operators(address: str) -> None:
    with browser(address, "agus") as client:
        answer = client.get("/operasi")
        assert answer.status_code == 403 and "tim operasi" in answer.text
    answer = httpx.get(f"{address}/operasi", trust_env=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk?lanjut=/operasi")
