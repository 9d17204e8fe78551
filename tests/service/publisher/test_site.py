"""The public site: what everybody sees, and what nobody does."""

import hashlib

import pytest
from bs4 import BeautifulSoup

from services.publisher.models import Publikasi
from shared.identity import form_token, issue, verify
from shared.sop import Berkas
from shared.web.session import COOKIE
from tests.service.publisher.conftest import At, Press
from tests.support.people import person


@pytest.fixture(scope="module")
def shown(press: Press) -> dict[str, Berkas]:
    """Filled by `publish`, once for this module."""
    return {}


@pytest.fixture
def product(press: Press, at: At, shown: dict[str, Berkas]) -> Publikasi:
    """A verified product with a title of its own."""
    if "one" not in shown:
        berkas = at("R5b", "555", tentang="Kampanye <script>alert(1)</script> Terbuka")
        press.post(berkas, "terbit", subjek="KAMPANYE")
        assert press.work(berkas) == "terverifikasi"
        shown["one"] = berkas
    return press.publication(shown["one"])


def soup(press: Press, path: str, **params: str) -> BeautifulSoup:
    answer = press.site.get(path, params=params)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


@pytest.mark.parametrize("words", ["Kampanye terbuka", "rekapitulasi", "rapatnya", "Cempaga", '"data pemilih"'])
def test_words_of_title_and_text_find_it(press: Press, product: Publikasi, words: str) -> None:
    page = soup(press, "/jdih/6202", q=words)
    assert product.page_path in [a["href"] for a in page.select("main table a")]


def test_found_words_are_marked_and_nothing_else_is_html(press: Press, product: Publikasi) -> None:
    page = soup(press, "/jdih/6202", q="rekapitulasi 555")
    assert {mark.text for mark in page.select("mark")} == {"rekapitulasi"}
    passage = page.select_one("main table .petunjuk")
    assert passage is not None
    assert "A < B & C, rekapitulasi" in passage.text
    assert not page.select("main script, main b")


@pytest.mark.parametrize(
    ("params", "there"),
    [
        ({"jenis": "Surat Edaran", "tahun": "2026"}, True), ({"tahun": "2025"}, False), ({"jenis": "Instruksi"}, False),
        ({"q": "kata yang tak ada"}, False), ({"tahun": "bukan angka"}, True), ({"q": "dan yang"}, False),
        ({"q": "' OR 1=1; -- \x00"}, False),
    ],
)  # fmt: skip
def test_filters(press: Press, product: Publikasi, params: dict[str, str], there: bool) -> None:
    page = soup(press, "/jdih/6202", **{"q": "555", **params})
    assert (product.page_path in [a["href"] for a in page.select("main table a")]) is there


def test_all_offices_are_listed_and_searched_together(press: Press, product: Publikasi) -> None:
    page = soup(press, "/jdih")
    assert {"/jdih/61", "/jdih/6202"} <= {a["href"] for a in page.select("main table a")}
    assert product.page_path in [a["href"] for a in soup(press, "/jdih", q="Kampanye").select("a")]


def test_the_list_has_pages(press: Press, product: Publikasi) -> None:
    assert product.page_path not in soup(press, "/jdih/6202", halaman="500").text


def test_a_part_of_the_file(press: Press, product: Publikasi, scan_pdf: bytes) -> None:
    part = press.site.get(product.file_path, headers={"range": "bytes=5-19"})
    assert (part.status_code, part.content) == (206, scan_pdf[5:20])
    assert part.headers["content-range"] == f"bytes 5-19/{len(scan_pdf)}"
    tail = press.site.get(product.file_path, headers={"range": "bytes=-7"})
    assert (tail.status_code, tail.content) == (206, scan_pdf[-7:])
    assert press.site.get(product.file_path, headers={"range": f"bytes={len(scan_pdf)}-"}).status_code == 416
    stale = press.site.get(product.file_path, headers={"range": "bytes=0-1", "if-range": '"other"'})
    assert (stale.status_code, stale.content) == (200, scan_pdf)
    tag = f'"{hashlib.sha256(scan_pdf).hexdigest()}"'
    assert press.site.get(product.file_path, headers={"if-none-match": tag}).status_code == 304
    head = press.site.head(product.file_path)
    assert (head.headers["content-length"], head.content) == (str(len(scan_pdf)), b"")
    assert "inline" in head.headers["content-disposition"]
    assert (head.headers["content-type"], head.headers["x-content-type-options"]) == ("application/pdf", "nosniff")
    assert head.headers["content-security-policy"] == "frame-ancestors 'none'"


@pytest.mark.parametrize(
    "path", ["/jdih/9999", "/jdih/6202/tidak-ada", "/jdih/6202/berkas/tidak-ada.pdf", "/jdih/6202/%00"]
)
def test_what_is_not_there_is_said_so(press: Press, path: str) -> None:
    answer = press.site.get(path)
    assert answer.status_code == 404
    assert "Tidak ditemukan" in answer.text
    assert press.site.get("/jdih/9999/feed/document.json").status_code == 404


def test_a_withdrawn_product_leaves_a_tombstone(press: Press, product: Publikasi) -> None:
    def state(keadaan: str) -> None:
        with press.runtime.database.unit() as unit:
            unit.session.get_one(Publikasi, product.id).keadaan = keadaan

    state("ditarik")
    assert press.site.get(product.page_path).status_code == 410
    assert press.site.get(product.file_path).status_code == 404
    assert product.page_path not in soup(press, "/jdih/6202", q="555").text
    state("terverifikasi")
    assert press.site.get(product.page_path).status_code == 200


def test_the_desk_page_leads_from_the_form_to_the_evidence(press: Press, at: At) -> None:
    berkas = at("R5b")
    token = issue(person("staf"))
    press.site.cookies.set(COOKIE, token)
    path, sent = f"/terbitkan/{berkas.id}", {"csrf": form_token(verify(token).sesi), "giliran": str(berkas.giliran)}
    try:
        form = soup(press, path)
        assert form.select_one("#f-teu")["value"] == "Kotawaringin Timur (Kabupaten). Komisi Pemilihan Umum"  # type: ignore[index]
        wrong = press.site.post(path, data={**sent, "subjek": "", "tanggal_penetapan": "kemarin", "lokasi": "Sampit"})
        page = BeautifulSoup(wrong.text, "html.parser")
        assert wrong.status_code == 422
        assert {a["href"] for a in page.select(".ringkasan-galat a")} == {"#f-subjek", "#f-tanggal_penetapan"}
        assert page.select_one("#f-lokasi")["value"] == "Sampit"  # type: ignore[index]
        done = press.site.post(path, data={**sent, "subjek": "logistik", "lokasi": "Sampit", "jenis": "Palsu"})
        assert (done.status_code, done.headers["location"]) == (303, f"{path}?pesan=diunggah")
        waiting = soup(press, path)
        assert waiting.select_one("meta[http-equiv=refresh]"), "the page follows the progress without a script"
        assert not waiting.select("#f-subjek, #kembali-alasan"), "nothing to press while it is under way"
        assert press.work(berkas) == "terverifikasi"
        proof = soup(press, path).get_text(" ")
        assert all(part in proof for part in ("Bukti verifikasi", press.publication(berkas).sha256, "Umpan JDIHN"))
        assert press.publication(berkas).produk.jenis == "Surat Edaran"
    finally:
        press.site.cookies.clear()
