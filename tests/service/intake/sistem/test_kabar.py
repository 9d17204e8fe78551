"""Telling the offices' systems: everything once and signed, retried, paused, and nobody held up by another."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text, update
from sqlmodel import col, select
from starlette.testclient import TestClient

from services.intake.conservation import check
from services.intake.domain.kabar import JenisKabar
from services.intake.handlers import HANDLERS
from services.intake.sistem.antar import JOBS
from services.intake.sistem.kabar import JOB, tell
from services.intake.sistem.models import KirimanKabar, LanggananKabar
from shared.events.catalogue import BerkasBergerak, BerkasDiajukan, LangkahSelesai
from shared.events.jobs import run_job
from shared.events.tables import Job, JobState, now
from shared.identity import PENGELOLA
from shared.runtime import Runtime
from shared.sop import Berkas
from shared.sop.perjalanan import withdraw
from shared.web.app import application
from tests.support.bench import Bench
from tests.support.people import actor, berkas_at, person
from tests.support.receiver import Receiver, receiver

LATER = (
    "UPDATE langganan_kabar SET tahan_sampai = tahan_sampai - interval '12 hours'",
    "UPDATE kiriman_kabar SET berikut_pada = berikut_pada - interval '12 hours'",
    "UPDATE job SET available_at = available_at - interval '12 hours' WHERE kind = 'kabar'",
)
ALL = [kind.value for kind in JenisKabar]


class Teller:
    """Intake that may reach loopback, its clock, and its administrator."""

    def __init__(self, bench: Bench) -> None:
        bench.runtime("intake")
        settings = bench.settings_of("intake", outbound_allow="127.0.0.0/8", webhook_seconds=1)
        self.runtime = Runtime("intake", settings)
        self.client = TestClient(application(bench.service("intake"), self.runtime), raise_server_exceptions=False)
        self.headers = bench.headers(person(PENGELOLA))

    def ask(self, method: str, path: str, **body: Any) -> Any:
        """Ask as the administrator."""
        return self.client.request(method, f"/api/intake/sistem{path}", json=body or None, headers=self.headers)

    def subscribe(self, to: Receiver, *jenis: str) -> tuple[str, str]:
        """Register an address; its id and secret."""
        made = self.ask("POST", "/langganan", alamat=to.address, jenis=list(jenis) or ALL).json()
        return made["langganan"]["id"], made["rahasia_tanda"]

    def hear(self, event: BerkasBergerak) -> None:
        """What another desk tells of a case."""
        with self.runtime.database.unit() as unit:
            HANDLERS[type(event)](unit, event)

    def due(self) -> list[str]:
        """Jobs that a relay would wake a worker for now, in its order."""
        with self.runtime.database.unit() as unit:
            query = select(Job.id).where(Job.kind == JOB, Job.state == JobState.WAITING, Job.available_at <= now())
            return [str(found) for found in unit.session.exec(query.order_by(col(Job.available_at)))]

    def carry(self) -> int:
        """Do what is due, until nothing is; how many jobs that were."""
        done = 0
        while jobs := self.due():
            for job_id in jobs:
                run_job(self.runtime, JOBS, job_id)
            done += len(jobs)
        return done

    def later(self) -> None:
        """As if hours went by."""
        with self.runtime.database.unit() as unit:
            for statement in LATER:
                unit.session.execute(text(statement))

    def messages(self, langganan_id: str) -> list[dict[str, Any]]:
        """The log of an address."""
        found: list[dict[str, Any]] = self.ask("GET", f"/langganan/{langganan_id}/kiriman").json()
        return found

    def state(self, langganan_id: str) -> dict[str, Any]:
        """An address as the administrator sees it."""
        return next(row for row in self.ask("GET", "/langganan").json() if row["id"] == langganan_id)


@pytest.fixture
def teller(bench: Bench) -> Iterator[Teller]:
    """A teller; its addresses are stopped afterwards."""
    teller = Teller(bench)
    yield teller
    with teller.runtime.database.unit() as unit:
        unit.session.execute(update(LanggananKabar).values(dihentikan_pada=now()))
        unit.session.execute(update(Job).where(col(Job.kind) == JOB).values(state=JobState.DISCARDED))


@pytest.fixture
def listener() -> Iterator[Receiver]:
    """An office's system."""
    with receiver() as found:
        yield found


