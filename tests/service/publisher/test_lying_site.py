"""A site that says 200 and lies, or breaks off: found out each time; what it does not show is not published."""

from collections.abc import Iterator

import pytest

from services.publisher.conservation import check
from shared.samples import surat_edaran
from shared.sop import Keadaan
from tests.service.publisher.conftest import At, Press
from tests.support.between import Answer, Asked, Between, Fault, Onward, answers, standing_between

SUBJEK = {"subjek": "pemilihan umum"}
LOGIN = b"<!doctype html><title>Masuk</title><form><dl><dt>Judul</dt><dd>Silakan masuk</dd></dl></form>"
LAST_WEEK = surat_edaran(seed=12).born_digital_pdf
PAGE, FILE = "/surat-edaran-", "/berkas/"


@pytest.fixture
def site(press: Press, monkeypatch: pytest.MonkeyPatch) -> Iterator[Between]:
    """What stands between the publisher and its site when it looks at it."""
    with standing_between(press.runtime.settings.public_url.removeprefix("http://")) as between:
        monkeypatch.setattr(press.runtime.settings, "site_url", f"http://{between.address}")
        yield between


def truncated(_: Asked, onward: Onward) -> Answer:
    """Short, and honest about its length."""
    whole = onward()
    return Answer(200, whole.body[:-100], (("Content-Type", "application/pdf"),))


def newline_before(_: Asked, onward: Onward) -> Answer:
    """As some sites' scripts send it: whole, but with a newline before `%PDF`."""
    return Answer(200, b"\n" + onward().body, (("Content-Type", "application/pdf"),))


def broken_off(_: Asked, onward: Onward) -> Answer:
    """Ends in the middle."""
    whole = onward()
    return Answer(200, whole.body[:500], (("Content-Type", "application/pdf"),), len(whole.body))


LIES = [
    pytest.param(answers(200, LOGIN), PAGE, "Judul tertulis “Silakan masuk”", id="login page for the page"),
    pytest.param(answers(200, LOGIN), FILE, "bukan PDF", id="login page for the file"),
    pytest.param(answers(302), PAGE, "menjawab 302", id="sent elsewhere"),
    pytest.param(truncated, FILE, "berbeda dari yang disetujui", id="truncated file"),
    pytest.param(newline_before, FILE, "bukan PDF", id="newline before the file"),
    pytest.param(broken_off, FILE, "tidak dapat dihubungi", id="file that breaks off"),
    pytest.param(
        answers(200, LAST_WEEK, "application/pdf"), FILE, "berbeda dari yang disetujui", id="last week's file"
    ),
    pytest.param(answers(200, b"[]", "application/json"), "/feed/", "umpan JDIHN", id="last week's feed"),
    pytest.param(answers(504), FILE, "menjawab 504", id="504"),
]


@pytest.mark.parametrize(("lie", "where", "reason"), LIES)
def test_a_lie_is_found_out_and_taken_off_and_the_truth_is_published(
    press: Press, site: Between, at: At, lie: Fault, where: str, reason: str
) -> None:
    berkas = at("R5b")
    press.post(berkas, "terbit", **SUBJEK)
    with site.doing(lie, "GET", where) as told:
        assert [press.work(berkas) for _ in range(3)] == ["dikirim", "dikirim", "gagal"]
    assert len(told) == 3
    failed = press.publication(berkas)
    assert reason in failed.sebab
    assert press.now_of(berkas.id).keadaan is Keadaan.BERJALAN
    press.work(berkas)
    assert press.site.get(failed.page_path).status_code == 404
    assert check(press.runtime) == []
    press.post(berkas, "terbit", **SUBJEK)
    assert press.work(berkas) == "terverifikasi"
    assert check(press.runtime) == []


@pytest.mark.parametrize(("lie", "where", "_reason"), LIES)
def test_a_site_that_is_late_with_the_truth_is_asked_again(
    press: Press, site: Between, at: At, lie: Fault, where: str, _reason: str
) -> None:
    berkas = at("R5b")
    press.post(berkas, "terbit", **SUBJEK)
    with site.doing(lie, "GET", where, times=1) as told:
        assert [press.work(berkas) for _ in range(2)] == ["dikirim", "terverifikasi"]
    assert len(told) == 1
    feed = press.site.get("/jdih/6202/feed/document.json").json()
    assert [entry["urlDetailPeraturan"] for entry in feed].count(press.told(berkas)["alamat"]) == 1
