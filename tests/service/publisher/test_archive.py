"""The paper is put away, and found again."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from services.publisher.queries import archived
from shared.identity import form_token, issue, verify
from shared.sop import Berkas, JenisDokumen
from shared.web.session import COOKIE
from tests.service.publisher.conftest import At, Press
from tests.support.people import person

PLACE: dict[str, Any] = {"lemari": "B", "rak": "4", "map_ordner": "Keputusan 2026 jilid 1"}
KEPT: dict[str, Any] = {"asli_disimpan": True, "salinan_disimpan": True, "tanpa_cap_dinas": True}


def with_stamp(press: Press, berkas: Berkas) -> Berkas:
    """The same berkas after its salinan was stamped."""
    made = tuple(
        d.model_copy(update={"langkah": "R3a", "sumber": "0" * 64}) if d.jenis is JenisDokumen.SALINAN else d
        for d in berkas.dokumen
    )
    return press.bench.put("publisher", berkas.model_copy(update={"dokumen": made, "giliran": berkas.giliran + 1}))


def test_the_place_is_kept_and_the_berkas_goes_on(press: Press, at: At) -> None:
    berkas = at("R5a")
    answers = [press.post(berkas, "arsip", kunci="dua-klik", **PLACE, **KEPT) for _ in range(2)]
    assert [(a.status_code, a.json()["langkah"]) for a in answers] == [(200, "R5b")] * 2
    with press.runtime.database.unit() as unit:
        place = archived(unit, berkas.id)
    assert place is not None
    assert (place.lemari, place.rak, place.map_ordner, place.oleh["nama"]) == (
        "B",
        "4",
        PLACE["map_ordner"],
        "Staf 6202",
    )
    last = press.now_of(berkas.id).riwayat[-1]
    assert (last.hasil, last.catatan) == ("Disimpan di arsip", "Lemari B, rak 4, map ordner Keputusan 2026 jilid 1")


def test_put_away_again_the_newest_place_counts(press: Press, at: At) -> None:
    berkas = at("R5a", "901")
    press.post(berkas, "arsip", **PLACE, **KEPT)
    press.post(press.now_of(berkas.id), "kembalikan", ke="R5a", alasan="Salah lemari")
    again = press.post(press.now_of(berkas.id), "arsip", **{**PLACE, "lemari": "Z-99"}, **KEPT)
    assert again.json()["langkah"] == "R5b"
    headers = press.bench.headers(person("staf"))
    found = press.site.get("/api/publisher/arsip", params={"q": "Nomor 901"}, headers=headers).json()
    assert [row["lemari"] for row in found["arsip"]] == ["Z-99"]
    other = press.bench.headers(person("staf", "61"))
    assert press.site.get("/api/publisher/arsip", params={"q": "901"}, headers=other).json()["jumlah"] == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**PLACE, **KEPT, "asli_disimpan": False}, "asli_disimpan"),
        ({**PLACE, **KEPT, "salinan_disimpan": False}, "salinan_disimpan"),
        ({**PLACE, **KEPT, "tanpa_cap_dinas": False}, "tanpa_cap_dinas"),
        ({**PLACE, **KEPT, "rak": " "}, "rak"),
        ({**PLACE, **KEPT, "catatan": "a\x00"}, "catatan"),
    ],
)
def test_what_the_sop_asks_must_be_stated(press: Press, at: At, body: dict[str, Any], field: str) -> None:
    berkas = with_stamp(press, at("R5a", jenis="keputusan_kpu_kabkota"))
    answer = press.post(berkas, "arsip", **body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert press.now_of(berkas.id).langkah == "R5a"


def test_without_a_stamp_nothing_is_asked_of_it(press: Press, at: At) -> None:
    answer = press.post(at("R5a"), "arsip", **PLACE, asli_disimpan=True)
    assert answer.json()["langkah"] == "R5b"


def test_the_form_keeps_what_was_typed(press: Press, at: At) -> None:
    berkas = with_stamp(press, at("R5a", jenis="keputusan_kpu_kabkota"))
    token = issue(person("staf"))
    press.site.cookies.set(COOKIE, token)
    try:
        sent = {"csrf": form_token(verify(token).sesi), "giliran": str(berkas.giliran), "lemari": "Besi 3", "rak": ""}
        answer = press.site.post(f"/arsip/{berkas.id}", data=sent)
        page = BeautifulSoup(answer.text, "html.parser")
        assert answer.status_code == 422
        assert page.select_one("#f-lemari")["value"] == "Besi 3"  # type: ignore[index]
        assert {a["href"] for a in page.select(".ringkasan-galat a")} == {"#f-rak", "#f-map_ordner"}
        full = {**sent, **PLACE, **dict.fromkeys(KEPT, "true")}
        done = press.site.post(f"/arsip/{berkas.id}", data=full)
        assert (done.status_code, done.headers["location"]) == (303, f"/arsip/{berkas.id}?pesan=selesai")
        shown = BeautifulSoup(press.site.get(f"/arsip/{berkas.id}").text, "html.parser")
        assert "Map ordner" in [dt.text for dt in shown.select("dt")]
        assert not shown.select("#f-lemari"), "the form is gone: the berkas lies elsewhere"
        listed = press.site.get("/arsip", params={"q": "Keputusan jilid"}).text
        assert str(berkas.id) in listed
    finally:
        press.site.cookies.clear()
