"""Deciding in the browser."""

from typing import Any

from httpx import Response

from shared.identity import Orang
from shared.samples import signed_pdf
from shared.sop import Berkas, Pelaku
from tests.service.approval.conftest import At, known
from tests.support.bench import Bench
from tests.support.people import person


def get(bench: Bench, orang: Orang, path: str) -> Response:
    answer: Response = bench.client("approval").get(path, headers=bench.headers(orang))
    return answer


def post(bench: Bench, orang: Orang, berkas: Berkas, **data: Any) -> Response:
    answer: Response = bench.client("approval").post(
        f"/putusan/{berkas.id}", data={"giliran": berkas.giliran, **data}, headers=bench.headers(orang),
        follow_redirects=False,
    )  # fmt: skip
    return answer


def test_the_list_has_what_this_person_may_decide(bench: Bench, at: At, kabag: Orang) -> None:
    mine, other_role, other_office = at("P3"), at("P4"), at("R2b", "6202")
    own = at("P3", pengusul=Pelaku(id=kabag.id, nama=kabag.nama, peran="pengusul"))
    page = get(bench, kabag, "/putusan?halaman=1").text
    seen = {str(b.id): f"/putusan/{b.id}" in page for b in (mine, other_role, other_office, own)}
    assert seen == {str(mine.id): True, str(other_role.id): False, str(other_office.id): False, str(own.id): False}


def test_a_disposition_by_form(bench: Bench, at: At, kabag: Orang) -> None:
    berkas = at("P2b")
    page = get(bench, kabag, f"/putusan/{berkas.id}").text
    assert all(f'value="{value}"' in page for value in ("sangat_segera", "kasubbag", "koordinasi"))
    answer = post(bench, kabag, berkas, tindakan="disposisi", sifat="biasa", diteruskan_kepada=["kasubbag"])
    assert (answer.status_code, answer.headers["location"]) == (303, f"/putusan/{berkas.id}?pesan=selesai")
    assert known(bench, berkas.id).langkah == "P3"


def test_what_is_missing_is_said_and_what_was_typed_is_kept(bench: Bench, at: At, kabag: Orang) -> None:
    berkas = at("P2b")
    answer = post(bench, kabag, berkas, tindakan="disposisi", sifat="segera", catatan="Tolong <cepat>")
    assert answer.status_code == 422
    assert "Pilih kepada siapa berkas diteruskan." in answer.text
    assert "Tolong &lt;cepat&gt;" in answer.text
    assert known(bench, berkas.id) == berkas


def test_the_check_shows_both_files_and_wants_the_statement(bench: Bench, at: At, kasubbag: Orang) -> None:
    berkas = at("P4")
    page = get(bench, kasubbag, f"/putusan/{berkas.id}").text
    assert "berkas yang sama persis" in page
    assert page.count(f"/berkas/{berkas.id}/dokumen/") >= 2
    assert "Stempel SALINAN akan dibubuhkan" in page
    refused = post(bench, kasubbag, berkas, tindakan="cek_salinan")
    assert (refused.status_code, "tidak dapat disetujui" in refused.text) == (422, True)
    assert post(bench, kasubbag, berkas, tindakan="cek_salinan", sesuai="true").status_code == 303
    assert known(bench, berkas.id).langkah == "P5"


def test_the_page_says_beforehand_that_a_signed_salinan_is_not_stamped(bench: Bench, at: At) -> None:
    berkas = at("R3a", "6202", signed_pdf(), jenis="keputusan_kpu_kabkota", signed=True)
    page = get(bench, person("kasubbag"), f"/putusan/{berkas.id}").text
    assert "tidak distempel dan diteruskan sebagaimana adanya" in page


def test_return_and_refusal_by_form(bench: Bench, at: At, kabag: Orang, kasubbag: Orang) -> None:
    returned, refused = at("P4"), at("P3")
    empty = post(bench, kasubbag, returned, keputusan="kembalikan", ke="P3", alasan="")
    assert (empty.status_code, "Tuliskan alasan pengembalian" in empty.text) == (422, True)
    post(bench, kasubbag, returned, keputusan="kembalikan", ke="P3", alasan="Periksa lagi")
    post(bench, kabag, refused, keputusan="tolak", alasan="Bukan produk hukum")
    assert known(bench, returned.id).langkah == "P3"
    assert known(bench, refused.id).keadaan == "ditolak"


def test_others_see_where_it_lies_and_no_form(bench: Bench, at: At, kabag: Orang) -> None:
    berkas = at("P4")
    page = get(bench, kabag, f"/putusan/{berkas.id}")
    assert page.status_code == 200
    assert "Menunggu cek salinan" in page.text
    assert 'name="tindakan"' not in page.text
    assert get(bench, person("kabag", "6202"), f"/putusan/{berkas.id}").status_code == 404
