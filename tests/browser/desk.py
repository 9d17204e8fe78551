"""One person's window, and what people do in it at each kind of step."""

import re
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from deploy.local.stack import Stack
from tests.support.whole import case

SLOW = 90_000


class Desk:
    """One person's window; `script`: whether pages may run theirs."""

    def __init__(self, browser: Browser, stack: Stack, nama_masuk: str, *, script: bool = False) -> None:
        self.address = stack.address
        context = browser.new_context(java_script_enabled=script, locale="id-ID")
        context.set_default_timeout(20_000)
        self.page: Page = context.new_page()
        self.problems: list[str] = []
        self.page.on(
            "console", lambda message: self.problems.append(message.text) if "422" not in message.text else None
        )
        self.page.goto(f"{self.address}/")
        expect(self.page).to_have_url(re.compile(r"/masuk"))
        self.page.get_by_label("Nama masuk").fill(nama_masuk)
        self.page.get_by_label("Kata sandi").fill(stack.state.people[nama_masuk])
        self.press("Masuk")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Pekerjaan saya")

    def open_work(self, kode: str, judul: str) -> None:
        """Open the entry of my work for this step of this product, as soon as it is there and its desk knows of it.

        What the desks tell each other is on its way for a moment: an older entry may still be listed, or the desk not
        have heard yet. Whoever waits and looks again finds it.
        """
        entry = self.page.get_by_role("link", name=re.compile(f"^{kode} – .*{judul}"))
        begin = time.monotonic()
        while time.monotonic() < begin + SLOW / 1000:
            self.page.goto(f"{self.address}/")
            seen = len(self.problems)
            if entry.count():
                entry.first.click()
                if self.page.locator("input[name='giliran']").count():
                    return
                del self.problems[seen:]
            self.page.wait_for_timeout(200)
        raise AssertionError(f"{kode} of {judul} did not come to this desk:\n{self.page.inner_text('main')}")

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def tick(self, *labels: str) -> None:
        """Tick boxes or choose radio buttons by their label."""
        for label in labels:
            self.page.get_by_label(label, exact=False).first.check()


def terima(desk: Desk) -> None:
    """Receive."""
    desk.press("Terima")


def disposisi(desk: Desk) -> None:
    """Pass on."""
    desk.tick("Segera", "Staf", "Proses lebih lanjut")
    desk.page.get_by_role("button", name=re.compile("disposisi", re.IGNORECASE)).first.click()


def putuskan(desk: Desk) -> None:
    """Approve, check or authenticate."""
    agree = desk.page.get_by_label(re.compile("file sesuai dengan asli"))
    if agree.count():
        agree.check()
    desk.page.get_by_role("button", name=re.compile("^(Setujui|Nyatakan|Otentikasi|Bubuhkan)")).first.click()


def rangkap(desk: Desk) -> None:
    """Receive two copies."""
    desk.page.get_by_label("Jumlah rangkap yang diterima").fill("2")
    desk.tick("Naskah asli yang telah ditandatangani sudah saya terima", "Salinan sudah saya terima")
    desk.press("Terima dua rangkap")


def pindai(desk: Desk) -> None:
    """Take the salinan, wait for the result (the page renews itself), use it."""
    desk.press("Pakai salinan yang ada di berkas")
    expect(desk.page.get_by_role("button", name="Pakai hasil ini")).to_be_visible(timeout=SLOW)
    expect(desk.page.get_by_text("SHA-256")).to_be_visible()
    desk.press("Pakai hasil ini")


def kelengkapan(desk: Desk) -> None:
    """Confirm what must be seen, explain what does not match."""
    for radio in desk.page.get_by_label("Sesuai", exact=True).all():
        radio.check()
    for note in desk.page.locator("textarea[name^='catatan-'], input[type=text][name^='catatan-']").all():
        note.fill("Diperiksa pada naskah kertas.")
    desk.press("Nyatakan lengkap dan teruskan")


def arsip(desk: Desk) -> None:
    """Put away."""
    desk.page.get_by_label("Lemari").fill("A")
    desk.page.get_by_label("Rak").fill("2")
    desk.page.get_by_label("Map ordner").fill("Keputusan 2026")
    for box in desk.page.get_by_role("checkbox").all():
        box.check()
    desk.press("Simpan di arsip")


def unggah(desk: Desk) -> None:
    """Publish and wait until it is verified."""
    desk.page.get_by_label("Subjek").fill("PEMILIHAN UMUM")
    desk.press("Unggah ke laman JDIH")
    expect(desk.page.get_by_text("Terbit, sudah diverifikasi").first).to_be_visible(timeout=SLOW)


def submit(desk: Desk, folder: Path, kantor: str, jenis: str, seed: int, tentang: str) -> None:
    """Fill in the form; once with a mistake, which is explained and loses nothing."""
    sample = case(kantor, jenis, seed)
    (folder / "nota.pdf").write_bytes(sample.nota)
    (folder / "naskah.pdf").write_bytes(sample.naskah)
    page = desk.page
    page.goto(f"{desk.address}/ajukan")
    for name, value in {**sample.fields, "tentang": tentang}.items():
        field = page.locator(f"[name='{name}']")
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator("[name='nota_dinas_berkas']").set_input_files(folder / "nota.pdf")
    desk.press("Ajukan")
    page.locator("[name='nota_dinas_berkas']").set_input_files(folder / "nota.pdf")
    page.locator("[name='naskah_asli']").set_input_files(folder / "naskah.pdf")
    assert page.locator("[name='tentang']").input_value() == tentang
    desk.press("Ajukan")
    expect(page.get_by_text("tercatat di buku agenda")).to_be_visible()
    page.goto(f"{desk.address}/agenda")
    expect(page.get_by_text(tentang).first).to_be_visible()
