"""Scans sent up in a real browser with script: an order by hand, a line that breaks, a service that restarts."""

import os
from io import BytesIO
from pathlib import Path

import pikepdf
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from deploy.local.demo.carry import People
from deploy.local.stack import Stack
from shared.samples import nota_dinas
from tests.browser.desk import SLOW, Desk
from tests.browser.test_stacks import KANTOR, at_the_scanner, sheet_of

PIECE = 4 << 20
DROP = """(text) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], "catatan.txt", { type: "text/plain" }));
    return carried;
}"""


def heavy(seed: int) -> bytes:
    """A PDF of one page that takes three pieces."""
    with pikepdf.open(BytesIO(nota_dinas(seed=seed).born_digital_pdf)) as pdf:
        pdf.Root.Ballast = pdf.make_stream(os.urandom(2 * PIECE + 1000))
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


class Line:
    """What goes up, and where the line breaks."""

    def __init__(self, desk: Desk) -> None:
        self.offsets: list[int] = []
        self.most = 0
        desk.page.on("request", self._seen)
        desk.page.route("**/api/scan/unggahan/*", self._carried)

    def breaks_after(self, pieces: int) -> None:
        """From now on so many pieces pass, and then none."""
        self.offsets, self.most = [], pieces

    def _seen(self, request: Request) -> None:
        if request.method == "PATCH":
            self.offsets.append(int(request.headers["upload-offset"]))

    def _carried(self, route: Route) -> None:
        broken = route.request.method == "PATCH" and len(self.offsets) > self.most
        route.abort("connectionreset") if broken else route.continue_()


def names(rows: Locator) -> list[str]:
    """The files in the order that is shown."""
    return rows.locator("strong").all_inner_texts()


def put_in_order(page: Page, rows: Locator) -> None:
    """One up by keyboard, one down by mouse, one out; the order stays when the page is loaded anew."""
    rows.nth(2).get_by_role("button", name="Naik").focus()
    page.keyboard.press("Enter")
    assert names(rows) == ["satu.pdf", "tiga.pdf", "dua.pdf"]
    expect(page.get_by_role("status")).to_have_text("tiga.pdf sekarang nomor 2 dari 3.")
    rows.nth(0).drag_to(rows.nth(2), target_position={"x": 40, "y": 100})
    assert names(rows) == ["tiga.pdf", "dua.pdf", "satu.pdf"]
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        rows.nth(0).get_by_role("button", name="Keluarkan").click()
    page.reload()
    expect(rows).to_have_count(2, timeout=SLOW)
    assert names(rows) == ["dua.pdf", "satu.pdf"]


def test_two_files_in_an_order_by_hand_over_a_line_that_breaks(
    stack: Stack, browser: Browser, people: dict[str, People], tmp_path: Path
) -> None:
    position = at_the_scanner(people[KANTOR], 8201)
    (tmp_path / "satu.pdf").write_bytes(heavy(8201))
    (tmp_path / "dua.pdf").write_bytes(nota_dinas(seed=8202).born_digital_pdf)
    (tmp_path / "tiga.pdf").write_bytes(nota_dinas(seed=8203).born_digital_pdf)
    desk = Desk(browser, stack, f"staf.{KANTOR}", script=True)
    page, line = desk.page, Line(desk)
    page.goto(f"{desk.address}/pindai/{position['id']}")
    rows = page.get_by_role("list", name="Berkas yang digabung, menurut urutan").get_by_role("listitem")
    chooser = page.get_by_label("Berkas hasil pindai")

    line.breaks_after(1)
    chooser.set_input_files([tmp_path / "satu.pdf", tmp_path / "dua.pdf"])
    expect(rows).to_have_count(2)
    expect(rows.first.get_by_role("progressbar")).to_have_attribute("value", "49")
    expect(rows.first).to_contain_text("Dilanjutkan sendiri begitu tersambung lagi")
    assert line.offsets[0] == 0
    stack.restart("scan-api")
    stack.wait_healthy()
    page.reload()
    expect(rows).to_have_count(1, timeout=SLOW)
    expect(rows.first).to_contain_text("Pilih lagi berkas yang sama untuk melanjutkan")

    line.breaks_after(1000)
    chooser.set_input_files([tmp_path / "satu.pdf", tmp_path / "dua.pdf", tmp_path / "tiga.pdf"])
    expect(rows.get_by_text("Sudah terunggah")).to_have_count(3, timeout=SLOW)
    assert line.offsets == [PIECE, 2 * PIECE, 0, 0]
    assert names(rows) == ["satu.pdf", "dua.pdf", "tiga.pdf"]

    put_in_order(page, rows)
    form = page.locator("form", has=page.locator("[data-unggah]"))
    form.dispatch_event("drop", {"dataTransfer": page.evaluate_handle(DROP, "bukan pindaian")})
    expect(rows).to_have_count(3)
    expect(rows.get_by_text("Sudah terunggah")).to_have_count(3)
    desk.press("Unggah dan olah")
    expect(page.get_by_role("alert")).to_contain_text("catatan.txt")
    expect(rows.get_by_text("Sudah terunggah")).to_have_count(3)
    assert names(rows) == ["dua.pdf", "satu.pdf", "catatan.txt"]
    rows.nth(2).get_by_role("button", name="Keluarkan").click()
    desk.press("Unggah dan olah")
    expect(page.get_by_text("dua.pdf, satu.pdf")).to_be_visible()
    expect(page.get_by_role("button", name="Pakai hasil ini")).to_be_visible(timeout=SLOW)
    read = page.locator("main").text_content() or ""
    numbers = [nota_dinas(seed=seed).metadata.nomor for seed in (8202, 8201)]
    assert [read.find(nomor) for nomor in numbers] == sorted(read.index(nomor) for nomor in numbers)
    assert [one for one in desk.problems if "ERR_CONNECTION" not in one and "502" not in one] == []


