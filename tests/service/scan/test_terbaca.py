"""What is read of a scan: shown field by field beside its place, taken along by the berkas, drafted as an abstrak."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pypdfium2
import pytest
from bs4 import BeautifulSoup, Tag
from httpx import Response
from PIL import Image

from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import keputusan_provinsi, nota_dinas, scan_like
from shared.sop import JenisDokumen
from tests.service.scan.conftest import At, Send, known, scans
from tests.support.bench import Bench
from tests.support.people import person

Upload = Callable[..., Response]
Work = Callable[[UUID], None]
SAMPLE = keputusan_provinsi(pages=5, seed=21)


@pytest.fixture(scope="module")
def scanned() -> bytes:
    """A decision of five scanned pages."""
    return scan_like(SAMPLE.born_digital_pdf, seed=21)


def get(bench: Bench, orang: Orang, path: str) -> Response:
    answer: Response = bench.client("scan").get(path, headers=bench.headers(orang))
    return answer


def fields(bench: Bench, orang: Orang, path: str) -> dict[str, Tag]:
    """The entries of the section by the name of the field."""
    shown = BeautifulSoup(get(bench, orang, path).text, "html.parser")
    return {str(entry.strong.string): entry for entry in shown.select(".terbaca > li") if entry.strong}


def test_each_field_is_shown_beside_its_place_and_goes_with_the_berkas(
    bench: Bench, scan: Runtime, at: At, upload: Upload, send: Send, work: Work, staf: Orang, scanned: bytes
) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"a.pdf": scanned})
    work(berkas.id)
    shown = fields(bench, staf, f"/pindai/{berkas.id}")
    assert SAMPLE.metadata.nomor in shown["Nomor"].get_text()
    assert "Perlu dilihat" in shown["Nomor"].get_text(), "a number is always looked at"
    assert f"Di nota dinas: {berkas.produk.nomor}" in shown["Nomor"].get_text(" ", strip=True)
    assert SAMPLE.metadata.tempat in shown["Tempat penetapan"].get_text()
    picture = shown["Nomor"].img
    assert picture
    image = Image.open(BytesIO(get(bench, staf, str(picture["src"])).content))
    assert (image.format, image.width > 100, image.height < 400) == ("JPEG", True, True)
    assert get(bench, person("staf", "6202"), str(picture["src"])).status_code == 404
    assert "Menimbang" in get(bench, staf, f"/pindai/{berkas.id}").text

    send(berkas, "pindai-selesai", staf, kunci="b")
    result = known(scan, berkas.id).terbaru(JenisDokumen.HASIL_SCAN)
    assert result
    read = {one.kode: one for one in result.terbaca}
    assert (read["nomor"].nilai, read["nomor"].potongan) == (SAMPLE.metadata.nomor, True)
    assert read["nomor"].beda == berkas.produk.nomor
    assert set(fields(bench, staf, f"/kelengkapan/{berkas.id}")) == set(shown)
    assert get(bench, staf, str(picture["src"])).status_code == 200, "also at the next step"


def test_the_draft_of_the_abstrak_is_a_pdf(
    bench: Bench, at: At, upload: Upload, work: Work, staf: Orang, scanned: bytes
) -> None:
    berkas = at("P5")
    assert get(bench, staf, f"/pindai/{berkas.id}/abstrak").status_code == 404
    upload(berkas, staf, {"a.pdf": scanned})
    work(berkas.id)
    answer = get(bench, staf, f"/pindai/{berkas.id}/abstrak")
    assert answer.headers["content-type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.content) as sheet:
        text = sheet[0].get_textpage().get_text_range()
    assert "ABSTRAK" in text
    assert "CATATAN" in text


def test_what_is_no_product_has_fields_that_were_not_found(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, staf: Orang
) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"a.pdf": nota_dinas(seed=5).born_digital_pdf})
    work(berkas.id)
    shown = fields(bench, staf, f"/pindai/{berkas.id}")
    assert "tidak terbaca" in shown["Tanggal penetapan"].get_text()
    assert "Perlu dilihat" in shown["Tanggal penetapan"].get_text()
    (row,) = scans(scan, berkas.id)
    assert row.understood is not None
    assert get(bench, staf, f"/pindai/{berkas.id}/potongan/tidak-ada").status_code == 404


def test_an_older_scan_was_not_understood(
    bench: Bench, scan: Runtime, at: At, upload: Upload, work: Work, staf: Orang, plain: bytes
) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"a.pdf": plain})
    work(berkas.id)
    with scan.database.unit() as unit:
        row = scans(scan, berkas.id)[0]
        row.pemahaman = {"of": "another version"}
        unit.session.merge(row)
    page = get(bench, staf, f"/pindai/{berkas.id}").text
    assert "Tidak diperiksa: isi naskah ini tidak dibaca per bidang" in page
