"""A province sees the progress of its regencies: numbers and places, no contents before publication, nobody else's."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, delete
from starlette.testclient import TestClient

from shared.events.catalogue import KantorDidaftarkan
from shared.events.tables import now
from shared.identity import Orang
from shared.offices import hear_kantor
from shared.sop import Berkas, sop
from shared.sop.perjalanan import complete
from shared.tables import BerkasRow
from tests.support.bench import Bench
from tests.support.people import actor, berkas_at, person

OFFICES = (
    ("0", "", "Komisi Pemilihan Umum"), ("76", "0", "KPU Provinsi Sulawesi Barat"),
    ("75", "0", "KPU Provinsi Gorontalo"),
    ("7601", "76", "KPU Pasangkayu"), ("7602", "76", "KPU Mamuju"), ("7501", "75", "KPU Gorontalo"),
)  # fmt: skip
SOP = "kotim-33-2021"
SECRET = "Penetapan Jadwal Rapat"
PROVINCE, NATIONAL = person("kasubbag", "76"), person("kabag", "0")
ADDRESS = "http://terbit.example/jdih/7601/keputusan-33"


@pytest.fixture(scope="module")
def client(bench: Bench) -> TestClient:
    """Intake, which knows these offices."""
    with bench.runtime("intake").database.unit() as unit:
        for kode, induk, nama in OFFICES:
            told = {"kode": kode, "nama": nama, "sop": SOP, "tempat": "Kota", "zona": "Asia/Makassar", "versi": 90}
            hear_kantor(unit, KantorDidaftarkan.model_validate({**told, "induk": induk}))
    return bench.client("intake")


@pytest.fixture(autouse=True)
def alone(bench: Bench) -> Iterator[None]:
    """No cases of other tests in these offices."""
    yield
    with bench.runtime("intake").database.unit() as unit:
        unit.session.exec(delete(BerkasRow).where(col(BerkasRow.kantor).in_([kode for kode, _, _ in OFFICES])))


def put(bench: Bench, langkah: str, kantor: str, nomor: int = 1, **more: Any) -> Berkas:
    """A case at a step."""
    return bench.put("intake", berkas_at(langkah, SOP, kantor, nomor=nomor).model_copy(update=more))


def published(bench: Bench, kantor: str, nomor: int = 1, **more: Any) -> Berkas:
    """A case whose product is public."""
    berkas = berkas_at("R5b", SOP, kantor, nomor=nomor)
    done = complete(sop(SOP), berkas, actor("staf", kantor), now(), catatan=ADDRESS)
    return bench.put("intake", done.model_copy(update=more))


def asked(client: TestClient, bench: Bench, who: Orang, path: str = "", **query: str) -> Any:
    """What the API answers."""
    answer = client.get(f"/api/intake/wilayah{path}", params=query, headers=bench.headers(who))
    return answer.json() if answer.status_code == 200 else (answer.status_code, answer.json()["code"])


def test_a_province_sees_how_far_each_regency_has_come(bench: Bench, client: TestClient) -> None:
    long_ago = now() - timedelta(days=40)
    put(bench, "R3a", "7601", 1, sejak=long_ago, tenggat=long_ago)
    put(bench, "R3a", "7601", 2, tenggat=now() + timedelta(days=1))
    put(bench, "R4b", "7601", 3, tenggat=now() + timedelta(days=1))
    published(bench, "7601", 4)
    published(bench, "7601", 5, sejak=now() - timedelta(days=500))
    put(bench, "R2a", "7501", 1)
    rows = {row["kode"]: row for row in asked(client, bench, PROVINCE)}
    first, second = rows["7601"], rows["7602"]
    assert "7501" not in rows
    assert (first["nama"], first["berjalan"], first["lewat"], first["selesai"]) == ("KPU Pasangkayu", 3, 1, 1)
    assert first["langkah"] == {"Menunggu otentikasi": 2, "Menunggu dipindai": 1}
    assert first["tertua"].startswith(str(long_ago.date()))
    assert (second["berjalan"], second["langkah"], second["tertua"]) == (0, {}, None)


def test_the_national_office_sees_provinces_with_all_below_and_goes_further_down(
    bench: Bench, client: TestClient
) -> None:
    put(bench, "R3a", "7601", 1)
    put(bench, "R3a", "76", 2)
    rows = {row["kode"]: row["berjalan"] for row in asked(client, bench, NATIONAL)}
    assert {"76": 2, "75": 0}.items() <= rows.items()
    below = {row["kode"]: row["berjalan"] for row in asked(client, bench, NATIONAL, kantor="76")}
    assert {"7601": 1, "7602": 0}.items() <= below.items()
    assert [case["agenda"] for case in asked(client, bench, NATIONAL, "/76")] == ["2/2026"]


def test_a_case_is_told_without_title_or_document_until_it_is_public(bench: Bench, client: TestClient) -> None:
    put(bench, "R3a", "7601", 7, tenggat=now() - timedelta(hours=1))
    published(bench, "7601", 8)
    open_case, public = asked(client, bench, PROVINCE, "/7601")
    told = {"agenda": "7/2026", "jenis": "Keputusan KPU Kabupaten/Kota", "langkah": "R3a", "lewat": True}
    assert told.items() <= open_case.items()
    assert (open_case["judul"], open_case["alamat"], open_case["menunggu"]) == ("", "", "Menunggu otentikasi")
    assert SECRET in public["judul"] and public["alamat"] == "/jdih/7601/keputusan-33"
    headers = bench.headers(PROVINCE)
    page = client.get("/wilayah/7601", headers=headers).text
    assert "7/2026" in page and "Lewat tenggat" in page and page.count(SECRET) == 1
    assert 'href="/jdih/7601/keputusan-33"' in page
    assert SECRET not in client.get("/wilayah", headers=headers).text


def test_what_leads_elsewhere_than_to_our_site_is_no_link(bench: Bench, client: TestClient) -> None:
    berkas = berkas_at("R5b", SOP, "7602")
    bench.put("intake", complete(sop(SOP), berkas, actor("staf", "7602"), now(), catatan="javascript:alert(1)"))
    [public] = asked(client, bench, PROVINCE, "/7602")
    assert public["judul"] and public["alamat"] == ""


@pytest.mark.parametrize(
    ("who", "path", "code"),
    [
        (person("kasubbag", "7601"), "", "tanpa-wilayah"),
        (person("kasubbag", "7601"), "/7601", "bukan-wilayah"),
        (person("kasubbag", "7601"), "/7602", "bukan-wilayah"),
        (person("kasubbag", "75"), "/7601", "bukan-wilayah"),
        (person("kasubbag", "75"), "?kantor=76", "bukan-wilayah"),
        (PROVINCE, "?kantor=0", "bukan-wilayah"),
        (PROVINCE, "/9999", "bukan-wilayah"),
        (person("operasi", ""), "", "tanpa-wilayah"),
    ],
)
def test_others_are_refused(bench: Bench, client: TestClient, who: Orang, path: str, code: str) -> None:
    answer = client.get(f"/api/intake/wilayah{path}", headers=bench.headers(who))
    assert (answer.status_code, answer.json()["code"]) == (403, code)
    page = client.get(f"/wilayah{path}", headers=bench.headers(who))
    assert page.status_code == 403


def test_case_and_documents_do_not_exist_for_the_province(bench: Bench, client: TestClient) -> None:
    open_case, public = put(bench, "R3a", "7601", 9), published(bench, "7601", 10)
    for berkas in (open_case, public):
        for path in (f"/berkas/{berkas.id}", f"/berkas/{berkas.id}/dokumen/{berkas.dokumen[0].sha256}"):
            for base in ("", "/api/intake"):
                answer = client.get(f"{base}{path}", headers=bench.headers(PROVINCE))
                assert answer.status_code == 404
                assert SECRET not in answer.text


def test_the_menu_has_it_only_where_there_is_something_below(bench: Bench, client: TestClient) -> None:
    link = 'href="/wilayah"'
    assert link in client.get("/wilayah", headers=bench.headers(PROVINCE)).text
    assert link not in client.get("/agenda", headers=bench.headers(person("kasubbag", "7601"))).text
