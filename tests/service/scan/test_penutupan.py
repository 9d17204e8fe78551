"""Personal data, from the scan to the berkas: found, decided on, closed, and only then passed on."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pypdfium2
import pytest
from httpx import Response
from sqlmodel import col, select

from services.scan import conservation
from services.scan.models_privasi import Penutupan, PutusanDataPribadi
from services.scan.pages.lembar import PER_PAGE
from shared.crashpoints import Point, arm
from shared.events.tables import Job, JobState
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import keputusan_petugas, signed_pdf
from shared.sop import Berkas, JenisDokumen
from tests.service.scan.conftest import At, Send, jobs, known, scans
from tests.service.scan.test_kelengkapan import checklist
from tests.support.bench import Bench
from tests.support.people import person

Upload = Callable[..., Response]
Work = Callable[[UUID], None]
ROOT = Path(__file__).parents[3]
ONE_JOB = """
import sys
from pathlib import Path
from services.scan.jobs import JOBS
from shared.crashpoints import listen
from shared.events.jobs import run_job
from shared.runtime import Runtime
from shared.settings import settings
listen(Path(sys.argv[1]), "scan")
run_job(Runtime("scan", settings()), JOBS, sys.argv[2])
"""


@pytest.fixture(scope="session")
def told() -> tuple[bytes, str]:
    """A decision with one person of whom too much is told, and that person's NIK."""
    made, (who,) = keputusan_petugas(seed=2, people=1)
    return made.born_digital_pdf, who.nik


def scanned(scan: Runtime, at: At, upload: Upload, work: Work, pdf: bytes, langkah: str = "R4b") -> Berkas:
    """A berkas at its scan desk, with a scan that is ready."""
    kantor = "6202" if langkah.startswith("R") else "61"
    berkas = at(langkah, kantor)
    assert upload(berkas, person("staf", kantor), {"keputusan.pdf": pdf}).status_code == 202
    work(berkas.id)
    assert scans(scan, berkas.id)[-1].state == "siap"
    return berkas


def places(bench: Bench, berkas: Berkas, orang: Orang) -> dict[str, Any]:
    found: dict[str, Any] = checklist(bench, berkas, orang)["data_pribadi"]
    return found


def all_of(data: dict[str, Any], putusan: str, alasan: str = "") -> dict[str, Any]:
    return {one["kode"]: {"putusan": putusan, "alasan": alasan} for one in data["bagian"]}


def line(bench: Bench, berkas: Berkas, orang: Orang) -> dict[str, Any]:
    lines: dict[str, Any] = {one["kode"]: one for one in checklist(bench, berkas, orang)["baris"]}
    found: dict[str, Any] = lines["data-pribadi"]
    return found


def text_of(scan: Runtime, sha256: str, folder: Path) -> str:
    with pypdfium2.PdfDocument(scan.store.fetch(sha256, folder / sha256)) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def closings(scan: Runtime, berkas: Berkas) -> list[Penutupan]:
    query = select(Penutupan).where(Penutupan.berkas_id == berkas.id).order_by(col(Penutupan.id))
    with scan.database.unit() as unit:
        return list(unit.session.exec(query))


def test_a_scan_tells_what_it_found_and_keeps_no_value(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, told: tuple[bytes, str]
) -> None:
    berkas = scanned(scan, at, upload, work, told[0])
    data = places(bench, berkas, person("staf", "6202"))
    assert [one["jenis"] for one in data["bagian"]] == ["nik", "alamat", "telepon", "surel", "rekening"]
    assert {one["halaman"] for one in data["bagian"]} == {2}
    kept = json.dumps(scans(scan, berkas.id)[-1].peringatan)
    assert told[1] not in kept
    assert told[1][:2] in kept


