"""The tray: seen by those who scan at its office only; who assigned a part by looking, or set it aside, is kept."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from httpx import Response
from PIL import Image
from sqlalchemy import text

from services.scan.conservation import check
from services.scan.pemisahan.models import BagianTumpukan
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import JenisDokumen
from tests.service.scan.conftest import At, scans
from tests.service.scan.test_pages import get, post
from tests.service.scan.tumpukan.conftest import Part, SendStack, parts
from tests.service.scan.tumpukan.test_memisah import page
from tests.support.bench import Bench
from tests.support.people import berkas_at, new_berkas, person
from tests.support.stacks import joined, separator


@pytest.fixture
def waiting(send_stack: SendStack, part: Part, staf: Orang) -> BagianTumpukan:
    """A part of two pages without a code, in the tray of office 61."""
    [made] = part(send_stack(staf, {"tumpukan.pdf": joined(page(70), page(71))}).json()["id"])
    return made


def act(bench: Bench, orang: Orang, one: BagianTumpukan, what: str, **body: Any) -> Response:
    answer: Response = bench.client("scan").post(
        f"/api/scan/baki/{one.id}/{what}", json=body, headers=bench.headers(orang)
    )
    return answer


def now(scan: Runtime, one: BagianTumpukan) -> BagianTumpukan:
    return parts(scan, one.tumpukan_id)[one.urutan - 1]


def test_the_tray_shows_a_picture_of_each_part_and_the_cases_it_may_belong_to(
    bench: Bench, at: At, staf: Orang, waiting: BagianTumpukan
) -> None:
    mine, other, elsewhere = at("P5"), at("R4b", "6202"), at("P6")
    shown = get(bench, staf, "/pindai/baki")
    soup = BeautifulSoup(shown.text, "lxml")
    form = soup.select_one(f"form[action='/pindai/baki/{waiting.id}/pasang']")
    assert form is not None
    offered = {str(option["value"]).split(" ")[0] for option in form.select("option") if option["value"]}
    assert str(mine.id) in offered
    assert not offered & {str(other.id), str(elsewhere.id)}
    assert soup.select_one(f"img[src='/pindai/baki/{waiting.id}/gambar']") is not None
    assert "Tidak ada lembar pemisah di depan halaman ini." in shown.text


def test_pictures_and_pages_are_kept_by_nobody_and_act_nowhere(
    bench: Bench, staf: Orang, waiting: BagianTumpukan
) -> None:
    picture, content = (get(bench, staf, f"/pindai/baki/{waiting.id}/{what}") for what in ("gambar", "isi"))
    assert Image.open(BytesIO(picture.content)).size == (708, 1000)
    assert content.content.startswith(b"%PDF-")
    assert {answer.headers["cache-control"] for answer in (picture, content)} == {"private, no-store"}
    assert {answer.headers["x-content-type-options"] for answer in (picture, content)} == {"nosniff"}
    assert picture.headers["content-type"] == "image/png"
    assert "sandbox" in picture.headers["content-security-policy"]


def test_a_part_is_assigned_by_form_and_becomes_the_scan_of_who_assigned_it(
    bench: Bench, scan: Runtime, at: At, waiting: BagianTumpukan
) -> None:
    berkas, colleague = at("P5"), person("staf", "61", "Rekan Pindai")
    empty = post(bench, colleague, f"/pindai/baki/{waiting.id}/pasang", tujuan="")
    assert (empty.status_code, "Pilih berkas untuk bagian ini." in empty.text) == (422, True)
    path = f"/pindai/baki/{waiting.id}/pasang"
    sent = [post(bench, colleague, path, tujuan=f"{berkas.id} {berkas.giliran}") for _ in range(2)]
    assert [(one.status_code, one.headers["location"]) for one in sent] == [(303, "/pindai/baki?pesan=dipasang")] * 2
    [row] = scans(scan, berkas.id)
    done = now(scan, waiting)
    assert (done.state, done.pemindaian_id, done.sebab) == ("dipindai", row.id, None)
    assert (row.pelaku.nama, row.sources[0].sha256, row.sources[0].halaman) == ("Rekan Pindai", waiting.sha256, 2)
    assert done.diputus_oleh is not None and done.diputus_pada is not None
    assert done.diputus_oleh["nama"] == "Rekan Pindai"
    assert check(scan) == []


def test_many_who_assign_the_same_part_at_once_make_one_scan(
    bench: Bench, scan: Runtime, at: At, staf: Orang, waiting: BagianTumpukan
) -> None:
    cases = [at("P5") for _ in range(4)]

    def assign(number: int) -> int:
        berkas = cases[number]
        body = {"berkas_id": str(berkas.id), "giliran": berkas.giliran}
        return act(bench, staf, waiting, "pasang", **body).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(assign, range(4))) == [200, 409, 409, 409]
    assert sum(len(scans(scan, berkas.id)) for berkas in cases) == 1


def test_a_part_is_set_aside_with_a_reason_kept_and_may_still_be_assigned(
    bench: Bench, scan: Runtime, at: At, staf: Orang, waiting: BagianTumpukan
) -> None:
    path = f"/pindai/baki/{waiting.id}/sisihkan"
    without = post(bench, staf, path, alasan="  ")
    assert (without.status_code, "Tuliskan alasan" in without.text) == (422, True)
    assert act(bench, staf, waiting, "sisihkan", alasan="x" * 501).json()["code"] == "tanpa-alasan"
    done = post(bench, staf, path, alasan="Halaman kosong")
    assert (done.status_code, done.headers["location"]) == (303, "/pindai/baki?pesan=disisihkan")
    aside = now(scan, waiting)
    assert (aside.state, aside.alasan, (aside.diputus_oleh or {})["nama"]) == (
        "disisihkan",
        "Halaman kosong",
        staf.nama,
    )
    assert str(waiting.id) not in get(bench, staf, "/pindai/baki").text
    assert scan.store.has(waiting.sha256)
    assert act(bench, staf, waiting, "sisihkan", alasan="Lain").json()["code"] == "bagian-sudah-ditangani"
    berkas = at("P5")
    later = act(bench, staf, waiting, "pasang", berkas_id=str(berkas.id), giliran=berkas.giliran)
    assert later.json()["state"] == "dipindai"


def test_a_part_goes_to_no_case_that_does_not_wait_for_it(
    bench: Bench, scan: Runtime, at: At, staf: Orang, waiting: BagianTumpukan
) -> None:
    other, elsewhere, here = at("R4b", "6202"), at("P6"), at("P5")
    tries = [(other, other.giliran, 404), (elsewhere, elsewhere.giliran, 403), (here, here.giliran - 1, 409)]
    for berkas, giliran, status in tries:
        answer = act(bench, staf, waiting, "pasang", berkas_id=str(berkas.id), giliran=giliran)
        assert (answer.status_code, now(scan, waiting).state) == (status, "baki")
    both = staf.model_copy(update={"peran": {"61": ("staf",), "6202": ("staf",)}})
    assert act(bench, both, waiting, "pasang", berkas_id=str(other.id), giliran=other.giliran).status_code == 404
    assert scans(scan, other.id) == scans(scan, elsewhere.id) == scans(scan, here.id) == []


def test_a_sheet_from_the_tray_is_laid_beside_the_scan(
    bench: Bench, scan: Runtime, at: At, send_stack: SendStack, part: Part, staf: Orang
) -> None:
    berkas, gone = at("P5"), at("P6")
    data = joined(separator(gone.id, JenisDokumen.LEMBAR_PERSETUJUAN), page(72))
    [made] = part(send_stack(staf, {"a.pdf": data}).json()["id"])
    done = act(bench, staf, made, "pasang", berkas_id=str(berkas.id), giliran=berkas.giliran).json()
    assert (done["state"], done["berkas_id"], done["pemindaian_id"]) == ("disimpan", str(berkas.id), None)
    assert scans(scan, berkas.id) == []
    assert f"/pindai/baki/{made.id}/isi" in get(bench, staf, f"/pindai/{berkas.id}").text


def test_a_case_that_came_to_the_scanner_later_is_proposed(
    bench: Bench, at: At, send_stack: SendStack, part: Part, staf: Orang
) -> None:
    early = new_berkas("kalbar-8-2022", "61", "keputusan_kpu_provinsi")
    twice = at("P5")
    data = joined(
        separator(early.id),
        page(75),
        separator(twice.id),
        page(76),
        separator(twice.id, JenisDokumen.SALINAN),
        page(77),
    )
    late, *doubles = part(send_stack(staf, {"a.pdf": data}).json()["id"])
    assert [one.sebab for one in (late, *doubles)] == ["berkas-tidak-dikenal", "ganda", "ganda"]
    arrived = bench.put("scan", berkas_at("P5", "kalbar-8-2022", "61", "keputusan_kpu_provinsi", same=early))
    soup = BeautifulSoup(get(bench, staf, "/pindai/baki").text, "lxml")

    def chosen(one: BagianTumpukan) -> list[str]:
        form = f"form[action='/pindai/baki/{one.id}/pasang']"
        return [str(option["value"]) for option in soup.select(f"{form} option[selected]")]

    assert chosen(late) == [f"{arrived.id} {arrived.giliran}"]
    assert [chosen(one) for one in doubles] == [[], []]


@pytest.mark.parametrize(
    ("harm", "mended", "said"),
    [
        ("stored_object SET state = 'pending' WHERE sha256 = :gambar", "state = 'stored'", "its pages or picture"),
        ("stored_object SET state = 'pending' WHERE sha256 = :asal", "state = 'stored'", "a file of it is not in"),
        ("bagian_tumpukan SET state = 'dipindai' WHERE id = :id", "state = 'baki'", "but no scan has it"),
        ("tumpukan SET state = 'antre' WHERE id = :tumpukan", "state = 'selesai'", "no job is open for it"),
    ],
)
def test_what_is_lost_of_a_stack_is_told(
    scan: Runtime, waiting: BagianTumpukan, harm: str, mended: str, said: str
) -> None:
    values = {
        "gambar": waiting.gambar, "asal": waiting.asal, "id": waiting.id, "tumpukan": waiting.tumpukan_id,
    }  # fmt: skip

    def change(statement: str) -> list[str]:
        with scan.database.unit() as unit:
            unit.session.execute(text(f"UPDATE {statement}"), values)
        return check(scan)

    found = change(harm)
    table, _, which = harm.partition(" SET ")[0], "", harm.partition(" WHERE ")[2]
    assert change(f"{table} SET {mended} WHERE {which}") == []
    assert [said in sentence for sentence in found] == [True] * len(found)
    assert found


@pytest.mark.parametrize("path", ["gambar", "isi"])
def test_nobody_else_sees_a_part(bench: Bench, waiting: BagianTumpukan, path: str) -> None:
    address = f"/pindai/baki/{waiting.id}/{path}"
    whom = [person("staf", "6202"), person("kasubbag", "61"), person("pengusul", "61")]
    assert [get(bench, orang, address).status_code for orang in whom] == [404, 403, 403]


def test_the_pages_lead_from_the_desk_to_the_stack_and_its_parts(
    bench: Bench, at: At, part: Part, staf: Orang, waiting: BagianTumpukan
) -> None:
    berkas = at("P5")
    assert "/pindai/tumpukan" in get(bench, staf, "/pindai").text
    assert "/pindai/tumpukan" not in get(bench, person("kasubbag", "61"), "/pindai").text
    assert f"/pindai/{berkas.id}/lembar-pemisah" in get(bench, staf, f"/pindai/{berkas.id}").text
    assert "bagian yang belum menemukan berkasnya" in get(bench, staf, "/pindai/tumpukan").text
    empty = post(bench, staf, "/pindai/tumpukan", kantor="61")
    assert (empty.status_code, "Pilih berkas hasil pindai satu tumpukan." in empty.text) == (422, True)
    files = [("berkas", ("tumpukan.pdf", joined(separator(berkas.id), page(73))))]
    sent = post(bench, staf, "/pindai/tumpukan", files=files, kantor="61", kunci=f"k-{berkas.id}")
    address = sent.headers["location"].split("?")[0]
    assert (sent.status_code, 'http-equiv="refresh"' in get(bench, staf, address).text) == (303, True)
    part(UUID(address.rsplit("/", 1)[-1]))
    done = get(bench, staf, address).text
    assert ('http-equiv="refresh"' in done, "Menjadi pindaian berkasnya" in done) == (False, True)
    assert f"/pindai/{berkas.id}" in done


def test_the_separator_sheet_is_a_pdf_for_people_of_the_office(bench: Bench, at: At, staf: Orang) -> None:
    berkas = at("P5")
    address = f"/pindai/{berkas.id}/lembar-pemisah"
    sheet = get(bench, staf, f"{address}?dokumen=salinan")
    assert (sheet.status_code, sheet.headers["content-type"], sheet.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert get(bench, staf, f"{address}?dokumen=teks").status_code == 422
    assert get(bench, person("staf", "6202"), address).status_code == 404


def test_who_scans_at_two_offices_chooses_one(bench: Bench, send_stack: SendStack, staf: Orang) -> None:
    both = staf.model_copy(update={"peran": {"61": ("staf",), "6202": ("staf",)}})
    assert send_stack(both, {"a.pdf": page(74)}).json()["code"] == "kantor-belum-dipilih"
    assert send_stack(both, {"a.pdf": page(74)}, kantor="6202").json()["kantor"] == "6202"
    assert send_stack(staf, {"a.pdf": page(74)}, kantor="6202").status_code == 403
    assert '<select class="kotak" id="f-kantor"' in get(bench, both, "/pindai/tumpukan").text
