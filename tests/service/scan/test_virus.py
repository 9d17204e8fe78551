"""Viruses: refused at the door, found by the job, told in the list."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from httpx import Response
from sqlmodel import col, func, select
from starlette.testclient import TestClient

from services.scan.jobs import JOBS
from shared.events.jobs import run_job
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Berkas
from shared.tables import StoredObject
from shared.web.app import application
from tests.service.intake.test_submission import FORM
from tests.service.scan.conftest import At, Send, jobs, known, scans
from tests.service.scan.test_kelengkapan import checklist
from tests.support.bench import Bench
from tests.support.clamd import EICAR, NAME, Clamd, clamd
from tests.support.people import person

Upload = Callable[..., Response]


@pytest.fixture
def server() -> Iterator[Clamd]:
    """A clamd."""
    with clamd() as server:
        yield server


def infected(pdf: bytes) -> bytes:
    return pdf + b"\n%" + EICAR + b"\n"


def watched(bench: Bench, service: str, url: str) -> Runtime:
    """A runtime with a scanner, on the database of the bench's own."""
    bench.runtime(service)
    return Runtime(service, bench.settings_of(service, clamd_url=url, clamd_seconds=2))


def client_of(bench: Bench, runtime: Runtime) -> TestClient:
    return TestClient(application(bench.service(runtime.service), runtime), raise_server_exceptions=False)


def stored(runtime: Runtime) -> int:
    with runtime.database.unit() as unit:
        return int(unit.session.execute(select(func.count(col(StoredObject.sha256)))).scalar_one())


def line(bench: Bench, scan: Runtime, berkas: Berkas, orang: Orang) -> dict[str, Any]:
    lines = checklist(bench, known(scan, berkas.id), orang)["baris"]
    found: dict[str, Any] = {one["kode"]: one for one in lines}["virus"]
    return found


def scanned(
    bench: Bench,
    scan: Runtime,
    url: str,
    berkas: Berkas,
    orang: Orang,
    sent: dict[str, bytes],
    upload: Upload,
    send: Send,
) -> dict[str, Any]:
    """The line of the list after a scan whose job had this scanner, while the API had none."""
    assert upload(berkas, orang, sent).status_code == 202
    (job,) = jobs(scan, berkas.id)
    run_job(watched(bench, "scan", url) if url else scan, JOBS, str(job.id))
    assert send(berkas, "pindai-selesai", orang).status_code == 200
    return line(bench, scan, berkas, orang)


@pytest.mark.parametrize("field", ["nota_dinas_berkas", "naskah_asli", "salinan"])
def test_an_infected_submission_is_refused_with_its_field(
    bench: Bench, server: Clamd, plain: bytes, field: str
) -> None:
    runtime = watched(bench, "intake", server.url)
    files = {name: (f"{name}.pdf", plain) for name in ("nota_dinas_berkas", "naskah_asli", "salinan")}
    files[field] = (f"{field}.pdf", infected(plain))
    answer = client_of(bench, runtime).post(
        "/api/intake/berkas", data={**FORM, "kunci": f"virus-{field}"}, files=files,
        headers=bench.headers(person("pengusul")),
    )  # fmt: skip
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "berkas-bervirus", field)
    assert NAME in answer.json()["detail"]


def test_an_infected_scan_is_refused_and_nothing_is_stored(
    bench: Bench, scan: Runtime, server: Clamd, at: At, staf: Orang, plain: bytes
) -> None:
    berkas, before = at("P5"), stored(scan)
    client = client_of(bench, watched(bench, "scan", server.url))
    answer = client.post(
        f"/api/scan/berkas/{berkas.id}/pindaian", data={"giliran": str(berkas.giliran)},
        files=[("berkas", ("a.pdf", plain)), ("berkas", ("b.pdf", infected(plain)))], headers=bench.headers(staf),
    )  # fmt: skip
    assert (answer.status_code, answer.json()["code"]) == (422, "berkas-bervirus")
    assert "“b.pdf”" in answer.json()["detail"]
    assert (scans(scan, berkas.id), stored(scan)) == ([], before)


def test_a_scanner_that_is_away_keeps_nobody_from_sending(
    bench: Bench, scan: Runtime, at: At, staf: Orang, plain: bytes
) -> None:
    berkas = at("P5")
    client = client_of(bench, watched(bench, "scan", "tcp://127.0.0.1:1"))
    answer = client.post(
        f"/api/scan/berkas/{berkas.id}/pindaian", data={"giliran": str(berkas.giliran)},
        files=[("berkas", ("a.pdf", plain))], headers=bench.headers(staf),
    )  # fmt: skip
    assert answer.status_code == 202


def test_all_that_was_handed_in_is_looked_through(
    bench: Bench, scan: Runtime, server: Clamd, at: At, upload: Upload, send: Send, staf: Orang, plain: bytes
) -> None:
    nota, asli = plain + b"\n%1\n", plain + b"\n%2\n"
    berkas = at("P5", nota_dinas=nota, naskah_asli=asli, salinan=plain + b"\n%3\n")
    found = scanned(bench, scan, server.url, berkas, staf, {"a.pdf": plain}, upload, send)
    assert (found["hasil"], "5 dokumen diperiksa" in found["penjelasan"]) == ("lulus", True)
    assert {plain, nota, asli} <= set(server.seen)


def test_what_is_found_later_holds_the_berkas_back(
    bench: Bench, scan: Runtime, server: Clamd, at: At, upload: Upload, send: Send, staf: Orang, kasubbag: Orang,
    plain: bytes,
) -> None:  # fmt: skip
    berkas = at("P5", nota_dinas=infected(plain), naskah_asli=plain, salinan=plain)
    found = scanned(bench, scan, server.url, berkas, staf, {"a.pdf": plain}, upload, send)
    assert (found["hasil"], found["wajib"]) == ("gagal", True)
    assert f"nota_dinas.pdf ({NAME})" in found["penjelasan"]
    now = known(scan, berkas.id)
    lines = checklist(bench, now, kasubbag)["baris"]
    said = {one["kode"]: "Sudah dilihat" for one in lines}
    refused = send(now, "kelengkapan", kasubbag, konfirmasi=dict.fromkeys(said, True), catatan=said)
    assert (refused.status_code, refused.json()["code"]) == (422, "belum-lengkap")
    assert "Pemeriksaan virus" in refused.json()["detail"]


@pytest.mark.parametrize(("url", "why"), [("", "tidak dipasang"), ("tcp://127.0.0.1:1", "tidak menjawab")])
def test_what_nobody_looked_at_is_not_green(
    bench: Bench, scan: Runtime, at: At, upload: Upload, send: Send, staf: Orang, plain: bytes, url: str, why: str
) -> None:
    berkas = at("P5", nota_dinas=plain, naskah_asli=plain, salinan=plain)
    found = scanned(bench, scan, url, berkas, staf, {"a.pdf": plain}, upload, send)
    assert (found["hasil"], why in found["penjelasan"]) == ("tidak_diperiksa", True)
    assert "Tidak diperiksa" in found["penjelasan"]
