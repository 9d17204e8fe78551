"""Receipt of paper, the completeness list, and returns, through the API."""

import json
from typing import Any

from sqlmodel import select

from services.scan.models import Pemeriksaan, PenerimaanRangkap
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Berkas, Pelaku
from tests.service.scan.conftest import At, Send, known
from tests.support.bench import Bench
from tests.support.people import person

TEKS = json.dumps({"halaman": ["NOMOR 33 TAHUN 2026\nTENTANG\nPENETAPAN JADWAL RAPAT"]}).encode()
TWO = {"jumlah_rangkap": 2, "asli_ada": True, "salinan_ada": True}


def checklist(bench: Bench, berkas: Berkas, orang: Orang) -> dict[str, Any]:
    answer = bench.client("scan").get(f"/api/scan/berkas/{berkas.id}/kelengkapan", headers=bench.headers(orang))
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    return body


def with_hasil(found: dict[str, Any], hasil: str) -> list[str]:
    return [line["kode"] for line in found["baris"] if line["hasil"] == hasil]


def test_two_copies_are_received_and_recorded(scan: Runtime, at: At, send: Send) -> None:
    berkas, staf = at("R4a", "6202"), person("staf", "6202")
    short = send(berkas, "terima-rangkap", staf, **{**TWO, "jumlah_rangkap": 1})
    assert (short.status_code, short.json()["field"]) == (422, "jumlah_rangkap")
    done = [send(berkas, "terima-rangkap", staf, **TWO, catatan="Lengkap", kunci="k") for _ in range(2)]
    assert [(one.status_code, one.json()["langkah"]) for one in done] == [(200, "R4b")] * 2
    with scan.database.unit() as unit:
        (row,) = unit.session.exec(select(PenerimaanRangkap).where(PenerimaanRangkap.berkas_id == berkas.id))
    assert (row.jumlah_rangkap, row.giliran, row.oleh["peran"]) == (2, berkas.giliran, "staf")
    assert known(scan, berkas.id).riwayat[-1].catatan == "Lengkap"


def test_the_list_is_confirmed_line_by_line_and_kept(
    bench: Bench, scan: Runtime, at: At, send: Send, kasubbag: Orang
) -> None:
    berkas = at("P6", teks=TEKS)
    found = checklist(bench, berkas, kasubbag)
    assert {"nomor", "tahun", "judul", "teks", "ada-nota_dinas"} <= set(with_hasil(found, "lulus"))
    assert with_hasil(found, "gagal") == ["stempel"]
    seen = dict.fromkeys(with_hasil(found, "tidak_diperiksa"), True)
    unseen = send(berkas, "kelengkapan", kasubbag, konfirmasi={}, catatan={"stempel": "Dibubuhkan pada kertas"})
    assert (unseen.status_code, unseen.json()["field"]) == (422, f"periksa-{next(iter(seen))}")
    silent = send(berkas, "kelengkapan", kasubbag, konfirmasi=seen)
    assert (silent.status_code, silent.json()["field"]) == (422, "catatan-stempel")
    said = {"konfirmasi": seen, "catatan": {"stempel": "Dibubuhkan pada kertas"}, "kunci": "k"}
    done = [send(berkas, "kelengkapan", kasubbag, **said) for _ in range(2)]
    assert [(one.status_code, one.json()["langkah"]) for one in done] == [(200, "P7")] * 2
    with scan.database.unit() as unit:
        (row,) = unit.session.exec(select(Pemeriksaan).where(Pemeriksaan.berkas_id == berkas.id))
    kept = {line["kode"]: line for line in row.baris}
    assert (kept["stempel"]["hasil"], kept["stempel"]["catatan"]) == ("gagal", "Dibubuhkan pada kertas")
    assert (kept["cap"]["hasil"], kept["cap"]["konfirmasi"]) == ("tidak_diperiksa", True)
    after = checklist(bench, berkas, kasubbag)["diperiksa"]
    assert (after["oleh"]["nama"], len(after["baris"])) == (kasubbag.nama, len(row.baris))


def test_without_a_required_document_no_word_helps(
    bench: Bench, scan: Runtime, at: At, send: Send, kasubbag: Orang
) -> None:
    complete = at("P6", teks=TEKS)
    rest = tuple(d for d in complete.dokumen if d.jenis != "lembar_disposisi")
    berkas = bench.put("scan", complete.model_copy(update={"dokumen": rest, "giliran": complete.giliran + 1}))
    lines = checklist(bench, berkas, kasubbag)["baris"]
    words = {line["kode"]: "Ada" for line in lines}
    answer = send(berkas, "kelengkapan", kasubbag, konfirmasi=dict.fromkeys(words, True), catatan=words)
    assert (answer.status_code, answer.json()["code"]) == (422, "belum-lengkap")
    assert "Lembar disposisi" in answer.json()["detail"]
    assert known(scan, berkas.id) == berkas


def test_nobody_checks_what_they_submitted(bench: Bench, at: At, send: Send, kasubbag: Orang) -> None:
    other = at("P6", teks=TEKS)
    mine = Pelaku(id=kasubbag.id, nama=kasubbag.nama, peran="pengusul")
    berkas = bench.put("scan", other.model_copy(update={"pengusul": mine, "giliran": other.giliran + 1}))
    answer = send(berkas, "kelengkapan", kasubbag)
    assert (answer.status_code, answer.json()["code"]) == (403, "usulan-sendiri")
    assert f"/kelengkapan/{berkas.id}" not in bench.client("scan").get("/pindai", headers=bench.headers(kasubbag)).text


def test_any_berkas_has_a_list_for_its_own_office(bench: Bench, at: At) -> None:
    berkas = at("R2b", "6202")
    found = checklist(bench, berkas, person("pengusul", "6202"))
    assert "ada-hasil_scan" in with_hasil(found, "gagal")
    other = bench.client("scan").get(
        f"/api/scan/berkas/{berkas.id}/kelengkapan", headers=bench.headers(person("staf", "61"))
    )
    assert other.status_code == 404


def test_a_berkas_is_returned_from_each_desk_to_a_step_that_its_sop_names(scan: Runtime, at: At, send: Send) -> None:
    for langkah, kantor, peran, ke in (
        ("R4a", "6202", "staf", "R3a"), ("R4b", "6202", "staf", "R4a"), ("P5", "61", "staf", "P4"),
        ("P6", "61", "kasubbag", "P5"),
    ):  # fmt: skip
        berkas, orang = at(langkah, kantor), person(peran, kantor)
        assert send(berkas, "kembalikan", orang, ke=ke, alasan=" ").json()["code"] == "alasan-kosong"
        assert send(berkas, "kembalikan", orang, ke=langkah, alasan="Kurang").json()["code"] == "tujuan-keliru"
        moved = send(berkas, "kembalikan", orang, ke=ke, alasan="Halaman kurang")
        assert (moved.status_code, moved.json()["langkah"]) == (200, ke)
        assert known(scan, berkas.id).riwayat[-1].catatan == "Halaman kurang"


def test_a_berkas_at_another_service_is_not_returned_from_here(at: At, send: Send) -> None:
    answer = send(at("P4"), "kembalikan", person("kasubbag", "61"), ke="P1", alasan="Kurang")
    assert (answer.status_code, answer.json()["code"]) == (409, "bukan-langkah-ini")
