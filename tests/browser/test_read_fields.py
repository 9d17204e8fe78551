"""What was read of a scan, in a real browser: at the scan desk, at the completeness check, at publication."""

from playwright.sync_api import Browser, Page, expect

from deploy.local.demo.carry import People, advance, moved
from deploy.local.stack import Stack
from shared.samples import keputusan_kabupaten, scan_like
from tests.browser.desk import SLOW, Desk
from tests.browser.test_stacks import KANTOR, at_the_scanner

SEED = 8301


def pictures_drawn(page: Page) -> int:
    """Cut-outs that are really there; all are waited for."""
    shown = page.locator("img.potongan")
    for picture in shown.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_be_visible()
        picture.evaluate("image => image.decode()")
        assert picture.evaluate("image => image.naturalWidth") > 50
    return shown.count()


def test_fields_with_their_places(stack: Stack, browser: Browser, people: dict[str, People]) -> None:
    sample = keputusan_kabupaten(pages=5, seed=SEED)
    position = at_the_scanner(people[KANTOR], SEED)
    desk = Desk(browser, stack, f"staf.{KANTOR}")
    page = desk.page
    page.goto(f"{desk.address}/pindai/{position['id']}")
    page.get_by_label("Berkas hasil pindai").set_input_files(
        {
            "name": "keputusan.pdf",
            "mimeType": "application/pdf",
            "buffer": scan_like(sample.born_digital_pdf, seed=SEED),
        }
    )
    desk.press("Unggah dan olah")
    expect(page.get_by_role("heading", name="Yang terbaca dari naskah")).to_be_visible(timeout=SLOW)
    expect(page.locator(".terbaca > li").filter(has_text="Nomor:")).to_contain_text(sample.metadata.nomor)
    drawn = pictures_drawn(page)
    assert drawn >= 5
    desk.press("Pakai hasil ini")
    position = moved(position, people[KANTOR]["staf"])
    while position["tindakan"] != "unggah":
        if position["tindakan"] == "periksa_kelengkapan":
            page.goto(f"{desk.address}/kelengkapan/{position['id']}")
            assert pictures_drawn(page) == drawn
        position, _ = advance(position, people[KANTOR])
    page.goto(f"{desk.address}/terbitkan/{position['id']}")
    suggestion = page.locator(".isian-terbaca").filter(has_text="Nomor:")
    expect(suggestion).to_contain_text(sample.metadata.nomor)
    expect(suggestion).to_contain_text("Perlu dilihat")
    assert pictures_drawn(page) >= 4
    assert desk.problems == []
