"""A scan with a dark page and an empty one, in a real browser: it is said, both are scanned again, the others stay."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageEnhance
from playwright.sync_api import Browser, FilePayload, Page, expect

from deploy.local.demo.carry import People
from deploy.local.stack import Stack
from shared.samples import keputusan_provinsi
from shared.samples.scan import images_to_pdf, jpeg, page_images
from tests.browser.desk import SLOW, Desk
from tests.browser.test_stacks import KANTOR, at_the_scanner

DPI, PAGES = 150, 5
DARK, EMPTY = 2, 3


@pytest.fixture(scope="module")
def pages() -> list[Image.Image]:
    """A decision, as pictures."""
    return page_images(keputusan_provinsi(pages=PAGES, seed=8301).born_digital_pdf, DPI)


def scanned_badly(pages: list[Image.Image]) -> FilePayload:
    bad = list(pages)
    bad[DARK - 1] = ImageEnhance.Brightness(pages[DARK - 1]).enhance(0.45)
    bad[EMPTY - 1] = Image.new("L", pages[EMPTY - 1].size, 250)
    return file("keputusan.pdf", images_to_pdf([jpeg(one, dpi=DPI) for one in bad], DPI))


def file(name: str, content: bytes) -> FilePayload:
    kind = "application/pdf" if name.endswith("pdf") else "image/jpeg"
    return {"name": name, "mimeType": kind, "buffer": content}


def result(desk: Desk) -> list[tuple[tuple[int, int], bytes]]:
    """The pages of the PDF that the desk offers, as they look."""
    address = desk.page.get_by_role("link", name="Buka PDF hasil scan").get_attribute("href")
    content = desk.page.context.request.get(f"{desk.address}{address}").body()
    with pypdfium2.PdfDocument(BytesIO(content)) as document:
        return [(image.size, image.tobytes()) for image in (page.render().to_pil() for page in document)]


def wait_for_result(page: Page) -> None:
    expect(page.get_by_role("button", name="Pakai hasil ini")).to_be_visible(timeout=SLOW)


def replace(desk: Desk, nomor: int, payload: FilePayload) -> None:
    desk.page.get_by_role("link", name=f"Pindai ulang halaman {nomor}", exact=True).first.click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text(f"Pindai ulang halaman {nomor}")
    desk.page.get_by_label(f"Berkas halaman {nomor}").set_input_files(payload)
    desk.press(f"Ganti halaman {nomor}")


def test_bad_pages_are_scanned_again(
    stack: Stack, browser: Browser, people: dict[str, People], pages: list[Image.Image]
) -> None:
    position = at_the_scanner(people[KANTOR], 8301)
    desk = Desk(browser, stack, f"staf.{KANTOR}")
    page = desk.page
    page.goto(f"{desk.address}/pindai/{position['id']}")
    page.get_by_label("Berkas hasil pindai").set_input_files(scanned_badly(pages))
    desk.press("Unggah dan olah")
    wait_for_result(page)
    findings = page.get_by_role("list", name="Temuan")
    expect(findings.get_by_role("listitem").first).to_contain_text(f"Halaman {EMPTY} kosong.")
    expect(findings).to_contain_text(f"Halaman {DARK} terlalu gelap. Pindai ulang halaman {DARK} dengan lebih terang.")
    expect(page.get_by_text("Halaman lain, yaitu 1, 4–5: diperiksa, tidak ada temuan.")).to_be_visible()
    before = result(desk)
    replace(desk, EMPTY, file("semua.pdf", images_to_pdf([jpeg(one, dpi=DPI) for one in pages], DPI)))
    expect(page.get_by_role("alert")).to_contain_text(f"berisi {PAGES} halaman, sedangkan yang diganti satu halaman")
    page.get_by_label(f"Berkas halaman {EMPTY}").set_input_files(file("tiga.jpg", jpeg(pages[EMPTY - 1], dpi=DPI)))
    desk.press(f"Ganti halaman {EMPTY}")
    wait_for_result(page)
    replace(desk, DARK, file("dua.jpg", jpeg(pages[DARK - 1], dpi=DPI)))
    wait_for_result(page)
    expect(page.get_by_text(f"Halaman 1–{PAGES}: diperiksa, tidak ada temuan.")).to_be_visible()
    expect(findings).to_have_count(0)
    after = result(desk)
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, False, True, True]
    expect(page.get_by_text("halaman 2 (dua.jpg), halaman 3 (tiga.jpg)")).to_be_visible()
    desk.press("Pakai hasil ini")
    page.goto(f"{desk.address}/pindai/{position['id']}")
    expect(page.get_by_role("row", name="dua.jpg")).to_be_visible()
    assert desk.problems == []
