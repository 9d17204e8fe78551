"""A place that was not found is marked on its page, and closed."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from httpx import Response
from PIL import Image
from starlette.testclient import TestClient

from services.scan.domain.tandai import LEBAR
from shared.runtime import Runtime
from shared.samples import keputusan_petugas, signed_pdf
from shared.sop import Berkas
from tests.service.scan.conftest import At
from tests.service.scan.test_penutupan import closings, places, scanned
from tests.support.bench import Bench
from tests.support.people import person
from tests.unit.documents import makers

Upload = Callable[..., Response]
Work = Callable[[UUID], None]
CLEAN, _ = keputusan_petugas(seed=4, people=1, pribadi=False)


class Tangan:
    """Somebody at the page: looks, clicks, marks."""

    def __init__(self, bench: Bench, berkas: Berkas, peran: str = "staf", kantor: str = "6202") -> None:
        self.client: TestClient = bench.client("scan")
        self.headers = bench.headers(person(peran, kantor))
        self.berkas, self.base = berkas, f"/kelengkapan/{berkas.id}"

    def look(self, nomor: int = 1, **asked: Any) -> Response:
        answer: Response = self.client.get(f"{self.base}/tandai/{nomor}", params=asked, headers=self.headers)
        return answer

    def picture(self, nomor: int = 1, **asked: Any) -> Response:
        answer: Response = self.client.get(f"{self.base}/gambar/{nomor}", params=asked, headers=self.headers)
        return answer

    def mark(self, hasil: str, alasan: str, box: dict[str, float], nomor: int = 1) -> Response:
        fields = {"giliran": self.berkas.giliran, "kunci": f"k-{alasan}", "hasil": hasil, "alasan": alasan, **box}
        answer: Response = self.client.post(
            f"{self.base}/tandai/{nomor}", data=fields, headers=self.headers, follow_redirects=False
        )
        return answer


def test_two_clicks_and_a_reason_close_a_place(bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work) -> None:
    berkas = scanned(scan, at, upload, work, CLEAN.born_digital_pdf)
    hand, staf = Tangan(bench, berkas), person("staf", "6202")
    hasil = places(bench, berkas, staf)["hasil"]
    desk = hand.client.get(f"/pindai/{berkas.id}", headers=hand.headers).text
    assert ("Mesin tidak menemukannya" in desk, f"/kelengkapan/{berkas.id}/tandai/1" in desk) == (True, True)

    assert 'type="image"' in hand.look().text
    first = hand.look(**{"titik.x": 400, "titik.y": 200})
    assert "Sudut pertama sudah ditandai" in first.text
    x1, y1 = (first.text.split(f'name="{name}" value="')[1].split('"')[0] for name in ("x1", "y1"))
    second = hand.look(x1=x1, y1=y1, **{"titik.x": 100, "titik.y": 150}).text
    box = {name: float(second.split(f'name="{name}" value="')[1].split('"')[0]) for name in BOX}
    assert box["kiri"] == pytest.approx(box["kanan"] / 4, abs=0.2)
    assert box["atas"] == pytest.approx(box["bawah"] * 3 / 4, abs=0.2)

    nameless = hand.mark(hasil, "", box)
    assert (nameless.status_code, "Tulis alasan mengapa bagian ini ditutup" in nameless.text) == (422, True)
    done = [hand.mark(hasil, "Nama anak", box) for _ in range(2)]
    assert [(one.status_code, one.headers["location"]) for one in done] == [
        (303, f"/pindai/{berkas.id}?pesan=tersimpan")
    ] * 2
    work(berkas.id)
    (row,) = closings(scan, berkas)
    assert (row.state, [one["alasan"] for one in row.bagian]) == ("siap", ["Nama anak"])
    assert row.bagian[0]["kotak"] == [list(box.values())]


BOX = ("kiri", "atas", "kanan", "bawah")


def test_the_page_is_a_picture_as_wide_as_the_clicks_expect(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work
) -> None:
    hand = Tangan(bench, scanned(scan, at, upload, work, CLEAN.born_digital_pdf))
    plain, framed = hand.picture(), hand.picture(kiri=10, atas=10, kanan=90, bawah=60)
    assert (plain.status_code, plain.headers["content-type"]) == (200, "image/jpeg")
    assert Image.open(BytesIO(plain.content)).width == LEBAR
    assert plain.content != framed.content
    assert [hand.picture(nomor).status_code for nomor in (0, 99)] == [404, 404]
    assert [hand.look(nomor).status_code for nomor in (0, 99)] == [404, 404]


def test_a_page_of_a_long_scan_is_gone_to_by_its_number(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work
) -> None:
    pages = makers.text_pdf([f"Halaman {number}" for number in range(1, 8)])
    hand = Tangan(bench, scanned(scan, at, upload, work, pages))
    assert 'name="ke"' in hand.look().text
    gone = hand.look(ke=6)
    assert (gone.status_code, gone.url.path, "halaman 6 dari 7" in gone.text) == (200, f"{hand.base}/tandai/6", True)
    assert [hand.look(ke=page).status_code for page in (0, 8)] == [404, 404]


def test_centimetres_instead_of_a_mouse(bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work) -> None:
    hand = Tangan(bench, scanned(scan, at, upload, work, CLEAN.born_digital_pdf))
    shown = hand.look(kiri="2,54", atas="2,54", lebar="5,08", tinggi="1")
    assert (shown.status_code, 'name="kanan" value="216.0"' in shown.text) == (200, True)
    wrong = hand.look(kiri="dua", atas="2", lebar="5", tinggi="1")
    assert (wrong.status_code, "Isi keempat ukurannya" in wrong.text, 'value="dua"' in wrong.text) == (422, True, True)


def test_a_place_off_the_page_and_another_scan_are_refused(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work
) -> None:
    berkas = scanned(scan, at, upload, work, CLEAN.born_digital_pdf)
    hand, box = Tangan(bench, berkas), {"kiri": 10.0, "atas": 10.0, "kanan": 90.0, "bawah": 60.0}
    assert hand.mark("f" * 64, "Nama anak", box).status_code == 409
    hasil = places(bench, berkas, person("staf", "6202"))["hasil"]
    assert hand.mark(hasil, "Nama anak", box, nomor=99).status_code == 404
    assert hand.mark(hasil, "Nama anak", {**box, "kanan": 10}).status_code == 422
    assert closings(scan, berkas) == []


def test_a_signed_pdf_cannot_be_marked(bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work) -> None:
    page = Tangan(bench, scanned(scan, at, upload, work, signed_pdf())).look()
    assert (page.status_code, 'type="image"' in page.text, "bertanda tangan elektronik" in page.text) == (
        200, False, True,
    )  # fmt: skip
