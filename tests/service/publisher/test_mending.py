"""After a restore: what the public sees is what the database says and the store has."""

from io import BytesIO

from services.publisher.conservation import check
from services.publisher.feed import rebuild
from services.publisher.mending import LOST, mend
from services.publisher.models import Publikasi
from services.publisher.service import SERVICE
from shared.events.conservation import findings
from shared.storage import key_of
from tests.service.publisher.conftest import At, Press


def published(press: Press, at: At, nomor: str) -> Publikasi:
    """A verified product."""
    berkas = at("R5b", nomor)
    press.post(berkas, "terbit", subjek="PEMILU")
    assert press.work(berkas) == "terverifikasi"
    return press.publication(berkas)


def listed(press: Press) -> str:
    """The feed."""
    return press.site.get("/jdih/6202/feed/document.json").text


def test_a_lost_file_is_not_verified_until_it_is_back(press: Press, at: At, scan_pdf: bytes) -> None:
    row = published(press, at, "601")
    store, key = press.runtime.store, key_of(row.sha256)
    store.unpublish(row.object_key)
    store.client.remove_object(store.private, key)
    try:
        assert any("it is not verified" in said for said in mend(press.runtime) if row.object_key in said)
        page = press.site.get(row.page_path).text
        assert "Terverifikasi" not in page
        assert "PDF sedang tidak tersedia" in page
        assert row.file_path not in page
        assert press.site.get(row.file_path).status_code == 404
        assert row.page_path not in listed(press)
        named = [said for said in check(press.runtime) if row.object_key in said]
        assert len(named) == 1
        assert str(row.berkas_id) in named[0]
        missing = [said for said in findings(SERVICE, press.runtime).wrong if f"{key} is missing" in said]
        assert any(str(row.berkas_id) in said for said in missing)
        assert [said for said in mend(press.runtime) if "is back" in said] == []
    finally:
        _give_back(press, key, scan_pdf)
    assert any("is back" in said for said in mend(press.runtime) if row.object_key in said)
    again = press.site.get(row.page_path).text
    assert "Terverifikasi" in again
    assert LOST not in again
    assert press.site.get(row.file_path).content == scan_pdf
    assert row.page_path in listed(press)
    assert [said for said in check(press.runtime) if row.object_key in said] == []


def test_a_public_file_alone_is_put_back(press: Press, at: At, scan_pdf: bytes) -> None:
    row = published(press, at, "602")
    press.runtime.store.unpublish(row.object_key)
    assert any("was missing and is back" in said for said in mend(press.runtime) if row.object_key in said)
    assert press.site.get(row.file_path).content == scan_pdf
    assert "Terverifikasi" in press.site.get(row.page_path).text
    rebuild(press.runtime, row.kantor)
    assert row.page_path in listed(press)


def _give_back(press: Press, key: str, content: bytes) -> None:
    store = press.runtime.store
    store.client.put_object(store.private, key, BytesIO(content), len(content), "application/pdf")
