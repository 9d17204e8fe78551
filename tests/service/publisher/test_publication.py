"""From the button to the verified page: real database, real store, real HTTP."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from sqlmodel import col, select

from services.publisher import feed, jobs
from services.publisher.commands.terbit import JOB
from services.publisher.conservation import check
from services.publisher.domain.feed import read_feed
from services.publisher.models import Publikasi
from shared.events.jobs import run_job
from shared.events.tables import Job, now
from shared.sop import Berkas, JenisDokumen, Keadaan
from tests.service.publisher.conftest import At, Press

SUBJEK = {"subjek": "pemilihan umum - jadwal"}


def published(press: Press, berkas: Berkas) -> dict[str, Any]:
    assert press.post(berkas, "terbit", **SUBJEK).status_code == 202
    assert press.work(berkas) == "terverifikasi"
    return press.told(berkas)


def test_a_product_is_published_verified_and_done(press: Press, at: At, scan_pdf: bytes) -> None:
    berkas = at("R5b", "77")
    answer = press.post(berkas, "terbit", kunci="k1", sumber="-", **SUBJEK)
    assert (answer.status_code, answer.json()["state"]) == (202, "menunggu")
    assert press.site.get(answer.json()["alamat"]).status_code == 404, "nobody sees it before it is sent"
    assert press.work(berkas) == "terverifikasi"
    told = press.told(berkas)
    assert told["alamat"].endswith("/jdih/6202/surat-edaran-nomor-77-tahun-2026")
    assert told["alamat_berkas"].endswith("/jdih/6202/berkas/2026se6202077.pdf")
    file = press.site.get(told["alamat_berkas"])
    assert (file.content, file.headers["content-type"]) == (scan_pdf, "application/pdf")
    digest = hashlib.sha256(scan_pdf).hexdigest()
    assert file.headers["etag"] == f'"{digest}"'
    bukti = told["bukti"]
    assert (bukti["sha256"], bukti["ukuran"]) == (digest, len(scan_pdf))
    assert bukti["isian"] == {
        "Judul": berkas.produk.judul, "Jenis": "Surat Edaran", "Nomor": "77", "Tahun": "2026",
        "Tanggal penetapan": "20 November 2026",
    }  # fmt: skip
    page = press.site.get(told["alamat"]).text
    assert all(part in page for part in (digest, "Terverifikasi", "PEMILIHAN UMUM - JADWAL"))
    done = press.now_of(berkas.id)
    assert (done.keadaan, done.riwayat[-1].hasil) == (Keadaan.SELESAI, "Terbit, sudah diverifikasi")
    assert press.events(berkas) == [f"langkah.selesai → {name}" for name in ("approval", "intake", "scan")]
    assert check(press.runtime) == []


def test_a_public_site_on_a_host_of_its_own_is_told_everywhere(
    press: Press, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press.runtime.settings, "jdih_url", "https://jdih.example.go.id/")
    told = published(press, at("R5b", "78"))
    assert told["alamat"] == "https://jdih.example.go.id/jdih/6202/surat-edaran-nomor-78-tahun-2026"
    entries = read_feed(press.site.get("/jdih/6202/feed/document.json").content)
    assert told["alamat_berkas"] in {entry.urlDownload for entry in entries}
    assert all(entry.urlDetailPeraturan.startswith("https://jdih.example.go.id/jdih/6202/") for entry in entries)


def test_the_feed_tells_of_it_by_the_rules(press: Press, at: At) -> None:
    told = published(press, at("P7", "5/Kpts/2026", "keputusan_kpu_provinsi"))
    answer = press.site.get("/jdih/61/feed/document.json")
    assert answer.headers["content-type"] == "application/json"
    (mine,) = [item for item in read_feed(answer.content) if item.urlDetailPeraturan == told["alamat"]]
    assert mine.urlDownload == told["alamat_berkas"]
    assert (mine.fileDownload, mine.noPeraturan) == ("2026kptprov61005.pdf", "5/Kpts/2026")
    assert mine.teuBadan == "Kalimantan Barat (Provinsi). Komisi Pemilihan Umum"
    assert mine.tanggal_pengundangan == mine.tanggal_penetapan == "2026-11-20"


def test_a_double_click_is_one_publication(press: Press, at: At) -> None:
    berkas = at("R5b")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: press.post(berkas, "terbit", kunci="same", **SUBJEK), range(4)))
    assert {a.status_code for a in answers} == {202}
    assert len({a.json()["id"] for a in answers}) == 1
    other = press.post(berkas, "terbit", kunci="another", **SUBJEK)
    assert (other.status_code, other.json()["code"]) == (409, "sedang-diterbitkan")
    back = press.post(berkas, "kembalikan", ke="R4b", alasan="Salah")
    assert (back.status_code, back.json()["code"]) == (409, "sedang-diterbitkan")
    assert press.work(berkas) == "terverifikasi"


def test_the_same_number_gets_another_name(press: Press, at: At) -> None:
    first, second = (published(press, at("R5b", "88")) for _ in range(2))
    assert first["alamat_berkas"].endswith("/2026se6202088.pdf")
    assert second["alamat_berkas"].endswith("/2026se6202088_2.pdf")
    assert second["alamat"].endswith("-nomor-88-tahun-2026-2")


def test_what_was_not_approved_or_scanned_does_not_go_out(press: Press, at: At) -> None:
    berkas = at("R5b")
    own = tuple(
        j.model_copy(update={"oleh": berkas.pengusul}) if j.tindakan == "setujui" else j for j in berkas.riwayat
    )
    alone = press.bench.put("publisher", berkas.model_copy(update={"riwayat": own, "giliran": berkas.giliran + 1}))
    assert press.post(alone, "terbit", **SUBJEK).json()["code"] == "belum-disetujui"
    rest = tuple(d for d in berkas.dokumen if d.jenis is not JenisDokumen.HASIL_SCAN)
    bare = press.bench.put("publisher", berkas.model_copy(update={"dokumen": rest, "giliran": berkas.giliran + 2}))
    assert press.post(bare, "terbit", **SUBJEK).json()["code"] == "belum-dipindai"


@pytest.mark.parametrize(
    ("peran", "body", "status", "code"),
    [
        ("kasubbag", SUBJEK, 403, "peran-lain"),
        ("staf", {**SUBJEK, "giliran": 1}, 409, "giliran-lewat"),
        ("staf", {}, 422, "isian-keliru"),
        ("staf", {**SUBJEK, "bidang_hukum": "Sihir"}, 422, "isian-keliru"),
        ("staf", {**SUBJEK, "tahun": 12}, 422, "isian-keliru"),
    ],
)
def test_a_wrong_order_is_refused(
    press: Press, at: At, peran: str, body: dict[str, Any], status: int, code: str
) -> None:
    answer = press.post(at("R5b"), "terbit", peran, **body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_stop_at_any_point_is_made_good(press: Press, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("connector_of", "_mark_sent", "_record_verified"):
        berkas = at("R5b")
        press.post(berkas, "terbit", **SUBJEK)
        with monkeypatch.context() as patch:
            patch.setattr(jobs, name, _killed)
            with pytest.raises(SystemExit):
                press.work(berkas)
        _lapse(press, berkas)
        assert press.publication(berkas).keadaan == "terverifikasi", name
    assert check(press.runtime) == []


def test_a_lying_site_is_found_out_and_left(press: Press, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    berkas, kept = at("R5b"), feed.rebuild

    def spoiled(runtime: Any, kantor: str) -> None:
        kept(runtime, kantor)
        row = press.publication(berkas)
        late = b"\n" + b"%PDF-1.7".ljust(row.ukuran - 1)
        runtime.store.put_public(row.object_key, BytesIO(late), row.ukuran, "application/pdf")

    press.post(berkas, "terbit", **SUBJEK)
    with monkeypatch.context() as patch:
        patch.setattr(feed, "rebuild", spoiled)
        assert [press.work(berkas) for _ in range(3)] == ["dikirim", "dikirim", "gagal"]
    failed = press.publication(berkas)
    assert "bukan PDF" in failed.sebab
    assert press.events(berkas) == ["pekerjaan.terhenti → intake"]
    press.work(berkas)
    assert press.site.get(failed.page_path).status_code == 404
    assert press.site.get(failed.file_path).status_code == 404
    assert check(press.runtime) == []
    again = published(press, berkas)
    assert again["alamat_berkas"].endswith(failed.file_path), "a failed publication gives its name free"
    assert check(press.runtime) == []


def test_an_operator_takes_a_failed_one_up_again(press: Press, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    berkas = at("R5b")
    press.post(berkas, "terbit", **SUBJEK)
    with monkeypatch.context() as patch:
        patch.setattr(press.runtime.settings, "site_url", "http://127.0.0.1:9")
        assert [press.work(berkas) for _ in range(3)][-1] == "gagal"
    assert "tidak dapat dihubungi" in press.publication(berkas).sebab
    with press.runtime.database.unit() as unit:
        job = unit.session.exec(select(Job).where(col(Job.subject) == berkas.id, Job.kind == JOB)).one()
        job.state, job.attempts = "waiting", 0
    press.work(berkas)
    assert press.publication(berkas).keadaan == "terverifikasi"
    assert check(press.runtime) == []


def test_a_failed_one_may_be_returned_and_is_then_not_taken_up(
    press: Press, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    berkas = at("R5b")
    press.post(berkas, "terbit", **SUBJEK)
    monkeypatch.setattr(press.runtime.settings, "site_url", "http://127.0.0.1:9")
    for _ in range(3):
        press.work(berkas)
    assert press.post(berkas, "kembalikan", ke="R4b", alasan="Scan miring").json()["langkah"] == "R4b"
    with press.runtime.database.unit() as unit:
        job = unit.session.exec(select(Job).where(col(Job.subject) == berkas.id, Job.kind == JOB)).one()
        job.state, job.attempts = "waiting", 0
    press.work(berkas)
    assert press.publication(berkas).keadaan == "gagal"
    with press.runtime.database.unit() as unit:
        assert unit.session.get_one(Job, job.id).last_error == jobs.MOVED_ON


def test_the_conservation_check_finds_what_is_wrong(press: Press, at: At) -> None:
    berkas = at("R5b")
    published(press, berkas)
    row, store = press.publication(berkas), press.runtime.store
    store.put_public(row.object_key, BytesIO(b"%PDF-other"), 10, "application/pdf")
    store.put_public("6202/asing.pdf", BytesIO(b"%PDF"), 4, "application/pdf")
    with press.runtime.database.unit() as unit:
        stuck = unit.session.get_one(Publikasi, row.id)
        stuck.keadaan = "dikirim"
    wrong = check(press.runtime)
    assert any("tanpa pekerjaan" in sentence for sentence in wrong)
    assert "6202/asing.pdf di penyimpanan publik tanpa publikasi" in wrong
    with press.runtime.database.unit() as unit:
        unit.session.get_one(Publikasi, row.id).keadaan = "terverifikasi"
    assert f"{row.object_key} di penyimpanan publik berisi lain" in check(press.runtime)
    store.unpublish("6202/asing.pdf")
    store.publish(row.sha256, row.object_key)
    assert check(press.runtime) == []


def _killed(*_: Any) -> Any:
    raise SystemExit(9)


def _lapse(press: Press, berkas: Berkas) -> None:
    """The worker is gone: its lease runs out and another takes the job."""
    with press.runtime.database.unit() as unit:
        job = unit.session.exec(select(Job).where(col(Job.subject) == berkas.id)).one()
        job.lease_until = now() - timedelta(seconds=1)
    assert job.state == "running"
    run_job(press.runtime, jobs.JOBS, str(job.id))
