"""One page of a scan is scanned again, on a real database, store and engine."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup
from httpx import Response

from services.scan.conservation import check
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import multipage_tiff, png_page, signed_pdf
from shared.sop import Berkas, JenisDokumen
from tests.service.scan.conftest import At, Send, jobs, known, scans
from tests.service.scan.test_pages import get
from tests.service.scan.test_pindai import latest
from tests.support.bench import Bench
from tests.support.people import person
from tests.unit.documents import makers

Upload = Callable[..., Response]
Work = Callable[[UUID], None]
THREE = makers.text_pdf(["Halaman satu", "", "Halaman tiga"])
NEW = makers.text_pdf(["Halaman dua yang baru"])


@pytest.fixture
def again(bench: Bench) -> Upload:
    """Send one page anew, through the API."""

    def post(berkas: Berkas, orang: Orang, nomor: int, name: str, data: bytes, **fields: Any) -> Response:
        answer: Response = bench.client("scan").post(
            f"/api/scan/berkas/{berkas.id}/pindaian/halaman/{nomor}", data={"giliran": str(berkas.giliran), **fields},
            files={"berkas": (name, data)}, headers=bench.headers(orang),
        )  # fmt: skip
        return answer

    return post


def texts(scan: Runtime, found: dict[str, Any], folder: Path) -> list[str]:
    path = scan.store.fetch(found["teks"], folder / str(uuid4()))
    pages: list[str] = json.loads(path.read_text())["halaman"]
    return pages


def test_pages_are_replaced_one_by_one_and_all_else_stays(
    bench: Bench, scan: Runtime, at: At, upload: Upload, again: Upload, send: Send, work: Work, staf: Orang,
    tmp_path: Path,
) -> None:  # fmt: skip
    berkas, tiff, png = at("P5"), multipage_tiff(2), png_page(seed=4)
    upload(berkas, staf, {"naskah.pdf": THREE, "lampiran.tif": tiff})
    work(berkas.id)
    first = latest(bench, berkas.id, staf)
    assert [[note["cacat"] for note in page["mutu"]["catatan"]] for page in first["laporan"]][:3] == [
        [],
        ["kosong"],
        [],
    ]
    assert again(berkas, staf, 2, "dua.pdf", NEW, pindaian=first["id"]).status_code == 202
    work(berkas.id)
    second = latest(bench, berkas.id, staf)
    assert (second["state"], second["halaman"], second["laporan"][1]["mutu"]["catatan"]) == ("siap", 5, [])
    assert again(berkas, staf, 4, "empat.png", png).status_code == 202
    work(berkas.id)
    third = latest(bench, berkas.id, staf)
    before, between, after = (texts(scan, found, tmp_path) for found in (first, second, third))
    assert between == [before[0], "Halaman dua yang baru", *before[2:]]
    assert (after[:3], after[4]) == (between[:3], between[4])
    assert after[3] not in (before[3], "")
    rows = scans(scan, berkas.id)
    assert [row.state for row in rows] == ["diganti", "diganti", "siap"]
    assert [len(row.sources[0].pengganti) + len(row.sources[1].pengganti) for row in rows] == [0, 1, 2]
    assert send(berkas, "pindai-selesai", staf).status_code == 200
    added = [one for one in known(scan, berkas.id).dokumen if one.jenis is JenisDokumen.PINDAIAN]
    assert [one.sha256 for one in added] == [sha256(data).hexdigest() for data in (THREE, tiff, NEW, png)]
    assert check(scan) == []


def test_a_double_click_is_one_scan(
    scan: Runtime, at: At, upload: Upload, again: Upload, work: Work, staf: Orang
) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"naskah.pdf": THREE})
    work(berkas.id)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: again(berkas, staf, 2, "dua.pdf", NEW, kunci="sama").json(), range(4)))
    assert len({answer["id"] for answer in answers}) == 1
    assert len(jobs(scan, berkas.id)) == len(scans(scan, berkas.id)) == 2


def test_a_page_is_replaced_only_in_the_scan_that_was_looked_at(
    bench: Bench, at: At, upload: Upload, again: Upload, work: Work, staf: Orang
) -> None:
    berkas = at("P5")
    assert again(berkas, staf, 1, "dua.pdf", NEW).json()["code"] == "pindaian-lewat"
    upload(berkas, staf, {"naskah.pdf": THREE})
    assert again(berkas, staf, 1, "dua.pdf", NEW).json()["code"] == "scan-belum-siap"
    work(berkas.id)
    seen = latest(bench, berkas.id, staf)["id"]
    upload(berkas, staf, {"lain.pdf": THREE + b"\n"})
    work(berkas.id)
    late = again(berkas, staf, 1, "dua.pdf", NEW, pindaian=seen)
    assert (late.status_code, late.json()["code"]) == (409, "pindaian-lewat")
    passed = again(berkas, staf, 1, "dua.pdf", NEW, giliran=str(berkas.giliran - 1))
    assert (passed.status_code, passed.json()["code"]) == (409, "giliran-lewat")


def test_what_cannot_take_the_place_of_a_page_is_refused(
    scan: Runtime, at: At, upload: Upload, again: Upload, work: Work, staf: Orang
) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"naskah.pdf": THREE})
    work(berkas.id)
    for nomor, data, status, code in (
        (2, THREE, 422, "bukan-satu-halaman"), (2, signed_pdf(NEW), 422, "pdf-bertanda-tangan-digabung"),
        (2, b"bukan berkas", 422, "jenis-tidak-dikenal"), (4, NEW, 404, "halaman-tidak-ada"),
        (0, NEW, 404, "halaman-tidak-ada"),
    ):  # fmt: skip
        refused = again(berkas, staf, nomor, "baru.pdf", data)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert [row.state for row in scans(scan, berkas.id)] == ["siap"]


def test_a_signed_document_is_never_rewritten(
    bench: Bench, at: At, upload: Upload, again: Upload, work: Work, staf: Orang
) -> None:
    berkas = at("P5", signed=True, salinan=signed_pdf())
    upload(berkas, staf, pakai="salinan")
    work(berkas.id)
    refused = again(berkas, staf, 1, "baru.pdf", NEW)
    assert (refused.status_code, refused.json()["code"]) == (422, "pdf-bertanda-tangan-diganti")
    assert "pindai seluruh naskah kertasnya" in refused.json()["detail"]
    assert "Pindai ulang halaman" not in get(bench, staf, f"/pindai/{berkas.id}").text
    assert "tidak pernah diubah" in get(bench, staf, f"/pindai/{berkas.id}/halaman/1").text


def test_the_desk_shows_what_was_found_and_takes_the_page(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, staf: Orang
) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"naskah.pdf": THREE})
    work(berkas.id)
    page = BeautifulSoup(get(bench, staf, f"/pindai/{berkas.id}").text, "lxml").get_text(" ", strip=True)
    assert "Halaman 2 kosong. Buang halaman ini, atau pindai sisi yang benar." in page
    assert "Halaman lain, yaitu 1, 3: diperiksa, tidak ada temuan." in page
    assert "Cap atau tulisan SALINAN tidak terbaca." in page
    form = BeautifulSoup(get(bench, staf, f"/pindai/{berkas.id}/halaman/2").text, "lxml")
    fields = {str(tag["name"]): str(tag.get("value", "")) for tag in form.select("form[action$='/halaman/2'] input")}
    assert "Halaman 2 kosong." in form.get_text(" ")
    client, address = bench.client("scan"), f"/pindai/{berkas.id}/halaman/2"
    hidden = {name: fields[name] for name in ("giliran", "pindaian", "kunci")}
    wrong = client.post(address, data=hidden, files={"berkas": ("x.pdf", THREE)}, headers=bench.headers(staf))
    assert (wrong.status_code, "berisi 3 halaman" in wrong.text) == (422, True)
    right = client.post(address, data=hidden, files={"berkas": ("x.pdf", NEW)}, headers=bench.headers(staf))
    assert (right.status_code, right.url.path) == (200, f"/pindai/{berkas.id}")
    work(berkas.id)
    after = get(bench, staf, f"/pindai/{berkas.id}").text
    assert ("Halaman 2 kosong" in after, "Halaman 1–3: diperiksa, tidak ada temuan." in after) == (False, True)
    assert get(bench, staf, f"/pindai/{berkas.id}/halaman/4").status_code == 404
    assert len(scans(scan, berkas.id)) == 2


def test_a_returned_berkas_has_one_page_replaced_of_the_scan_that_was_taken(
    bench: Bench, scan: Runtime, at: At, upload: Upload, again: Upload, send: Send, work: Work, staf: Orang
) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"naskah.pdf": THREE})
    work(berkas.id)
    send(berkas, "pindai-selesai", staf)
    send(known(scan, berkas.id), "kembalikan", person("kasubbag", "61"), ke="P5", alasan="Halaman 2 kosong")
    back = known(scan, berkas.id)
    assert "Pindai ulang halaman 2" in get(bench, staf, f"/pindai/{berkas.id}").text
    assert again(back, staf, 2, "dua.pdf", NEW).status_code == 202
    work(berkas.id)
    assert [row.state for row in scans(scan, berkas.id)] == ["dipakai", "siap"]
    assert send(back, "pindai-selesai", staf).json()["langkah"] == "P6"
