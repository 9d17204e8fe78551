"""Wrong input: each is refused with a stable code and a sentence, and nothing of it is stored."""

import io
import itertools
import socket
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from deploy.local.check import look as conservation
from deploy.local.demo.carry import Position, submit
from deploy.local.demo.office import Person
from deploy.local.stack import Stack
from shared.samples import encrypted_pdf, pdf_without_pages, text_named_pdf, truncated_pdf
from tests.support.whole import case

SEEDS = itertools.count(9000)
Everybody = dict[str, dict[str, Person]]
SUBMIT = "/api/intake/berkas"


def send(person: Person, naskah: bytes, nama: str = "naskah.pdf", **changed: str) -> httpx.Response:
    """Submit something."""
    good = case("6202", "surat_edaran", next(SEEDS))
    files = {"nota_dinas_berkas": ("nd.pdf", io.BytesIO(good.nota)), "naskah_asli": (nama, io.BytesIO(naskah))}
    return person.client.post(SUBMIT, data={**good.fields, "kantor": "6202", **changed}, files=files)


def good_pdf() -> bytes:
    """A document that would be taken."""
    return case("6202", "surat_edaran", 1).naskah


@pytest.fixture(scope="module")
def waiting(people: Everybody) -> Position:
    """A berkas that waits to be received."""
    return submit(case("6202", "surat_edaran", next(SEEDS)), people["6202"]["pengusul"])


DOCUMENTS: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty file": (lambda: b"", "a.pdf", "berkas-kosong"),
    "text named .pdf": (text_named_pdf, "a.pdf", "jenis-tidak-dikenal"),
    "program": (lambda: b"MZ" + bytes(500), "a.pdf", "jenis-tidak-dikenal"),
    "page of html": (lambda: b"<html><script>alert(1)</script></html>", "a.pdf", "jenis-tidak-dikenal"),
    "encrypted": (encrypted_pdf, "a.pdf", "pdf-terkunci"),
    "truncated": (truncated_pdf, "a.pdf", "pdf-rusak"),
    "no pages": (pdf_without_pages, "a.pdf", "pdf-tanpa-halaman"),
    "path in the name": (good_pdf, "../../etc/passwd.pdf", "nama-berkas-keliru"),
    "picture cut off": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(40), "a.png", "gambar-rusak"),
}


@pytest.mark.parametrize("what", DOCUMENTS)
def test_documents_that_cannot_be_taken(people: Everybody, what: str) -> None:
    make, nama, code = DOCUMENTS[what]
    refused(send(people["6202"]["pengusul"], make(), nama), code)


FIELDS = {
    "unknown kind": ({"jenis": "puisi"}, "isian-keliru"),
    "year in words": ({"tahun": "dua ribu"}, "isian-keliru"),
    "no title": ({"tentang": "   "}, "isian-keliru"),
    "date that is none": ({"tanggal_penetapan": "31-02-2026"}, "isian-keliru"),
    "office unknown": ({"kantor": "9999"}, "kantor-tidak-dikenal"),
    "other office": ({"kantor": "61"}, "kantor-lain"),
    "unknown SOP": ({"sop": "tidak-ada"}, "sop-tidak-dikenal"),
    "SOP of another office": ({"sop": "kalbar-8-2022"}, "sop-lain"),
    "key that is too long": ({"kunci": "k" * 101}, "isian-keliru"),
    "null byte": ({"tentang": "a\x00b"}, "isian-keliru"),
}


@pytest.mark.parametrize("what", FIELDS)
def test_fields_that_cannot_be_taken(people: Everybody, what: str) -> None:
    changed, code = FIELDS[what]
    refused(send(people["6202"]["pengusul"], good_pdf(), **changed), code)


def act(path: str, **body: Any) -> Callable[[Person, Position], httpx.Response]:
    """An act on the waiting berkas."""

    def do(person: Person, position: Position) -> httpx.Response:
        sent = {"giliran": position["giliran"], "kunci": "k", **body}
        return person.client.post(path.format(id=position["id"]), json=sent)

    return do


