"""Decisions on personal data when one page of the scan is replaced: those on the other pages hold on."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
from httpx import Response
from sqlmodel import select

from services.scan.models_privasi import PutusanDataPribadi
from shared.runtime import Runtime
from shared.samples import keputusan_petugas
from shared.sop import Berkas
from tests.service.scan.conftest import At, Send
from tests.service.scan.test_penutupan import closings, places, scanned, text_of
from tests.support.bench import Bench
from tests.support.people import person

Upload = Callable[..., Response]
Work = Callable[[UUID], None]
STAF, OTHER = person("staf", "6202"), person("kasubbag", "6202")
BOX = {"kiri": 60, "atas": 60, "kanan": 300, "bawah": 90, "alasan": "Nama anak"}
KEPT = ("jenis", "halaman", "kotak", "cuplikan", "putusan", "alasan", "oleh", "pada")


def two_pages(seed: int) -> tuple[bytes, str]:
    """A decision of which page 2 tells too much of one person, and that person's NIK."""
    made, (who,) = keputusan_petugas(seed=seed, people=1)
    return made.born_digital_pdf, who.nik


def page_of(pdf: bytes, number: int) -> bytes:
    out, one = BytesIO(), pikepdf.new()
    with pikepdf.open(BytesIO(pdf)) as document:
        one.pages.append(document.pages[number - 1])
        one.save(out)
    return out.getvalue()


def replace(bench: Bench, berkas: Berkas, number: int, pdf: bytes) -> None:
    answer = bench.client("scan").post(
        f"/api/scan/berkas/{berkas.id}/pindaian/halaman/{number}", data={"giliran": str(berkas.giliran)},
        files={"berkas": ("satu.pdf", pdf)}, headers=bench.headers(STAF),
    )  # fmt: skip
    assert answer.status_code == 202, answer.text


def decided(bench: Bench, send: Send, berkas: Berkas) -> dict[str, Any]:
    """The first place may be published, all others are closed, and one more on each page."""
    data = places(bench, berkas, STAF)
    answers = {one["kode"]: {"putusan": "tutup"} for one in data["bagian"]}
    answers["1"] = {"putusan": "boleh_terbit", "alasan": "Nomor layanan"}
    marks = [{"halaman": number, **BOX} for number in (1, 2)]
    assert send(berkas, "data-pribadi", STAF, putusan=answers, kotak=marks).status_code == 200
    return places(bench, berkas, STAF)


def facts(bagian: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: one[name] for name in KEPT} for one in bagian]


def test_only_the_replaced_page_is_asked_about_again(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, send: Send, tmp_path: Path
) -> None:
    (pdf, nik), (other, _) = two_pages(seed=2), two_pages(seed=5)
    berkas = scanned(scan, at, upload, work, pdf)
    before = decided(bench, send, berkas)
    work(berkas.id)
    replace(bench, berkas, 1, page_of(other, 2))
    work(berkas.id)
    after = places(bench, berkas, STAF)
    new = [one for one in after["bagian"] if one["halaman"] == 1]
    assert [one["jenis"] for one in new] == ["nik", "alamat", "telepon", "surel", "rekening"]
    assert {one["putusan"] for one in new} == {None}
    assert after["bagian"][0]["halaman"] == 1
    same = [one for one in after["bagian"] if one["halaman"] == 2]
    assert facts(same) == facts([one for one in before["bagian"] if one["halaman"] == 2])
    assert [one["putusan"] for one in same] == ["boleh_terbit", *["tutup"] * 5]
    work(berkas.id)
    closing = closings(scan, berkas)[-1]
    assert (closing.state, closing.dari, len(closing.bagian)) == ("siap", after["hasil"], 5)
    assert closing.kode == {one["kode"] for one in same[1:]}
    assert nik in text_of(scan, closing.hasil or "", tmp_path)
    assert send(berkas, "data-pribadi", STAF, tutup_sisanya=True, hasil=after["hasil"]).status_code == 200
    work(berkas.id)
    assert send(berkas, "pindai-selesai", STAF).status_code == 200


def test_the_replaced_page_itself_is_asked_about_again(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, send: Send
) -> None:
    pdf, _ = two_pages(seed=2)
    berkas = scanned(scan, at, upload, work, pdf)
    decided(bench, send, berkas)
    replace(bench, berkas, 2, page_of(pdf, 2))
    work(berkas.id)
    data = places(bench, berkas, STAF)
    assert [(one["halaman"], one["putusan"]) for one in data["bagian"]] == [*[(2, None)] * 5, (1, "tutup")]


def test_a_decision_on_a_scan_that_was_replaced_meanwhile_is_refused(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, send: Send
) -> None:
    (pdf, _), (other, _) = two_pages(seed=2), two_pages(seed=5)
    berkas = scanned(scan, at, upload, work, pdf)
    looked_at = places(bench, berkas, STAF)["hasil"]
    replace(bench, berkas, 1, page_of(other, 2))
    work(berkas.id)
    form = {"giliran": str(berkas.giliran), "hasil": looked_at, "kunci": "a", "putusan-1": "boleh_terbit"}
    sent = bench.client("scan").post(
        f"/kelengkapan/{berkas.id}/data-pribadi", data=form | {"alasan-1": "Nomor layanan"},
        headers=bench.headers(STAF),
    )  # fmt: skip
    by_api = send(berkas, "data-pribadi", STAF, putusan={"1": {"putusan": "tutup"}}, hasil=looked_at)
    assert (sent.status_code, by_api.status_code, by_api.json()["code"]) == (409, 409, "hasil-diganti")
    with scan.database.unit() as unit:
        query = select(PutusanDataPribadi).where(PutusanDataPribadi.berkas_id == berkas.id)
        assert unit.session.exec(query).all() == []
