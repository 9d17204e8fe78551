"""Sessions: one for each sign-in, renewed while it is used, ended for every service at once."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from httpx import Response
from sqlmodel import select
from starlette.testclient import TestClient

from services.console.forgetting import forget
from services.console.models import Catatan, PercobaanMasuk, Sesi
from services.console.seeding import seed
from shared.events.relay import Relay
from shared.events.tables import now
from shared.identity import Masuk, issue, verify
from shared.runtime import Runtime
from shared.web.session import COOKIE
from tests.service.console.conftest import PASSWORD, people
from tests.service.console.test_sign_in import api, form
from tests.support.bench import Bench


def signed_in(client: TestClient, runtime: Runtime, name: str) -> dict[str, str]:
    """Headers of a new person's new session."""
    seed(runtime, {"orang": people((name, "6202", "staf"))})
    return {"authorization": f"Bearer {api(client, name).json()['token']}"}


def session_of(headers: dict[str, str]) -> UUID:
    """The session of a token."""
    return verify(headers["authorization"].removeprefix("Bearer ")).sesi


def mine(client: TestClient, headers: dict[str, str]) -> list[dict[str, object]]:
    """One's own sessions."""
    answer: Response = client.get("/api/console/sessions", headers=headers)
    found: list[dict[str, object]] = answer.raise_for_status().json()
    return found


def ended(client: TestClient, sesi: UUID, headers: dict[str, str], **proof: str) -> Response:
    """End a session as a program does."""
    answer: Response = client.post(f"/api/console/sessions/{sesi}/akhiri", json=proof, headers=headers)
    return answer


def test_every_sign_in_is_a_session_that_its_owner_sees(client: TestClient, runtime: Runtime) -> None:
    first = signed_in(client, runtime, "sesi.satu")
    second = {"authorization": f"Bearer {api(client, 'sesi.satu').json()['token']}"}
    assert session_of(first) != session_of(second)
    listed = mine(client, second)
    assert [(row["id"], row["ini"]) for row in listed] == [
        (str(session_of(second)), True), (str(session_of(first)), False),
    ]  # fmt: skip
    assert listed[0]["alamat"] == "testclient"


def test_an_ended_session_counts_nowhere_any_more(client: TestClient, runtime: Runtime, bench: Bench) -> None:
    lost, kept = signed_in(client, runtime, "sesi.dua"), signed_in(client, runtime, "sesi.dua")
    intake = bench.client("intake")
    assert intake.get("/api/intake/pekerjaan", headers=lost).status_code != 401
    assert ended(client, session_of(lost), kept, kata_sandi=PASSWORD).status_code == 204
    assert client.get("/api/console/me", headers=lost).json()["code"] == "sesi-berakhir"
    bench.deliver("console", "intake")
    for path in ("/api/intake/pekerjaan", "/api/intake/berkas/01890000-0000-7000-8000-000000000000"):
        assert intake.get(path, headers=lost).status_code == 401
        assert intake.get(path, headers=kept).status_code != 401
    assert client.post("/api/console/sessions/perpanjang", headers=lost).status_code == 401


def test_nobody_ends_a_session_of_another(client: TestClient, runtime: Runtime) -> None:
    one, other = signed_in(client, runtime, "sesi.tiga"), signed_in(client, runtime, "sesi.empat")
    answer = ended(client, session_of(one), other, kata_sandi=PASSWORD)
    assert (answer.status_code, answer.json()["code"]) == (404, "sesi-tidak-ada")
    assert client.get("/api/console/me", headers=one).status_code == 200


def test_who_finds_a_session_open_ends_no_other(client: TestClient, runtime: Runtime) -> None:
    found, safe = signed_in(client, runtime, "sesi.bukti"), signed_in(client, runtime, "sesi.bukti")
    for proof, code in (
        (dict[str, str](), "bukti-diperlukan"),
        ({"kata_sandi": "salah"}, "sandi-lama-salah"),
        ({"kode": "123456"}, "bukti-diperlukan"),
    ):
        answer = ended(client, session_of(safe), found, **proof)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    tries = [ended(client, session_of(safe), found, kata_sandi=f"tebak{n}").status_code for n in range(5)]
    assert tries == [422] * 4 + [429]
    assert client.get("/api/console/me", headers=safe).status_code == 200
    assert ended(client, session_of(found), found).status_code == 204
    assert client.get("/api/console/me", headers=found).json()["code"] == "sesi-berakhir"