ACTS: dict[str, tuple[str, str, Callable[[Person, Position], httpx.Response], str]] = {
    "wrong role": ("6202", "staf", act("/api/intake/berkas/{id}/terima"), "peran-lain"),
    "own submission": ("6202", "pengusul", act("/api/intake/berkas/{id}/terima"), "peran-lain"),
    "person of another office": ("61", "kabag", act("/api/intake/berkas/{id}/terima"), "berkas-tidak-ada"),
    "stale turn": ("6202", "kasubbag", act("/api/intake/berkas/{id}/terima", giliran=0), "giliran-lewat"),
    "step not reached": ("6202", "kasubbag", act("/api/approval/berkas/{id}/setujui"), "bukan-langkah-ini"),
    "return to a step ahead": (
        "6202", "kasubbag", act("/api/intake/berkas/{id}/kembalikan", ke="R5b", alasan="x"), "tujuan-keliru"),
    "return without reason": (
        "6202", "kasubbag", act("/api/intake/berkas/{id}/kembalikan", ke="R1", alasan=" "), "alasan-kosong"),
    "withdrawal by another": ("6202", "kasubbag", act("/api/intake/berkas/{id}/tarik", alasan="x"), "bukan-pengusul"),
    "turn that is no number": ("6202", "kasubbag", act("/api/intake/berkas/{id}/terima", giliran="x"), "isian-keliru"),
    "case that is none": (
        "6202", "kasubbag", act("/api/intake/berkas/00000000-0000-0000-0000-000000000000/terima"), "berkas-tidak-ada"),
    "case id that is none": ("6202", "kasubbag", act("/api/intake/berkas/abc/terima"), "isian-keliru"),
}  # fmt: skip


@pytest.mark.parametrize("what", ACTS)
def test_acts_that_are_not_allowed(people: Everybody, waiting: Position, what: str) -> None:
    kantor, peran, do, code = ACTS[what]
    person = people[kantor][peran]
    if "approval" in what or what == "step not reached":
        from deploy.local.demo.office import until

        until(lambda: person.client.get(f"/api/approval/berkas/{waiting['id']}").is_success or None, "arrival", 20)
    refused(do(person, waiting), code)
    berkas = people["6202"]["kasubbag"].get(f"/api/intake/berkas/{waiting['id']}")
    assert berkas["giliran"] == waiting["giliran"]


def test_nobody_signed_in_and_forged_tokens(stack: Stack) -> None:
    refused(httpx.get(f"{stack.address}/api/intake/pekerjaan"), "belum-masuk")
    forged = {"authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."}
    refused(httpx.get(f"{stack.address}/api/intake/pekerjaan", headers=forged), "sesi-berakhir")


def test_two_gigabytes_declared_are_refused_before_they_are_sent(stack: Stack, people: Everybody) -> None:
    token = people["6202"]["pengusul"].client.headers["authorization"]
    host, _, port = stack.address.removeprefix("http://").partition(":")
    head = (
        f"POST {SUBMIT} HTTP/1.1\r\nhost: {host}:{port}\r\nauthorization: {token}\r\n"
        f"content-type: multipart/form-data; boundary=x\r\ncontent-length: {2 << 30}\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(head.encode())
        answer = connection.recv(65536).decode()
    assert " 413 " in answer.splitlines()[0]
    assert "berkas-terlalu-besar" in answer


def test_too_much_without_saying_so_is_refused(people: Everybody) -> None:
    refused(send(people["6202"]["pengusul"], b"%PDF-1.7\n" + bytes(24 << 20)), "berkas-terlalu-besar")


def test_afterwards_nothing_of_it_was_stored(stack: Stack) -> None:
    found, between = conservation(stack)
    assert [sentence for part in found for sentence in part.wrong] == []
    assert between == []


def refused(answer: httpx.Response, code: str) -> None:
    """A 4xx with this code and a sentence."""
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == code, problem
    assert problem["detail"].endswith((".", "”.")), problem
