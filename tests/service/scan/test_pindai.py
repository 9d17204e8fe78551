"""From the files of a scan to the next step, on a real database, store and OCR engine."""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from httpx import Response
from sqlmodel import select

from services.scan.conservation import check
from services.scan.domain.pencocokan import has_number
from services.scan.jobs import JOBS
from shared.berkas import keep_newest
from shared.events.catalogue import PekerjaanTerhenti
from shared.events.jobs import run_job
from shared.events.tables import JobState, Outbox
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import encrypted_pdf, nota_dinas, png_page, signed_pdf, surat_edaran
from shared.sop import JenisDokumen, Keadaan
from shared.storage import key_of
from shared.tables import StoredObject
from tests.service.scan.conftest import At, Send, jobs, known, scans
from tests.support.bench import Bench
from tests.support.people import person

J = JenisDokumen
Upload = Callable[..., Response]
Work = Callable[[UUID], None]


def latest(bench: Bench, berkas_id: UUID, orang: Orang) -> dict[str, Any]:
    answer = bench.client("scan").get(f"/api/scan/berkas/{berkas_id}/pindaian", headers=bench.headers(orang))
    body: dict[str, Any] = answer.json()
    return body


def test_a_picture_and_a_pdf_become_one_searchable_document(
    bench: Bench,
    scan: Runtime,
    at: At,
    upload: Upload,
    send: Send,
    work: Work,
    staf: Orang,
    plain: bytes,
    tmp_path: Path,
) -> None:
    berkas, picture = at("P5"), png_page(seed=3)
    sent = upload(berkas, staf, {"halaman 1.png": picture, "lampiran.pdf": plain}, kunci="a")
    assert (sent.status_code, sent.json()["state"]) == (202, "antre")
    work(berkas.id)
    done = latest(bench, berkas.id, staf)
    assert (done["state"], done["halaman"], done["pdfa"]) == ("siap", 2, "valid")
    assert [(page["judgement"], page["ocr"]) for page in done["laporan"]] == [("tidak ada", True), ("baik", False)]
    assert done["laporan"][0]["confidence"] > 80
    moved = send(berkas, "pindai-selesai", staf, kunci="b")
    assert (moved.status_code, moved.json()["langkah"]) == (200, "P6")
    now = known(scan, berkas.id)
    added = [d for d in now.dokumen if d.langkah == "P5"]
    assert [d.jenis for d in added] == [J.PINDAIAN, J.PINDAIAN, J.HASIL_SCAN, J.TEKS]
    assert [d.sha256 for d in added[:2]] == [sha256(data).hexdigest() for data in (picture, plain)]
    assert (added[2].sumber, added[2].halaman) == (added[0].sha256, 2)
    texts = json.loads(scan.store.fetch(added[3].sha256, tmp_path / "teks").read_text())["halaman"]
    assert has_number(surat_edaran(seed=3).metadata.nomor, texts[0])
    assert nota_dinas(seed=5).metadata.nomor in texts[1]
    assert scan.store.fetch(added[2].sha256, tmp_path / "pdf").read_bytes().startswith(b"%PDF-")
    assert check(scan) == []


def test_a_signed_salinan_passes_byte_for_byte(
    bench: Bench, scan: Runtime, at: At, upload: Upload, send: Send, work: Work, staf: Orang
) -> None:
    signed = signed_pdf()
    berkas = at("P5", signed=True, salinan=signed)
    assert upload(berkas, staf, pakai="salinan").status_code == 202
    work(berkas.id)
    done = latest(bench, berkas.id, staf)
    assert (done["asal"], done["hasil"], done["pdfa"]) == ("salinan", sha256(signed).hexdigest(), "tidak diperiksa")
    assert send(berkas, "pindai-selesai", staf).status_code == 200
    added = [d for d in known(scan, berkas.id).dokumen if d.langkah == "P5"]
    assert [(d.jenis, d.bertanda_tangan) for d in added] == [(J.HASIL_SCAN, True), (J.TEKS, False)]
    page = bench.client("scan").get(f"/pindai/{berkas.id}/hasil/{done['hasil']}", headers=bench.headers(staf))
    assert page.content == signed
    assert check(scan) == []


def test_a_double_click_is_one_scan(scan: Runtime, at: At, upload: Upload, staf: Orang, plain: bytes) -> None:
    berkas = at("P5")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: upload(berkas, staf, {"a.pdf": plain}, kunci="sama").json(), range(4)))
    assert len({answer["id"] for answer in answers}) == 1
    assert len(jobs(scan, berkas.id)) == len(scans(scan, berkas.id)) == 1


