"""The protocol itself: begin, go on, give up; who may; what is too much, broken, foreign or too old."""

import asyncio
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha1
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from services.scan.conservation import check
from services.scan.unggahan.commands import forget
from services.scan.unggahan.models import Unggahan
from services.scan.unggahan.simpanan import remove_strangers
from shared.berkas import keep_newest
from shared.events.tables import now
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Keadaan
from tests.service.scan.conftest import At
from tests.service.scan.unggahan.conftest import PIECE, VERSION, Tus, replica
from tests.support.bench import Bench
from tests.support.people import person

DATA = bytes(range(256)) * 40


def objects(scan: Runtime, unggahan_id: UUID | str) -> list[bytes]:
    """The pieces of an upload as they lie in the bucket."""
    client, bucket = scan.store.client, scan.settings.s3_uploads_bucket
    names = [item.object_name for item in client.list_objects(bucket, prefix=f"{unggahan_id}/", recursive=True)]
    return [client.get_object(bucket, name).data for name in sorted(names)]


def row(scan: Runtime, where: str) -> Unggahan | None:
    with scan.database.unit() as unit:
        return unit.session.get(Unggahan, UUID(where.rpartition("/")[2]))


def test_what_the_server_can_do_is_told_to_everybody(bench: Bench, at: At) -> None:
    answer = bench.client("scan").options(f"/api/scan/berkas/{at('P5').id}/unggahan")
    assert (answer.status_code, answer.headers["tus-version"]) == (204, "1.0.0")
    assert answer.headers["tus-extension"] == "creation,expiration,checksum,termination"
    assert answer.headers["tus-max-size"] == str(bench.runtime("scan").settings.max_upload_mb << 20)


def test_an_upload_goes_on_at_another_replica_where_it_stopped(bench: Bench, scan: Runtime, at: At, tus: Tus) -> None:
    begun = tus.begin(at("P5"), "pindaian.pdf", len(DATA), "pindaian.pdf|10240|1")
    where = begun.headers["location"]
    assert (begun.status_code, begun.headers["upload-offset"], begun.headers["tus-resumable"]) == (201, "0", "1.0.0")
    assert begun.headers["upload-expires"].endswith(" GMT")
    assert tus.send(where, 0, DATA[:3000]).headers["upload-offset"] == "3000"
    other = Tus(bench, replica(bench), tus.orang)
    assert other.offset(where) == 3000
    assert other.send(where, 3000, DATA[3000:]).headers["upload-offset"] == str(len(DATA))
    head = tus.ask("HEAD", where)
    assert (head.headers["upload-offset"], head.headers["upload-length"]) == (str(len(DATA)), str(len(DATA)))
    assert head.headers["cache-control"] == "no-store"
    assert b"".join(objects(scan, where.rpartition("/")[2])) == DATA
    assert check(scan) == []


def test_what_came_before_the_connection_broke_is_kept(scan: Runtime, at: At, tus: Tus) -> None:
    where = tus.begin(at("P5"), "a.pdf", len(DATA)).headers["location"]
    _broken(tus, where, 0, DATA[:7000])
    assert tus.offset(where) == 7000
    _broken(tus, where, 7000, DATA[7000:8000], {"Upload-Checksum": "sha1 AAAA"})
    assert tus.offset(where) == 7000
    assert tus.send(where, 7000, DATA[7000:]).status_code == 204
    assert b"".join(objects(scan, where.rpartition("/")[2])) == DATA


def test_a_piece_that_does_not_go_on_is_refused_and_nothing_of_it_kept(scan: Runtime, at: At, tus: Tus) -> None:
    where = tus.begin(at("P5"), "a.pdf", 100).headers["location"]
    assert tus.send(where, 0, DATA[:60]).status_code == 204
    for start in (0, 59, 61):
        answer = tus.send(where, start, DATA[:10])
        assert (answer.status_code, answer.json()["code"]) == (409, "letak-keliru")
        assert answer.headers["tus-resumable"] == "1.0.0"
    too_long = tus.send(where, 60, DATA[:41])
    assert (too_long.status_code, too_long.json()["code"]) == (413, "berkas-terlalu-besar")
    assert objects(scan, where.rpartition("/")[2]) == [DATA[:60]]


