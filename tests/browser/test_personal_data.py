"""Personal data of a scan, in a real browser without script: seen, decided on, closed; what is then public has none."""

import hashlib
from typing import Any

import pypdfium2
from playwright.sync_api import Browser, Locator, expect

from deploy.local.demo.carry import People, advance, moved
from deploy.local.stack import Stack
from shared.samples import keputusan_petugas, scan_like
from tests.browser.desk import SLOW, Desk
from tests.browser.test_read_fields import pictures_drawn
from tests.browser.test_stacks import KANTOR, at_the_scanner

SEED = 8501
OPEN, REASON = "telepon", "Nomor layanan yang disetujui pemiliknya"
KINDS = {"nik": "NIK", "telepon": "Nomor telepon", "surel": "Alamat surel"}


def question(desk: Desk, kode: str) -> Locator:
    """What is asked of one place."""
    return desk.page.locator("fieldset.kelompok").filter(has=desk.page.locator(f"[name='putusan-{kode}']"))


def scanned(desk: Desk, berkas_id: str, pdf: bytes) -> None:
    """Upload a scan at its desk and wait for what came out."""
    desk.page.goto(f"{desk.address}/pindai/{berkas_id}")
    file: Any = {"name": "keputusan.pdf", "mimeType": "application/pdf", "buffer": pdf}
    desk.page.get_by_label("Berkas hasil pindai").set_input_files(file)
    desk.press("Unggah dan olah")
    expect(desk.page.get_by_role("heading", name="Data pribadi di hasil scan")).to_be_visible(timeout=SLOW)


def decided(desk: Desk, places: list[dict[str, Any]]) -> None:
    """One kind may be published, all else is closed; a reason that is missing is asked for."""
    for one in places:
        question(desk, one["kode"]).get_by_label("Boleh terbit" if one["jenis"] == OPEN else "Tutup").check()
    desk.press("Simpan putusan data pribadi")
    expect(desk.page.get_by_text("Tulis alasan mengapa data pribadi ini boleh terbit.").first).to_be_visible()
    for one in places:
        if one["jenis"] == OPEN:
            question(desk, one["kode"]).get_by_label("Alasan").fill(REASON)
    desk.press("Simpan putusan data pribadi")
    closed_edition(desk)


