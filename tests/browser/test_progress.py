"""A long scan in a real browser with script: the bar moves by itself, and the result is there without reloading."""

import re

from playwright.sync_api import Browser, expect

from deploy.local.demo.carry import People
from deploy.local.stack import Stack
from shared.samples import keputusan_provinsi, scan_like
from tests.browser.desk import SLOW, Desk
from tests.browser.test_stacks import KANTOR, at_the_scanner

PAGES = 8


def test_the_bar_moves_while_pages_are_read(stack: Stack, browser: Browser, people: dict[str, People]) -> None:
    position = at_the_scanner(people[KANTOR], 8201)
    desk = Desk(browser, stack, f"staf.{KANTOR}", script=True)
    page = desk.page
    page.goto(f"{desk.address}/pindai/{position['id']}")
    scanned = scan_like(keputusan_provinsi(pages=PAGES, seed=8201).born_digital_pdf, seed=8201)
    page.get_by_label("Berkas hasil pindai").set_input_files(
        {"name": "keputusan.pdf", "mimeType": "application/pdf", "buffer": scanned}
    )
    desk.press("Unggah dan olah")
    sentence, bar = page.locator("[data-kalimat]"), page.locator("[data-kemajuan] progress")
    expect(sentence).to_be_visible()
    expect(bar).to_have_attribute("max", str(PAGES), timeout=SLOW)
    expect(bar).to_have_attribute("value", re.compile("[1-9]"), timeout=SLOW)
    expect(page.get_by_role("button", name="Pakai hasil ini")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("row", name="Dibaca dari gambar")).to_have_count(PAGES)
    assert desk.problems == []