def test_the_same_piece_at_two_replicas_at_once_counts_once(bench: Bench, scan: Runtime, at: At, tus: Tus) -> None:
    where = tus.begin(at("P5"), "a.pdf", 2 * len(DATA)).headers["location"]
    ways = [tus, *(Tus(bench, replica(bench), tus.orang) for _ in range(2))]
    for start in (0, len(DATA)):
        with ThreadPoolExecutor(3) as pool:
            codes = list(pool.map(lambda way, at=start: way.send(where, at, DATA).status_code, ways))
        assert sorted(codes) == [204, 409, 409]
    assert sum(len(piece) for piece in objects(scan, where.rpartition("/")[2])) >= 2 * len(DATA)
    assert tus.offset(where) == 2 * len(DATA)
    assert check(scan) == []


def test_bytes_that_are_not_those_that_were_sent(at: At, tus: Tus) -> None:
    where = tus.begin(at("P5"), "a.pdf", 20).headers["location"]
    right = b64encode(sha1(DATA[:10], usedforsecurity=False).digest()).decode()
    wrong = tus.send(where, 0, DATA[1:11], **{"Upload-Checksum": f"sha1 {right}"})
    assert (wrong.status_code, wrong.json()["code"], tus.offset(where)) == (460, "kiriman-rusak", 0)
    unknown = tus.send(where, 0, DATA[:10], **{"Upload-Checksum": "crc32 AAAA"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "checksum-tidak-dikenal")
    assert tus.send(where, 0, DATA[:10], **{"Upload-Checksum": f"sha1 {right}"}).headers["upload-offset"] == "10"


def test_another_version_or_kind_of_body_is_refused(at: At, tus: Tus) -> None:
    berkas = at("P5")
    where = tus.begin(berkas, "a.pdf", 20).headers["location"]
    old = Tus(tus.bench, tus.client, tus.orang, {"Tus-Resumable": "0.2.2"}).begin(berkas, "a.pdf", 20)
    assert (old.status_code, old.headers["tus-version"]) == (412, "1.0.0")
    plain = tus.send(where, 0, DATA[:10], **{"Content-Type": "application/octet-stream"})
    assert (plain.status_code, tus.offset(where)) == (415, 0)


@pytest.mark.parametrize("nama", ["../naskah.pdf", ".tersembunyi", "", "a\nb.pdf", "x" * 201])
def test_a_name_that_is_none_is_refused(scan: Runtime, at: At, tus: Tus, nama: str) -> None:
    berkas = at("P5")
    answer = tus.begin(berkas, nama, 20)
    assert (answer.status_code, answer.json()["code"]) == (422, "nama-berkas-keliru")
    assert listed(tus, berkas.id) == []


def test_who_may_send_and_see(scan: Runtime, bench: Bench, at: At, tus: Tus, kasubbag: Orang) -> None:
    berkas = at("P5")
    where = tus.begin(berkas, "a.pdf", len(DATA)).headers["location"]
    for orang, status in ((kasubbag, 403), (person("staf", "6202"), 404)):
        assert Tus(bench, tus.client, orang).begin(berkas, "a.pdf", 20).status_code == status
    for orang in (kasubbag, person("staf", "61", "Staf Lain"), person("staf", "6202")):
        other = Tus(bench, tus.client, orang)
        answers = [other.send(where, 0, b"x"), other.ask("HEAD", where), other.ask("DELETE", where)]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert [one["nama"] for one in listed(tus, berkas.id)] == ["a.pdf"]
    assert listed(Tus(bench, tus.client, kasubbag), berkas.id) == []
    with scan.database.unit() as unit:
        keep_newest(unit, berkas.model_copy(update={"keadaan": Keadaan.DITARIK, "langkah": None}))
    assert tus.send(where, 0, DATA).json()["code"] == "berkas-selesai"


def test_as_much_as_the_office_takes_and_no_more_at_once_than_is_allowed(bench: Bench, at: At, staf: Orang) -> None:
    narrow = Tus(bench, replica(bench, max_upload_mb=1, max_open_uploads=2, max_open_uploads_mb=1), _stranger())
    berkas = at("P5")
    too_large = narrow.begin(berkas, "a.pdf", (1 << 20) + 1)
    assert (too_large.status_code, too_large.json()["code"]) == (413, "berkas-terlalu-besar")
    assert narrow.begin(berkas, "a.pdf", 700_000).status_code == 201
    assert narrow.begin(berkas, "b.pdf", 700_000).json()["code"] == "unggahan-terlalu-banyak"
    where = narrow.begin(berkas, "b.pdf", 10).headers["location"]
    assert narrow.begin(berkas, "c.pdf", 10).json()["code"] == "unggahan-terlalu-banyak"
    assert narrow.ask("DELETE", where).status_code == 204
    assert narrow.begin(berkas, "c.pdf", 10).status_code == 201


def test_given_up_is_gone(scan: Runtime, at: At, tus: Tus) -> None:
    where = tus.begin(at("P5"), "a.pdf", 100).headers["location"]
    tus.send(where, 0, DATA[:60])
    assert tus.ask("DELETE", where).status_code == 204
    assert (tus.ask("HEAD", where).status_code, tus.send(where, 60, b"x").status_code) == (404, 404)
    assert (row(scan, where), objects(scan, where.rpartition("/")[2])) == (None, [])


def test_what_is_too_old_counts_no_more_and_is_deleted(scan: Runtime, at: At, tus: Tus) -> None:
    berkas = at("P5")
    old, young = (tus.begin(berkas, name, 100).headers["location"] for name in ("lama.pdf", "baru.pdf"))
    for where in (old, young):
        tus.send(where, 0, DATA[:60])
    with scan.database.unit() as unit:
        unit.session.get_one(Unggahan, UUID(old.rpartition("/")[2])).habis = now() - timedelta(seconds=1)
    assert (tus.ask("HEAD", old).status_code, [one["nama"] for one in listed(tus, berkas.id)]) == (404, ["baru.pdf"])
    forget(scan)
    assert (row(scan, old), objects(scan, old.rpartition("/")[2])) == (None, [])
    assert objects(scan, young.rpartition("/")[2]) == [DATA[:60]]
    assert check(scan) == []


def test_pieces_that_no_upload_knows_are_deleted_but_not_at_once(scan: Runtime, at: At, tus: Tus) -> None:
    where = tus.begin(at("P5"), "a.pdf", 100).headers["location"]
    tus.send(where, 0, DATA[:60])
    known = where.rpartition("/")[2]
    with scan.database.unit() as unit:
        unit.session.delete(unit.session.get_one(Unggahan, UUID(known)))
    forget(scan)
    assert objects(scan, known) == [DATA[:60]]
    with scan.database.unit() as unit:
        others = {str(one) for one in unit.session.exec(select(Unggahan.id))}
    remove_strangers(scan, others, now() + timedelta(minutes=1))
    assert objects(scan, known) == []


def listed(tus: Tus, berkas_id: UUID) -> list[dict[str, Any]]:
    body: list[dict[str, Any]] = tus.ask("GET", f"/api/scan/berkas/{berkas_id}/unggahan").json()
    return body


def _stranger() -> Orang:
    return person("staf", "61", "Staf Penuh")


def _broken(tus: Tus, where: str, mulai: int, data: bytes, more: dict[str, str] | None = None) -> None:
    """A PATCH of which the connection breaks after `data`, as the server sees it."""
    headers = {**VERSION, **PIECE, **tus.bench.headers(tus.orang), "Upload-Offset": str(mulai), **(more or {})}
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": data, "more_body": True},
        {"type": "http.disconnect"},
    ]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "PATCH", "path": where,
        "raw_path": where.encode(), "query_string": b"", "root_path": "", "scheme": "http",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return messages.pop(0) if len(messages) > 1 else messages[0]

    async def send(_: object) -> None:
        return None

    async def ask() -> None:
        app: Any = tus.client.app
        await app(scope, receive, send)

    asyncio.run(ask())