def test_renewing_brings_the_roles_of_now_and_the_same_session(client: TestClient, runtime: Runtime) -> None:
    before = signed_in(client, runtime, "sesi.lima")
    seed(runtime, {"orang": people(("sesi.lima", "6202", "kasubbag"))})
    answer = client.post("/api/console/sessions/perpanjang", headers=before).json()
    assert answer["orang"]["peran"] == {"6202": ["kasubbag"]}
    assert verify(answer["token"]).sesi == session_of(before)


def test_a_role_that_was_taken_counts_at_once_in_every_service(
    client: TestClient, runtime: Runtime, bench: Bench
) -> None:
    headers = signed_in(client, runtime, "sesi.enam")
    seed(runtime, {"orang": people(("sesi.enam", "6202", "kasubbag"))})
    bench.deliver("console", "approval")
    page = bench.client("approval").get("/putusan", headers=headers)
    assert page.status_code == 200
    with bench.runtime("approval").database.unit() as unit:
        from shared.people import find_person

        person = find_person(unit, verify(headers["authorization"].removeprefix("Bearer ")).orang.id)
    assert person
    assert person.peran == {"6202": ("kasubbag",)}


@pytest.mark.parametrize("change", ["idle", "over", "switched off"])
def test_a_session_ends_by_itself(client: TestClient, runtime: Runtime, change: str) -> None:
    headers = signed_in(client, runtime, f"sesi.{change.replace(' ', '')}")
    with runtime.database.unit() as unit:
        row = unit.session.exec(select(Sesi).where(Sesi.id == session_of(headers))).one()
        if change == "idle":
            row.terlihat = now() - timedelta(minutes=61)
        elif change == "over":
            row.habis = now() - timedelta(seconds=1)
        else:
            from services.console.commands.catat import PEMASANGAN
            from services.console.commands.orang import switch
            from services.console.models import Akun

            switch(unit, unit.session.get_one(Akun, row.akun), False, PEMASANGAN)
    answer = client.post("/api/console/sessions/perpanjang", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "sesi-berakhir")


