"""Passwords over HTTP: chosen, handed out, changed at the first sign-in."""

import hashlib
import re
from pathlib import Path

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlmodel import col, select, update
from starlette.testclient import TestClient

from services.console import queries
from services.console.models import Akun, Tiket
from shared.runtime import Runtime
from shared.web.app import application
from shared.web.session import COOKIE
from tests.service.console.conftest import PASSWORD
from tests.service.console.sites import bearer, by_api, by_form, newcomer, post, step
from tests.support.bench import Bench

NEW = "hujan deras di genteng"


def acts(runtime: Runtime, name: str) -> list[str]:
    """What is recorded of a person, the newest first."""
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, name)
        assert akun
        return [row.apa for row in queries.records(unit.session, [str(akun.id)])]


def handed_out(client: TestClient, runtime: Runtime, name: str) -> str:
    """A new person of 6202 whom an administrator added: the first password."""
    head = bearer(client, newcomer(runtime, f"kepala.{name}", "pengelola"))
    body = {"nama_masuk": name, "nama": "Orang Baru", "peran": ["staf"]}
    answer = client.post("/api/console/orang?kantor=6202", json=body, headers=head)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["kata_sandi"])


def test_a_new_password_ends_the_other_sessions(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "ganti")
    here, there = bearer(client, "ganti"), bearer(client, "ganti")
    answer = client.put("/api/console/me/sandi", json={"lama": PASSWORD, "baru": NEW}, headers=here)
    assert answer.status_code == 204
    assert client.get("/api/console/me", headers=here).status_code == 200
    assert client.get("/api/console/me", headers=there).json()["code"] == "sesi-berakhir"
    assert by_api(client, "ganti").status_code == 401
    assert by_api(client, "ganti", NEW).status_code == 201
    assert "kata sandi diganti" in acts(runtime, "ganti")


def test_a_hash_of_former_parameters_is_made_anew_at_the_next_good_sign_in(
    client: TestClient, runtime: Runtime
) -> None:
    name, former = newcomer(runtime, "lama.sekali"), PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    put_hash(runtime, name, former)
    assert (by_api(client, name, "salah").status_code, hash_of(runtime, name)) == (401, former)
    assert by_api(client, name).status_code == 201
    renewed = hash_of(runtime, name)
    assert extract_parameters(renewed) == extract_parameters(PasswordHasher().hash(""))
    assert (by_api(client, name).status_code, hash_of(runtime, name)) == (201, renewed)


def put_hash(runtime: Runtime, name: str, kept: str) -> None:
    """A password hash as it was kept once."""
    with runtime.database.unit() as unit:
        unit.session.exec(update(Akun).where(col(Akun.nama_masuk) == name).values(kata_sandi=kept))


def hash_of(runtime: Runtime, name: str) -> str:
    """What is kept of a password."""
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, name)
        assert akun
        assert akun.kata_sandi
        return akun.kata_sandi


@pytest.mark.parametrize(
    ("lama", "baru", "code"),
    [("salah", NEW, "sandi-lama-salah"), (PASSWORD, "pendek", "sandi-terlalu-pendek"),
     (PASSWORD, PASSWORD, "sandi-sama"),
     (PASSWORD, "Staf.Menolak.6202", "sandi-mudah-ditebak"), (PASSWORD, f"{NEW}\x00", "sandi-tidak-terlihat"),
     (PASSWORD, "genteng basah " * 10, "sandi-terlalu-panjang")],
)  # fmt: skip
def test_what_may_not_be_a_password_changes_nothing(
    client: TestClient, runtime: Runtime, lama: str, baru: str, code: str
) -> None:
    head = bearer(client, newcomer(runtime, "menolak"))
    answer = client.put("/api/console/me/sandi", json={"lama": lama, "baru": baru}, headers=head)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert by_api(client, "menolak").status_code == 201


