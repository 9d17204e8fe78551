"""A long scan is read in ranges by several workers, and comes out as if one had read it."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from httpx import Response
from sqlmodel import select

from services.scan.conservation import check
from services.scan.jobs import JOBS
from services.scan.models import Pemindaian
from services.scan.models_bacaan import Bacaan, Rentang
from services.scan.olah.rentang import BACA, even
from services.scan.pipeline import Wish
from shared.events.jobs import run_job
from shared.events.relay import Relay
from shared.events.tables import JobState
from shared.events.transport import jobs_queue, parts_queue
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import keputusan_provinsi, multipage_tiff, png_page, scan_like, surat_edaran
from shared.storage import key_of, sha256_of
from tests.service.delivery.conftest import Wire, wired
from tests.service.scan.conftest import At, jobs, scans
from tests.support.bench import Bench
from tests.unit.scan_pipeline.test_hosted import crash

Upload = Callable[..., Response]
PAGES = 5


@pytest.fixture(scope="session")
def scanned() -> bytes:
    """Five scanned pages, with a bookmark, page labels and a crop."""
    pdf = pikepdf.open(BytesIO(scan_like(keputusan_provinsi(pages=PAGES, seed=9).born_digital_pdf, seed=9)))
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Lampiran", PAGES - 1))
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r)])
    pdf.pages[1].cropbox = pikepdf.Array([5, 5, 580, 830])
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.fixture
def parting(bench: Bench) -> Runtime:
    """A worker for which a scan of more than two pages is long."""
    return Runtime("scan", bench.settings_of("scan", ocr_range_pages=2, ocr_ranges_at_once=2, job_retry_seconds=0))


def carry(runtime: Runtime, berkas_id: UUID, most: int = 20) -> list[str]:
    """Do the open jobs of a berkas one after the other; which kinds were done."""
    done: list[str] = []
    while opened := [job for job in jobs(runtime, berkas_id) if job.state == JobState.WAITING]:
        run_job(runtime, JOBS, str(opened[0].id))
        done.append(opened[0].kind)
        assert len(done) <= most
    return done


def texts(runtime: Runtime, scan: Pemindaian, folder: Path) -> list[str]:
    assert scan.teks
    found: list[str] = json.loads(runtime.store.fetch(scan.teks, folder / "teks").read_text())["halaman"]
    return found


def left(runtime: Runtime, scan: UUID) -> tuple[int, int]:
    """Readings and ranges that are kept."""
    with runtime.database.unit() as unit:
        readings = unit.session.exec(select(Bacaan).where(Bacaan.pemindaian_id == scan)).all()
        ranges = unit.session.exec(select(Rentang).where(Rentang.pemindaian_id == scan)).all()
        return len(readings), len(ranges)


def test_a_page_that_was_scanned_anew_is_read_in_its_range(
    bench: Bench, parting: Runtime, at: At, upload: Upload, staf: Orang, scanned: bytes, tmp_path: Path
) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"a.pdf": scanned})
    carry(parting, berkas.id)
    sent = bench.client("scan").post(
        f"/api/scan/berkas/{berkas.id}/pindaian/halaman/3", data={"giliran": str(berkas.giliran)},
        files={"berkas": ("tiga.png", png_page(seed=4))}, headers=bench.headers(staf),
    )  # fmt: skip
    assert sent.status_code == 202
    assert BACA in carry(parting, berkas.id)
    before, after = (texts(parting, row, tmp_path) for row in scans(parting, berkas.id))
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, True, False, True, True]
    assert surat_edaran(seed=4).metadata.nomor in after[2]
    assert check(parting) == []


def test_ranges_are_few_and_even() -> None:
    wishes = [Wish(number, straighten=True, redraw=False) for number in range(1, 14)]
    assert [[wish.number for wish in some] for some in even(wishes, 5)] == [
        [1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13]
    ]  # fmt: skip
    assert even(wishes, 13) == [wishes]


def test_a_scan_in_ranges_comes_out_as_in_one_piece(
    scan: Runtime, parting: Runtime, at: At, upload: Upload, staf: Orang, scanned: bytes, tmp_path: Path
) -> None:
    files = {"a.pdf": scanned, "b.tif": multipage_tiff(seed=3)}
    whole, parted = at("P5"), at("P5")
    for berkas in (whole, parted):
        assert upload(berkas, staf, files).status_code == 202
    assert carry(scan, whole.id) == ["pindai"]
    one = scans(scan, whole.id)[0]
    assert one.halaman and one.halaman > PAGES
    ranges = -(-one.halaman // 2)
    assert carry(parting, parted.id) == ["pindai", *[BACA] * ranges, "pindai"]
    other = scans(scan, parted.id)[0]
    assert (other.state, other.pdfa, other.halaman, other.perlu_dibaca) == ("siap", "valid", one.halaman, one.halaman)
    assert texts(scan, other, tmp_path) == texts(scan, one, tmp_path)
    assert other.laporan == one.laporan
    assert left(scan, other.id) == (0, 0)
    assert check(scan) == []
    assert other.hasil
    with pikepdf.open(scan.store.fetch(other.hasil, tmp_path / "pdf")) as pdf:
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Lampiran"]
        third: Any = pdf.pages[2]
        assert third.label == "iii"
        assert [round(float(side)) for side in pdf.pages[1].cropbox] == [5, 5, 580, 830]


def test_only_some_ranges_of_a_scan_wait_at_a_time_and_in_a_queue_of_their_own(
    bench: Bench, parting: Runtime, at: At, upload: Upload, staf: Orang, scanned: bytes
) -> None:
    berkas, wire = at("P5"), Wire()
    upload(berkas, staf, {"a.pdf": scanned})
    run_job(parting, JOBS, str(jobs(parting, berkas.id)[0].id))
    waiting = [job for job in jobs(parting, berkas.id) if job.kind == BACA]
    assert [job.payload["rentang"] for job in waiting] == [1, 2]
    Relay(wired(bench, "scan", wire), None, [kind for kind, job in JOBS.items() if job.part]).turn()
    sent = {args[0] for args in wire.to(parts_queue("scan"))}
    assert {str(job.id) for job in waiting} <= sent
    assert not sent & {args[0] for args in wire.to(jobs_queue("scan"))}
    run_job(parting, JOBS, str(waiting[0].id))
    assert [job.payload["rentang"] for job in jobs(parting, berkas.id) if job.kind == BACA] == [1, 2, 3]


def test_what_was_read_before_a_worker_died_is_not_read_again(
    parting: Runtime, at: At, upload: Upload, staf: Orang, scanned: bytes, tmp_path: Path
) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"a.pdf": scanned})
    run_job(parting, JOBS, str(jobs(parting, berkas.id)[0].id))
    (row,) = scans(parting, berkas.id)
    marked: dict[str, Any] = {
        "turn": 0, "skew": 0.0, "straighten": False, "yakin": 90.0, "ms": {},
        "halaman": {"nomor": 2, "lebar": 595, "tinggi": 842, "kata": [["tanda", 10, 10, 60, 22, 90.0, 0, 0]]},
    }  # fmt: skip
    with parting.database.unit() as unit:
        unit.session.add(Bacaan(pemindaian_id=row.id, nomor=2, isi=json.dumps(marked).encode()))
    carry(parting, berkas.id)
    found = texts(parting, scans(parting, berkas.id)[0], tmp_path)
    assert (len(found), found[1]) == (PAGES, "tanda")
    assert "Menimbang" in found[0]


def test_a_replaced_scan_is_read_no_further(
    parting: Runtime, at: At, upload: Upload, staf: Orang, scanned: bytes, plain: bytes
) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"a.pdf": scanned})
    for _ in range(2):
        opened = next(job for job in jobs(parting, berkas.id) if job.state == JobState.WAITING)
        run_job(parting, JOBS, str(opened.id))
    old = scans(parting, berkas.id)[0]
    assert left(parting, old.id) == (2, 3)
    upload(berkas, staf, {"b.pdf": plain})
    carry(parting, berkas.id)
    assert [row.state for row in scans(parting, berkas.id)] == ["diganti", "siap"]
    assert left(parting, old.id) == (0, 0)
    assert {job.state for job in jobs(parting, berkas.id)} == {JobState.DONE}


def test_a_range_that_needs_a_person_says_so_and_goes_on_when_operations_retries_it(
    parting: Runtime, at: At, upload: Upload, staf: Orang, scanned: bytes, tmp_path: Path
) -> None:
    berkas, kept = at("P5"), tmp_path / "kept"
    kept.write_bytes(scanned)
    upload(berkas, staf, {"a.pdf": scanned})
    run_job(parting, JOBS, str(jobs(parting, berkas.id)[0].id))
    sha256 = sha256_of(kept)
    parting.store.client.remove_object(parting.store.private, key_of(sha256))
    carry(parting, berkas.id)
    (row,) = scans(parting, berkas.id)
    assert (row.state, row.sebab) == ("gagal", "Berkas tidak ditemukan di penyimpanan.")
    parting.store.put(kept, sha256, "application/pdf")
    with parting.database.unit() as unit:
        for job in jobs(parting, berkas.id):
            if job.state == JobState.ATTENTION:
                job.state, job.attempts = JobState.WAITING, 0
                unit.session.merge(job)
    carry(parting, berkas.id)
    assert [(row.state, row.sebab, row.halaman) for row in scans(parting, berkas.id)] == [("siap", None, PAGES)]


def test_a_page_that_cannot_be_read_does_not_lose_those_that_were_read_before(
    scan: Runtime, at: At, upload: Upload, staf: Orang, scanned: bytes, tmp_path: Path
) -> None:
    """As after a worker died: all but one page are kept, and that one cannot be read."""
    berkas = at("P5")
    upload(berkas, staf, {"a.pdf": scanned})
    (row,) = scans(scan, berkas.id)
    with scan.database.unit() as unit:
        for number in range(1, PAGES):
            page = {"nomor": number, "lebar": 595, "tinggi": 842, "kata": [["tanda", 10, 10, 60, 22, 90.0, 0, 0]]}
            kept = {
                "turn": 0,
                "skew": 0.0,
                "straighten": False,
                "yakin": 90.0,
                "ukuran": None,
                "ms": {},
                "halaman": page,
            }
            unit.session.add(Bacaan(pemindaian_id=row.id, nomor=number, isi=json.dumps(kept).encode()))
    hasty = Runtime("scan", scan.settings.model_copy(update={"work_dir": tmp_path}))
    with crash(tmp_path):
        assert carry(hasty, berkas.id) == ["pindai"]
    (done,) = scans(scan, berkas.id)
    assert (done.state, done.halaman) == ("siap", PAGES)
    assert [page["gagal"] for page in done.laporan or ()] == [False] * (PAGES - 1) + [True]
