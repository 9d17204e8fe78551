"""A real browser, without script: both SOPs carried by clicking, each person with a window of their own."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from deploy.local.stack import Stack
from tests.browser.desk import (
    SLOW,
    Desk,
    arsip,
    disposisi,
    kelengkapan,
    pindai,
    putuskan,
    rangkap,
    submit,
    terima,
    unggah,
)

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
