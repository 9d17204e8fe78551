"""Deciding through the API, on a real database and a real store."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from services.approval.models import DisposisiLembar, Putusan
from shared.berkas import find
from shared.events.tables import Outbox
from shared.identity import Orang
from shared.samples import signed_pdf
from shared.sop import Berkas, JenisDokumen, Pelaku
from tests.service.approval.conftest import Act, At, known, text_of
from tests.support.bench import Bench
from tests.support.people import person

DISPOSISI = {
    "sifat": "segera", "diteruskan_kepada": ["kasubbag", "staf"], "harap": ["koordinasi"], "catatan": "Mohon hari ini.",
}  # fmt: skip


def rows(bench: Bench, table: type[Any], berkas: Berkas) -> list[Any]:
    with bench.runtime("approval").database.unit() as unit:
        return list(unit.session.exec(select(table).where(col(table.berkas_id) == berkas.id).order_by(table.giliran)))


def test_a_disposition_makes_its_sheet_and_its_entry(
    bench: Bench, at: At, act: Act, kabag: Orang, tmp_path: Path
) -> None:
    berkas = at("P2b")
    answer = act(berkas, "disposisi", kabag, **DISPOSISI)
    assert (answer.status_code, answer.json()["langkah"]) == (200, "P3")
    moved = known(bench, berkas.id)
    lembar = moved.terbaru(JenisDokumen.LEMBAR_DISPOSISI)
    assert lembar is not None
    text = text_of(bench, lembar, tmp_path)
    assert all(part in text for part in ("PROVINSI KALIMANTAN BARAT", "Mohon hari ini.", berkas.nota_dinas.nomor))
    (entry,) = rows(bench, DisposisiLembar, berkas)
    assert (entry.sifat, entry.diteruskan_kepada, entry.harap) == ("segera", ["kasubbag", "staf"], ["koordinasi"])
    assert (entry.lembar, entry.giliran, entry.oleh) == (lembar.sha256, moved.giliran, kabag.id)
    assert moved.riwayat[-1].hasil.startswith("Didisposisikan kepada Kasubbag Hukum & SDM, Staf")


def test_an_approval_makes_its_sheet_and_tells_the_others(
    bench: Bench, at: At, act: Act, kabag: Orang, tmp_path: Path
) -> None:
    berkas = at("P3")
    assert act(berkas, "setujui", kabag, catatan="Setuju").json()["langkah"] == "P4"
    lembar = known(bench, berkas.id).terbaru(JenisDokumen.LEMBAR_PERSETUJUAN)
    assert lembar is not None
    assert "Setuju" in text_of(bench, lembar, tmp_path)
    (entry,) = rows(bench, Putusan, berkas)
    assert (entry.keputusan, entry.lembar, entry.distempel) == ("disetujui", lembar.sha256, None)
    with bench.runtime("approval").database.unit() as unit:
        hearers = unit.session.exec(select(Outbox.subscriber).where(Outbox.subject == str(berkas.id))).all()
    assert sorted(hearers) == ["intake", "publisher", "scan"]


@pytest.mark.parametrize(
    ("kantor", "langkah", "tindakan", "body", "keputusan"),
    [("61", "P4", "cek-salinan", {"sesuai": True}, "sesuai"), ("6202", "R3a", "otentikasi", {}, "diotentikasi")],
)
def test_a_checked_salinan_is_a_stamped_copy_that_names_its_source(
    bench: Bench, at: At, act: Act, tmp_path: Path, plain: bytes, kantor: str, langkah: str, tindakan: str,
    body: dict[str, bool], keputusan: str,
) -> None:  # fmt: skip
    berkas = at(langkah, kantor, jenis="keputusan_kpu_kabkota")
    assert act(berkas, tindakan, person("kasubbag", kantor), **body).status_code == 200
    before, after = berkas.terbaru(JenisDokumen.SALINAN), known(bench, berkas.id).terbaru(JenisDokumen.SALINAN)
    assert before is not None
    assert after is not None
    assert after.sumber == before.sha256 != after.sha256
    assert "SALINAN" in text_of(bench, after, tmp_path)
    assert bench.runtime("approval").store.fetch(before.sha256, tmp_path / "before").read_bytes() == plain
    (entry,) = rows(bench, Putusan, berkas)
    assert (entry.keputusan, entry.distempel) == (keputusan, after.sha256)
    lembar = known(bench, berkas.id).terbaru(JenisDokumen.LEMBAR_PERSETUJUAN)
    assert lembar is not None
    assert after.sha256[:32] in text_of(bench, lembar, tmp_path)


def test_a_signed_salinan_goes_on_byte_for_byte(bench: Bench, at: At, act: Act, kasubbag: Orang) -> None:
    berkas = at("P4", salinan=signed_pdf(), signed=True)
    assert act(berkas, "cek-salinan", kasubbag, sesuai=True).status_code == 200
    before, after = berkas.terbaru(JenisDokumen.SALINAN), known(bench, berkas.id).terbaru(JenisDokumen.SALINAN)
    assert before is not None
    assert after is not None
    assert (after.sha256, after.bertanda_tangan, after.langkah) == (before.sha256, True, "P4")
    (entry,) = rows(bench, Putusan, berkas)
    assert entry.distempel is None
    assert "tidak distempel: dokumen bertanda tangan elektronik" in entry.hasil


def test_a_signature_that_the_upload_overlooked_is_respected_too(
    bench: Bench, at: At, act: Act, kasubbag: Orang
) -> None:
    berkas = at("P4", salinan=signed_pdf(), signed=False)
    assert act(berkas, "cek-salinan", kasubbag, sesuai=True).status_code == 200
    after = known(bench, berkas.id).terbaru(JenisDokumen.SALINAN)
    assert after is not None
    assert (after.bertanda_tangan, after.sumber) == (True, None)


def test_a_salinan_that_differs_must_be_returned(bench: Bench, at: At, act: Act, kasubbag: Orang) -> None:
    berkas = at("P4")
    assert act(berkas, "cek-salinan", kasubbag, sesuai=False).json()["code"] == "salinan-tidak-sesuai"
    assert act(berkas, "kembalikan", kasubbag, ke="P1", alasan=" ").json()["code"] == "alasan-kosong"
    answer = act(berkas, "kembalikan", kasubbag, ke="P1", alasan="Halaman 2 berbeda")
    assert (answer.status_code, answer.json()["langkah"]) == (200, "P1")
    (entry,) = rows(bench, Putusan, berkas)
    assert (entry.keputusan, entry.catatan, entry.lembar) == ("dikembalikan", "Halaman 2 berbeda", None)


def test_a_refusal_ends_the_berkas(bench: Bench, at: At, act: Act, kabag: Orang) -> None:
    berkas = at("P2b")
    assert act(berkas, "tolak", kabag, alasan="Bukan produk hukum").json()["keadaan"] == "ditolak"
    assert [entry.keputusan for entry in rows(bench, Putusan, berkas)] == ["ditolak"]
    assert act(known(bench, berkas.id), "setujui", kabag).json()["code"] == "berkas-selesai"


def test_a_double_click_is_one_act(bench: Bench, at: At, act: Act, kabag: Orang) -> None:
    berkas = at("P3")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: act(berkas, "setujui", kabag, kunci="sama"), range(4)))
    assert [(a.status_code, a.json()["langkah"]) for a in answers] == [(200, "P4")] * 4
    assert len(rows(bench, Putusan, berkas)) == 1


def test_of_two_who_decide_at_once_one_is_told_that_it_moved(bench: Bench, at: At, act: Act, kabag: Orang) -> None:
    berkas = at("P3")
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda kunci: act(berkas, "setujui", kabag, kunci=kunci), ["a", "b"]))
    assert sorted(a.status_code for a in answers) == [200, 409]
    assert len(rows(bench, Putusan, berkas)) == 1


@pytest.mark.parametrize(
    ("peran", "kantor", "tindakan", "more", "status", "code"),
    [
        ("staf", "61", "setujui", {}, 403, "peran-lain"),
        ("kabag", "6202", "setujui", {}, 404, "berkas-tidak-ada"),
        ("kabag", "61", "otentikasi", {}, 409, "bukan-langkah-ini"),
        ("kabag", "61", "setujui", {"giliran": 1}, 409, "giliran-lewat"),
        ("kabag", "61", "setujui", {"catatan": "x" * 2001}, 422, "isian-keliru"),
        ("kabag", "61", "setujui", {"catatan": "a\0b"}, 422, "isian-keliru"),
        ("kabag", "61", "kembalikan", {"ke": "P7", "alasan": "salah"}, 422, "tujuan-keliru"),
    ],
)
def test_who_may_not_or_sends_nonsense_changes_nothing(
    bench: Bench, at: At, act: Act, peran: str, kantor: str, tindakan: str, more: dict[str, Any], status: int, code: str
) -> None:
    berkas = at("P3")
    answer = act(berkas, tindakan, person(peran, kantor), **more)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert known(bench, berkas.id) == berkas


def test_nobody_decides_on_their_own_proposal(bench: Bench, at: At, act: Act, kabag: Orang) -> None:
    berkas = at("P3", pengusul=Pelaku(id=kabag.id, nama=kabag.nama, peran="pengusul"))
    assert act(berkas, "setujui", kabag).json()["code"] == "usulan-sendiri"
    with pytest.raises(IntegrityError, match="putusan_four_eyes"), bench.runtime("approval").database.unit() as unit:
        moved = find(unit, berkas.id)
        last = moved.riwayat[-1].model_copy(update={"tindakan": "tolak", "oleh": moved.pengusul})
        unit.session.add(Putusan.of(moved.model_copy(update={"riwayat": (*moved.riwayat, last)})))


def test_conservation_names_a_sheet_that_is_not_stored(bench: Bench, at: At, act: Act, kabag: Orang) -> None:
    from services.approval.service import SERVICE
    from shared.tables import StoredObject, StoredState

    berkas = at("P3")
    act(berkas, "setujui", kabag)
    runtime, check = bench.runtime("approval"), SERVICE.conservation
    assert check is not None
    assert check(runtime) == []
    (entry,) = rows(bench, Putusan, berkas)
    with runtime.database.unit() as unit:
        unit.session.get_one(StoredObject, entry.lembar).state = StoredState.PENDING
    assert [entry.lembar in sentence for sentence in check(runtime)] == [True]
    with runtime.database.unit() as unit:
        unit.session.get_one(StoredObject, entry.lembar).state = StoredState.STORED
