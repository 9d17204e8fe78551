"""Signing in at an office's own provider: a real one, in every way that it may go wrong."""

import hmac
import json
import re
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pyotp
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from httpx import Response
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from sqlmodel import select
from starlette.testclient import TestClient

from services.console import queries
from services.console.commands import kode_wajib, oidc_kantor
from services.console.commands.catat import PEMASANGAN
from services.console.commands.oidc_kantor import IsianOidc
from services.console.commands.orang import give_roles
from services.console.models import Akun, OidcKantor, Sesi, Tiket, Totp
from shared.events.tables import Outbox, now
from shared.identity import verify
from shared.runtime import Runtime
from shared.web.app import application
from shared.web.session import COOKIE
from tests.service.console.conftest import PASSWORD
from tests.service.console.sites import bearer, by_form, newcomer, post, step
from tests.support.bench import Bench
from tests.support.kode import code_of
from tests.support.oidc import Claims, Provider, provider

SECRET = "rahasia-klien-yang-panjang"
API = "/api/console/oidc?kantor=6202"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The provider."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with provider() as found:
        yield found


@pytest.fixture
def sso(bench: Bench, runtime: Runtime, at: Provider) -> TestClient:
    """Console that may reach loopback, with the provider at office 6202."""
    own = Runtime("console", bench.settings_of("console", outbound_allow="127.0.0.0/8"))
    own.__dict__["database"] = runtime.database
    client = TestClient(application(bench.service("console"), own), raise_server_exceptions=False)
    configure(client, at)
    return client


def configure(client: TestClient, at: Provider, **more: Any) -> None:
    """Let office 6202 use the provider."""
    given = IsianOidc.model_validate({"penerbit": at.issuer, "klien": "terbit", "rahasia": SECRET, **more})
    own: Runtime = client.app.state.runtime  # type: ignore[attr-defined]
    with own.database.unit() as unit:
        oidc_kantor.configure(unit, own.settings, "6202", given, PEMASANGAN)


def by_http(client: TestClient, runtime: Runtime, penerbit: str, **more: str) -> Response:
    """The same as a program of the office does."""
    head = bearer(client, newcomer(runtime, "kepala.sso", "pengelola"))
    answer: Response = client.put(API, json={"penerbit": penerbit, "klien": "terbit", **more}, headers=head)
    return answer


def away(client: TestClient, lanjut: str = "/akun") -> str:
    """Sent to the provider; the address."""
    answer = client.get("/masuk/lewat/6202", params={"lanjut": lanjut}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def back(client: TestClient, address: str) -> Response:
    """Back from the provider."""
    parts = urlsplit(address)
    answer: Response = client.get(f"{parts.path}?{parts.query}", follow_redirects=False)
    return answer


def through(client: TestClient, at: Provider, sub: str, lanjut: str = "/akun") -> Response:
    """The whole way."""
    return back(client, at.consent(away(client, lanjut), sub))


def somebody(runtime: Runtime, at: Provider, peran: str = "staf", kantor: str = "6202", **claims: object) -> str:
    """A person of an office whom the provider knows by the same name; the name, which is the `sub` too."""
    name = newcomer(runtime, f"sso.{uuid4().hex}", peran, kantor)
    return at.knows(name, **{"preferred_username": name, "name": "Rina", **claims})


def account(runtime: Runtime, name: str) -> Akun | None:
    """Of this name."""
    with runtime.database.unit() as unit:
        return queries.account(unit.session, name)


def roles(runtime: Runtime, name: str, kantor: str = "6202") -> set[str]:
    """The roles at an office."""
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, name)
        assert akun
        return set(queries.person(unit.session, akun).peran.get(kantor, ()))


def recorded(runtime: Runtime, tentang: str) -> list[tuple[str, Any]]:
    """What is recorded, the newest first."""
    with runtime.database.unit() as unit:
        return [(row.apa, row.rincian) for row in queries.records(unit.session, [tentang])]


def nobody(client: TestClient, answer: Response, code: int, words: str) -> None:
    """Nobody is signed in, and the page says why."""
    assert (answer.status_code, words in answer.text) == (code, True), answer.text
    assert COOKIE not in client.cookies and client.get("/api/console/me").status_code == 401


