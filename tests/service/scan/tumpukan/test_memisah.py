"""A stack is parted and each part finds its case, on a real database, store and reader."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pypdfium2
import pytest
from PIL import Image

from services.approval.sheets import lembar_disposisi
from services.scan.conservation import check
from services.scan.jobs import JOBS
from shared.berkas import keep_newest
from shared.crashpoints import Point
from shared.events.catalogue import OrangDidaftarkan
from shared.events.jobs import run_job
from shared.events.tables import Job, JobState
from shared.identity import Orang
from shared.kode_lembar import KodeLembar, Lembar
from shared.people import hear_person
from shared.runtime import Runtime
from shared.samples import nota_dinas, signed_pdf
from shared.samples.scan import jpeg
from shared.sop import JenisDokumen, Keadaan
from shared.storage import key_of
from tests.service.scan.conftest import At, Send, jobs, known, scans
from tests.service.scan.tumpukan.conftest import Part, SendStack, fate, parts, stack
from tests.support.bench import Bench
from tests.support.people import person
from tests.support.stacks import joined, picture, scanned, separator, turned
from tests.unit.sheets.test_lembar import DISPOSISI

J = JenisDokumen
Work = Callable[[UUID], None]


def page(seed: int) -> bytes:
    """A document of one page with good text."""
    return nota_dinas(seed=seed).born_digital_pdf


def disposisi(berkas_id: UUID) -> bytes:
    """A lembar disposisi of this case."""
    kode = KodeLembar(Lembar.DOKUMEN, berkas_id, J.LEMBAR_DISPOSISI).teks
    return lembar_disposisi(DISPOSISI.model_copy(update={"kode": kode}))


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(one.get_textpage().get_text_range() for one in document)


def test_each_part_becomes_the_scan_of_its_case_as_if_it_had_been_uploaded_there(
    scan: Runtime, at: At, send: Send, send_stack: SendStack, part: Part, work: Work, staf: Orang, tmp_path: Path
) -> None:
    first, second = at("P5"), at("P5")
    data = joined(separator(first.id), page(41), page(42), separator(second.id, J.SALINAN), page(43))
    sent = send_stack(staf, {"tumpukan.pdf": data}, kunci="t1")
    assert (sent.status_code, sent.json()["state"]) == (202, "antre")
    made = part(sent.json()["id"])
    assert fate(made) == [([2, 3], "dipindai", None, first.id), ([5], "dipindai", None, second.id)]
    for berkas, one, seeds in ((first, made[0], (41, 42)), (second, made[1], (43,))):
        [row] = scans(scan, berkas.id)
        assert (row.id, row.state, row.giliran, row.langkah) == (one.pemindaian_id, "antre", berkas.giliran, "P5")
        assert (row.asal, row.pelaku.id) == ("pindaian", staf.id)
        kept = scan.store.fetch(one.sha256, tmp_path / "bagian").read_bytes()
        assert [nota_dinas(seed=seed).metadata.nomor in text(kept) for seed in seeds] == [True] * len(seeds)
        assert "LEMBAR PEMISAH" not in text(kept)
        work(berkas.id)
        assert send(berkas, "pindai-selesai", staf).json()["langkah"] == "P6"
    assert known(scan, first.id).terbaru(J.HASIL_SCAN).halaman == 2  # type: ignore[union-attr]
    whole = stack(scan, sent.json()["id"])
    assert (whole.state, whole.kosong, whole.sumber[0]["sha256"]) == ("selesai", [], sha256(data).hexdigest())
    assert scan.store.fetch(sha256(data).hexdigest(), tmp_path / "asal").read_bytes() == data
    assert check(scan) == []


def test_pictures_of_a_scanner_in_several_files_and_every_position(
    scan: Runtime, at: At, send_stack: SendStack, part: Part
) -> None:
    staf, first, second = person("staf", "6202"), at("R4b", "6202"), at("R4b", "6202")
    upside_down = turned(picture(separator(second.id)), 184)
    tiff = BytesIO()
    back, naskah = Image.new("L", (1240, 1754), 250), picture(page(44))
    picture(separator(first.id)).save(tiff, "TIFF", save_all=True, append_images=[back, naskah], dpi=(150, 150))
    files = {"01.tif": tiff.getvalue(), "02.jpg": jpeg(upside_down), "03.pdf": scanned(picture(page(45)))}
    made = part(send_stack(staf, files).json()["id"])
    assert fate(made) == [([3], "dipindai", None, first.id), ([5], "dipindai", None, second.id)]


def test_a_lembar_disposisi_is_kept_beside_the_scan_and_never_in_what_is_published(
    scan: Runtime, at: At, send: Send, send_stack: SendStack, part: Part, work: Work, staf: Orang, tmp_path: Path
) -> None:
    berkas = at("P5")
    made = part(send_stack(staf, {"a.pdf": joined(disposisi(berkas.id), page(46))}).json()["id"])
    assert fate(made) == [([1], "disimpan", None, berkas.id), ([2], "dipindai", None, berkas.id)]
    work(berkas.id)
    assert send(berkas, "pindai-selesai", staf).status_code == 200
    now = known(scan, berkas.id)
    added = [d for d in now.dokumen if d.langkah == "P5"]
    assert [d.jenis for d in added] == [J.PINDAIAN, J.HASIL_SCAN, J.TEKS, J.PINDAIAN]
    assert (added[3].sha256, added[3].sumber) == (made[0].sha256, made[0].asal)
    assert added[1].halaman == 1
    assert "LEMBAR DISPOSISI" not in text(scan.store.fetch(added[1].sha256, tmp_path / "h").read_bytes())


def test_what_finds_no_case_waits_in_the_tray_with_the_reason(
    scan: Runtime, at: At, send_stack: SendStack, part: Part, staf: Orang
) -> None:
    mine, other, elsewhere, ended, unknown = at("P5"), at("R4b", "6202"), at("P6"), at("P5"), uuid4()
    with scan.database.unit() as unit:
        keep_newest(unit, ended.model_copy(update={"keadaan": Keadaan.DITARIK, "langkah": None}))
    data = joined(
        page(47), separator(other.id), page(48), separator(elsewhere.id), page(49), separator(unknown), page(50),
        separator(mine.id), page(51), separator(ended.id), page(52),
    )  # fmt: skip
    made = part(send_stack(staf, {"a.pdf": data}).json()["id"])
    assert fate(made) == [
        ([1], "baki", "tanpa-kode", None), ([3], "baki", "kantor-lain", None),
        ([5], "baki", "bukan-langkah-pindai", None), ([7], "baki", "berkas-tidak-dikenal", None),
        ([9], "dipindai", None, mine.id), ([11], "baki", "bukan-langkah-pindai", None),
    ]  # fmt: skip
    assert scans(scan, other.id) == scans(scan, elsewhere.id) == scans(scan, ended.id) == []
    assert check(scan) == []


def test_two_documents_for_one_case_both_wait(
    scan: Runtime, at: At, send_stack: SendStack, part: Part, staf: Orang
) -> None:
    berkas = at("P5")
    data = joined(separator(berkas.id), page(53), separator(berkas.id, J.SALINAN), page(54))
    made = part(send_stack(staf, {"a.pdf": data}).json()["id"])
    assert [(one.state, one.sebab) for one in made] == [("baki", "ganda")] * 2
    assert scans(scan, berkas.id) == []


def test_a_sheet_without_a_document_is_told_of(
    scan: Runtime, at: At, send_stack: SendStack, part: Part, staf: Orang
) -> None:
    first, second = at("P5"), at("P5")
    sent = send_stack(staf, {"a.pdf": joined(separator(first.id), separator(second.id), page(55))}).json()["id"]
    assert fate(part(sent)) == [([3], "dipindai", None, second.id)]
    missing = KodeLembar(Lembar.PEMISAH, first.id, J.NASKAH_ASLI).terbaca
    assert stack(scan, sent).kosong == [missing]


def test_a_double_click_is_one_stack_and_a_second_attempt_one_scan(
    scan: Runtime, at: At, send_stack: SendStack, part: Part, staf: Orang
) -> None:
    berkas, key = at("P5"), str(uuid4())
    data = joined(separator(berkas.id), page(56))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: send_stack(staf, {"a.pdf": data}, kunci=key).json()["id"], range(4)))
    assert len(set(answers)) == 1
    [job] = jobs(scan, UUID(answers[0]))
    part(answers[0])
    with scan.database.unit() as unit:
        again = unit.session.get_one(Job, job.id)
        again.state, again.attempts = JobState.WAITING, 0
    assert len(part(answers[0])) == 1
    assert len(scans(scan, berkas.id)) == 1
    assert jobs(scan, UUID(answers[0]))[0].state == JobState.DONE


@pytest.mark.parametrize("point", [Point.STACK_READ, Point.STACK_STORED, Point.JOB_RECORDED])
def test_work_that_ends_anywhere_leaves_nothing_half_done(
    scan: Runtime, at: At, send_stack: SendStack, staf: Orang, point: Point, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(BaseException):
        """As when the process is gone."""

    def stop(reached: Point) -> None:
        if reached is point:
            raise Stopped

    berkas = at("P5")
    sent = UUID(send_stack(staf, {"a.pdf": joined(separator(berkas.id), page(57), page(58))}).json()["id"])
    [job] = jobs(scan, sent)
    with monkeypatch.context() as during:
        for module in ("services.scan.pemisahan.kerja", "shared.events.jobs"):
            during.setattr(f"{module}.crashpoint", stop)
        with pytest.raises(Stopped):
            run_job(scan, JOBS, str(job.id))
    assert (parts(scan, sent), scans(scan, berkas.id), stack(scan, sent).state) == ([], [], "diolah")
    with scan.database.unit() as unit:
        lost = unit.session.get_one(Job, job.id)
        lost.state = JobState.WAITING
    run_job(scan, JOBS, str(job.id))
    assert fate(parts(scan, sent)) == [([2, 3], "dipindai", None, berkas.id)]
    assert check(scan) == []


def test_who_sent_the_stack_and_may_not_scan_any_more_brings_nothing_to_a_case(
    scan: Runtime, at: At, send_stack: SendStack, part: Part
) -> None:
    berkas, gone = at("P5"), person("staf", "61", "Sudah Pindah")
    sent = send_stack(gone, {"a.pdf": joined(separator(berkas.id), page(59))}).json()["id"]
    with scan.database.unit() as unit:
        hear_person(unit, OrangDidaftarkan(orang=gone.model_copy(update={"versi": 9, "peran": {}}), aktif=True))
    assert [one.sebab for one in part(sent)] == ["tidak-berwenang"]
    assert scans(scan, berkas.id) == []


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "tanpa-berkas"),
        ({"a.pdf": b"halo semua"}, "jenis-tidak-dikenal"),
        ({"a.pdf": signed_pdf()}, "pdf-bertanda-tangan-ditumpuk"),
    ],
)
def test_what_cannot_be_parted_is_refused_and_nothing_is_kept(
    scan: Runtime, send_stack: SendStack, staf: Orang, files: dict[str, bytes], code: str
) -> None:
    answer = send_stack(staf, files)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not any(scan.store.has(sha256(data).hexdigest()) for data in files.values())


def test_a_stack_whose_bytes_are_gone_says_so(
    scan: Runtime, send_stack: SendStack, part: Part, staf: Orang, tmp_path: Path
) -> None:
    data = page(60)
    sent = send_stack(staf, {"a.pdf": data}).json()["id"]
    scan.store.client.remove_object(scan.store.private, key_of(sha256(data).hexdigest()))
    assert part(sent) == []
    assert (stack(scan, sent).state, stack(scan, sent).sebab) == ("gagal", "Berkas tidak ditemukan di penyimpanan.")
    (tmp_path / "lagi").write_bytes(data)
    scan.store.put(tmp_path / "lagi", sha256(data).hexdigest(), "application/pdf")


def test_a_stack_too_heavy_twice_goes_to_a_person(
    bench: Bench, scan: Runtime, send_stack: SendStack, part: Part, staf: Orang
) -> None:
    hasty = Runtime("scan", bench.settings_of("scan", ocr_seconds=0, ocr_page_seconds=0, job_retry_seconds=0))
    sent = UUID(send_stack(staf, {"a.pdf": page(61)}).json()["id"])
    [job] = jobs(scan, sent)
    run_job(hasty, JOBS, str(job.id))
    assert (stack(scan, sent).state, jobs(scan, sent)[0].state) == ("diolah", JobState.WAITING)
    run_job(hasty, JOBS, str(job.id))
    assert (stack(scan, sent).state, jobs(scan, sent)[0].state) == ("gagal", JobState.ATTENTION)
    assert "Bagi menjadi beberapa tumpukan" in (stack(scan, sent).sebab or "")
    with scan.database.unit() as unit:
        again = unit.session.get_one(Job, job.id)
        again.state, again.attempts = JobState.WAITING, 0
    assert [one.state for one in part(sent)] == ["baki"]
    assert (stack(scan, sent).state, stack(scan, sent).sebab) == ("selesai", None)