def test_a_breached_password_is_refused_wherever_one_is_chosen(bench: Bench, runtime: Runtime, tmp_path: Path) -> None:
    leaked = (hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest().upper() for word in (NEW, "lain", "lagi"))
    (tmp_path / "bocor.txt").write_text("".join(f"{row}:7\n" for row in sorted(leaked)))
    own = Runtime("console", bench.settings_of("console", breached_passwords=tmp_path / "bocor.txt"))
    own.__dict__["database"] = runtime.database
    client = TestClient(application(bench.service("console"), own), raise_server_exceptions=False)
    first = handed_out(client, runtime, "bocor.awal")
    by_form(client, "bocor.awal", first)
    refused = step(client, "/masuk/sandi-baru", baru=NEW, ulang=NEW)
    assert refused.status_code == 422 and "pernah bocor di internet" in refused.text
    other = "genteng kering di musim kemarau"
    head = bearer(client, newcomer(runtime, "bocor.ganti"))
    answers = [
        client.put("/api/console/me/sandi", json={"lama": PASSWORD, "baru": baru}, headers=head)
        for baru in (NEW, other)
    ]
    assert [answer.status_code for answer in answers] == [422, 204] and answers[0].json()["code"] == "sandi-bocor"


def test_guessing_the_old_password_in_an_open_session_is_slowed_down(client: TestClient, runtime: Runtime) -> None:
    head = bearer(client, newcomer(runtime, "terbuka"))
    tries = [
        client.put("/api/console/me/sandi", json={"lama": f"tebak{n}", "baru": NEW}, headers=head).status_code
        for n in range(6)
    ]
    assert tries == [422] * 5 + [429]


def test_accents_are_one_however_they_are_typed(client: TestClient, runtime: Runtime) -> None:
    head = bearer(client, newcomer(runtime, "aksen"))
    body = {"lama": PASSWORD, "baru": "cafe\u0301 hujan genteng"}
    assert client.put("/api/console/me/sandi", json=body, headers=head).status_code == 204
    assert by_api(client, "aksen", "caf\u00e9 hujan genteng").status_code == 201


def test_the_page_shows_the_rules_and_every_mistake(client: TestClient, runtime: Runtime) -> None:
    by_form(client, newcomer(runtime, "halaman"))
    page = client.get("/akun/sandi").text
    assert "Paling sedikit 12" in page and 'autocomplete="new-password"' in page and "onpaste" not in page
    unlike = post(client, "/akun/sandi", "/akun/sandi", lama=PASSWORD, baru=NEW, ulang=f"{NEW}s")
    assert unlike.status_code == 422 and "tidak sama" in unlike.text and NEW not in unlike.text
    wrong = post(client, "/akun/sandi", "/akun/sandi", lama="salah", baru=NEW, ulang=NEW)
    assert wrong.status_code == 422 and "Kata sandi Anda tidak cocok" in wrong.text
    good = post(client, "/akun/sandi", "/akun/sandi", lama=PASSWORD, baru=NEW, ulang=NEW)
    assert (good.status_code, good.headers["location"]) == (303, "/akun?pesan=sandi-diganti")
    assert "sudah diganti" in client.get("/akun?pesan=sandi-diganti").text


def test_a_password_that_was_handed_out_opens_no_session(client: TestClient, runtime: Runtime) -> None:
    first = handed_out(client, runtime, "baru.form")
    answer = by_form(client, "baru.form", first, lanjut="/akun")
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk/sandi-baru")
    assert COOKIE not in client.cookies and client.get("/api/console/me").status_code == 401
    assert "Buat kata sandi" in client.get("/masuk/sandi-baru").text
    weak = step(client, "/masuk/sandi-baru", baru="Orang.Baru.2026", ulang="Orang.Baru.2026")
    assert weak.status_code == 422 and "mudah ditebak" in weak.text
    good = step(client, "/masuk/sandi-baru", baru=NEW, ulang=NEW)
    assert (good.status_code, good.headers["location"]) == (303, "/akun")
    assert client.get("/api/console/me").json()["nama"] == "Orang Baru"
    assert by_api(client, "baru.form", NEW).status_code == 201
    assert by_api(client, "baru.form", first).status_code == 401


