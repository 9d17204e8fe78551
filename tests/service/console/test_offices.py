"""Offices by JSON and in the browser's way: who may, what is recorded, what all services hear."""

from typing import Any

import pytest
from httpx import Response
from sqlalchemy import text
from sqlmodel import col, select
from starlette.testclient import TestClient

from services.console.seeding import seed
from shared.events.tables import Outbox
from shared.kantor import tingkat_of
from shared.migrations.versions.s005_office import LEVEL
from shared.runtime import Runtime
from tests.service.console.conftest import people
from tests.service.console.test_people import headers
from tests.service.console.test_sign_in import form
from tests.support.bench import Bench

TREE = (("0", "", "Komisi Pemilihan Umum"), ("64", "0", "KPU Provinsi Kalimantan Timur"),
        ("6401", "64", "KPU Kabupaten Paser"), ("65", "0", "KPU Provinsi Kalimantan Utara"))  # fmt: skip
BOSSES = ("0", "64", "6401", "65")
NEW = {"nama": "KPU Kabupaten Berau", "tempat": "Tanjung Redeb", "zona": "Asia/Makassar", "sop": "kotim-33-2021"}
Signed = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def boss(bench: Bench, runtime: Runtime) -> Signed:
    """The administrator of each office, signed in; and a clerk."""
    offices = [
        {"kode": kode, "induk": induk, "nama": nama, "sop": "kalbar-8-2022", "tempat": "Kota", "zona": "Asia/Makassar"}
        for kode, induk, nama in TREE
    ]
    who = people(*((f"boss.{kode}", kode, "pengelola") for kode in BOSSES), ("clerk.64", "64", "staf"))
    seed(runtime, {"kantor": offices, "orang": who})
    client = bench.client("console")
    return {kode: headers(client, f"boss.{kode}") for kode in BOSSES} | {"staf": headers(client, "clerk.64")}


def add(client: TestClient, who: dict[str, str], kode: str, **more: Any) -> Response:
    """Add an office."""
    answer: Response = client.post("/api/console/kantor", json={**NEW, "kode": kode, **more}, headers=who)
    return answer


def read(client: TestClient, who: dict[str, str], kode: str) -> dict[str, Any]:
    """One office as it is kept."""
    found: dict[str, Any] = client.get(f"/api/console/kantor/{kode}", headers=who).json()
    return found


def put(client: TestClient, who: dict[str, str], kept: dict[str, Any], **more: Any) -> Response:
    """Send an office back with changes."""
    answer: Response = client.put(f"/api/console/kantor/{kept['kode']}", json={**kept, **more}, headers=who)
    return answer


def test_the_administrator_above_adds_an_office_and_every_service_hears(
    client: TestClient, boss: Signed, bench: Bench, runtime: Runtime
) -> None:
    answer = add(client, boss["64"], "6403")
    assert answer.status_code == 201, answer.text
    assert (answer.json()["induk"], answer.json()["tingkat"], answer.json()["versi"]) == ("64", "kabupaten", 1)
    again = add(client, boss["64"], "6403")
    assert (again.status_code, again.json()["versi"]) == (201, 1)
    with runtime.database.unit() as unit:
        rows = unit.session.exec(select(Outbox).where(Outbox.subject == "6403").order_by(col(Outbox.seq))).all()
    assert sorted(row.subscriber for row in rows) == ["approval", "intake", "publisher", "scan"]


@pytest.mark.parametrize(
    ("who", "kode", "more", "status", "code"),
    [
        ("65", "6407", {}, 403, "bukan-pengelola"),
        ("6401", "6407", {}, 403, "bukan-pengelola"),
        ("staf", "6407", {}, 403, "bukan-pengelola"),
        ("64", "6407", {"induk": "65"}, 403, "bukan-pengelola"),
        ("0", "6407", {"induk": "65"}, 422, "tempat-keliru"),
        ("0", "6607", {}, 422, "tempat-keliru"),
        ("64", "6401", {}, 409, "kantor-sudah-ada"),
        ("64", "6407", {"sop": "tidak-ada"}, 422, "sop-tidak-dikenal"),
        ("64", "64070", {}, 422, "isian-keliru"),
        ("64", "6407", {"zona": "Asia/Tokyo"}, 422, "isian-keliru"),
    ],
)
def test_what_may_not_be_added(
    client: TestClient, boss: Signed, who: str, kode: str, more: dict[str, Any], status: int, code: str
) -> None:
    answer = add(client, boss[who], kode, **more)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert client.get("/api/console/kantor/6407", headers=boss["64"]).status_code != 200


