"""Events of office systems: everything a proposer can do, once for ever, and what is refused."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import jsonschema_rs
import pytest
from sqlmodel import col, func, select
from starlette.testclient import TestClient

from services.intake.sistem.models import CatatanSistem, PesanSistem
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import nota_dinas
from shared.tables import BerkasRow
from shared.web.app import application
from tests.service.intake.sistem.conftest import Administer, known, moved_back
from tests.service.intake.test_submission import FORM
from tests.support.bench import Bench
from tests.support.office_system import Sistem, event
from tests.support.people import person

PDF = nota_dinas(seed=3).born_digital_pdf
BASE64 = base64.b64encode(PDF).decode()


def inside(jenis: str, data: str = BASE64) -> dict[str, str]:
    """A document that travels in its event."""
    return {"jenis": jenis, "nama": f"{jenis}.pdf", "data": data}


def ajukan(**more: Any) -> dict[str, Any]:
    """A submission with both documents inside."""
    return event("ajukan", {**FORM, "dokumen": [inside("nota_dinas"), inside("naskah_asli")], **more})


def cases(bench: Bench) -> int:
    """How many cases intake has."""
    with bench.runtime("intake").database.unit() as unit:
        return unit.session.exec(select(func.count()).select_from(BerkasRow)).one()


def timeline(bench: Bench, berkas_id: str) -> list[dict[str, str]]:
    """What happened to a case."""
    answer = bench.client("intake").get(
        f"/api/intake/berkas/{berkas_id}/jejak", headers=bench.headers(person("kasubbag"))
    )
    entries: list[dict[str, str]] = answer.json()
    return entries


def test_a_submission_is_the_persons_own_and_says_through_what(bench: Bench, sistem: Sistem, pengusul: Orang) -> None:
    sent = ajukan()
    answer = sistem.send(sent)
    assert (answer.status_code, answer.json()["id"]) == (201, sent["id"])
    position = answer.json()["posisi"]
    assert (position["langkah"], position["giliran"]) == ("R2a", 1)
    berkas = bench.client("intake").get(f"/api/intake/berkas/{position['id']}", headers=bench.headers(pengusul)).json()
    assert berkas["pengusul"]["id"] == str(pengusul.id)
    assert [d["jenis"] for d in berkas["dokumen"]] == ["nota_dinas", "naskah_asli"]
    assert "melalui sistem Srikandi" in [entry["rincian"] for entry in timeline(bench, position["id"])]


def test_the_whole_of_what_a_proposer_does(bench: Bench, sistem: Sistem) -> None:
    berkas = sistem.send(ajukan()).json()["posisi"]["id"]
    giliran = moved_back(bench, berkas)
    again = sistem.send(event("ajukan-ulang", {**FORM, "berkas": berkas, "giliran": giliran, "nd_hal": "Diperbaiki"}))
    assert (again.status_code, again.json()["posisi"]["revisi"]) == (200, 2)
    asked = sistem.send(event("tarik", {"berkas": berkas, "alasan": "Keliru"}))
    assert asked.status_code == 202
    where = sistem.send(event("tanya", {"berkas": berkas}))
    assert (where.status_code, where.json()["posisi"]["langkah"]) == (200, "R2a")
    through = [entry["judul"] for entry in timeline(bench, berkas) if "melalui sistem" in entry["rincian"]]
    assert sorted(through) == [
        "Diajukan kembali melalui sistem", "Diajukan melalui sistem", "Penarikan diminta melalui sistem"
    ]  # fmt: skip


def test_the_same_event_gives_the_same_answer_for_ever(bench: Bench, sistem: Sistem) -> None:
    sent = ajukan()
    first = sistem.send(sent)
    before = cases(bench)
    moved_back(bench, first.json()["posisi"]["id"])
    assert [sistem.send(sent).json(), sistem.send({**sent, "time": "2026-11-26T00:00:00Z"}).json()] == [
        first.json(), first.json()
    ]  # fmt: skip
    assert cases(bench) == before
    other = sistem.send({**sent, "data": {**sent["data"], "nd_hal": "Lain"}})
    assert (other.status_code, other.json()["code"]) == (409, "peristiwa-berbeda")


def test_the_same_event_twelve_times_at_once_is_one_case(bench: Bench, sistem: Sistem) -> None:
    before, sent = cases(bench), ajukan()
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: sistem.send(sent), range(12)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["posisi"]["id"] for answer in answers}) == 1
    assert cases(bench) == before + 1


def test_binary_mode_is_the_same_event(sistem: Sistem) -> None:
    sent = ajukan()
    first = sistem.send(sent).json()
    body = json.dumps(sent["data"]).encode()
    attributes = {f"ce-{name}": sent[name] for name in ("specversion", "id", "source", "type")}
    headers = {**attributes, "content-type": "application/json"}
    assert sistem.post(body, {**sistem.signed(body, sent["id"]), **headers}).json() == first
    foreign = sistem.post(body, {**sistem.signed(body), **headers})
    assert (foreign.status_code, foreign.json()["code"]) == (422, "pengenal-berbeda")


def test_a_batch_answers_for_each_event(bench: Bench, sistem: Sistem) -> None:
    good, wrong_field, unknown = ajukan(), ajukan(jenis="surat_cinta"), {"specversion": "0.3", "id": "x"}
    before = cases(bench)
    answer = sistem.send([good, wrong_field, unknown, good])
    assert answer.status_code == 207
    found = answer.json()
    assert [each["status"] for each in found] == [201, 422, 422, 201]
    assert found[0] == found[3]
    assert (found[1]["id"], found[1]["masalah"]["field"]) == (wrong_field["id"], "jenis")
    assert found[2]["id"] == "x"
    assert cases(bench) == before + 1


def test_documents_may_be_uploaded_before(bench: Bench, sistem: Sistem) -> None:
    taken = sistem.upload(PDF, "keputusan.pdf")
    assert taken.status_code == 201
    asli = {"jenis": "naskah_asli", "sha256": taken.json()["sha256"]}
    answer = sistem.send(event("ajukan", {**FORM, "dokumen": [inside("nota_dinas"), asli]}))
    assert answer.status_code == 201


@pytest.mark.parametrize("name", ["../../etc/passwd", 'a".pdf\r\nSet-Cookie: x=1', "a\u202efdp.exe", "x" * 100_000])
def test_a_document_uploaded_before_takes_no_name_that_a_file_may_not_have(sistem: Sistem, name: str) -> None:
    asli = {"jenis": "naskah_asli", "sha256": sistem.upload(PDF).json()["sha256"], "nama": name}
    answer = sistem.send(event("ajukan", {**FORM, "dokumen": [inside("nota_dinas"), asli]}))
    assert (answer.status_code, answer.json()["code"]) == (422, "nama-berkas-keliru")


def test_a_document_of_another_office_is_none(bench: Bench, sistem: Sistem) -> None:
    other, boss = person("pengusul", "61", "Lain Kantor"), person("pengelola", "61")
    known(bench, other)
    wanted = {"keperluan": "Lain", "lingkup": ["events:write"], "orang": str(other.id)}
    made = bench.client("intake").post("/api/intake/sistem/kunci", json=wanted, headers=bench.headers(boss)).json()
    sha256 = sistem.upload(PDF).json()["sha256"]
    documents = [inside("nota_dinas"), {"jenis": "naskah_asli", "sha256": sha256}]
    data = {**FORM, "jenis": "keputusan_kpu_provinsi", "dokumen": documents}
    answer = Sistem(bench.client("intake"), made).send(event("ajukan", data))
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (
        422, "dokumen-tidak-ada", "naskah_asli"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"dokumen": [inside("nota_dinas")]}, "isian-keliru", "dokumen"),
        ({"dokumen": [inside("nota_dinas")] * 2}, "isian-keliru", "dokumen"),
        ({"dokumen": [inside("nota_dinas"), {"jenis": "naskah_asli"}]}, "isian-keliru", "dokumen"),
        ({"dokumen": [inside("nota_dinas"), inside("naskah_asli"), inside("teks")]}, "isian-keliru", "dokumen"),
        ({"dokumen": [inside("nota_dinas"), inside("naskah_asli", "?")]}, "bukan-base64", "naskah_asli"),
        ({"dokumen": [inside("nota_dinas"), inside("naskah_asli", "dGVrcw==")]}, "jenis-tidak-dikenal", "naskah_asli"),
        ({"tahun": "dua ribu"}, "isian-keliru", "tahun"),
        ({"salinann": "x"}, "isian-keliru", "salinann"),
        ({"sop": "kalbar-8-2022"}, "sop-lain", ""),
        ({"tentang": "a\ud800b"}, "bukan-json", ""),
        ({"tentang": "a\u0000b"}, "isian-keliru", "tentang"),
    ],
)  # fmt: skip
def test_what_is_wrong_names_itself_and_leaves_nothing(
    bench: Bench, sistem: Sistem, change: dict[str, Any], code: str, field: str
) -> None:
    before, sent = cases(bench), ajukan(**change)
    answer = sistem.send(sent)
    assert (answer.json()["code"], answer.json().get("field", "")) == (code, field)
    assert answer.status_code == (409 if code == "sop-lain" else 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert cases(bench) == before
    mended = sistem.send({**sent, "data": ajukan()["data"]})
    assert mended.status_code == 201


@pytest.mark.parametrize("kind", ["cloudevents+json", "cloudevents-batch+json", "json"])
@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b'"x"', b"null", b'{"id": NaN}'])
def test_what_is_no_event_is_refused(sistem: Sistem, body: bytes, kind: str) -> None:
    answer = sistem.post(body, {**sistem.signed(body), "content-type": f"application/{kind}"})
    assert answer.status_code == 422


def test_a_message_that_is_too_large_is_not_read(bench: Bench, sistem: Sistem) -> None:
    body = b" " * (bench.runtime("intake").settings.max_event_mb * 1024 * 1024 + 1)
    answer = sistem.post(body, {**sistem.signed(body), "content-type": "application/cloudevents+json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "berkas-terlalu-besar")


def test_one_sentence_for_every_key_that_is_not_taken(bench: Bench, administer: Administer, sistem: Sistem) -> None:
    body = json.dumps(ajukan()).encode()
    good = {**sistem.signed(body), "content-type": "application/cloudevents+json"}
    revoked = Sistem(bench.client("intake"), administer("POST", "/kunci", _wanted_again(administer)).json())
    administer("POST", f"/kunci/{revoked.id}/cabut")
    old, early = datetime.now(UTC) - timedelta(minutes=6), datetime.now(UTC) + timedelta(minutes=6)
    tries = [
        {**good, "terbit-key": str(uuid4())}, {**good, "terbit-key": "bukan-kunci"}, {**good, "terbit-key": ""},
        {**good, "webhook-signature": "v1,AAAA"}, {**good, "webhook-signature": "tanpa-koma"},
        {**good, "webhook-signature": ""}, {**good, "webhook-id": "lain"}, {**good, "webhook-timestamp": "nan"},
        {**good, **sistem.signed(body, at=old)}, {**good, **sistem.signed(body, at=early)},
        {**good, **revoked.signed(body)}, {**good, **sistem.signed(body + b" ")},
    ]  # fmt: skip
    answers = [sistem.post(b"\xe9", good), *(sistem.post(body, headers) for headers in tries)]
    assert {(a.status_code, a.json()["code"], a.json()["detail"]) for a in answers} == {
        (401, "kunci-ditolak", "Kunci atau tanda tangan kiriman ini tidak dapat diterima.")
    }
    assert sistem.post(body, good).status_code == 201


def _wanted_again(administer: Administer) -> dict[str, Any]:
    row = administer("GET", "/kunci").json()[0]
    return {"keperluan": "Dicabut", "lingkup": row["lingkup"], "orang": row["orang_id"]}


def test_an_expired_key_is_refused(bench: Bench, sistem: Sistem) -> None:
    from services.intake.sistem.models import KunciSistem

    with bench.runtime("intake").database.unit() as unit:
        row = unit.session.exec(select(KunciSistem).order_by(col(KunciSistem.id).desc())).first()
        assert row
        row.berakhir_pada = datetime.now(UTC) - timedelta(seconds=1)
    assert sistem.send(ajukan()).status_code == 401
    assert sistem.upload(PDF).status_code == 401


@pytest.mark.parametrize("change", ["switched off", "another role", "another office"])
def test_a_key_whose_person_is_no_proposer_there_any_more_is_refused(
    bench: Bench, sistem: Sistem, pengusul: Orang, change: str
) -> None:
    roles = {
        "switched off": ("pengusul", "6202"),
        "another role": ("staf", "6202"),
        "another office": ("pengusul", "61"),
    }
    role, kantor = roles[change]
    changed = pengusul.model_copy(update={"peran": {kantor: (role,)}})
    known(bench, changed, aktif=change != "switched off")
    assert sistem.send(ajukan()).status_code == 401
    assert sistem.upload(PDF).status_code == 401


def test_a_key_may_do_what_it_was_made_for_only(bench: Bench, administer: Administer, wanted: dict[str, Any]) -> None:
    reader = Sistem(bench.client("intake"), administer("POST", "/kunci", {**wanted, "lingkup": ["berkas:read"]}).json())
    for answer in (reader.send(ajukan()), reader.upload(PDF)):
        assert (answer.status_code, answer.json()["code"]) == (403, "lingkup-kurang")


def test_an_api_key_reads_where_a_berkas_of_its_office_lies(bench: Bench, sistem: Sistem) -> None:
    berkas = sistem.send(ajukan()).json()["posisi"]["id"]
    headers = {"authorization": f"Bearer {sistem.api_key}"}
    address = "/api/intake/sistem/berkas"
    assert sistem.client.get(f"{address}/{berkas}", headers=headers).json()["langkah"] == "R2a"
    assert sistem.client.get(f"{address}/{uuid4()}", headers=headers).status_code == 404
    for wrong in ("", f"{sistem.api_key[:-1]}x", sistem.secret):
        answer = sistem.client.get(f"{address}/{berkas}", headers={"authorization": f"Bearer {wrong}"})
        assert answer.status_code == 401


def test_a_message_id_is_of_one_message_and_forgotten_later(bench: Bench, sistem: Sistem) -> None:
    first, other = json.dumps(ajukan()).encode(), json.dumps(ajukan()).encode()
    kind = {"content-type": "application/cloudevents+json"}
    answers = [sistem.post(body, {**sistem.signed(body, "m-1"), **kind}) for body in (first, first, other)]
    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert answers[2].json()["code"] == "pesan-berbeda"
    with bench.runtime("intake").database.unit() as unit:
        for row in unit.session.exec(select(PesanSistem)):
            row.pada = datetime.now(UTC) - timedelta(minutes=16)
    assert sistem.post(other, {**sistem.signed(other, "m-1"), **kind}).status_code == 201


def test_every_use_is_recorded_and_the_last_one_shown(bench: Bench, sistem: Sistem, administer: Administer) -> None:
    sistem.send(ajukan())
    sistem.send(ajukan(tahun="1066"))
    sistem.upload(PDF)
    berkas = sistem.send(ajukan()).json()["posisi"]["id"]
    address, key = f"/api/intake/sistem/berkas/{berkas}", {"authorization": f"Bearer {sistem.api_key}"}
    sistem.client.get(address, headers=key)
    with bench.runtime("intake").database.unit() as unit:
        rows = unit.session.exec(select(CatatanSistem).where(col(CatatanSistem.oleh).contains("melalui sistem")))
        acts = [row.apa for row in rows if str(row.kunci_id) == sistem.id]
    assert sorted(acts) == [
        "Dokumen diunggah", "Letak berkas ditanyakan", "Peristiwa dikerjakan", "Peristiwa dikerjakan",
        "Peristiwa ditolak",
    ]  # fmt: skip
    row = next(row for row in administer("GET", "/kunci").json() if row["id"] == sistem.id)
    assert row["dipakai_pada"]


def test_the_routes_describe_themselves(bench: Bench) -> None:
    described = bench.client("intake").get("/api/intake/openapi.json").json()["paths"]["/api/intake/events"]["post"]
    assert {"200", "201", "202", "207", "401", "409", "413", "422", "429"} <= described["responses"].keys()
    kinds = described["requestBody"]["content"].keys()
    assert kinds == {"application/cloudevents+json", "application/cloudevents-batch+json", "application/json"}
    assert "$defs" not in json.dumps(described)
    schema = described["requestBody"]["content"]["application/cloudevents+json"]["schema"]
    assert jsonschema_rs.is_valid(schema, ajukan(tahun=2026))
    assert not jsonschema_rs.is_valid(schema, event("tarik", {"berkas": str(uuid4())}))
    headers = {one["name"] for one in described["parameters"] if one["in"] == "header"}
    assert {"terbit-key", "webhook-id", "webhook-timestamp", "webhook-signature"} <= headers


def test_a_key_that_is_used_too_often_waits_and_others_do_not(
    bench: Bench, administer: Administer, wanted: dict[str, Any]
) -> None:
    runtime = Runtime("intake", bench.settings_of("intake", rate_key="2/minute"))
    client = TestClient(application(bench.service("intake"), runtime), raise_server_exceptions=False)
    busy, calm = (Sistem(bench.client("intake"), administer("POST", "/kunci", wanted).json()) for _ in range(2))
    busy.client = calm.client = client
    asked = event("tanya", {"berkas": str(uuid4())})
    assert [busy.send(asked).status_code for _ in range(2)] == [404, 404]
    for answer in (busy.send(asked), busy.upload(PDF)):
        assert (answer.status_code, answer.json()["code"]) == (429, "terlalu-sering")
        assert 0 < int(answer.headers["retry-after"]) <= 60
    assert calm.send(asked).status_code == 404
