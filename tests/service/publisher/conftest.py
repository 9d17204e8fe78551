"""The publisher with its public site on a real port, and berkas whose scan really lies in the store."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import httpx
import pytest
import uvicorn
from sqlmodel import col, select

from services.publisher.jobs import JOBS
from services.publisher.models import Publikasi
from services.publisher.service import SERVICE
from shared.berkas import find
from shared.events.jobs import run_job
from shared.events.tables import Job, JobState, Outbox, now
from shared.runtime import Runtime
from shared.samples import surat_edaran
from shared.settings import settings
from shared.sidik import sidikan
from shared.sop import Berkas, Dokumen, JenisDokumen
from shared.storage import keep
from shared.web.app import application
from tests.support.bench import Bench
from tests.support.people import berkas_at, document, person

TEXT = [
    "SURAT EDARAN tentang <b>rapat pleno</b> terbuka bila A < B & C, rekapitulasi",
    "Pemutakhiran data pemilih Cempaga",
]


class Press(NamedTuple):
    """The publisher as its staff and the public meet it."""

    runtime: Runtime
    site: httpx.Client
    bench: Bench

    def post(self, berkas: Berkas, tindakan: str, peran: str = "staf", **body: Any) -> httpx.Response:
        """Act through the API at the berkas' turn, unless told another."""
        return self.site.post(
            f"/api/publisher/berkas/{berkas.id}/{tindakan}", json={"giliran": berkas.giliran, **body},
            headers=self.bench.headers(person(peran, berkas.kantor)),
        )  # fmt: skip

    def told(self, berkas: Berkas) -> dict[str, Any]:
        """What the API says of the newest publication."""
        headers = self.bench.headers(person("staf", berkas.kantor))
        answer: dict[str, Any] = self.site.get(f"/api/publisher/berkas/{berkas.id}/terbit", headers=headers).json()
        return answer

    def work(self, berkas: Berkas) -> str:
        """Run the due jobs of a berkas as a worker would, one attempt each; returns the publication's state."""
        with self.runtime.database.unit() as unit:
            query = select(Job).where(col(Job.subject) == berkas.id, col(Job.state) == JobState.WAITING)
            jobs = list(unit.session.exec(query.order_by(col(Job.created_at))))
            for job in jobs:
                job.available_at = now()
        for job in jobs:
            run_job(self.runtime, JOBS, str(job.id))
        return str(self.publication(berkas).keadaan)

    def publication(self, berkas: Berkas) -> Publikasi:
        """The newest publication of a berkas."""
        with self.runtime.database.unit() as unit:
            query = select(Publikasi).where(col(Publikasi.berkas_id) == berkas.id).order_by(col(Publikasi.nomor).desc())
            return unit.session.exec(query).first() or pytest.fail("nothing was ordered")

    def now_of(self, berkas_id: UUID) -> Berkas:
        """The berkas as the publisher has it now."""
        with self.runtime.database.unit() as unit:
            return find(unit, berkas_id)

    def events(self, berkas: Berkas) -> list[str]:
        """Types of the events that tell of a berkas, with their hearers."""
        with self.runtime.database.unit() as unit:
            rows = unit.session.exec(select(Outbox).where(Outbox.subject == str(berkas.id)).order_by(col(Outbox.seq)))
            return [f"{row.type.removeprefix('id.terbit.')} → {row.subscriber}" for row in rows]


def serve(app: Any) -> tuple[uvicorn.Server, threading.Thread, str]:
    """An application on a free loopback port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    return server, thread, f"http://127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def pressing(bench: Bench, **more: Any) -> Iterator[Press]:
    """The publisher's API and site on one port, which is also the public address; `more` are settings."""
    bench.runtime("publisher")
    settings = bench.settings_of("publisher", job_attempts=3, **more)
    runtime = Runtime("publisher", settings)
    server, thread, address = serve(application(SERVICE, runtime))
    settings.public_url, settings.site_url = address, ""
    with httpx.Client(base_url=address) as site:
        yield Press(runtime, site, bench)
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def press(bench: Bench) -> Iterator[Press]:
    """The publisher with nothing in its way."""
    with pressing(bench) as press:
        yield press


@pytest.fixture(scope="session")
def scan_pdf() -> bytes:
    """What is to be published."""
    return surat_edaran(seed=11).born_digital_pdf


At = Callable[..., Berkas]
_numbers = iter(range(101, 999))


@pytest.fixture
def at(press: Press, tmp_path: Path, scan_pdf: bytes) -> At:
    """A berkas at a step, scan and text in the store; each has a number of its own."""

    def stored(jenis: JenisDokumen, data: bytes, tipe: str) -> Dokumen:
        path = tmp_path / jenis
        path.write_bytes(data)
        keep(press.runtime.database, press.runtime.store, path, tipe)
        sidik = sidikan(path, settings().audit_digest).sidik
        return document(jenis, "", data, tipe=tipe, ukuran=len(data), halaman=2, sidik=sidik)

    def put(langkah: str, nomor: str = "", jenis: str = "surat_edaran", **produk: Any) -> Berkas:
        kalbar = langkah.startswith("P")
        text = json.dumps({"halaman": TEXT}).encode()
        given = {
            JenisDokumen.HASIL_SCAN: stored(JenisDokumen.HASIL_SCAN, scan_pdf, "application/pdf"),
            JenisDokumen.TEKS: stored(JenisDokumen.TEKS, text, "application/json"),
        }
        office = ("kalbar-8-2022", "61") if kalbar else ("kotim-33-2021", "6202")
        berkas = berkas_at(langkah, *office, jenis, given)
        changes = {"nomor": nomor or str(next(_numbers)), **produk}
        mine = berkas.model_copy(update={"produk": berkas.produk.model_copy(update=changes)})
        return press.bench.put("publisher", mine)

    return put