def many(teller: Teller, count: int) -> list[Berkas]:
    """So many cases that were just submitted."""
    found = [berkas_at("R2a", nomor=n) for n in range(1, count + 1)]
    for berkas in found:
        teller.hear(BerkasDiajukan(berkas=berkas))
    return found


def test_a_message_is_a_signed_event_without_names(teller: Teller, listener: Receiver) -> None:
    _, secret = teller.subscribe(listener)
    (berkas,) = many(teller, 1)
    teller.carry()
    (told,) = listener.events(secret)
    assert (told["specversion"], told["type"], told["subject"]) == (
        "1.0", "id.terbit.kabar.diajukan", str(berkas.id)
    )  # fmt: skip
    assert told["data"] == {
        "berkas": str(berkas.id), "kantor": "6202", "agenda": berkas.agenda, "revisi": 1, "giliran": 1, "dari": "R1",
        "langkah": "R2a", "keadaan": "berjalan", "laman": None,
    }  # fmt: skip
    headers, body = listener.taken[0]
    assert headers["webhook-id"] == told["id"]
    assert headers["content-type"].startswith("application/cloudevents+json")
    for private in (berkas.pengusul.nama, berkas.pengusul.nip, berkas.produk.penandatangan, berkas.nota_dinas.hal):
        assert private.encode() not in body


def test_each_kind_of_happening_has_its_word(teller: Teller, listener: Receiver) -> None:
    _, secret = teller.subscribe(listener)
    lies = berkas_at("R5b")
    page = "https://terbit.example/jdih/6202/33"
    act = lies.riwayat[-1].model_copy(update={"tindakan": "unggah", "langkah": "R5b", "ke": "", "catatan": page})
    published = lies.model_copy(update={"riwayat": (*lies.riwayat[:-1], act)})
    with teller.runtime.database.unit() as unit:
        tell(unit, berkas_at("R3a"))
        tell(unit, published)
        tell(unit, withdraw(berkas_at("R2a"), actor("pengusul"), now(), "Keliru"))
    teller.carry()
    told = [(event["type"].rpartition(".")[2], event["data"]["laman"]) for event in listener.events(secret)]
    assert sorted(told, key=str) == [
        ("ditarik", None), ("langkah-selesai", None), ("langkah-selesai", None), ("terbit", page)
    ]  # fmt: skip


def test_intakes_own_acts_are_told_and_only_what_is_wanted(bench: Bench, teller: Teller, listener: Receiver) -> None:
    _, secret = teller.subscribe(listener, "dikembalikan", "ditolak")
    body = {"giliran": 1, "alasan": "Lampiran kurang."}
    for path, more in (("kembalikan", {"ke": "R1"}), ("tolak", {})):
        berkas = bench.put("intake", berkas_at("R2a"))
        answer = teller.client.post(
            f"/api/intake/berkas/{berkas.id}/{path}", json={**body, **more}, headers=bench.headers(person("kasubbag"))
        )
        assert answer.status_code == 200
    teller.carry()
    assert [event["type"].rpartition(".")[2] for event in listener.events(secret)] == ["dikembalikan", "ditolak"]


def test_what_comes_twice_or_is_undone_is_told_once_or_not(teller: Teller, listener: Receiver) -> None:
    teller.subscribe(listener)
    event = LangkahSelesai(berkas=berkas_at("R3a"))
    teller.hear(event)
    teller.hear(event)
    with pytest.raises(ZeroDivisionError), teller.runtime.database.unit() as unit:
        tell(unit, berkas_at("R3a"))
        raise ZeroDivisionError
    teller.carry()
    assert len(listener.taken) == 1


def test_another_office_is_told_nothing(teller: Teller, listener: Receiver) -> None:
    teller.subscribe(listener)
    teller.hear(BerkasDiajukan(berkas=berkas_at("P2a", "kalbar-8-2022", "61", "keputusan_kpu_provinsi")))
    teller.carry()
    assert listener.taken == []