def test_one_administers_the_own_office_and_those_below(client: TestClient, boss: Signed) -> None:
    def mine(who: str, q: str = "") -> list[str]:
        found = client.get("/api/console/kantor/kelola", params={"q": q}, headers=boss[who]).json()
        return [row["kode"] for row in found]

    assert mine("6401") == ["6401"]
    assert {"64", "6401"} <= set(mine("64")) and "65" not in mine("64")
    assert {"0", "64", "65", "6401"} <= set(mine("0"))
    assert mine("0", "kabupaten paser") == ["6401"]
    assert mine("staf") == []
    for who, kode in (("65", "6401"), ("6401", "64"), ("staf", "64")):
        assert client.get(f"/api/console/kantor/{kode}", headers=boss[who]).status_code == 403
        assert client.get(f"/kantor/{kode}", headers=boss[who]).status_code == 403
    assert client.get("/kantor", headers=boss["staf"]).status_code == 403


def test_the_administrator_above_says_what_the_provider_of_an_office_is(client: TestClient, boss: Signed) -> None:
    api, given = "/api/console/oidc?kantor=6401", {"penerbit": "https://1.1.1.1/sso", "klien": "terbit", "aktif": False}
    for who, status in (("65", 403), ("staf", 403), ("64", 200)):
        answer = client.put(api, json={**given, "rahasia": "r"}, headers=boss[who])
        assert answer.status_code == status, answer.text
        assert client.get("/masuk/sso?kantor=6401", headers=boss[who]).status_code == status
    assert client.get(api, headers=boss["0"]).json()["penerbit"] == given["penerbit"]
    assert "/masuk/sso?kantor=6401" in client.get("/orang?kantor=6401", headers=boss["64"]).text


def test_every_change_is_recorded_with_who_from_and_to(client: TestClient, boss: Signed) -> None:
    kept = read(client, boss["6401"], "6401")
    answer = put(client, boss["6401"], kept, kop={"alamat": "Jl. Contoh 1"}, tutup=["2026-11-27"])
    assert (answer.status_code, answer.json()["versi"]) == (200, kept["versi"] + 1)
    [last, *_] = client.get("/api/console/kantor/6401/perubahan", headers=boss["64"]).json()
    assert last["oleh"] == "Boss.6401"
    assert (last["dari"]["tutup"], last["menjadi"]["tutup"]) == ([], ["2026-11-27"])
    assert set(last["menjadi"]) == {"kop", "tutup"}
    late = put(client, boss["64"], kept, nama="KPU Lain")
    assert (late.status_code, late.json()["code"]) == (409, "versi-lewat")
    assert put(client, boss["64"], answer.json()).json()["versi"] == answer.json()["versi"]


def test_whether_an_office_is_active_is_said_from_above(client: TestClient, boss: Signed) -> None:
    kept = read(client, boss["6401"], "6401")
    refused = put(client, boss["6401"], kept, aktif=False)
    assert (refused.status_code, refused.json()["code"]) == (403, "bukan-pengelola-atas")
    assert put(client, boss["64"], kept, aktif=False).json()["aktif"] is False
    assert put(client, boss["64"], read(client, boss["64"], "6401"), aktif=True).json()["aktif"] is True


