"""A real browser, without script: both SOPs carried by clicking, each person with a window of their own."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from deploy.local.stack import Stack
from tests.support.whole import case

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
SLOW = 90_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of the distribution."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Desk:
    """One person's window."""

    def __init__(self, browser: Browser, stack: Stack, nama_masuk: str) -> None:
        self.address = stack.address
        context = browser.new_context(java_script_enabled=False, locale="id-ID")
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


Steps = list[tuple[str, str, Callable[[Desk], None]]]
P: Steps = [
    ("P2a", "kabag.61", terima), ("P2b", "kabag.61", disposisi), ("P3", "kabag.61", putuskan),
    ("P4", "kasubbag.61", putuskan), ("P5", "staf.61", pindai), ("P6", "kasubbag.61", kelengkapan),
    ("P7", "staf.61", unggah),
]  # fmt: skip
R: Steps = [
    ("R2a", "kasubbag.6202", terima), ("R2b", "kasubbag.6202", disposisi), ("R3a", "kasubbag.6202", putuskan),
    ("R4a", "staf.6202", rangkap), ("R4b", "staf.6202", pindai), ("R5a", "staf.6202", arsip),
    ("R5b", "staf.6202", unggah),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kantor", "jenis", "seed", "steps"),
    [("61", "keputusan_kpu_provinsi", 7001, P), ("6202", "keputusan_kpu_kabkota", 7002, R)],
)
def test_an_sop_by_clicking(
    stack: Stack, browser: Browser, tmp_path: Path, kantor: str, jenis: str, seed: int, steps: Steps
) -> None:
    tentang = f"Uji Peramban {kantor}"
    desks = {f"pengusul.{kantor}": Desk(browser, stack, f"pengusul.{kantor}")}
    submit(desks[f"pengusul.{kantor}"], tmp_path, kantor, jenis, seed, tentang)
    for kode, nama, do in steps:
        desk = desks.setdefault(nama, None) or Desk(browser, stack, nama)  # type: ignore[arg-type]
        desks[nama] = desk
        desk.open_work(kode, tentang)
        do(desk)
    public = browser.new_context(java_script_enabled=False).new_page()
    public.goto(f"{stack.address}/jdih/{kantor}?q=Peramban")
    public.get_by_role("link", name=re.compile(tentang)).first.click()
    expect(public.get_by_role("heading", level=1)).to_contain_text(tentang)
    assert [problem for desk in desks.values() for problem in desk.problems] == []


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


def test_the_board_shows_every_service_to_operations_only(stack: Stack, browser: Browser) -> None:
    desk = Desk.__new__(Desk)
    desk.address, desk.problems = stack.address, []
    desk.page = browser.new_context(java_script_enabled=False).new_page()
    desk.page.goto(f"{stack.address}/masuk")
    desk.page.get_by_label("Nama masuk").fill("operasi")
    desk.page.get_by_label("Kata sandi").fill(stack.state.people["operasi"])
    desk.press("Masuk")
    desk.page.goto(f"{stack.address}/operasi")
    for layanan in ("Pengajuan", "Persetujuan", "Pemindaian", "Penerbitan", "Konsol"):
        expect(desk.page.get_by_role("row", name=re.compile(f"^{layanan}.*Sehat"))).to_be_visible(timeout=SLOW)
    clerk = Desk(browser, stack, "staf.61")
    clerk.page.goto(f"{stack.address}/operasi")
    expect(clerk.page.get_by_text("tim operasi")).to_be_visible()
