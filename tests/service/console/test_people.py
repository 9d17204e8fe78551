"""People and deputations of an office over HTTP, and what the other services make of them."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient

from services.console.seeding import seed
from shared.people import find_person
from shared.runtime import Runtime
from shared.sop import Berkas
from tests.service.console.conftest import people
from tests.service.console.sites import by_api
from tests.service.console.test_sign_in import api
from tests.support.bench import OFFICES, Bench
from tests.support.people import berkas_at

OWN = "hujan deras di genteng"
TODAY = datetime.now(UTC).date()


def headers(client: TestClient, name: str) -> dict[str, str]:
    """Somebody who is signed in."""
    return {"authorization": f"Bearer {api(client, name).json()['token']}"}


@pytest.fixture(scope="module")
def chief(bench: Bench, runtime: Runtime) -> dict[str, str]:
    """The administrator of 6202."""
    seed(runtime, {"orang": people(("chief.6202", "6202", "pengelola"), ("chief.61", "61", "pengelola"))})
    return headers(bench.client("console"), "chief.6202")


def added(client: TestClient, chief: dict[str, str], name: str, *peran: str, **more: str) -> dict[str, Any]:
    """A new person of 6202."""
    body = {"nama_masuk": name, "nama": name.title(), "peran": list(peran), **more}
    answer: Response = client.post("/api/console/orang?kantor=6202", json=body, headers=chief)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def first_sign_in(client: TestClient, new: dict[str, Any]) -> Response:
    """With the password that was shown once, and one of the own in its place."""
    return by_api(client, new["nama_masuk"], new["kata_sandi"], kata_sandi_baru=OWN)


def appoint(client: TestClient, who: dict[str, str], akun: str, untuk: str | None, **more: str) -> Response:
    """A deputation from today for two days."""
    body = {
        "jenis": "plh" if untuk else "plt", "akun": akun, "untuk": untuk, "peran": "kasubbag", "dasar": "12/SP/2026",
        "jabatan": "Kasubbag Hukum", "mulai": str(TODAY - timedelta(1)), "sampai": str(TODAY + timedelta(1)), **more,
    }  # fmt: skip
    answer: Response = client.post("/api/console/penugasan?kantor=6202", json=body, headers=who)
    return answer


def test_a_new_person_signs_in_with_the_password_that_was_shown_once(client: TestClient, chief: dict[str, str]) -> None:
    new = added(client, chief, "baru.satu", "staf", nip="19800101 200501 1 001")
    signed = first_sign_in(client, new).json()
    assert signed["orang"]["peran"] == {"6202": ["staf"]}
    assert signed["orang"]["nip"] == "198001012005011001"
    listed = client.get("/api/console/orang?kantor=6202&q=baru.satu", headers=chief).json()
    assert [row["nama_masuk"] for row in listed] == ["baru.satu"]
    assert "kata_sandi" not in listed[0]


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"nama_masuk": "rina", "nama": "Lain"}, "nama-masuk-terpakai", "nama_masuk"),
        ({"nama_masuk": "salah.1", "nama": "X", "peran": ["raja"]}, "peran-tidak-dikenal", "peran"),
        ({"nama_masuk": "salah.2", "nama": "X", "nip": "123"}, "isian-keliru", "nip"),
        ({"nama_masuk": "salah.3", "nama": "  "}, "isian-keliru", "nama"),
        ({"nama_masuk": "salah.4", "nama": "a\u0000b"}, "isian-keliru", "nama"),
    ],
)
def test_what_cannot_be_a_person_is_refused(
    client: TestClient, chief: dict[str, str], body: dict[str, Any], code: str, field: str
) -> None:
    answer = client.post("/api/console/orang?kantor=6202", json=body, headers=chief)
    assert (answer.json()["code"], answer.json()["field"]) == (code, field)
    found = client.get("/api/console/orang?kantor=6202", headers=chief).json()
    assert [row for row in found if row["nama"] == body["nama"]] == []


def test_only_the_own_administrator_sees_and_changes_people(client: TestClient, chief: dict[str, str]) -> None:
    new = added(client, chief, "baru.dua", "staf")
    other, clerk = headers(client, "chief.61"), headers(client, "agus")
    for who in (other, clerk):
        assert client.get("/api/console/orang?kantor=6202", headers=who).status_code == 403
        path = f"/api/console/orang/{new['id']}"
        assert client.put(f"{path}?kantor=6202", json={"nama": "X"}, headers=who).status_code == 403
        assert client.post(f"{path}/nonaktif", headers=who).status_code in {403, 404}
    assert client.put(f"/api/console/orang/{new['id']}?kantor=61", json={"nama": "X"}, headers=other).status_code == 404


def test_who_is_switched_off_is_out_everywhere_at_once(client: TestClient, chief: dict[str, str], bench: Bench) -> None:
    new = added(client, chief, "baru.tiga", "staf")
    who = {"authorization": f"Bearer {first_sign_in(client, new).json()['token']}"}
    bench.deliver("console", "scan")
    scan = bench.client("scan")
    assert scan.get("/pindai", headers=who).status_code != 401
    assert client.post(f"/api/console/orang/{new['id']}/nonaktif", headers=chief).status_code == 204
    bench.deliver("console", "scan")
    with bench.runtime("scan").database.unit() as unit:
        assert find_person(unit, new["id"]) is None
    assert scan.get("/api/scan/operations", headers=who).json()["code"] == "sesi-berakhir"
    assert api(client, "baru.tiga", OWN).json()["code"] == "masuk-gagal"
    assert client.post(f"/api/console/orang/{new['id']}/aktif", headers=chief).status_code == 204
    assert api(client, "baru.tiga", OWN).status_code == 201


def test_an_office_keeps_an_administrator(client: TestClient, runtime: Runtime) -> None:
    kantor = {**OFFICES[1], "kode": "6203", "nama": "KPU Kabupaten Kapuas", "tempat": "Kuala Kapuas"}
    seed(runtime, {"kantor": [kantor], "orang": people(("chief.6203", "6203", "pengelola"))})
    chief = headers(client, "chief.6203")
    me = client.get("/api/console/me", headers=chief).json()["id"]
    answer = client.post(f"/api/console/orang/{me}/nonaktif", headers=chief)
    assert (answer.status_code, answer.json()["code"]) == (409, "pengelola-terakhir")
    answer = client.put(f"/api/console/orang/{me}?kantor=6203", json={"nama": "Chief"}, headers=chief)
    assert answer.json()["code"] == "pengelola-terakhir"
    assert client.get("/api/console/me", headers=chief).json()["peran"] == {"6203": ["pengelola"]}


def disposed(bench: Bench, berkas: Berkas, who: dict[str, str]) -> Response:
    """An act on a berkas that waits for a disposition."""
    body = {"giliran": berkas.giliran, "diteruskan_kepada": ["staf"], "catatan": "Segera."}
    answer: Response = bench.client("approval").post(
        f"/api/approval/berkas/{berkas.id}/disposisi", json=body, headers=who
    )
    return answer


def test_a_deputy_acts_in_time_with_both_names_and_not_after(
    client: TestClient, chief: dict[str, str], bench: Bench
) -> None:
    boss = added(client, chief, "plh.kasubbag", "kasubbag", jabatan="Kasubbag Hukum")
    deputy = added(client, chief, "plh.staf", "staf", jabatan="Staf Hukum")
    who = {"authorization": f"Bearer {first_sign_in(client, deputy).json()['token']}"}
    first, second, third = (bench.put("approval", berkas_at("R2b", nomor=number)) for number in (901, 902, 903))
    assert disposed(bench, first, who).json()["code"] == "peran-lain"
    made = appoint(client, chief, deputy["id"], boss["id"])
    assert made.status_code == 201, made.text
    assert (made.json()["pengganti"], made.json()["digantikan"]) == (deputy["nama"], boss["nama"])
    bench.deliver("console", "approval")
    assert "24.00 WIB" in client.get("/penugasan?kantor=6202", headers=chief).text
    assert re.search(r"Sampai .+ 24\.00 WIB, menggantikan", client.get("/akun", headers=who).text)
    answer = disposed(bench, second, who)
    assert answer.status_code == 200, answer.text
    read = bench.client("approval").get(f"/api/approval/berkas/{second.id}", headers=who).json()
    last = read["riwayat"][-1]
    assert (last["oleh"]["nama"], last["oleh"]["jabatan"]) == (deputy["nama"], "Plh. Kasubbag Hukum")
    assert (last["untuk"]["nama"], last["untuk"]["id"]) == (boss["nama"], boss["id"])
    assert client.post(f"/api/console/penugasan/{made.json()['id']}/akhiri", headers=chief).status_code == 204
    bench.deliver("console", "approval")
    assert disposed(bench, third, who).json()["code"] == "peran-lain"


def test_an_official_appoints_for_the_own_absence_alone(client: TestClient, chief: dict[str, str]) -> None:
    boss, other = added(client, chief, "cuti.kasubbag", "kasubbag"), added(client, chief, "lain.kasubbag", "kasubbag")
    deputy = added(client, chief, "cuti.staf", "staf")
    own = {"authorization": f"Bearer {first_sign_in(client, boss).json()['token']}"}
    assert appoint(client, own, deputy["id"], other["id"]).status_code == 403
    assert appoint(client, own, deputy["id"], None).status_code == 403
    assert appoint(client, own, deputy["id"], boss["id"]).status_code == 201
    again = appoint(client, chief, deputy["id"], boss["id"])
    assert (again.status_code, again.json()["code"]) == (409, "sudah-digantikan")
    chain = appoint(client, chief, other["id"], deputy["id"], peran="staf")
    assert chain.json()["code"] == "pejabat-menggantikan"


def test_a_deputation_ends_with_the_role_of_who_is_deputised_for(
    client: TestClient, chief: dict[str, str], bench: Bench
) -> None:
    boss = added(client, chief, "lepas.kasubbag", "kasubbag", "staf", jabatan="Kasubbag Hukum")
    deputy = added(client, chief, "lepas.staf", "staf")
    who = {"authorization": f"Bearer {first_sign_in(client, deputy).json()['token']}"}
    later = {"mulai": str(TODAY + timedelta(20)), "sampai": str(TODAY + timedelta(30))}
    for body in ({}, later):
        assert appoint(client, chief, deputy["id"], boss["id"], **body).status_code == 201
    data = {"nama": boss["nama"], "peran": ["staf"]}
    assert client.put(f"/api/console/orang/{boss['id']}?kantor=6202", json=data, headers=chief).status_code == 200
    bench.deliver("console", "approval")
    assert disposed(bench, bench.put("approval", berkas_at("R2b", nomor=904)), who).json()["code"] == "peran-lain"
    acts = client.get(f"/orang/{deputy['id']}?kantor=6202", headers=chief).text
    assert acts.count("Penugasan diakhiri") == 2


def test_a_deputation_that_was_cancelled_before_its_time_is_gone(client: TestClient, chief: dict[str, str]) -> None:
    boss, deputy = added(client, chief, "batal.kasubbag", "kasubbag"), added(client, chief, "batal.staf", "staf")
    other = added(client, chief, "batal.lain", "staf")
    first, last = str(TODAY + timedelta(20)), str(TODAY + timedelta(30))
    made = appoint(client, chief, deputy["id"], boss["id"], mulai=first, sampai=last).json()
    for _ in range(2):
        assert client.post(f"/api/console/penugasan/{made['id']}/akhiri", headers=chief).status_code == 204
    listed = client.get("/api/console/penugasan?kantor=6202", headers=chief).json()
    assert made["id"] not in [one["id"] for one in listed]
    assert appoint(client, chief, other["id"], boss["id"], mulai=first, sampai=last).status_code == 201
    assert client.get(f"/orang/{deputy['id']}?kantor=6202", headers=chief).text.count("Penugasan diakhiri") == 1


def test_only_an_administrator_takes_a_deputy_from_another_office(
    client: TestClient, chief: dict[str, str], runtime: Runtime
) -> None:
    seed(runtime, {"orang": people(("asing.61", "61", "staf"))})
    boss = added(client, chief, "asing.kasubbag", "kasubbag", jabatan="Kasubbag Hukum")
    own = {"authorization": f"Bearer {first_sign_in(client, boss).json()['token']}"}
    far = api(client, "asing.61").json()["orang"]["id"]
    refused = appoint(client, own, far, boss["id"])
    assert (refused.status_code, "pengelola kantor" in refused.text) == (422, True)
    assert appoint(client, chief, far, boss["id"]).status_code == 201


def test_the_pages_add_a_person_and_appoint_a_deputy(client: TestClient, chief: dict[str, str]) -> None:
    page = client.get("/orang/baru?kantor=6202", headers=chief).text
    assert "Pengelola kantor" in page
    typed = {"nama_masuk": "lewat.halaman", "nama": "Lewat Halaman", "nip": "12", "peran": ["staf", "pengusul"]}
    wrong = client.post("/orang/baru?kantor=6202", data=typed, headers=chief)
    assert wrong.status_code == 422
    assert "harus 18 angka" in wrong.text
    shown = client.post("/orang/baru?kantor=6202", data={**typed, "nip": ""}, headers=chief)
    assert 'id="kata-sandi-awal"' in shown.text
    assert "Lewat Halaman" in client.get("/orang", headers=chief).text
    assert "Tugaskan pengganti" in client.get("/penugasan?kantor=6202", headers=chief).text
    assert client.post("/penugasan?kantor=6202", data={"jenis": "plh"}, headers=chief).status_code == 422
    assert client.get("/orang", headers=headers(client, "agus")).status_code == 403
    assert "Tugaskan pengganti" not in client.get("/penugasan", headers=headers(client, "maria")).text
    own = client.get("/penugasan", headers=headers(client, "agus")).text
    assert "Anda sendiri." in own and "Jabatannya kosong." not in own
    assert '<a class="tombol kedua" href="/penugasan"' in client.get("/akun", headers=headers(client, "agus")).text


def test_somebody_of_another_office_gets_a_role_here_too_and_keeps_the_home(
    client: TestClient, chief: dict[str, str]
) -> None:
    new = added(client, chief, "dua.kantor", "staf", jabatan="Staf Hukum")
    there = headers(client, "chief.61")
    body = {"nama_masuk": "dua.kantor", "peran": ["kasubbag"]}
    assert client.post("/api/console/orang/undang?kantor=61", json=body, headers=chief).status_code == 403
    answer = client.post("/api/console/orang/undang?kantor=61", json=body, headers=there)
    assert answer.status_code == 200, answer.text
    roles = first_sign_in(client, new).json()["orang"]["peran"]
    assert roles == {"61": ["kasubbag"], "6202": ["staf"]}
    path = f"/api/console/orang/{new['id']}"
    assert (
        client.put(f"{path}?kantor=61", json={"nama": "Nama Lain", "peran": ["staf"]}, headers=there).status_code == 200
    )
    person = api(client, "dua.kantor", OWN).json()["orang"]
    assert (person["nama"], person["peran"]["61"]) == (new["nama"], ["staf"])
    assert client.post(f"{path}/nonaktif", headers=there).status_code == 403
    assert "testclient" not in client.get(f"/orang/{new['id']}?kantor=61", headers=there).text
    unknown = {"nama_masuk": "tidak.ada", "peran": ["staf"]}
    assert client.post("/api/console/orang/undang?kantor=61", json=unknown, headers=there).status_code == 404


def test_the_password_of_who_acts_elsewhere_too_is_not_the_home_offices_alone(
    client: TestClient, chief: dict[str, str]
) -> None:
    new, there = added(client, chief, "naik.jabatan", "staf"), headers(client, "chief.61")
    path = f"/api/console/orang/{new['id']}"

    def taken_away() -> list[int]:
        return [
            client.post(f"{path}/sandi", headers=chief).status_code,
            client.delete(f"{path}/totp", headers=chief).status_code,
            client.post(f"/orang/{new['id']}/sandi", headers=chief).status_code,
        ]

    assert taken_away() == [201, 204, 200]
    invited = {"nama_masuk": new["nama_masuk"], "peran": ["pengelola"]}
    client.post("/api/console/orang/undang?kantor=61", json=invited, headers=there)
    assert taken_away() == [403] * 3
    assert client.post(f"{path}/sandi", headers=chief).json()["code"] == "bertugas-di-kantor-lain"
    client.put(f"{path}?kantor=61", json={"nama": new["nama"], "peran": []}, headers=there)
    assert taken_away() == [201, 204, 200]
