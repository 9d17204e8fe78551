"""The scan desks before real servers: a berkas at a step, what a person sends, the work that a worker would do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import pytest
from httpx import Response
from sqlmodel import col, select

from services.scan.jobs import JOBS
from services.scan.models import Pemindaian
from shared.berkas import find
from shared.events.jobs import run_job
from shared.events.tables import Job
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import nota_dinas
from shared.sop import Berkas, Dokumen, JenisDokumen
from shared.storage import keep
from tests.support.bench import Bench
from tests.support.people import berkas_at, document, person

SOPS = {"61": "kalbar-8-2022", "6202": "kotim-33-2021"}


class At(Protocol):
    """Puts a berkas before this service; given files really lie in the store."""

    def __call__(self, langkah: str, kantor: str = "61", *, signed: bool = False, **files: bytes) -> Berkas: ...


class Send(Protocol):
    """Posts to the API about a berkas, at its present turn unless told another."""

    def __call__(self, berkas: Berkas, path: str, orang: Orang, **body: Any) -> Response: ...


@pytest.fixture(scope="session")
def plain() -> bytes:
    """A PDF of one page with good text."""
    return nota_dinas(seed=5).born_digital_pdf


@pytest.fixture
def scan(bench: Bench) -> Runtime:
    """The runtime of the scan service."""
    return bench.runtime("scan")


@pytest.fixture
def staf() -> Orang:
    """Staff of office 61."""
    return person("staf", "61")


@pytest.fixture
def kasubbag() -> Orang:
    """Head of sub-division of office 61."""
    return person("kasubbag", "61")


@pytest.fixture
def at(bench: Bench, scan: Runtime, tmp_path: Path) -> At:
    """A berkas at a step."""

    def stored(name: str, data: bytes, signed: bool) -> Dokumen:
        path = tmp_path / name
        path.write_bytes(data)
        media = "application/json" if name == JenisDokumen.TEKS else "application/pdf"
        keep(scan.database, scan.store, path, media)
        return document(JenisDokumen(name), "", data, bertanda_tangan=signed, ukuran=len(data), tipe=media)

    def put(langkah: str, kantor: str = "61", *, signed: bool = False, **files: bytes) -> Berkas:
        given = {JenisDokumen(name): stored(name, data, signed) for name, data in files.items()}
        return bench.put("scan", berkas_at(langkah, SOPS[kantor], kantor, "keputusan_kpu_provinsi", given))

    return put


@pytest.fixture
def send(bench: Bench) -> Send:
    """Act through the API."""

    def post(berkas: Berkas, path: str, orang: Orang, **body: Any) -> Response:
        answer: Response = bench.client("scan").post(
            f"/api/scan/berkas/{berkas.id}/{path}", json={"giliran": berkas.giliran, **body},
            headers=bench.headers(orang),
        )  # fmt: skip
        return answer

    return post


@pytest.fixture
def upload(bench: Bench) -> Callable[..., Response]:
    """Send files (name to bytes, in order) to be scanned."""

    def post(berkas: Berkas, orang: Orang, files: dict[str, bytes] | None = None, **fields: Any) -> Response:
        answer: Response = bench.client("scan").post(
            f"/api/scan/berkas/{berkas.id}/pindaian", data={"giliran": str(berkas.giliran), **fields},
            files=[("berkas", (name, data)) for name, data in (files or {}).items()] or None,
            headers=bench.headers(orang),
        )  # fmt: skip
        return answer

    return post


@pytest.fixture
def work(scan: Runtime) -> Callable[[UUID], None]:
    """Do the open jobs of a berkas, as a worker would."""

    def run(berkas_id: UUID) -> None:
        for job in jobs(scan, berkas_id):
            run_job(scan, JOBS, str(job.id))

    return run


def jobs(runtime: Runtime, berkas_id: UUID) -> list[Job]:
    """The jobs about a berkas, oldest first."""
    with runtime.database.unit() as unit:
        return list(unit.session.exec(select(Job).where(Job.subject == berkas_id).order_by(col(Job.id))))


def scans(runtime: Runtime, berkas_id: UUID) -> list[Pemindaian]:
    """The scans of a berkas, oldest first."""
    query = select(Pemindaian).where(Pemindaian.berkas_id == berkas_id).order_by(col(Pemindaian.id))
    with runtime.database.unit() as unit:
        return list(unit.session.exec(query))


def known(runtime: Runtime, berkas_id: UUID) -> Berkas:
    """The berkas as the service has it now."""
    with runtime.database.unit() as unit:
        return find(unit, berkas_id)
