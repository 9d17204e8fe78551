"""That places of a published document were closed, on its public page; the feed is what it was."""

from typing import Any

import pytest

from services.publisher.connectors.looking import page_fields, visitor
from services.publisher.domain.feed import read_feed
from shared.sop import Berkas, JenisDokumen
from tests.service.publisher.conftest import At, Press

LABEL = "Bagian yang ditutup"


def published(press: Press, berkas: Berkas) -> dict[str, str]:
    """The facts on the public page."""
    assert press.post(berkas, "terbit", subjek="PEMILIHAN").status_code == 202
    assert press.work(berkas) == "terverifikasi"
    with visitor() as client:
        return page_fields(client, press.told(berkas)["alamat"])


def closed(press: Press, berkas: Berkas, *pages: int) -> Berkas:
    """The same berkas with places closed on these pages of its scan."""
    dokumen = tuple(
        one.model_copy(update={"ditutup": pages}) if one.jenis is JenisDokumen.HASIL_SCAN else one
        for one in berkas.dokumen
    )
    return press.bench.put("publisher", berkas.model_copy(update={"dokumen": dokumen, "giliran": berkas.giliran + 1}))


def test_the_page_tells_how_many_where_and_why(press: Press, at: At) -> None:
    berkas = closed(press, at("R5b"), 2, 2, 1)
    facts = published(press, berkas)
    assert facts[LABEL] == (
        "3 bagian di halaman 1 dan 2 ditutup untuk melindungi data pribadi "
        "(Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi)."
    )
    assert press.publication(berkas).ditutup == [2, 2, 1]


def test_the_feed_lists_it_like_any_other(press: Press, at: At) -> None:
    shown = [published(press, berkas) for berkas in (closed(press, at("R5b"), 1), at("R5b"))]
    assert [LABEL in facts for facts in shown] == [True, False]
    with_closing, without = read_feed(press.site.get("/jdih/6202/feed/document.json").content)[-2:]
    differing = {"idData", "noPeraturan", "judul", "urlDetailPeraturan", "urlDownload", "fileDownload", "last_updated"}
    assert with_closing.model_dump(exclude=differing) == without.model_dump(exclude=differing)


@pytest.mark.parametrize("older", [True, False])
def test_where_nothing_was_closed_nothing_is_said(press: Press, at: At, older: bool) -> None:
    berkas = at("R5b")
    if older:
        document: dict[str, Any] = berkas.model_dump(mode="json")
        for one in document["dokumen"]:
            del one["ditutup"]
        told = Berkas.model_validate(document)
        berkas = press.bench.put("publisher", told.model_copy(update={"giliran": told.giliran + 1}))
    assert LABEL not in published(press, berkas)
    assert press.publication(berkas).ditutup is None
