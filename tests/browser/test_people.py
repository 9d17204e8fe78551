"""People of an office in a real browser, without script: a deputy for a time, a new colleague, sessions, lock-out."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from deploy.local.stack import Stack
from tests.browser.desk import Desk, disposisi, submit, terima

TODAY = datetime.now(UTC).date()


def signed_out(browser: Browser, stack: Stack) -> Page:
    """A window in which nobody is signed in."""
    page = browser.new_context(java_script_enabled=False, locale="id-ID").new_page()
    page.goto(f"{stack.address}/masuk")
    return page


def try_to_sign_in(page: Page, nama_masuk: str, kata_sandi: str) -> None:
    """Fill in the form."""
    page.get_by_label("Nama masuk").fill(nama_masuk)
    page.get_by_label("Kata sandi").fill(kata_sandi)
    page.get_by_role("button", name="Masuk", exact=True).click()


def appoint(desk: Desk, peran: str, untuk: str, akun: str) -> None:
    """Let somebody act in an official's place from yesterday to tomorrow."""
    page = desk.page
    page.goto(f"{desk.address}/penugasan?kantor=6202")
    page.get_by_label("Plh.", exact=False).first.check()
    for name, label in (("peran", peran), ("untuk", untuk), ("akun", akun)):
        page.locator(f"select[name='{name}']").select_option(label=label)
    page.get_by_label("Nomor surat perintah").fill("12/SP/6202/2026")
    page.get_by_label("Hari pertama").fill(str(TODAY - timedelta(1)))
    page.get_by_label("Hari terakhir").fill(str(TODAY + timedelta(1)))
    desk.press("Tugaskan")
    expect(page.get_by_role("row", name=re.compile(f"{akun}.*{untuk}.*Berlaku"))).to_be_visible()


def test_a_deputy_does_the_work_of_an_official_who_is_away(stack: Stack, browser: Browser, tmp_path: Path) -> None:
    tentang = "Uji Pelaksana Harian"
    proposer = Desk(browser, stack, "pengusul.6202")
    submit(proposer, tmp_path, "6202", "keputusan_kpu_kabkota", 7011, tentang)
    chief = Desk(browser, stack, "pengelola.6202")
    appoint(chief, "Kasubbag Hukum", "Ahmad Fauzi", "Agus Priyanto")
    deputy = Desk(browser, stack, "staf.6202")
    try:
        for kode, do in (("R2a", terima), ("R2b", disposisi)):
            deputy.open_work(kode, tentang)
            do(deputy)
        proposer.page.goto(f"{stack.address}/agenda")
        proposer.page.get_by_role("row", name=re.compile(tentang)).get_by_role("link").first.click()
        expect(proposer.page.get_by_text("menggantikan Ahmad Fauzi").first).to_be_visible()
        expect(proposer.page.get_by_text("Plh. Kasubbag Hukum").first).to_be_visible()
    finally:
        chief.page.goto(f"{stack.address}/penugasan?kantor=6202")
        chief.press("Akhiri penugasan Agus Priyanto")
    expect(chief.page.get_by_role("row", name=re.compile("Agus Priyanto.*Sudah berakhir"))).to_be_visible()
    deputy.page.goto(f"{stack.address}/")
    deputy.page.wait_for_timeout(1500)
    deputy.page.goto(f"{stack.address}/")
    expect(deputy.page.get_by_role("link", name=re.compile(f"^R3a – .*{tentang}"))).to_have_count(0)
    assert [problem for desk in (proposer, chief, deputy) for problem in desk.problems] == []


def test_a_new_colleague_is_there_in_a_minute(stack: Stack, browser: Browser) -> None:
    chief = Desk(browser, stack, "pengelola.6202")
    page = chief.page
    page.get_by_role("link", name="Orang", exact=True).click()
    page.get_by_role("link", name="Daftarkan orang").click()
    page.get_by_label("Nama masuk").first.fill("rekan.baru")
    page.get_by_label("Nama lengkap").fill("Rekan Baru")
    page.get_by_label("NIP").fill("123")
    page.get_by_label("Staf", exact=True).first.check()
    chief.press("Daftarkan")
    expect(page.get_by_text("harus 18 angka").first).to_be_visible()
    page.get_by_label("NIP").fill("199001012015011001")
    chief.press("Daftarkan")
    password = page.locator("#kata-sandi-awal").inner_text()
    colleague = signed_out(browser, stack)
    try_to_sign_in(colleague, "rekan.baru", password)
    colleague.get_by_label("Kata sandi baru", exact=True).fill("hujan deras di genteng")
    colleague.get_by_label("sekali lagi").fill("hujan deras di genteng")
    colleague.get_by_role("button", name="Simpan dan masuk").click()
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Pekerjaan saya")


def test_a_session_that_was_ended_elsewhere_is_over(stack: Stack, browser: Browser) -> None:
    first, second = Desk(browser, stack, "pengelola.61"), Desk(browser, stack, "pengelola.61")
    second.page.goto(f"{stack.address}/akun")
    second.page.get_by_label("Kata sandi Anda").fill(stack.state.people["pengelola.61"])
    second.press("Akhiri semua sesi lain")
    expect(second.page.get_by_text("Sesi sudah diakhiri")).to_be_visible()
    first.page.wait_for_timeout(1500)
    first.page.goto(f"{stack.address}/")
    expect(first.page).to_have_url(re.compile(r"/masuk\?"))


def test_guessing_is_slowed_down_and_says_for_how_long(stack: Stack, browser: Browser) -> None:
    page = signed_out(browser, stack)
    for _ in range(5):
        try_to_sign_in(page, "tebakan.peramban", "salah-sekali-lagi")
        expect(page.get_by_text("tidak cocok").first).to_be_visible()
    try_to_sign_in(page, "tebakan.peramban", "salah-sekali-lagi")
    expect(page.get_by_text(re.compile(r"Tunggu \d+ detik")).first).to_be_visible()
