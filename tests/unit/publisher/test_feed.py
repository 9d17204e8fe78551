"""The rules of the JDIHN feed, and that known faults of other feeds do not pass."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from services.publisher.domain.feed import FeedEntry, entry, read_feed, write_feed
from services.publisher.domain.metadata import corrected
from tests.support.people import berkas_at

SITE = "https://jdih.example.id/jdih/6202"
WIB = timezone(timedelta(hours=7))


def sample(number: int = 7) -> FeedEntry:
    metadata = corrected(berkas_at("R5b"), "KPU Kabupaten Kotawaringin Timur", {"subjek": "PEMILU"})
    return entry(
        number, metadata, penerbit="KPU", halaman=10, changed=datetime(2026, 11, 24, 1, 2, 3, 999, WIB),
        detail=f"{SITE}/keputusan-{number}", file=f"{SITE}/berkas/2026kptkab6202{number:03d}.pdf",
    )  # fmt: skip


def changed(**fields: Any) -> bytes:
    return json.dumps([{**sample().model_dump(), **fields}]).encode()


def test_an_entry_has_28_strings() -> None:
    fields = sample().model_dump()
    assert len(fields) == 28
    assert all(isinstance(value, str) and value for value in fields.values())
    assert (fields["idData"], fields["operasi"], fields["display"]) == ("7", "4", "1")
    assert fields["tanggal_pengundangan"] == fields["tanggal_penetapan"] == "2026-11-20"
    assert fields["last_updated"] == "2026-11-23T18:02:03Z"
    assert (fields["isbn"], fields["abstrak"], fields["urlAbstrak"], fields["deskripsiFisik"]) == (*"---", "10 hlm")


def test_a_feed_is_a_flat_array_that_reads_back() -> None:
    entries = [sample(1), sample(2)]
    assert read_feed(write_feed(entries)) == entries
    assert json.loads(write_feed([])) == []


@pytest.mark.parametrize(
    "content",
    [
        b"0 results", b"", b'{"data": []}', b"[{}]", write_feed([sample()])[:-20], changed(idData=7),
        changed(idData=""), changed(subjek=""), changed(sumber=None), changed(last_updated="2026-11-23 18:02:03"),
        changed(last_updated="2026-11-23T18:02:03"), changed(last_updated="2026-13-23T18:02:03Z"),
        changed(tanggal_penetapan="2026-02-30"), changed(tahun_pengundangan="2025"),
        changed(urlDownload="/berkas/a.pdf"), changed(fileDownload="lain.pdf"),
        changed(operasi="1"), changed(lastUpdated="2026-11-23T18:02:03Z"),
        json.dumps([sample().model_dump()] * 2).encode(),
    ],
)  # fmt: skip
def test_known_faults_do_not_pass(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_feed(content)


def test_what_may_be_null_may_be_null() -> None:
    names = ("noPanggil", "penerbit", "deskripsiFisik", "isbn", "teuBadan", "nomorIndukBuku")
    (found,) = read_feed(changed(**dict.fromkeys(names)))
    assert found.teuBadan is None