def test_the_ticket_for_a_password_works_once(client: TestClient, runtime: Runtime) -> None:
    first = handed_out(client, runtime, "baru.sekali")
    by_form(client, "baru.sekali", first)
    kept = dict(client.cookies)
    assert step(client, "/masuk/sandi-baru", baru=NEW, ulang=NEW).status_code == 303
    client.cookies.clear()
    for name, value in kept.items():
        client.cookies.set(name, value)
    again = step(client, "/masuk/sandi-baru", baru="lain lagi genteng basah", ulang="lain lagi genteng basah")
    assert again.status_code == 401 and "sudah habis" in again.text
    client.cookies.clear()
    assert step(client, "/masuk/sandi-baru", baru=NEW, ulang=NEW).status_code == 401


def test_a_program_sends_the_new_password_along(client: TestClient, runtime: Runtime) -> None:
    first = handed_out(client, runtime, "baru.api")
    asked = by_api(client, "baru.api", first)
    assert (asked.status_code, asked.json()["code"]) == (403, "sandi-harus-diganti")
    weak = by_api(client, "baru.api", first, kata_sandi_baru="pendek")
    assert (weak.status_code, weak.json()["code"]) == (422, "sandi-terlalu-pendek")
    assert by_api(client, "baru.api", first, kata_sandi_baru=NEW).status_code == 201
    assert by_api(client, "baru.api", NEW).status_code == 201


def test_a_reset_ends_sessions_and_is_shown_once(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "lupa")
    theirs = bearer(client, "lupa")
    with runtime.database.unit() as unit:
        akun = unit.session.exec(select(Akun).where(Akun.nama_masuk == "lupa")).one()
    by_form(client, newcomer(runtime, "kepala.lupa", "pengelola"))
    page = f"/orang/{akun.id}?kantor=6202"
    shown = post(client, page, f"/orang/{akun.id}/sandi")
    found = re.search(r'id="kata-sandi-awal">([a-z0-9-]+)<', shown.text)
    assert found and found[1] not in client.get(page).text
    assert client.get("/api/console/me", headers=theirs).status_code == 401
    assert by_api(client, "lupa").status_code == 401
    assert by_api(client, "lupa", found[1]).json()["code"] == "sandi-harus-diganti"
    assert "kata sandi diatur ulang" in acts(runtime, "lupa")


def test_only_the_home_office_s_administrator_resets(client: TestClient, runtime: Runtime) -> None:
    newcomer(runtime, "dijaga")
    with runtime.database.unit() as unit:
        akun = unit.session.exec(select(Akun).where(Akun.nama_masuk == "dijaga")).one()
    for name, kantor, peran in (("kepala.61", "61", "pengelola"), ("staf.biasa", "6202", "staf")):
        head = bearer(client, newcomer(runtime, name, peran, kantor))
        assert client.post(f"/api/console/orang/{akun.id}/sandi", headers=head).status_code == 404
    assert by_api(client, "dijaga").status_code == 201


def test_no_password_and_no_ticket_is_kept_in_the_clear(client: TestClient, runtime: Runtime) -> None:
    first = handed_out(client, runtime, "baru.rahasia")
    by_form(client, "baru.rahasia", first)
    ticket = next(value for name, value in client.cookies.items() if "tiket" in name)
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, "baru.rahasia")
        assert akun
        rows = unit.session.exec(select(Tiket).where(Tiket.akun == akun.id)).all()
        records = queries.records(unit.session, [str(akun.id)])
    kept = repr([*rows, *records, akun])
    assert len(rows) == 1 and first not in kept and ticket not in kept