def test_a_newer_scan_replaces_an_older_one_and_its_result_is_dropped(
    scan: Runtime, at: At, upload: Upload, work: Work, staf: Orang, plain: bytes
) -> None:
    berkas, second = at("P5"), nota_dinas(seed=6).born_digital_pdf
    for name, data in (("a.pdf", plain), ("b.pdf", second)):
        assert upload(berkas, staf, {name: data}).status_code == 202
    work(berkas.id)
    assert [(row.state, row.hasil is None) for row in scans(scan, berkas.id)] == [("diganti", True), ("siap", False)]
    assert {job.state for job in jobs(scan, berkas.id)} == {JobState.DONE}
    assert check(scan) == []


def test_a_scan_of_a_berkas_that_moved_on_is_dropped(
    scan: Runtime, at: At, upload: Upload, send: Send, work: Work, staf: Orang, plain: bytes
) -> None:
    returned, withdrawn = at("P5"), at("P5")
    for berkas in (returned, withdrawn):
        upload(berkas, staf, {"a.pdf": plain})
    assert send(returned, "kembalikan", staf, ke="P4", alasan="Salinan kurang satu halaman").status_code == 200
    with scan.database.unit() as unit:
        keep_newest(unit, withdrawn.model_copy(update={"keadaan": Keadaan.DITARIK, "langkah": None}))
    for berkas in (returned, withdrawn):
        work(berkas.id)
        assert [row.state for row in scans(scan, berkas.id)] == ["diganti"]
        assert [job.state for job in jobs(scan, berkas.id)] == [JobState.DONE]
    assert check(scan) == []


def test_a_result_is_taken_only_when_there_is_one(
    scan: Runtime, at: At, upload: Upload, send: Send, staf: Orang, plain: bytes
) -> None:
    berkas = at("P5")
    for _ in range(2):
        answer = send(berkas, "pindai-selesai", staf)
        assert (answer.status_code, answer.json()["code"]) == (409, "scan-belum-siap")
        upload(berkas, staf, {"a.pdf": plain})
    assert known(scan, berkas.id) == berkas


def test_taking_a_result_twice_is_one_step(
    at: At, upload: Upload, send: Send, work: Work, staf: Orang, plain: bytes
) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"a.pdf": plain})
    work(berkas.id)
    first, second = (send(berkas, "pindai-selesai", staf, kunci="k") for _ in range(2))
    assert first.json() == second.json()
    assert first.json()["giliran"] == berkas.giliran + 1


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "tanpa-berkas"),
        ({"a.pdf": b"halo semua"}, "jenis-tidak-dikenal"),
        ({"a.pdf": encrypted_pdf()}, "pdf-terkunci"),
        ({"a.pdf": signed_pdf(), "b.png": png_page(dpi=72)}, "pdf-bertanda-tangan-digabung"),
    ],
)
def test_what_cannot_be_scanned_is_refused_and_nothing_is_kept(
    scan: Runtime, at: At, upload: Upload, staf: Orang, files: dict[str, bytes], code: str
) -> None:
    berkas = at("P5")
    answer = upload(berkas, staf, files)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert scans(scan, berkas.id) == []
    assert not any(scan.store.has(sha256(data).hexdigest()) for data in files.values())


def test_who_may_not_scan_stores_nothing(scan: Runtime, at: At, upload: Upload, kasubbag: Orang) -> None:
    berkas, data = at("P5"), nota_dinas(seed=77).born_digital_pdf
    answers = [upload(berkas, orang, {"a.pdf": data}) for orang in (kasubbag, person("staf", "6202"))]
    stale = upload(berkas.model_copy(update={"giliran": 1}), person("staf", "61"), {"a.pdf": data})
    assert [answer.status_code for answer in (*answers, stale)] == [403, 404, 409]
    assert not scan.store.has(sha256(data).hexdigest())