def test_an_address_that_is_away_is_left_alone_then_tried_again(teller: Teller, listener: Receiver) -> None:
    langganan, secret = teller.subscribe(listener)
    listener.status, listener.said = 503, b"x" * 5000
    many(teller, 3)
    teller.carry()
    assert len(listener.taken) == 1
    assert teller.state(langganan)["gagal_sejak"]
    assert check(teller.runtime) == []
    listener.status = 200
    for _ in range(4):
        teller.later()
        teller.carry()
    assert len({event["id"] for event in listener.events(secret)}) == 3
    log = teller.messages(langganan)
    assert {message["keadaan"] for message in log} == {"terkirim"}
    tries = [one for message in log for one in message["percobaan"]]
    assert sorted(one["status"] for one in tries) == [200, 200, 200, 503]
    assert {len(one["jawaban"]) for one in tries} == {200}
    assert teller.state(langganan)["gagal_sejak"] is None


def test_a_message_that_is_refused_holds_up_no_other_and_is_given_up_at_last(
    teller: Teller, listener: Receiver
) -> None:
    langganan, secret = teller.subscribe(listener)
    poison, *others = many(teller, 3)
    listener.refuse = str(poison.id)
    listener.status = 500
    for _ in range(15):
        teller.carry()
        teller.later()
    assert {message["keadaan"] for message in teller.messages(langganan)} == {"menunggu"}
    listener.status = 200
    for _ in range(13):
        teller.carry()
        teller.later()
    assert {event["subject"] for event in listener.events(secret)} == {str(b.id) for b in (poison, *others)}
    found = {message["isi"]["berkas"]: message for message in teller.messages(langganan)}
    refused = [one for one in found[str(poison.id)]["percobaan"] if one["status"] == 400]
    assert (found[str(poison.id)]["keadaan"], len(refused)) == ("gagal", 12)
    listener.refuse = ""
    answer = teller.ask("POST", f"/kiriman/{found[str(poison.id)]['id']}/kirim-ulang")
    assert answer.status_code == 202
    teller.carry()
    assert {message["keadaan"] for message in teller.messages(langganan)} == {"terkirim"}


@pytest.mark.parametrize("how", ["410", "three days"])
def test_an_address_is_paused_says_so_and_goes_on_without_loss(
    bench: Bench, teller: Teller, listener: Receiver, how: str
) -> None:
    langganan, _ = teller.subscribe(listener)
    listener.status = 410 if how == "410" else 500
    many(teller, 1)
    teller.carry()
    if how == "three days":
        with teller.runtime.database.unit() as unit:
            unit.session.get_one(LanggananKabar, UUID(langganan)).gagal_sejak = now() - timedelta(days=3, seconds=1)
        teller.later()
        teller.carry()
    assert teller.state(langganan)["dijeda_sebab"]
    page = teller.client.get(f"/sistem/langganan/{langganan}", headers=teller.headers).text
    assert "dijeda" in page
    many(teller, 1)
    before = len(listener.taken)
    teller.later()
    teller.carry()
    assert len(listener.taken) == before
    listener.status = 200
    teller.client.post(f"/sistem/langganan/{langganan}/lanjutkan", headers=teller.headers)
    teller.carry()
    assert {message["keadaan"] for message in teller.messages(langganan)} == {"terkirim"}
    assert check(teller.runtime) == []


@pytest.mark.parametrize("answers", [False, True], ids=["never", "at last"])
def test_a_slow_address_holds_up_nobody_for_longer_than_one_try(
    teller: Teller, listener: Receiver, answers: bool
) -> None:
    teller.subscribe(listener)
    listener.seconds, listener.drop = (0.8, b"") if answers else (30, b"H")
    with receiver() as quick:
        teller.subscribe(quick)
        begin = time.monotonic()
        many(teller, 12)
        while len(quick.taken) < 12:
            for job_id in teller.due():
                run_job(teller.runtime, JOBS, job_id)
        took = time.monotonic() - begin
    assert took < 12, f"{took:.1f} s for 12 messages beside an address that takes its whole second"


def test_workers_side_by_side_send_each_message_once(teller: Teller, listener: Receiver) -> None:
    langganan, secret = teller.subscribe(listener)
    many(teller, 12)
    jobs = teller.due()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda job_id: run_job(teller.runtime, JOBS, job_id), jobs))
    teller.later()
    teller.carry()
    assert len(listener.taken) == len({event["id"] for event in listener.events(secret)}) == 12
    assert {message["keadaan"] for message in teller.messages(langganan)} == {"terkirim"}


