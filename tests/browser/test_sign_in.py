"""A real browser, without script, at the sign-in: a first password, codes, the office's own provider."""

import json
import re

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.local import programs
from deploy.local.stack import Stack
from tests.support.kode import code_of, next_code_of
from tests.support.oidc import provider
from tests.support.whole import PASSWORD, THIRD

NEW = "hujan deras di genteng"
SLOW = 10.0
"""Seconds that a browser may need to give a code."""
PROBLEMS = re.compile(r"Refused|Content Security Policy|blocked", re.IGNORECASE)


class Window:
    """A browser that nobody has used yet."""

    def __init__(self, browser: Browser, stack: Stack) -> None:
        self.address, self.refused = stack.address, list[str]()
        context = browser.new_context(java_script_enabled=False, locale="id-ID")
        context.set_default_timeout(30_000)
        self.page: Page = context.new_page()
        self.page.on("console", lambda said: self.refused.append(said.text) if PROBLEMS.search(said.text) else None)

    def go(self, path: str) -> None:
        """Open one of our pages."""
        self.page.goto(f"{self.address}{path}")

    def fill(self, **fields: str) -> None:
        """Fill in a form by the names of its fields."""
        for name, value in fields.items():
            self.page.locator(f"main [name='{name}']").first.fill(value)

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()

    def heading(self, text: str) -> None:
        """Wait for a page."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)

    def sign_in(self, nama_masuk: str, kata_sandi: str) -> None:
        """The first step."""
        self.go("/masuk")
        self.fill(nama_masuk=nama_masuk, kata_sandi=kata_sandi)
        self.press("Masuk")


def test_a_first_password_then_codes_then_the_provider_of_the_office(
    stack: Stack, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    head = {"nama_masuk": f"kepala.{THIRD}", "kata_sandi": PASSWORD, "nama": "Uji Kepala", "kantor": THIRD,
            "peran": "pengelola"}  # fmt: skip
    command = programs.Command("console", ("seed",), stack.environment("console"))
    command.finish(json.dumps({"orang": [head]}))
    with provider() as sso:
        first = _administrator(Window(browser, stack), sso.issuer)
        own = Window(browser, stack)
        _own_password(own, first)
        app, recovery = _codes(own)
        _with_code(own, app)
        sso.knows("rina-di-sso", preferred_username="rina.baru")
        _through_the_provider(Window(browser, stack), recovery)


def test_who_must_have_codes_sets_them_up_on_the_way_in(stack: Stack, browser: Browser) -> None:
    head = {"nama_masuk": f"wajib.{THIRD}", "kata_sandi": PASSWORD, "nama": "Uji Wajib", "kantor": THIRD,
            "peran": "pengelola"}  # fmt: skip
    programs.Command("console", ("seed",), stack.environment("console")).finish(json.dumps({"orang": [head]}))
    window = Window(browser, stack)
    window.sign_in(f"wajib.{THIRD}", PASSWORD)
    window.heading("Pekerjaan saya")
    _require(window, wanted=True)
    window.page.get_by_role("button", name="Keluar").click()
    window.heading("Masuk")
    window.sign_in(f"wajib.{THIRD}", PASSWORD)
    window.heading("Siapkan kode dari aplikasi")
    picture = window.page.get_by_alt_text("Kode QR untuk aplikasi autentikator")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    window.fill(kode="12345")
    window.press("Aktifkan dan masuk")
    expect(window.page.get_by_role("alert")).to_contain_text("tidak cocok")
    window.fill(kode=code_of(pyotp.TOTP(window.page.locator("#rahasia").inner_text()), enough=SLOW))
    window.press("Aktifkan dan masuk")
    window.heading("Kode pemulihan Anda")
    assert len(window.page.locator("#kode-pemulihan code").all_inner_texts()) == 10
    window.page.get_by_role("link", name="Sudah saya simpan").click()
    window.heading("Pekerjaan saya")
    _require(window, wanted=False)
    assert window.refused == []


def _require(window: Window, *, wanted: bool) -> None:
    """The office says whether its administrators need codes."""
    window.go(f"/kantor/{THIRD}")
    window.page.get_by_label("Pengelola kantor").set_checked(wanted)
    window.press("Simpan kewajiban kode")
    expect(window.page.get_by_text("Sudah tersimpan")).to_be_visible()


def _administrator(window: Window, issuer: str) -> str:
    """Adds a person, and says what the office's provider is; the first password."""
    window.sign_in(f"kepala.{THIRD}", PASSWORD)
    window.heading("Pekerjaan saya")
    window.go(f"/orang/baru?kantor={THIRD}")
    window.fill(nama_masuk="rina.baru", nama="Rina Baru")
    window.page.get_by_label("Staf").first.check()
    window.press("Daftarkan")
    first = window.page.locator("#kata-sandi-awal").inner_text()
    window.go(f"/orang?kantor={THIRD}")
    window.page.get_by_role("link", name="SSO kantor").click()
    window.fill(penerbit=issuer, klien="terbit", rahasia="rahasia-klien")
    window.press("Simpan")
    expect(window.page.get_by_text("Sudah tersimpan")).to_be_visible()
    assert window.refused == []
    return first


def _own_password(window: Window, first: str) -> None:
    window.sign_in("rina.baru", first)
    window.heading("Buat kata sandi Anda")
    window.fill(baru="Rina.Baru.2026", ulang="Rina.Baru.2026")
    window.press("Simpan dan masuk")
    expect(window.page.get_by_role("alert")).to_contain_text("mudah ditebak")
    window.fill(baru=NEW, ulang=NEW)
    window.press("Simpan dan masuk")
    window.heading("Pekerjaan saya")


def _codes(window: Window) -> tuple[pyotp.TOTP, str]:
    """Switched on by the page; the telephone, and one of the recovery codes."""
    window.go("/akun")
    window.page.get_by_role("link", name="Kode dari aplikasi").click()
    window.press("Siapkan")
    picture = window.page.get_by_alt_text("Kode QR untuk aplikasi autentikator")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    app = pyotp.TOTP(window.page.locator("#rahasia").inner_text())
    window.fill(kata_sandi=NEW, kode=code_of(app, enough=SLOW))
    window.press("Aktifkan")
    codes = window.page.locator("#kode-pemulihan code").all_inner_texts()
    assert len(codes) == 10
    window.page.get_by_role("button", name="Keluar").click()
    window.heading("Masuk")
    return app, codes[0]


def _with_code(window: Window, app: pyotp.TOTP) -> None:
    window.sign_in("rina.baru", NEW)
    window.heading("Kode dari aplikasi Anda")
    window.fill(kode="12345")
    window.press("Lanjutkan")
    expect(window.page.get_by_role("alert")).to_contain_text("tidak cocok")
    window.fill(kode=next_code_of(app, enough=SLOW))
    window.press("Lanjutkan")
    window.heading("Pekerjaan saya")
    assert window.refused == []


def _through_the_provider(window: Window, recovery: str) -> None:
    window.go("/akun")
    window.heading("Masuk")
    window.page.get_by_role("link", name="Masuk lewat SSO KPU Kota Balikpapan").click()
    window.page.get_by_placeholder("sub").fill("rina-di-sso")
    window.page.get_by_role("button", name="Authorize").click()
    window.heading("Kode dari aplikasi Anda")
    window.fill(kode=recovery)
    window.press("Lanjutkan")
    window.heading("Akun saya")
    expect(window.page.get_by_text("SSO dan kode").first).to_be_visible()
    assert window.refused == []