def test_a_scan_that_needs_a_person_says_so_here_and_to_the_others(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, staf: Orang
) -> None:
    berkas, data = at("P5"), nota_dinas(seed=88).born_digital_pdf
    upload(berkas, staf, {"a.pdf": data})
    scan.store.client.remove_object(scan.store.private, key_of(sha256(data).hexdigest()))
    work(berkas.id)
    failed = latest(bench, berkas.id, staf)
    assert (failed["state"], failed["sebab"]) == ("gagal", "Berkas tidak ditemukan di penyimpanan.")
    with scan.database.unit() as unit:
        told = unit.session.exec(
            select(Outbox).where(Outbox.type == PekerjaanTerhenti.TYPE, Outbox.subject == str(berkas.id))
        )
        assert [row.envelope["data"]["sebab"] for row in told] == [failed["sebab"]]
    assert [job.state for job in jobs(scan, berkas.id)] == [JobState.ATTENTION]


def test_a_failed_scan_is_done_when_operations_retries_it(
    scan: Runtime, at: At, upload: Upload, work: Work, staf: Orang, tmp_path: Path
) -> None:
    berkas, data = at("P5"), nota_dinas(seed=89).born_digital_pdf
    upload(berkas, staf, {"a.pdf": data})
    scan.store.client.remove_object(scan.store.private, key_of(sha256(data).hexdigest()))
    work(berkas.id)
    (tmp_path / "a").write_bytes(data)
    scan.store.put(tmp_path / "a", sha256(data).hexdigest(), "application/pdf")
    with scan.database.unit() as unit:
        (job,) = jobs(scan, berkas.id)
        job.state, job.attempts = JobState.WAITING, 0
        unit.session.merge(job)
    work(berkas.id)
    assert [(row.state, row.sebab) for row in scans(scan, berkas.id)] == [("siap", None)]


def test_a_scan_too_heavy_twice_goes_to_a_person(
    bench: Bench, scan: Runtime, at: At, upload: Upload, staf: Orang, plain: bytes
) -> None:
    hasty = Runtime("scan", bench.settings_of("scan", ocr_seconds=0, ocr_page_seconds=0, job_retry_seconds=0))
    berkas = at("P5")
    upload(berkas, staf, {"a.pdf": plain})
    (job,) = jobs(scan, berkas.id)
    run_job(hasty, JOBS, str(job.id))
    assert (scans(scan, berkas.id)[0].state, jobs(scan, berkas.id)[0].state) == ("diolah", JobState.WAITING)
    run_job(hasty, JOBS, str(job.id))
    (row,) = scans(scan, berkas.id)
    assert (row.state, "terlalu berat" in (row.sebab or "")) == ("gagal", True)


def test_work_on_a_replaced_scan_stops_while_it_runs(
    bench: Bench, scan: Runtime, at: At, upload: Upload, staf: Orang, plain: bytes
) -> None:
    watchful = Runtime("scan", bench.settings_of("scan", job_lease_seconds=0.6))
    berkas = at("P5")
    upload(berkas, staf, {"a.png": png_page(seed=4)})
    (job,) = jobs(scan, berkas.id)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run_job, watchful, JOBS, str(job.id))
        while scans(scan, berkas.id)[0].state != "diolah":
            time.sleep(0.05)
        upload(berkas, staf, {"b.pdf": plain})
        before = stored(scan)
        running.result()
    assert [row.state for row in scans(scan, berkas.id)] == ["diganti", "antre"]
    assert jobs(scan, berkas.id)[0].state == JobState.DONE
    assert stored(scan) == before


def stored(runtime: Runtime) -> int:
    with runtime.database.unit() as unit:
        return len(unit.session.exec(select(StoredObject)).all())


def test_the_check_names_a_scan_that_is_forgotten_or_whose_result_is_lost(
    scan: Runtime, at: At, upload: Upload, work: Work, staf: Orang, plain: bytes
) -> None:
    forgotten, lost = at("P5"), at("P5")
    for berkas in (forgotten, lost):
        upload(berkas, staf, {"a.pdf": plain})
    work(lost.id)
    with scan.database.unit() as unit:
        unit.session.delete(unit.session.merge(jobs(scan, forgotten.id)[0]))
        row = unit.session.merge(scans(scan, lost.id)[0])
        kept, row.teks = row.teks, "0" * 64
    said = [line for line in check(scan) if str(forgotten.id) in line or str(lost.id) in line]
    assert [("no job is open" in line, "not in the store" in line) for line in said] == [(False, True), (True, False)]
    with scan.database.unit() as unit:
        unit.session.merge(scans(scan, lost.id)[0]).teks = kept
        unit.session.delete(unit.session.merge(scans(scan, forgotten.id)[0]))
    assert check(scan) == []