def test_a_worker_that_dies_while_it_sends_loses_nothing(teller: Teller, listener: Receiver) -> None:
    _, secret = teller.subscribe(listener)
    many(teller, 1)
    (job_id,) = teller.due()
    with teller.runtime.database.unit() as unit:  # as such a worker leaves them
        job = unit.session.get_one(Job, UUID(job_id))
        job.state, job.attempts, job.lease_until = JobState.RUNNING, 1, now() - timedelta(seconds=1)
        message = unit.session.exec(select(KirimanKabar).where(KirimanKabar.langganan_id == job.subject)).one()
        message.berikut_pada = now() + timedelta(minutes=1)
    run_job(teller.runtime, JOBS, job_id)
    assert listener.taken == []
    assert check(teller.runtime) == []
    teller.later()
    teller.carry()
    assert [event["id"] for event in listener.events(secret)] == [str(message.id)]


def test_messages_that_nobody_carries_are_found(teller: Teller, listener: Receiver) -> None:
    langganan, _ = teller.subscribe(listener)
    many(teller, 1)
    with teller.runtime.database.unit() as unit:
        unit.session.execute(update(Job).where(col(Job.subject) == UUID(langganan)).values(state=JobState.DISCARDED))
    assert len(check(teller.runtime)) == 1


def test_a_redirect_is_not_followed(teller: Teller, listener: Receiver) -> None:
    langganan, _ = teller.subscribe(listener)
    listener.status = 302
    many(teller, 1)
    teller.carry()
    assert len(listener.taken) == 1
    assert [one["status"] for one in teller.messages(langganan)[0]["percobaan"]] == [302]


@pytest.mark.parametrize(
    "alamat",
    ["http://contoh.go.id/", "https://127.0.0.1/", "https://169.254.169.254/", "https://[::1]/", "bukan alamat"],
)
def test_an_address_inside_is_not_registered(bench: Bench, alamat: str) -> None:
    wanted = {"alamat": alamat, "jenis": ["terbit"]}
    answer = bench.client("intake").post(
        "/api/intake/sistem/langganan", json=wanted, headers=bench.headers(person(PENGELOLA))
    )
    assert (answer.status_code, answer.json()["field"]) == (422, "alamat")


def test_an_address_that_became_unsafe_is_paused_and_not_reached(
    bench: Bench, teller: Teller, listener: Receiver
) -> None:
    langganan, _ = teller.subscribe(listener)
    many(teller, 1)
    for job_id in teller.due():
        run_job(bench.runtime("intake"), JOBS, job_id)
    assert listener.taken == []
    assert "https" in teller.state(langganan)["dijeda_sebab"]


def test_only_the_offices_own_administrator_looks_after_addresses(
    bench: Bench, teller: Teller, listener: Receiver
) -> None:
    langganan, _ = teller.subscribe(listener)
    many(teller, 1)
    (message,) = teller.messages(langganan)
    for who in (person("kasubbag"), person(PENGELOLA, "61")):
        teller.headers = bench.headers(who)
        answers = [
            teller.ask("POST", f"/langganan/{langganan}/hentikan"),
            teller.ask("GET", f"/langganan/{langganan}/kiriman"),
            teller.ask("POST", f"/langganan/{langganan}/lanjutkan"),
            teller.ask("POST", f"/kiriman/{message['id']}/kirim-ulang"),
            teller.ask("POST", "/langganan", alamat=listener.address, jenis=["terbit"], kantor="6202"),
        ]  # fmt: skip
        assert {answer.status_code for answer in answers} <= {403, 404}


def test_a_stopped_address_is_told_nothing_more(teller: Teller, listener: Receiver) -> None:
    langganan, _ = teller.subscribe(listener)
    many(teller, 1)
    teller.ask("POST", f"/langganan/{langganan}/hentikan")
    many(teller, 1)
    teller.carry()
    assert listener.taken == []
    assert teller.ask("POST", f"/langganan/{langganan}/lanjutkan").status_code == 409
    assert check(teller.runtime) == []


def test_the_page_registers_and_shows(teller: Teller, listener: Receiver) -> None:
    form = {"alamat": listener.address, "jenis": ["terbit", "diajukan"], "kunci": "halaman"}
    shown = teller.client.post("/sistem/langganan", data=form, headers=teller.headers)
    assert "whsec_" in shown.text
    assert listener.address in teller.client.get("/sistem", headers=teller.headers).text
    wrong = teller.client.post("/sistem/langganan", data={"alamat": "ftp://x"}, headers=teller.headers)
    assert wrong.status_code == 422
    assert 'href="#f-jenis"' in wrong.text