def test_where_no_check_follows_nothing_is_passed_on_undecided(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, send: Send, told: tuple[bytes, str], tmp_path: Path
) -> None:
    staf = person("staf", "6202")
    berkas = scanned(scan, at, upload, work, told[0])
    early = send(berkas, "pindai-selesai", staf)
    assert (early.status_code, early.json()["code"]) == (422, "data-pribadi-belum-diputuskan")
    answers = all_of(places(bench, berkas, staf), "tutup")
    again = [send(berkas, "data-pribadi", staf, putusan=answers, kunci="a") for _ in range(2)]
    assert [(one.status_code, one.json()["penutupan"]) for one in again] == [(200, "antre")] * 2
    assert send(berkas, "pindai-selesai", staf).json()["code"] == "data-pribadi-belum-diputuskan"
    work(berkas.id)
    (closing,) = closings(scan, berkas)
    assert (closing.state, closing.pdfa, closing.digambar) == ("siap", "valid", [])
    assert send(berkas, "pindai-selesai", staf).status_code == 200
    after = known(scan, berkas.id)
    out, open_ = after.terbaru(JenisDokumen.HASIL_SCAN), scans(scan, berkas.id)[-1].hasil
    teks = after.terbaru(JenisDokumen.TEKS)
    assert out is not None
    assert teks is not None
    assert (out.sha256, out.sumber, teks.sumber) == (closing.hasil, open_, closing.hasil)
    assert out.ditutup == (2,) * 5
    assert open_ not in {one.sha256 for one in after.dokumen}
    assert "5 bagian ditutup" in after.riwayat[-1].catatan
    assert told[1] in text_of(scan, open_ or "", tmp_path)
    assert told[1] not in text_of(scan, out.sha256, tmp_path)
    assert told[1] not in scan.store.fetch(teks.sha256, tmp_path / "teks").read_text()
    assert [one for one in conservation.check(scan) if str(berkas.id) in one] == []


def test_the_check_waits_for_each_decision(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, send: Send, told: tuple[bytes, str], tmp_path: Path
) -> None:
    kasubbag = person("kasubbag", "61")
    lying = scanned(scan, at, upload, work, told[0], "P5")
    assert send(lying, "pindai-selesai", person("staf", "61")).status_code == 200
    berkas = known(scan, lying.id)
    assert berkas.langkah == "P6"
    undecided = line(bench, berkas, kasubbag)
    assert (undecided["hasil"], undecided["wajib"]) == ("gagal", True)
    assert "5 bagian belum diputuskan" in undecided["penjelasan"]
    words = {one["kode"]: "Sudah dilihat" for one in checklist(bench, berkas, kasubbag)["baris"]}
    blocked = send(berkas, "kelengkapan", kasubbag, konfirmasi=dict.fromkeys(words, True), catatan=words)
    assert (blocked.status_code, "tutup, atau boleh terbit" in blocked.json()["detail"]) == (422, True)
    data = places(bench, berkas, kasubbag)
    nameless = send(berkas, "data-pribadi", kasubbag, putusan=all_of(data, "boleh_terbit"))
    assert (nameless.status_code, nameless.json()["field"]) == (422, "alasan-1")
    answers = all_of(data, "boleh_terbit", "Kontak layanan yang disetujui") | {"1": {"putusan": "tutup"}}
    assert send(berkas, "data-pribadi", kasubbag, putusan=answers).status_code == 200
    assert "sedang dikerjakan" in line(bench, berkas, kasubbag)["penjelasan"]
    work(berkas.id)
    decided = line(bench, berkas, kasubbag)
    assert (decided["hasil"], "1 bagian ditutup: NIK di halaman 2" in decided["penjelasan"]) == ("lulus", True)
    lines = checklist(bench, berkas, kasubbag)["baris"]
    seen = {one["kode"]: True for one in lines if one["hasil"] == "tidak_diperiksa"}
    words = {one["kode"]: "Sudah dilihat" for one in lines if one["hasil"] == "gagal"}
    done = send(berkas, "kelengkapan", kasubbag, konfirmasi=seen, catatan=words)
    assert (done.status_code, done.json()["langkah"]) == (200, "P7")
    after = known(scan, berkas.id)
    out = after.terbaru(JenisDokumen.HASIL_SCAN)
    assert out is not None
    assert (out.langkah, out.sumber) == ("P6", scans(scan, berkas.id)[-1].hasil)
    assert told[1] not in text_of(scan, out.sha256, tmp_path)
    assert "boleh terbit: Kontak layanan yang disetujui" in after.riwayat[-1].catatan
    with scan.database.unit() as unit:
        rows = unit.session.exec(select(PutusanDataPribadi).where(PutusanDataPribadi.berkas_id == berkas.id)).all()
    assert {(row.putusan, row.oleh["nama"], row.langkah) for row in rows} == {
        ("tutup", kasubbag.nama, "P6"), ("boleh_terbit", kasubbag.nama, "P6"),
    }  # fmt: skip


