"""Keys: who may make them, what is kept of them, and that everything is recorded."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from services.intake.sistem.models import CatatanSistem, KunciSistem
from shared.identity import Orang
from tests.service.intake.sistem.conftest import Administer, known
from tests.support.bench import Bench
from tests.support.people import person


def row_of(bench: Bench, key_id: str) -> KunciSistem:
    """What is kept of a key."""
    with bench.runtime("intake").database.unit() as unit:
        return unit.session.get_one(KunciSistem, UUID(key_id))


def test_a_key_tells_its_secrets_once(bench: Bench, administer: Administer, wanted: dict[str, Any]) -> None:
    made = administer("POST", "/kunci", wanted).json()
    assert made["kunci_api"].startswith(f"terbit_{UUID(made['kunci']['id']).hex}_")
    assert made["rahasia_tanda"].startswith("whsec_")
    listed = administer("GET", "/kunci")
    assert made["kunci"] in listed.json()
    row = row_of(bench, made["kunci"]["id"])
    secrets = (made["kunci_api"].rpartition("_")[2], made["rahasia_tanda"].removeprefix("whsec_"))
    for secret in secrets:
        assert secret not in listed.text
        assert secret not in row.model_dump_json()


def test_a_key_ends_after_a_year_at_most(administer: Administer, wanted: dict[str, Any]) -> None:
    assert administer("POST", "/kunci", {**wanted, "hari": 366}).json()["field"] == "hari"
    made = administer("POST", "/kunci", {**wanted, "hari": 365}).json()["kunci"]
    ends = datetime.fromisoformat(made["berakhir_pada"])
    assert timedelta(days=364) < ends - datetime.now(UTC) <= timedelta(days=365)


@pytest.mark.parametrize("who", [person("kasubbag"), person("pengusul"), person("pengelola", "61")])
def test_only_the_offices_own_administrator_may(administer: Administer, wanted: dict[str, Any], who: Orang) -> None:
    made = administer("POST", "/kunci", wanted).json()["kunci"]["id"]
    assert administer("POST", "/kunci", {**wanted, "kantor": "6202"}, who).json()["code"] == "bukan-pengelola"
    assert administer("GET", "/kunci?kantor=6202", None, who).status_code == 403
    assert administer("POST", f"/kunci/{made}/cabut", None, who).status_code in {403, 404}
    assert administer("GET", "/catatan?kantor=6202", None, who).status_code == 403


def test_a_key_acts_for_a_proposer_of_the_office_only(
    bench: Bench, administer: Administer, wanted: dict[str, Any]
) -> None:
    elsewhere, clerk = person("pengusul", "61", "Lain Kantor"), person("staf", nama="Bukan Pengusul")
    known(bench, elsewhere, clerk)
    for stranger in (elsewhere.id, clerk.id, uuid4()):
        answer = administer("POST", "/kunci", {**wanted, "orang": str(stranger)})
        assert (answer.status_code, answer.json()["code"]) == (422, "bukan-pengusul")


def test_a_revoked_key_stays_listed_and_both_acts_are_recorded(
    bench: Bench, administer: Administer, wanted: dict[str, Any], pengelola: Orang
) -> None:
    made = administer("POST", "/kunci", wanted).json()["kunci"]["id"]
    assert administer("POST", f"/kunci/{made}/cabut").json()["keadaan"] == "dicabut"
    assert administer("POST", f"/kunci/{made}/cabut").json()["dicabut_nama"] == pengelola.nama
    with bench.runtime("intake").database.unit() as unit:
        rows = unit.session.exec(select(CatatanSistem).where(CatatanSistem.kunci_id == UUID(made)))
        acts = sorted((row.apa, row.oleh_id) for row in rows)
    assert acts == [("Kunci dibuat", pengelola.id), ("Kunci dicabut", pengelola.id)]


def test_a_double_click_makes_one_key(administer: Administer, wanted: dict[str, Any]) -> None:
    before = len(administer("GET", "/kunci").json())
    answers = [administer("POST", "/kunci", {**wanted, "kunci": f"klik-{before}"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 409]
    assert len(administer("GET", "/kunci").json()) == before + 1


def test_the_page_makes_and_revokes_a_key(bench: Bench, pengelola: Orang, wanted: dict[str, Any]) -> None:
    client, headers = bench.client("intake"), bench.headers(pengelola)
    form = {**wanted, "keperluan": "Aplikasi <b>lain</b>", "kunci": str(uuid4())}
    shown = client.post("/sistem/kunci", data=form, headers=headers)
    assert shown.status_code == 200
    assert "whsec_" in shown.text
    assert "Aplikasi &lt;b&gt;lain&lt;/b&gt;" in shown.text
    page = client.get("/sistem", headers=headers).text
    assert "whsec_" not in page
    with bench.runtime("intake").database.unit() as unit:
        row = unit.session.exec(select(KunciSistem).where(KunciSistem.keperluan == form["keperluan"])).one()
    done = client.post(f"/sistem/kunci/{row.id}/cabut", headers=headers, follow_redirects=False)
    assert done.headers["location"] == "/sistem?kantor=6202&pesan=tersimpan"
    assert row_of(bench, str(row.id)).keadaan == "dicabut"


def test_the_page_says_what_is_to_be_mended(bench: Bench, pengelola: Orang) -> None:
    answer = bench.client("intake").post("/sistem/kunci", data={"hari": "1000"}, headers=bench.headers(pengelola))
    assert answer.status_code == 422
    for field in ("keperluan", "orang", "lingkup", "hari"):
        assert f'href="#f-{field}"' in answer.text


def test_who_administers_two_offices_chooses(bench: Bench, wanted: dict[str, Any], pengelola: Orang) -> None:
    both = pengelola.model_copy(update={"peran": {"61": ("pengelola",), "6202": ("pengelola",)}})
    client, headers = bench.client("intake"), bench.headers(both)
    assert client.get("/api/intake/sistem/kunci", headers=headers).json()["code"] == "kantor-belum-dipilih"
    assert 'href="/sistem?kantor=6202"' in client.get("/sistem", headers=headers).text
    made = client.post("/api/intake/sistem/kunci", json={**wanted, "kantor": "6202"}, headers=headers)
    assert made.json()["kunci"]["kantor"] == "6202"


def test_the_record_comes_in_pages_and_can_only_be_added_to(
    bench: Bench, administer: Administer, wanted: dict[str, Any]
) -> None:
    for _ in range(26):
        administer("POST", "/kunci", wanted)
    first, second = (administer("GET", f"/catatan?halaman={n}").json() for n in (1, 2))
    assert len(first) == 25
    assert first[-1]["pada"] >= second[0]["pada"]
    assert administer("GET", "/catatan?halaman=0").status_code == 422
    for statement in ("UPDATE catatan_sistem SET oleh = 'x'", "DELETE FROM catatan_sistem", "TRUNCATE catatan_sistem"):
        with pytest.raises(DBAPIError, match="only added"), bench.runtime("intake").database.unit() as unit:
            unit.session.execute(text(statement))