def test_a_page_looks_at_the_session_now_and_then_without_losing_its_way(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    form(client, nama_masuk="agus")
    before = client.cookies[COOKIE]
    monkeypatch.setattr(Masuk, "perlu_diperpanjang", lambda *_: True)
    assert client.get("/api/console/me").status_code == 200
    answer = client.get("/akun?x=1", follow_redirects=False)
    assert answer.headers["location"] == "/masuk/perpanjang?lanjut=/akun%3Fx%3D1"
    answer = client.get(answer.headers["location"], follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/akun?x=1")
    assert verify(client.cookies[COOKIE]).sesi == verify(before).sesi
    monkeypatch.undo()
    assert client.get("/akun?x=1", follow_redirects=False).status_code == 200


def test_a_session_that_is_over_leads_to_the_sign_in_and_back(client: TestClient, runtime: Runtime) -> None:
    form(client, nama_masuk="agus")
    sesi = verify(client.cookies[COOKIE]).sesi
    with runtime.database.unit() as unit:
        unit.session.get_one(Sesi, sesi).habis = now()
    answer = client.get("/masuk/perpanjang?lanjut=/agenda", follow_redirects=False)
    assert answer.headers["location"] == "/masuk?lanjut=/agenda&pesan=sesi-berakhir"
    assert COOKIE not in client.cookies
    assert "Sesi Anda sudah berakhir. Masuk lagi" in client.get(answer.headers["location"]).text


def test_a_form_that_was_left_open_too_long_is_told_that_nothing_was_kept(client: TestClient) -> None:
    form(client, nama_masuk="agus")
    client.cookies.clear()
    page = {"referer": f"{client.base_url}/orang/baru?kantor=6202&pesan=tersimpan"}
    answer = client.post("/orang/baru?kantor=6202", data={"nama": "Rina"}, headers=page, follow_redirects=False)
    assert answer.headers["location"] == "/masuk?lanjut=/orang/baru%3Fkantor%3D6202&pesan=belum-terkirim"
    assert "yang baru Anda kirim tidak tersimpan" in client.get(answer.headers["location"]).text
    other = client.post("/akun/sandi", headers={"referer": "https://jahat.example/x"}, follow_redirects=False)
    broken = client.post("/akun/sandi", headers={"referer": "http://["}, follow_redirects=False)
    for answer in (other, broken):
        assert answer.headers["location"] == "/masuk?lanjut=/akun/sandi&pesan=belum-terkirim"


def test_signing_out_ends_the_session_for_every_service(client: TestClient, bench: Bench) -> None:
    form(client, nama_masuk="agus")
    token = client.cookies[COOKIE]
    csrf = re.search(r'name="csrf" value="(\w+)"', client.get("/akun").text)
    assert csrf
    answer = client.post("/keluar", data={"csrf": csrf[1]}, follow_redirects=False)
    assert (answer.status_code, answer.headers["clear-site-data"]) == (303, '"cache", "storage"')
    bench.deliver("console", "intake")
    answer = bench.client("intake").get("/api/intake/pekerjaan", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_the_account_page_ends_other_sessions(client: TestClient, runtime: Runtime) -> None:
    other = signed_in(client, runtime, "sesi.tujuh")
    form(client, nama_masuk="sesi.tujuh", kata_sandi=PASSWORD)
    page = client.get("/akun").text
    assert "Perangkat ini" in page
    assert "Perangkat lain" in page
    csrf = re.search(r'name="csrf" value="(\w+)"', page)
    assert csrf
    unproved = client.post("/akun/sesi/akhiri-lainnya", data={"csrf": csrf[1]})
    assert unproved.status_code == 422 and "Isi kata sandi Anda" in unproved.text
    assert client.get("/api/console/me", headers=other).status_code == 200
    client.post("/akun/sesi/akhiri-lainnya", data={"csrf": csrf[1], "kata_sandi": PASSWORD})
    assert client.get("/api/console/me", headers=other).status_code == 401
    assert client.get("/api/console/me").status_code == 200
    with runtime.database.unit() as unit:
        acts = unit.session.exec(
            select(Catatan.apa).where(Catatan.tentang == str(verify(client.cookies[COOKIE]).orang.id))
        )
        assert {"masuk", "sesi diakhiri"} <= set(acts)


def test_a_token_that_nobody_renewed_for_long_is_nothing(client: TestClient) -> None:
    orang = verify(api(client, "agus").json()["token"]).orang
    stale = issue(orang, habis=now() - timedelta(minutes=1))
    assert client.get("/api/console/me", headers={"authorization": f"Bearer {stale}"}).status_code == 401


def test_one_gets_a_copy_of_everything_but_secrets(client: TestClient, runtime: Runtime) -> None:
    headers = signed_in(client, runtime, "sesi.salinan")
    api(client, "sesi.salinan", "salah")
    answer = client.get("/api/console/me/data", headers=headers)
    assert "attachment" in answer.headers["content-disposition"]
    copy = answer.json()
    assert (copy["akun"]["nama_masuk"], copy["peran"]) == ("sesi.salinan", {"6202": ["staf"]})
    assert [row["id"] for row in copy["sesi"]] == [str(session_of(headers))]
    assert sorted(row["berhasil"] for row in copy["percobaan_masuk"]) == [False, True]
    assert "masuk" in {row["apa"] for row in copy["catatan"]}
    assert "argon2" not in answer.text


def test_what_is_over_is_forgotten_and_nothing_else(client: TestClient, runtime: Runtime) -> None:
    headers = signed_in(client, runtime, "sesi.lama")
    old = now() - timedelta(days=runtime.settings.keep_sign_ins_days + 1)
    with runtime.database.unit() as unit:
        akun = verify(headers["authorization"].removeprefix("Bearer ")).orang.id
        unit.session.add(Sesi(akun=akun, cara="kata sandi", alamat="", peramban="lama", habis=old))
        unit.session.add(PercobaanMasuk(nama_masuk="sesi.lama", alamat="", jaringan="", pada=old))
    Relay(runtime, forget).turn()
    copy = client.get("/api/console/me/data", headers=headers).json()
    assert [row["peramban"] for row in copy["sesi"]] == ["testclient"]
    assert len(copy["percobaan_masuk"]) == 1
