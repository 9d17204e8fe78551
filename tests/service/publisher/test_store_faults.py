"""Publication while the store fails: never public without its bytes, never twice, and what is lost is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.publisher.conservation import check
from shared.errors import NotFound
from shared.sop import Keadaan
from shared.storage import key_of
from tests.service.publisher.conftest import At, Press, pressing
from tests.support.bench import Bench
from tests.support.between import Between, Fault, answers, cut_after, fails_after, slow

SUBJEK = {"subjek": "pemilihan umum"}
GONE = b'<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>gone</Message></Error>'


@pytest.fixture
def faulty(bench: Bench, between: Between) -> Iterator[Press]:
    """The publisher, whose way to the store leads past the harm."""
    with pressing(bench, s3_endpoint=between.address) as press:
        yield press


@pytest.mark.parametrize(
    "fault",
    [answers(503), fails_after(500), fails_after(504), cut_after, slow(0.5)],
    ids=["refused", "500 after it accepted", "504 after it accepted", "cut after it accepted", "slow"],
)
def test_a_site_whose_store_failed_once_shows_the_product_once(
    faulty: Press, press: Press, between: Between, at: At, fault: Fault
) -> None:
    berkas = at("R5b")
    assert faulty.post(berkas, "terbit", **SUBJEK).status_code == 202
    key = faulty.publication(berkas).object_key
    with between.doing(fault, "PUT", key, times=1) as harmed:
        states = [faulty.work(berkas)]
    while states[-1] != "terverifikasi" and len(states) < 3:
        assert press.site.get(faulty.publication(berkas).page_path).status_code == 404, "not shown before it is sent"
        states.append(faulty.work(berkas))
    assert len(harmed) == 1
    assert states in (["terverifikasi"], ["menunggu", "terverifikasi"])
    told = faulty.told(berkas)
    feed = press.site.get("/jdih/6202/feed/document.json").json()
    assert [entry["urlDetailPeraturan"] for entry in feed].count(told["alamat"]) == 1
    assert check(press.runtime) == []


def test_bytes_that_are_missing_at_verification_are_found_out(
    faulty: Press, press: Press, between: Between, at: At
) -> None:
    berkas = at("R5b")
    faulty.post(berkas, "terbit", **SUBJEK)
    row = faulty.publication(berkas)
    with between.doing(answers(404, GONE, "application/xml"), "GET", row.object_key) as harmed:
        assert [faulty.work(berkas) for _ in range(3)] == ["dikirim", "dikirim", "gagal"]
    assert len(harmed) == 3
    assert row.file_path in faulty.publication(berkas).sebab
    assert faulty.now_of(berkas.id).keadaan is Keadaan.BERJALAN
    faulty.work(berkas)
    assert press.site.get(row.page_path).status_code == 404
    assert check(press.runtime) == []


def test_a_case_whose_bytes_are_lost_is_not_published(press: Press, at: At, scan_pdf: bytes, tmp_path: Path) -> None:
    berkas, store = at("R5b"), press.runtime.store
    press.post(berkas, "terbit", **SUBJEK)
    row = press.publication(berkas)
    store.client.remove_object(store.private, key_of(row.sha256))
    try:
        assert press.work(berkas) == "gagal"
    finally:
        (tmp_path / "scan").write_bytes(scan_pdf)
        store.put(tmp_path / "scan", row.sha256, "application/pdf")
    assert press.publication(berkas).sebab == "Berkas tidak ditemukan di penyimpanan."
    assert press.now_of(berkas.id).keadaan is Keadaan.BERJALAN
    assert press.site.get(row.page_path).status_code == 404
    assert press.events(berkas) == ["pekerjaan.terhenti → intake"]
    press.work(berkas)
    assert check(press.runtime) == []


def test_a_published_file_that_is_lost_later_is_named(press: Press, at: At) -> None:
    berkas, store = at("R5b"), press.runtime.store
    press.post(berkas, "terbit", **SUBJEK)
    assert press.work(berkas) == "terverifikasi"
    row = press.publication(berkas)
    store.unpublish(row.object_key)
    with pytest.raises(NotFound), store.open_public(row.object_key):
        pass
    assert check(press.runtime) == [f"{row.object_key} terbit, tetapi tidak ada di penyimpanan publik"]
    store.publish(row.sha256, row.object_key)
    assert check(press.runtime) == []


@pytest.mark.parametrize(
    ("fault", "status"),
    [(answers(503), 503), (answers(404, GONE, "application/xml"), 404), (cut_after, 503)],
    ids=["refused", "missing", "cut"],
)
@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-99"}], ids=["whole", "part"])
def test_a_reader_is_told_when_the_store_does_not_give_the_file(
    faulty: Press, between: Between, at: At, fault: Fault, status: int, headers: dict[str, str]
) -> None:
    berkas = at("R5b")
    faulty.post(berkas, "terbit", **SUBJEK)
    assert faulty.work(berkas) == "terverifikasi"
    row = faulty.publication(berkas)
    with between.doing(fault, "GET", row.object_key):
        assert faulty.site.get(row.file_path, headers=headers).status_code == status
    again = faulty.site.get(row.file_path, headers=headers)
    assert (again.status_code, again.content[:5]) == (206 if headers else 200, b"%PDF-")