def test_a_person_marks_more_and_thinks_again(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, send: Send, told: tuple[bytes, str]
) -> None:
    staf = person("staf", "6202")
    berkas = scanned(scan, at, upload, work, told[0])
    box = {"halaman": 1, "kiri": 60, "atas": 60, "kanan": 300, "bawah": 90, "alasan": "Nama anak"}
    for wrong in ({"halaman": 3}, {"kanan": 50}, {"alasan": " "}, {"bawah": 99999}):
        assert send(berkas, "data-pribadi", staf, kotak=[{**box, **wrong}]).status_code == 422
    marked = send(berkas, "data-pribadi", staf, kotak=[box]).json()
    assert marked["bagian"][-1]["kode"] == "k1"
    assert marked["bagian"][-1]["alasan"] == "Nama anak"
    work(berkas.id)
    assert closings(scan, berkas)[-1].state == "siap"
    open_ = all_of(places(bench, berkas, staf), "boleh_terbit", "Diumumkan atas persetujuan orangnya")
    assert send(berkas, "data-pribadi", staf, putusan=open_).json()["tertutup"] is None
    assert send(berkas, "pindai-selesai", staf).status_code == 200
    out = known(scan, berkas.id).terbaru(JenisDokumen.HASIL_SCAN)
    assert out is not None
    assert out.sha256 == scans(scan, berkas.id)[-1].hasil


def test_what_cannot_be_closed_is_told_and_nothing_is_stored(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, send: Send
) -> None:
    made, _ = keputusan_petugas(seed=2, people=1)
    staf = person("staf", "6202")
    berkas = scanned(scan, at, upload, work, twice(made.born_digital_pdf))
    data = places(bench, berkas, staf)
    niks = [one["kode"] for one in data["bagian"] if one["jenis"] == "nik"]
    assert len(niks) == 2
    send(berkas, "data-pribadi", staf, putusan={niks[0]: {"putusan": "tutup"}})
    work(berkas.id)
    (row,) = closings(scan, berkas)
    assert (row.state, row.hasil) == ("gagal", None)
    assert (
        "Tutup juga di sana" in line(bench, berkas, staf)["penjelasan"]
        or "belum diputuskan" in (line(bench, berkas, staf)["penjelasan"])
    )
    assert "Tutup juga di sana" in (row.sebab or "")
    send(berkas, "data-pribadi", staf, putusan=all_of(data, "tutup"))
    work(berkas.id)
    assert closings(scan, berkas)[-1].state == "siap"


def twice(pdf: bytes) -> bytes:
    from io import BytesIO

    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.pages.append(document.pages[1])
        document.save(out)
    return out.getvalue()


def test_a_signed_document_is_not_closed(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, send: Send
) -> None:
    berkas = scanned(scan, at, upload, work, signed_pdf())
    box = {"halaman": 1, "kiri": 60, "atas": 60, "kanan": 300, "bawah": 90, "alasan": "Alamat"}
    answer = send(berkas, "data-pribadi", person("staf", "6202"), kotak=[box])
    assert (answer.status_code, answer.json()["code"]) == (422, "bertanda-tangan-tidak-ditutup")
    assert closings(scan, berkas) == []


def test_a_newer_decision_replaces_what_is_under_way(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, send: Send, told: tuple[bytes, str]
) -> None:
    staf = person("staf", "6202")
    berkas = scanned(scan, at, upload, work, told[0])
    answers = all_of(places(bench, berkas, staf), "tutup")
    send(berkas, "data-pribadi", staf, putusan={"1": answers["1"]})
    send(berkas, "data-pribadi", staf, putusan=answers)
    assert [row.state for row in closings(scan, berkas)] == ["diganti", "antre"]
    work(berkas.id)
    assert [row.state for row in closings(scan, berkas)] == ["diganti", "siap"]
    assert {job.state for job in jobs(scan, berkas.id)} == {JobState.DONE}