def test_who_takes_a_file_out_sends_the_rest_by_hand(
    stack: Stack, browser: Browser, people: dict[str, People], tmp_path: Path
) -> None:
    position = at_the_scanner(people[KANTOR], 8207)
    (tmp_path / "benar.pdf").write_bytes(nota_dinas(seed=8207).born_digital_pdf)
    (tmp_path / "salah.pdf").write_bytes(heavy(8208))
    desk = Desk(browser, stack, f"staf.{KANTOR}", script=True)
    page, line = desk.page, Line(desk)
    page.goto(f"{desk.address}/pindai/{position['id']}")
    rows = page.get_by_role("list", name="Berkas yang digabung, menurut urutan").get_by_role("listitem")
    line.breaks_after(2)
    page.get_by_label("Berkas hasil pindai").set_input_files([tmp_path / "benar.pdf", tmp_path / "salah.pdf"])
    expect(rows.nth(1)).to_contain_text("Dilanjutkan sendiri begitu tersambung lagi")
    desk.press("Unggah dan olah")
    expect(page.get_by_role("status")).to_have_text("Dikirim sendiri setelah semua berkas selesai diunggah.")
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        rows.nth(1).get_by_role("button", name="Keluarkan").click()
    page.wait_for_timeout(500)
    expect(page.get_by_role("status")).to_have_text("salah.pdf dikeluarkan dari daftar.")
    assert names(rows) == ["benar.pdf"]
    desk.press("Unggah dan olah")
    expect(rows).to_have_count(0)
    expect(page.get_by_text("benar.pdf")).to_be_visible()
    assert [one for one in desk.problems if "ERR_CONNECTION" not in one] == []


def test_without_script_files_go_with_the_form(
    stack: Stack, browser: Browser, people: dict[str, People], tmp_path: Path
) -> None:
    position = at_the_scanner(people[KANTOR], 8204)
    for name, seed in (("01.pdf", 8204), ("02.pdf", 8205)):
        (tmp_path / name).write_bytes(nota_dinas(seed=seed).born_digital_pdf)
    desk = Desk(browser, stack, f"staf.{KANTOR}")
    desk.page.goto(f"{desk.address}/pindai/{position['id']}")
    expect(desk.page.get_by_text("Beri nama berurutan: 01, 02, 03.")).to_be_visible()
    expect(desk.page.get_by_role("list", name="Berkas yang digabung, menurut urutan")).to_be_hidden()
    desk.page.get_by_label("Berkas hasil pindai").set_input_files([tmp_path / "01.pdf", tmp_path / "02.pdf"])
    desk.press("Unggah dan olah")
    expect(desk.page.get_by_text("01.pdf, 02.pdf")).to_be_visible()
    assert desk.problems == []


def test_a_stack_goes_up_by_itself_and_is_sent_when_all_of_it_is_there(
    stack: Stack, browser: Browser, people: dict[str, People], tmp_path: Path
) -> None:
    position = at_the_scanner(people[KANTOR], 8206)
    desk = Desk(browser, stack, f"staf.{KANTOR}", script=True)
    (tmp_path / "naskah.pdf").write_bytes(heavy(8206))
    (tmp_path / "lembar.pdf").write_bytes(sheet_of(desk, position))
    page = desk.page
    page.goto(f"{desk.address}/pindai/tumpukan")
    rows = page.get_by_role("list", name="Berkas yang digabung, menurut urutan").get_by_role("listitem")
    page.get_by_label("Berkas hasil pindai").set_input_files([tmp_path / "naskah.pdf", tmp_path / "lembar.pdf"])
    rows.nth(1).get_by_role("button", name="Naik").click()
    desk.press("Unggah dan pisahkan")
    expect(page.get_by_text("lembar.pdf, naskah.pdf")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Menjadi pindaian berkasnya")).to_have_count(1, timeout=SLOW)
    assert desk.problems == []
