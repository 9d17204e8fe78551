"""A stack of three documents in one go, in a real browser without script: two find their case, one waits for a look."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from deploy.local.demo.carry import People, Position, advance, submit
from deploy.local.stack import Stack
from shared.samples import nota_dinas
from tests.browser.desk import SLOW, Desk
from tests.support.stacks import joined, picture, scanned, turned
from tests.support.whole import case

KANTOR = "6202"


def at_the_scanner(people: People, seed: int) -> Position:
    """A case that waits to be scanned."""
    position = submit(case(KANTOR, "surat_edaran", seed), people["pengusul"])
    while position["tindakan"] != "pindai":
        position, _ = advance(position, people)
    return position


def sheet_of(desk: Desk, position: Position) -> bytes:
    """The separator sheet, as the page of the case offers it."""
    desk.page.goto(f"{desk.address}/pindai/{position['id']}")
    address = desk.page.get_by_role("link", name="Cetak lembar pemisah").get_attribute("href")
    return desk.page.context.request.get(f"{desk.address}{address}").body()


def test_a_stack_of_three(stack: Stack, browser: Browser, people: dict[str, People], tmp_path: Path) -> None:
    first, second, third = (at_the_scanner(people[KANTOR], seed) for seed in (8101, 8102, 8103))
    desk = Desk(browser, stack, f"staf.{KANTOR}")
    page = desk.page
    naskah = [nota_dinas(seed=seed).born_digital_pdf for seed in (8101, 8102, 8103)]
    upside_down = scanned(turned(picture(sheet_of(desk, second)), 178))
    whole = joined(naskah[2], sheet_of(desk, first), naskah[0], upside_down, naskah[1])
    (tmp_path / "tumpukan.pdf").write_bytes(whole)
    page.goto(f"{desk.address}/pindai")
    page.get_by_role("link", name="Pindai satu tumpukan").click()
    page.get_by_label("Berkas hasil pindai").set_input_files(tmp_path / "tumpukan.pdf")
    desk.press("Unggah dan pisahkan")
    expect(page.get_by_text("Menjadi pindaian berkasnya")).to_have_count(2, timeout=SLOW)
    expect(page.get_by_role("row", name=re.compile("Menunggu di baki.*Tidak ada lembar pemisah"))).to_have_count(1)
    page.get_by_role("link", name="Buka baki").click()
    shown = page.get_by_role("img", name=re.compile("Gambar halaman depan bagian 1"))
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.complete && image.naturalWidth") > 500
    choice = page.locator("option", has_text=third["judul"]).first
    page.get_by_label("Berkas untuk bagian 1").select_option(value=choice.get_attribute("value"))
    desk.press("Pasangkan")
    expect(page.get_by_text("Naskah sudah dipasangkan dengan berkasnya")).to_be_visible()
    for position in (first, second, third):
        page.goto(f"{desk.address}/pindai/{position['id']}")
        expect(page.get_by_role("button", name="Pakai hasil ini")).to_be_visible(timeout=SLOW)
    assert desk.problems == []