def test_the_pages_show_the_places_and_take_the_decision(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, told: tuple[bytes, str]
) -> None:
    staf = person("staf", "6202")
    berkas = scanned(scan, at, upload, work, told[0])
    client, headers = bench.client("scan"), bench.headers(staf)
    page = client.get(f"/pindai/{berkas.id}", headers=headers).text
    assert "Data pribadi di hasil scan" in page
    assert told[1] not in page.split("Teks tiap halaman")[0]
    seen = {"giliran": str(berkas.giliran), "hasil": places(bench, berkas, staf)["hasil"]}
    fields = {**seen, "kunci": "a", "putusan-1": "boleh_terbit", "alasan-1": ""}
    missing = client.post(f"/kelengkapan/{berkas.id}/data-pribadi", data=fields, headers=headers)
    assert (missing.status_code, "Tulis alasan mengapa" in missing.text) == (422, True)
    chosen = {**seen, "kunci": "b"} | {f"putusan-{number}": "tutup" for number in range(1, 6)}
    done = client.post(
        f"/kelengkapan/{berkas.id}/data-pribadi", data=chosen, headers=headers, follow_redirects=False
    )  # fmt: skip
    assert (done.status_code, done.headers["location"]) == (303, f"/pindai/{berkas.id}?pesan=tersimpan")
    work(berkas.id)
    page = client.get(f"/pindai/{berkas.id}", headers=headers).text
    assert "Bagian ini ditutup: Data pribadi: NIK" in page
    closed = closings(scan, berkas)[-1].hasil
    pdf = client.get(f"/pindai/{berkas.id}/hasil/{closed}", headers=headers)
    assert pdf.content.startswith(b"%PDF-")


def test_a_long_list_of_people_comes_page_by_page_and_is_closed_at_once(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work
) -> None:
    staf, made = person("staf", "6202"), pikepdf.new()
    for seed in range(8):
        contoh, _ = keputusan_petugas(seed=seed, people=3)
        with pikepdf.open(BytesIO(contoh.born_digital_pdf)) as pdf:
            made.pages.extend(pdf.pages)
    whole = BytesIO()
    made.save(whole)
    berkas = scanned(scan, at, upload, work, whole.getvalue())
    data = places(bench, berkas, staf)
    many = len(data["bagian"])
    assert many > PER_PAGE
    client, headers = bench.client("scan"), bench.headers(staf)
    page = client.get(f"/pindai/{berkas.id}", headers=headers).text
    assert (page.count('name="alasan-'), f"{many} bagian, {many} belum diputuskan" in page) == (PER_PAGE, True)
    last = client.get(f"/pindai/{berkas.id}?bagian=99", headers=headers).text
    assert (last.count('name="alasan-'), f'name="alasan-{many}"' in last) == ((many - 1) % PER_PAGE + 1, True)
    fields = {"giliran": str(berkas.giliran), "hasil": data["hasil"], "putusan-1": "boleh_terbit", "alasan-1": ""}
    address = f"/kelengkapan/{berkas.id}/data-pribadi?bagian=1"
    missing = client.post(address, data={**fields, "kunci": "a", "tutup-sisanya": "ya"}, headers=headers)
    assert (missing.status_code, "Tulis alasan mengapa" in missing.text) == (422, True)
    chosen = {**fields, "alasan-1": "Nomor layanan", "kunci": "b", "tutup-sisanya": "ya"}
    assert client.post(address, data=chosen, headers=headers, follow_redirects=False).status_code == 303
    work(berkas.id)
    decided = places(bench, berkas, staf)["bagian"]
    assert [one["putusan"] for one in decided] == ["boleh_terbit"] + ["tutup"] * (many - 1)
    assert [row.state for row in closings(scan, berkas)] == ["siap"]


@pytest.mark.parametrize("point", [Point.CLOSED_MADE, Point.CLOSED_STORED])
def test_a_worker_that_dies_while_closing_is_followed_by_another(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, send: Send, told: tuple[bytes, str],
    tmp_path: Path, point: Point,
) -> None:  # fmt: skip
    staf = person("staf", "6202")
    berkas = scanned(scan, at, upload, work, told[0])
    send(berkas, "data-pribadi", staf, putusan=all_of(places(bench, berkas, staf), "tutup"))
    job = jobs(scan, berkas.id)[-1]
    armed = arm(tmp_path, "scan", point)
    died = subprocess.run(
        [sys.executable, "-c", ONE_JOB, str(tmp_path), str(job.id)], cwd=ROOT, env=bench.stack.environment("scan"),
        check=False, capture_output=True,
    )  # fmt: skip
    assert (died.returncode, armed.exists()) == (-signal.SIGKILL, False), died.stderr
    assert closings(scan, berkas)[-1].state == "diolah"
    with scan.database.unit() as unit:
        unit.session.get_one(Job, job.id).lease_until = berkas.sejak
    work(berkas.id)
    (row,) = closings(scan, berkas)
    assert row.state == "siap"
    assert [one for one in conservation.check(scan) if str(berkas.id) in one] == []