def test_somebody_of_the_office_gets_in(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    name = somebody(runtime, at)
    assert "Masuk lewat SSO KPU Kabupaten Kotawaringin Timur" in sso.get("/masuk").text
    address = away(sso)
    query = parse_qs(urlsplit(address).query)
    assert query["response_type"] == ["code"] and query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"][0].endswith("/masuk/oidc/kembali") and query["scope"] == ["openid profile email"]
    answer = back(sso, at.consent(address, name))
    assert (answer.status_code, answer.headers["location"]) == (303, "/akun")
    assert create_s256_code_challenge(at.asked[-1]["code_verifier"][0]) == query["code_challenge"][0]
    assert sso.get("/api/console/me").json()["peran"] == {"6202": ["staf"]}
    assert "SSO" in sso.get("/akun").text
    akun = account(runtime, name)
    assert akun
    acts = [apa for apa, _ in recorded(runtime, str(akun.id))]
    assert {"masuk", "akun dihubungkan dengan SSO"} <= set(acts)


def test_who_came_once_is_known_by_what_never_changes(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    name, other = somebody(runtime, at), somebody(runtime, at)
    assert through(sso, at, name).status_code == 303
    at.knows(name, preferred_username=other)
    sso.cookies.clear()
    assert through(sso, at, name).status_code == 303
    akun = account(runtime, name)
    assert akun and sso.get("/api/console/me").json()["id"] == str(akun.id)
    sso.cookies.clear()
    at.knows("orang-ketiga", preferred_username=name)
    nobody(sso, through(sso, at, "orang-ketiga"), 403, "orang lain")


def test_a_nip_names_a_person_too(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    name = newcomer(runtime, f"nip.{uuid4().hex}")
    with runtime.database.unit() as unit:
        akun = unit.session.exec(select(Akun).where(Akun.nama_masuk == name)).one()
        akun.nip = "199001012015032077"
    configure(sso, at, klaim_orang="nip")
    at.knows("dengan-nip", nip="199001012015032077")
    assert through(sso, at, "dengan-nip").status_code == 303


@pytest.mark.parametrize("lanjut", ["https://jahat.example", "//jahat.example", "/\\jahat.example", "javascript:0"])
def test_it_never_leads_to_another_site(sso: TestClient, runtime: Runtime, at: Provider, lanjut: str) -> None:
    name = somebody(runtime, at)
    assert through(sso, at, name, lanjut).headers["location"] == "/"


def test_another_browser_or_another_state_is_refused(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    name = somebody(runtime, at)
    address = at.consent(away(sso), name)
    kept = dict(sso.cookies)
    sso.cookies.clear()
    nobody(sso, back(sso, address), 401, "sudah habis")
    for cookie, value in kept.items():
        sso.cookies.set(cookie, value)
    nobody(sso, back(sso, address.replace("state=", "state=x")), 401, "tidak dimulai di peramban ini")
    for cookie, value in kept.items():
        sso.cookies.set(cookie, value)
    nobody(sso, back(sso, address), 401, "sudah habis")


def test_an_answer_and_a_code_work_once(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    name = somebody(runtime, at)
    address = at.consent(away(sso), name)
    kept = dict(sso.cookies)
    assert back(sso, address).status_code == 303
    sso.cookies.clear()
    for cookie, value in kept.items():
        sso.cookies.set(cookie, value)
    nobody(sso, back(sso, address), 401, "sudah habis")
    sso.cookies.clear()
    state = parse_qs(urlsplit(away(sso)).query)["state"][0]
    code = parse_qs(urlsplit(address).query)["code"][0]
    again = sso.get("/masuk/oidc/kembali", params={"code": code, "state": state}, follow_redirects=False)
    nobody(sso, again, 401, "tidak dapat diterima")


def _unsigned(_: Provider, claims: Claims) -> str:
    signed = Provider().signed(claims).split(".")
    return f"eyJhbGciOiJub25lIn0.{signed[1]}."


def _with_public_key_as_secret(at: Provider, claims: Claims) -> str:
    head, body = (urlsafe_b64encode(json.dumps(part).encode()) for part in ({"alg": "HS256", "kid": "satu"}, claims))
    signed = hmac.digest(at.key.as_pem(private=False), head.rstrip(b"=") + b"." + body.rstrip(b"="), "sha256")
    return b".".join(part.rstrip(b"=") for part in (head, body, urlsafe_b64encode(signed))).decode()


def _with_client_secret(_: Provider, claims: Claims) -> str:
    return jwt.encode({"alg": "HS256", "kid": "satu"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"])


def _with_another_key(_: Provider, claims: Claims) -> str:
    return jwt.encode({"alg": "RS256", "kid": "satu"}, claims, RSAKey.generate_key(2048))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda at, claims: at.signed({**claims, "nonce": "lain"}),
        lambda at, claims: at.signed({k: v for k, v in claims.items() if k != "nonce"}),
        lambda at, claims: at.signed({**claims, "aud": "aplikasi-lain"}),
        lambda at, claims: at.signed({**claims, "aud": ["terbit", "aplikasi-lain"]}),
        lambda at, claims: at.signed({**claims, "azp": "aplikasi-lain"}),
        lambda at, claims: at.signed({**claims, "iss": "https://jahat.example"}),
        lambda at, claims: at.signed({**claims, "exp": int(time.time()) - 120}),
        lambda at, claims: at.signed({k: v for k, v in claims.items() if k != "exp"}),
        lambda at, claims: at.signed({**claims, "iat": int(time.time()) + 3600}),
        lambda at, claims: at.signed({**claims, "nbf": int(time.time()) + 3600}),
        lambda at, claims: at.signed({**claims, "at_hash": "salah"}),
        lambda at, claims: at.signed({**claims, "sub": ""}),
        lambda at, claims: at.signed({**claims, "sub": 7}),
        lambda at, claims: at.signed(claims)[:-8] + "AAAAAAAA",
        lambda at, claims: "bukan-jwt",
        lambda at, claims: "",
        _unsigned, _with_public_key_as_secret, _with_client_secret, _with_another_key,
    ],
)  # fmt: skip
def test_a_token_that_is_not_right_signs_nobody_in(sso: TestClient, runtime: Runtime, at: Provider, spoil: Any) -> None:
    name = at.knows(newcomer(runtime, "sso.rusak"), preferred_username="sso.rusak")
    at.spoil = spoil
    nobody(sso, through(sso, at, name), 401, "tidak dapat diterima")
    assert recorded(runtime, "6202")[0] == ("masuk lewat SSO ditolak", {"sebab": "sso-tidak-sah"})
    at.spoil = None
    assert through(sso, at, name).status_code == 303


def test_a_provider_that_says_to_be_another_is_refused(sso: TestClient, at: Provider) -> None:
    at.metadata = {"issuer": "https://jahat.example"}
    nobody(sso, sso.get("/masuk/lewat/6202", follow_redirects=False), 401, "tidak dapat diterima")


def test_an_answer_of_another_provider_is_refused(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    address = at.consent(away(sso), somebody(runtime, at))
    nobody(sso, back(sso, f"{address}&iss=https://jahat.example"), 401, "tidak dimulai di peramban ini")


@pytest.mark.parametrize("inner", ["http://169.254.169.254/latest", "http://10.0.0.1/token", "http://[::1]:9/token"])
def test_a_provider_leads_nobody_into_the_inner_network(
    sso: TestClient, runtime: Runtime, at: Provider, inner: str
) -> None:
    at.metadata = {"token_endpoint": inner}
    answer = through(sso, at, somebody(runtime, at))
    assert answer.status_code == 422 and COOKIE not in sso.cookies
    at.metadata = {"authorization_endpoint": inner}
    assert sso.get("/masuk/lewat/6202", follow_redirects=False).status_code == 422


def test_who_refuses_there_is_told_so(sso: TestClient, at: Provider) -> None:
    address = away(sso)
    state = parse_qs(urlsplit(address).query)["state"][0]
    denied = at.consent(address, "")
    assert "error=access_denied" in denied
    nobody(sso, back(sso, f"{denied}&state={state}"), 401, "dibatalkan")


def test_a_provider_that_is_away_is_told_so(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    with provider() as gone:
        configure(sso, gone)
    nobody(sso, sso.get("/masuk/lewat/6202", follow_redirects=False), 503, "tidak menjawab")


def test_another_site_sends_nobody_to_the_provider(sso: TestClient) -> None:
    foreign = {"sec-fetch-site": "cross-site"}
    answer = sso.get("/masuk/lewat/6202", headers=foreign, follow_redirects=False)
    nobody(sso, answer, 403, "tidak dikirim dari halaman Terbit")
    assert not sso.cookies


def test_an_office_without_a_provider_has_no_such_door(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    nobody(sso, sso.get("/masuk/lewat/61", follow_redirects=False), 404, "tidak memakai SSO")
    configure(sso, at, aktif=False)
    assert "Masuk lewat SSO" not in sso.get("/masuk").text
    nobody(sso, sso.get("/masuk/lewat/6202", follow_redirects=False), 404, "tidak memakai SSO")


def test_the_unknown_are_refused_unless_the_office_admits_them(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    name = at.knows(f"asing.{uuid4().hex}", name="Orang Asing", jabatan=["staf-hukum"])
    at.knows(name, preferred_username=name, name="Orang Asing", jabatan=["staf-hukum"])
    nobody(sso, through(sso, at, name), 403, "belum terdaftar")
    assert account(runtime, name) is None
    configure(sso, at, terima_baru=True, klaim_peran="jabatan", peta_peran={"staf-hukum": "staf"})
    assert through(sso, at, name).status_code == 303
    akun = account(runtime, name)
    assert akun and (akun.nama, akun.kantor, roles(runtime, name)) == ("Orang Asing", "6202", {"staf"})
    assert "orang didaftarkan" in [apa for apa, _ in recorded(runtime, str(akun.id))]


def test_nobody_gets_in_as_somebody_of_another_office(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    name = somebody(runtime, at, kantor="61")
    nobody(sso, through(sso, at, name), 403, "belum terdaftar")
    configure(sso, at, terima_baru=True)
    nobody(sso, through(sso, at, name), 403, "belum terdaftar")
    at.knows("operator", preferred_username="maria")
    nobody(sso, through(sso, at, "operator"), 403, "belum terdaftar")
    assert roles(runtime, name, "61") == {"staf"} and roles(runtime, name) == set()


def test_who_is_switched_off_stays_out(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    name = somebody(runtime, at)
    assert through(sso, at, name).status_code == 303
    sso.cookies.clear()
    with runtime.database.unit() as unit:
        unit.session.exec(select(Akun).where(Akun.nama_masuk == name)).one().aktif = False
    nobody(sso, through(sso, at, name), 403, "tidak aktif")


@pytest.mark.parametrize("proved", [False, None, "true"])
def test_an_e_mail_address_names_nobody_until_it_is_proved(
    sso: TestClient, runtime: Runtime, at: Provider, proved: object
) -> None:
    name = newcomer(runtime, f"surel.{proved}@kpu.example".lower())
    configure(sso, at, klaim_orang="email")
    at.knows(f"surel.{proved}", email=name, email_verified=proved)
    nobody(sso, through(sso, at, f"surel.{proved}"), 403, "tidak menyebut nama")
    at.knows(f"surel.{proved}", email=name, email_verified=True)
    assert through(sso, at, f"surel.{proved}").status_code == 303


def test_roles_follow_the_claims_of_each_sign_in(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    configure(sso, at, klaim_peran="grup", peta_peran={"hukum": "staf", "kepala": "kasubbag"})
    name = somebody(runtime, at, grup=["kepala", "hukum", "tidak-dikenal", 7])
    akun = account(runtime, name)
    assert akun
    through(sso, at, name)
    assert roles(runtime, name) == {"staf", "kasubbag"}
    assert sso.get("/api/console/me").json()["peran"] == {"6202": ["kasubbag", "staf"]}
    at.knows(name, preferred_username=name, grup="hukum")
    sso.cookies.clear()
    through(sso, at, name)
    assert roles(runtime, name) == {"staf"}
    changes = [detail for apa, detail in recorded(runtime, str(akun.id)) if apa == "peran diubah lewat SSO"]
    assert changes[0] == {"kantor": "6202", "dari": ["kasubbag", "staf"], "menjadi": ["staf"]}
    with runtime.database.unit() as unit:
        told = unit.session.exec(select(Outbox).where(Outbox.subscriber == "intake")).all()
    assert any(str(akun.id) in str(row.envelope) and "kasubbag" in str(row.envelope) for row in told)


def test_roles_elsewhere_and_local_administrators_are_left_alone(
    sso: TestClient, runtime: Runtime, at: Provider
) -> None:
    configure(sso, at, klaim_peran="grup", peta_peran={"hukum": "staf"})
    name = somebody(runtime, at, peran="pengelola", grup=["hukum"])
    with runtime.database.unit() as unit:
        akun = unit.session.exec(select(Akun).where(Akun.nama_masuk == name)).one()
        give_roles(unit, akun, "61", {"staf"}, PEMASANGAN)
    through(sso, at, name)
    assert roles(runtime, name) == {"pengelola", "staf"} and roles(runtime, name, "61") == {"staf"}
    newcomer(runtime, "kepala.kedua", "pengelola")
    configure(sso, at, klaim_peran="grup", peta_peran={"hukum": "staf", "pengelola-terbit": "pengelola"})
    sso.cookies.clear()
    through(sso, at, name)
    assert roles(runtime, name) == {"staf"} and roles(runtime, name, "61") == {"staf"}


def test_without_a_claim_for_roles_they_are_given_here(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    name = somebody(runtime, at, peran="kasubbag", grup=["apa-saja"])
    through(sso, at, name)
    assert roles(runtime, name) == {"kasubbag"}


def test_who_has_switched_codes_on_is_asked_for_one(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    name = somebody(runtime, at)
    head = bearer(sso, name)
    app = pyotp.TOTP(sso.post("/api/console/me/totp", headers=head).json()["rahasia"])
    on = {"kata_sandi": PASSWORD, "kode": code_of(app)}
    assert sso.post("/api/console/me/totp/aktifkan", json=on, headers=head).status_code == 200
    with runtime.database.unit() as unit:
        akun = queries.account(unit.session, name)
        assert akun
        unit.session.get_one(Totp, akun.id).langkah = 0  # as if it lay far back
    assert through(sso, at, name).headers["location"] == "/masuk/kode"
    assert COOKIE not in sso.cookies
    done = step(sso, "/masuk/kode", kode=code_of(app))
    assert (done.status_code, done.headers["location"]) == (303, "/akun")


def test_who_must_have_codes_sets_them_up_after_the_provider_too(
    sso: TestClient, runtime: Runtime, at: Provider
) -> None:
    name = somebody(runtime, at, "kasubbag")
    try:
        with runtime.database.unit() as unit:
            kode_wajib.change(unit, runtime.settings, "6202", ["kasubbag"], PEMASANGAN)
        assert through(sso, at, name).headers["location"] == "/masuk/kode-baru"
        assert COOKIE not in sso.cookies
        found = re.search(r'id="rahasia">([A-Z2-7]{32})<', sso.get("/masuk/kode-baru").text)
        assert found
        done = step(sso, "/masuk/kode-baru", kode=code_of(pyotp.TOTP(found[1])))
        assert done.status_code == 200 and "SSO dan kode" in sso.get("/akun").text
    finally:
        with runtime.database.unit() as unit:
            kode_wajib.change(unit, runtime.settings, "6202", [], PEMASANGAN)


def test_a_fresh_sign_in_by_sso_proves_who_it_is_an_older_one_does_not(
    sso: TestClient, runtime: Runtime, at: Provider
) -> None:
    name = somebody(runtime, at)
    other = bearer(sso, name)
    assert through(sso, at, name).status_code == 303
    sesi = verify(sso.cookies[COOKIE]).sesi
    assert "f-kata_sandi" not in sso.get("/akun").text
    age(runtime, sesi, minutes=11)
    late = post(sso, "/akun", "/akun/sesi/akhiri-lainnya")
    assert late.status_code == 403 and "Keluar, masuk lagi" in late.text and "f-kata_sandi" in late.text
    assert sso.get("/api/console/me", headers=other).status_code == 200
    age(runtime, sesi, minutes=9)
    assert post(sso, "/akun", "/akun/sesi/akhiri-lainnya").status_code == 303
    assert sso.get("/api/console/me", headers=other).json()["code"] == "sesi-berakhir"


def test_a_session_by_sso_lasts_as_long_as_any_other(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    name = somebody(runtime, at)
    assert through(sso, at, name).status_code == 303
    with runtime.database.unit() as unit:
        row = unit.session.get_one(Sesi, verify(sso.cookies[COOKIE]).sesi)
        assert abs(row.habis - row.dibuat - timedelta(hours=runtime.settings.session_hours)) < timedelta(minutes=1)
        row.terlihat = now() - timedelta(minutes=runtime.settings.session_idle_minutes + 1)
    over = sso.get("/masuk/perpanjang?lanjut=/akun", follow_redirects=False)
    assert over.headers["location"] == "/masuk?lanjut=/akun&pesan=sesi-berakhir" and COOKIE not in sso.cookies
    assert through(sso, at, name).headers["location"] == "/akun"


def test_who_came_by_sso_just_now_switches_codes_on_without_a_password(
    sso: TestClient, runtime: Runtime, at: Provider
) -> None:
    assert through(sso, at, somebody(runtime, at)).status_code == 303
    assert post(sso, "/akun/totp", "/akun/totp/siapkan").status_code == 303
    page = sso.get("/akun/totp").text
    found = re.search(r'id="rahasia">([A-Z2-7]{32})<', page)
    assert found and "f-kata_sandi" not in page
    done = post(sso, "/akun/totp", "/akun/totp/aktifkan", kode=code_of(pyotp.TOTP(found[1])))
    assert done.status_code == 200 and "kode-pemulihan" in done.text


def age(runtime: Runtime, sesi: UUID, minutes: int) -> None:
    """As if somebody had signed in so many minutes ago."""
    with runtime.database.unit() as unit:
        unit.session.get_one(Sesi, sesi).dibuat = now() - timedelta(minutes=minutes)


def test_the_page_keeps_what_was_typed_and_never_shows_the_secret(
    sso: TestClient, runtime: Runtime, at: Provider
) -> None:
    by_form(sso, newcomer(runtime, f"kepala.{uuid4().hex}", "pengelola"))
    page = "/masuk/sso?kantor=6202"
    shown = sso.get(page).text
    assert at.issuer in shown and "/masuk/oidc/kembali" in shown and SECRET not in shown
    fields = {"penerbit": at.issuer, "klien": "terbit", "klaim_orang": "nip", "aktif": "ya"}
    bad = post(sso, page, page, **fields, peta_peran="hukum: staf")
    assert bad.status_code == 422 and "bukan berbentuk" in bad.text and "hukum: staf" in bad.text
    bad = post(sso, page, page, **fields, peta_peran="hukum = raja")
    assert bad.status_code == 422 and "raja tidak ada" in bad.text
    bad = post(sso, page, page, **{**fields, "penerbit": "https://lain.example.invalid"})
    assert bad.status_code == 422
    good = post(sso, page, page, **fields, peta_peran="a=b = staf\n\nhukum = kasubbag", klaim_peran="grup")
    assert good.status_code == 303
    with runtime.database.unit() as unit:
        row = unit.session.get_one(OidcKantor, "6202")
        assert row.peta_peran == {"a=b": "staf", "hukum": "kasubbag"} and SECRET not in row.rahasia
    assert not any(SECRET in str(detail) for _, detail in recorded(runtime, "6202"))


def test_a_secret_is_not_sent_to_another_provider(sso: TestClient, runtime: Runtime, at: Provider) -> None:
    with provider() as other:
        answer = by_http(sso, runtime, other.issuer)
    assert (answer.status_code, answer.json()["code"]) == (422, "sso-tanpa-rahasia")
    kept = by_http(sso, runtime, at.issuer)
    assert kept.status_code == 200 and kept.json()["kembali"].endswith("/masuk/oidc/kembali")
    assert "rahasia" not in kept.json()
    assert through(sso, at, somebody(runtime, at)).status_code == 303


@pytest.mark.parametrize("penerbit", ["http://169.254.169.254", "http://10.1.2.3/realms/x", "file:///etc", "ftp://a"])
def test_an_inner_address_is_no_provider(sso: TestClient, runtime: Runtime, at: Provider, penerbit: str) -> None:
    answer = by_http(sso, runtime, penerbit, rahasia=SECRET)
    assert (answer.status_code, answer.json()["field"]) == (422, "penerbit")


def test_only_the_administrator_of_the_office_says_what_it_is(sso: TestClient, runtime: Runtime) -> None:
    for peran, kantor in (("staf", "6202"), ("pengelola", "61"), ("operasi", "6202")):
        head = bearer(sso, newcomer(runtime, f"bukan.{uuid4().hex}", peran, kantor))
        assert sso.get(API, headers=head).status_code == 403
        assert sso.put(API, json={"penerbit": "https://a.example", "klien": "x"}, headers=head).status_code == 403


def test_nothing_of_a_sign_in_that_was_not_finished_is_kept_long(
    sso: TestClient, runtime: Runtime, at: Provider
) -> None:
    away(sso)
    ticket = sso.cookies["terbit_tiket"]
    with runtime.database.unit() as unit:
        rows = unit.session.exec(select(Tiket).where(Tiket.tahap == "oidc")).all()
        assert rows and all(ticket not in repr(row) for row in rows)
        for row in rows:
            row.habis = row.habis.replace(year=2020)
    nobody(sso, back(sso, "/masuk/oidc/kembali?code=x&state=y"), 401, "sudah habis")
    away(sso)
    with runtime.database.unit() as unit:
        assert len(unit.session.exec(select(Tiket).where(Tiket.tahap == "oidc")).all()) == 1