class Browser:
    """A browser in which somebody has signed in."""

    def __init__(self, client: TestClient, name: str) -> None:
        self.client = client
        assert form(client, nama_masuk=name).status_code == 303

    def get(self, path: str) -> str:
        """A page."""
        return str(self.client.get(path).text)

    def post(self, path: str, page: str, **fields: Any) -> Response:
        """Send the form of a page."""
        token = page.partition('name="csrf" value="')[2].partition('"')[0]
        answer: Response = self.client.post(path, data={**fields, "csrf": token}, follow_redirects=False)
        return answer


def test_an_office_is_added_with_five_fields_and_changed_in_the_browser(client: TestClient, boss: Signed) -> None:
    browser = Browser(client, "boss.64")
    page = browser.get("/kantor/baru")
    wrong = browser.post("/kantor/baru", page, **NEW | {"kode": "6301", "zona": ""}, aktif="ya", hari_kerja=["1"])
    assert wrong.status_code == 422 and "Zona waktu wajib diisi." in wrong.text
    empty = browser.post("/kantor/baru", page, aktif="ya", hari_kerja=["1"])
    assert empty.text.count("f-tingkat") == 0 and "Nama kantor wajib diisi." in empty.text
    given = {**NEW, "kode": "6408", "aktif": "ya", "hari_kerja": list("12345")}
    done = browser.post("/kantor/baru", page, **given)
    assert (done.status_code, done.headers["location"]) == (303, "/kantor/6408?pesan=tersimpan")
    page = browser.get("/kantor/6408")
    assert "Didaftarkan" in page and "Boss.64" in page and "Hari libur berikutnya" in page
    changed = {
        **given, "versi": "1", "kop": "KPU\nKutai Timur", "tutup": "27-11-2026", "maks_halaman": "50",
        "jdih": "JDIH lain | https://jdih.example | lain", "hari_kerja": list("123456"), "alamat": "<b>Jl. 1</b>",
    }  # fmt: skip
    assert browser.post("/kantor/6408", page, **changed).status_code == 303
    kept = read(client, boss["64"], "6408")
    assert (kept["kop"]["baris"], kept["tutup"]) == (["KPU", "Kutai Timur"], ["2026-11-27"])
    assert (kept["hari_kerja"], kept["maks_halaman"]) == ([1, 2, 3, 4, 5, 6], 50)
    assert kept["jdih"] == [{"nama": "JDIH lain", "alamat": "https://jdih.example", "jenis": "lain"}]
    page = browser.get("/kantor/6408")
    assert "&lt;b&gt;Jl. 1&lt;/b&gt;" in page and "<b>Jl. 1" not in page and "Hari tutup" in page
    bad = browser.post("/kantor/6408", page, **{**changed, "versi": "2", "tutup": "kapan-kapan", "hari_kerja": []})
    assert bad.status_code == 422 and "f-tutup-galat" in bad.text and "kapan-kapan" in bad.text
    late = browser.post("/kantor/6408", page, **{**changed, "nama": "KPU Lain"})
    assert late.status_code == 409


def test_the_list_is_searched(client: TestClient, boss: Signed) -> None:
    browser = Browser(client, "boss.0")
    page = browser.get("/kantor?q=paser")
    assert "/kantor/6401" in page and "/kantor/65" not in page
    assert 'href="/kantor" aria-current="page"' in page
    assert "tidak-ada-yang-begini" in browser.get("/kantor?q=tidak-ada-yang-begini")


def test_offices_from_before_the_tree_get_the_level_that_their_code_says(runtime: Runtime) -> None:
    codes = ("0", "61", "6171", "6202", "9169", "3201")
    with runtime.database.unit() as unit:
        unit.session.execute(text("CREATE TEMP TABLE kantor (kode text, tingkat text) ON COMMIT DROP"))
        unit.session.execute(
            text("INSERT INTO kantor SELECT unnest(cast(:codes AS text[])), ''"), {"codes": list(codes)}
        )
        unit.session.execute(text(LEVEL))
        found = dict(map(tuple, unit.session.execute(text("SELECT kode, tingkat FROM kantor"))))
    assert found == {kode: tingkat_of(kode) for kode in codes}
