"""The page of the office's systems in a real browser, without script."""

import re

import pytest
from playwright.sync_api import Browser, expect

from deploy.local.stack import Stack
from tests.browser.desk import Desk


@pytest.mark.parametrize("width", [1100, 390])
def test_an_administrator_makes_a_key_and_revokes_it(stack: Stack, browser: Browser, width: int) -> None:
    desk = Desk(browser, stack, "pengelola.6202")
    page = desk.page
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_role("link", name="Sistem kantor").click()
    if not page.get_by_label("Keperluan").is_visible():
        page.locator("summary", has_text="Buat kunci baru").click()
    name = f"Aplikasi {width}"
    page.get_by_label("Keperluan").fill(name)
    desk.press("Buat kunci")
    expect(page.get_by_role("alert")).to_contain_text("wajib diisi")
    page.get_by_label("Atas nama").select_option(label="Rina Marlina")
    page.get_by_label("Menanyakan letak berkas").check()
    desk.press("Buat kunci")
    expect(page.get_by_text(re.compile("^whsec_"))).to_be_visible()
    page.get_by_role("link", name="Sudah saya simpan").click()
    row = page.get_by_role("row", name=re.compile(name))
    row.get_by_role("button", name="Cabut").click()
    expect(page.get_by_role("row", name=re.compile(name))).to_contain_text("Dicabut oleh")
    expect(page.get_by_text(re.compile("^whsec_"))).to_have_count(0)
    assert desk.problems == []