def closed_edition(desk: Desk) -> str:
    """Where the PDF with its places closed is, as soon as it is made."""
    link = desk.page.get_by_role("link", name="Buka PDF yang sudah ditutup bagiannya")
    for _ in range(SLOW // 1000):
        if link.count():
            return str(link.get_attribute("href"))
        desk.page.wait_for_timeout(1000)
        desk.page.reload()
    raise AssertionError(desk.page.inner_text("main"))


def fetched(desk: Desk, address: str) -> bytes:
    """A file behind a link, with this person's session."""
    answer = desk.page.context.request.get(address)
    assert answer.ok
    return answer.body()


def text_of(pdf: bytes) -> str:
    """All that can be read as text, without spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def text_at(pdf: bytes, place: dict[str, Any]) -> str:
    """What can be read as text in the boxes of a place; boxes are measured from the upper left corner."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[place["halaman"] - 1]
        words, top = page.get_textpage(), page.get_height()
        return " ".join(words.get_text_bounded(a, top - d, c, top - b).strip() for a, b, c, d in place["kotak"])


def shades(pdf: bytes, place: dict[str, Any]) -> list[int]:
    """Of each box of a place, how far its lightest and its darkest spot are apart."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[place["halaman"] - 1].render(scale=2).to_pil().convert("L")
    spots = [picture.crop((2 * a + 2, 2 * b + 2, 2 * c - 2, 2 * d - 2)).getextrema() for a, b, c, d in place["kotak"]]
    return [int(lightest) - int(darkest) for darkest, lightest in spots]


def test_from_the_warning_to_the_public_page(stack: Stack, browser: Browser, people: dict[str, People]) -> None:
    made, (who,) = keputusan_petugas(seed=2, people=1)
    position = at_the_scanner(people[KANTOR], SEED)
    desk = Desk(browser, stack, f"staf.{KANTOR}")
    scanned(desk, position["id"], scan_like(made.born_digital_pdf, dpi=200, seed=SEED))
    data = people[KANTOR]["staf"].get(f"/api/scan/berkas/{position['id']}/kelengkapan")["data_pribadi"]
    places: list[dict[str, Any]] = data["bagian"]
    for jenis, name in KINDS.items():
        (one,) = [place for place in places if place["jenis"] == jenis]
        asked = question(desk, one["kode"])
        expect(asked.locator("legend").first).to_contain_text(name)
        expect(asked.locator("img.potongan")).to_have_count(1)
    assert pictures_drawn(desk.page) >= len(places)
    open_scan = fetched(desk, f"{desk.address}/pindai/{position['id']}/hasil/{data['hasil']}")
    assert [value in text_of(open_scan) for value in (who.nik, who.surel)] == [True, True]
    assert all(text_at(open_scan, place) for place in places)
    assert all(shade > 100 for place in places for shade in shades(open_scan, place))

    decided(desk, places)
    closed = fetched(desk, f"{desk.address}{closed_edition(desk)}")
    desk.press("Pakai hasil ini")
    position = moved(position, people[KANTOR]["staf"])
    while position["langkah"]:
        position, _ = advance(position, people[KANTOR])

    told = people[KANTOR]["staf"].get(f"/api/publisher/berkas/{position['id']}/terbit")
    public = fetched(desk, told["alamat_berkas"])
    assert hashlib.sha256(public).digest() == hashlib.sha256(closed).digest()
    assert [value in text_of(public) for value in (who.nik, who.surel)] == [False, False]
    for place in places:
        if place["jenis"] == OPEN:
            assert text_at(public, place) == text_at(open_scan, place)
            assert all(shade > 100 for shade in shades(public, place))
        else:
            assert (text_at(public, place), set(shades(public, place))) == ("", {0})
    desk.page.goto(told["alamat"])
    count = sum(place["jenis"] != OPEN for place in places)
    line = f"{count} bagian di halaman 2 ditutup untuk melindungi data pribadi (Undang-Undang Nomor 27 Tahun 2022"
    expect(desk.page.get_by_text(line)).to_be_visible()
    assert desk.problems == []


def test_a_place_that_was_not_found_is_marked_by_two_clicks(
    stack: Stack, browser: Browser, people: dict[str, People]
) -> None:
    made, _ = keputusan_petugas(seed=4, people=1, pribadi=False)
    position = at_the_scanner(people[KANTOR], SEED + 1)
    desk = Desk(browser, stack, f"staf.{KANTOR}")
    scanned(desk, position["id"], scan_like(made.born_digital_pdf, dpi=200, seed=SEED))
    with pypdfium2.PdfDocument(made.born_digital_pdf) as document:
        width, height = document[0].get_size()
    desk.page.get_by_role("link", name="Tandai di halamannya").click()
    picture = desk.page.get_by_role("button", name="Halaman 1: klik sudut")
    scale = 800 / width
    picture.click(position={"x": 0.1 * width * scale, "y": 0.2 * height * scale})
    expect(desk.page.get_by_text("Sudut pertama sudah ditandai")).to_be_visible()
    picture.click(position={"x": 0.9 * width * scale, "y": 0.3 * height * scale})
    expect(desk.page.get_by_role("img", name="berbingkai merah")).to_be_visible()
    desk.page.get_by_label("Alasan").fill("Nama anak")
    desk.press("Tutup bagian ini")
    expect(desk.page.get_by_role("row", name="Bagian yang ditandai petugas")).to_contain_text("Nama anak")
    closed = fetched(desk, f"{desk.address}{closed_edition(desk)}")
    place = {"halaman": 1, "kotak": [(0.12 * width, 0.21 * height, 0.88 * width, 0.29 * height)]}
    assert (text_at(closed, place), shades(closed, place)) == ("", [0])
    assert desk.problems == []
