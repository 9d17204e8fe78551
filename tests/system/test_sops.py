"""Both SOPs and a third, over HTTP on the whole stack: each branch, each return, refusal, withdrawal."""

import itertools
import uuid

import httpx
import pytest

from deploy.local.demo.carry import Outcome, People, Position, advance, at_desk, carry, look, moved, submit
from deploy.local.demo.office import Person, Refused, until
from shared.samples import scan_like, surat_edaran
from shared.sop import sop
from tests.support.whole import THIRD, case, signed_case

Everybody = dict[str, People]
SEEDS = itertools.count(1000)
SERVICE = {"terima": "intake", "disposisi": "approval", "setujui": "approval", "cek_salinan": "approval",
           "otentikasi": "approval", "terima_rangkap": "scan", "pindai": "scan", "periksa_kelengkapan": "scan",
           "arsipkan": "publisher", "unggah": "publisher"}  # fmt: skip


def walk(position: Position, people: People, until_step: str | None = None) -> Position:
    """Do step after step until the berkas lies at `until_step` (None: to the end)."""
    while position["langkah"] != until_step:
        position, _ = advance(position, people)
    return position


def send_back(position: Position, people: People, ke: str, alasan: str = "Perlu diperbaiki") -> Position:
    """Return the berkas from its present step."""
    person = people[position["peran"]]
    berkas = at_desk(position, person)
    path = f"/api/{SERVICE[position['tindakan']]}/berkas/{position['id']}/kembalikan"
    person.post(path, giliran=berkas["giliran"], kunci=str(uuid.uuid4()), ke=ke, alasan=alasan)
    return moved(position, person)


def submit_again(position: Position, proposer: Person, **changed: str) -> Position:
    """The proposer's new revision."""
    berkas = proposer.get(f"/api/intake/berkas/{position['id']}")
    nota = {f"nd_{name}": value for name, value in berkas["nota_dinas"].items()}
    fields = {**nota, **{k: str(v) for k, v in berkas["produk"].items()}, "giliran": str(berkas["giliran"]), **changed}
    again: Position = proposer.send(f"/api/intake/berkas/{position['id']}/ajukan-ulang", fields)
    return again


@pytest.mark.parametrize(
    ("kantor", "jenis", "steps"),
    [
        ("61", "keputusan_kpu_provinsi", ["P1", "P2a", "P2b", "P3", "P4", "P5", "P6", "P7"]),
        ("6202", "keputusan_kpu_kabkota", ["R1", "R2a", "R2b", "R3a", "R4a", "R4b", "R5a", "R5b"]),
        ("6202", "surat_edaran", ["R1", "R2a", "R2b", "R3b", "R4a", "R4b", "R5a", "R5b"]),
        (THIRD, "keputusan_kpu_kabkota", ["R1", "R2a", "R2b", "R3a", "S3c", "R4a", "R4b", "R5b"]),
    ],
)
def test_every_branch_ends_on_a_verified_page(people: Everybody, kantor: str, jenis: str, steps: list[str]) -> None:
    outcome = carry(case(kantor, jenis, next(SEEDS)), people[kantor], lambda _: None)
    assert outcome.steps == steps
    assert outcome.verified, outcome.why


def test_a_scan_becomes_searchable_and_is_found_by_its_words(people: Everybody, public: httpx.Client) -> None:
    printed = surat_edaran(seed=77)
    words = [word for word in printed.pages[0].split() if word.isalpha() and len(word) > 7][-3:]
    scanned = case("6202", "keputusan_kpu_kabkota", next(SEEDS), scan_like(printed.born_digital_pdf, seed=77))
    outcome = carry(scanned, people["6202"], lambda _: None)
    assert outcome.verified, outcome.why
    found = public.get("/jdih/6202", params={"q": " ".join(words)})
    assert outcome.page.rpartition("/")[2] in found.text


def test_a_signed_document_is_published_byte_for_byte(people: Everybody, public: httpx.Client) -> None:
    signed = signed_case("6202", "keputusan_kpu_kabkota", next(SEEDS))
    outcome = carry(signed, people["6202"], lambda _: None)
    assert outcome.verified, outcome.why
    assert public.get(outcome.file).content == signed.naskah


@pytest.mark.parametrize(
    ("kantor", "jenis"),
    [("61", "keputusan_kpu_provinsi"), ("6202", "keputusan_kpu_kabkota"), ("6202", "surat_edaran")],
)
def test_every_return_comes_back_to_where_it_left(people: Everybody, kantor: str, jenis: str) -> None:
    staff = people[kantor]
    rules = sop("kalbar-8-2022" if kantor == "61" else "kotim-33-2021")
    position = submit(case(kantor, jenis, next(SEEDS)), staff["pengusul"])
    agenda, tried = position["agenda"], []
    while at := position["langkah"]:
        for target in rules.returns(at, jenis):
            back = send_back(position, staff, target.kode)
            assert (back["langkah"], back["agenda"]) == (target.kode, agenda)
            if target == rules.first:
                back = submit_again(back, staff["pengusul"])
                assert back["revisi"] == position["revisi"] + 1
            position = walk(back, staff, at)
            tried.append((at, target.kode))
        position, _ = advance(position, staff)
    assert tried == [
        (row.kode, target.kode)
        for row in rules.langkah if row.applies(jenis) for target in rules.returns(row.kode, jenis)
    ]  # fmt: skip
    assert position["keadaan"] == "selesai"


def test_after_a_return_the_new_revision_is_what_gets_published(people: Everybody, public: httpx.Client) -> None:
    staff = people["6202"]
    position = walk(submit(case("6202", "surat_edaran", next(SEEDS)), staff["pengusul"]), staff, "R5b")
    position = walk(send_back(position, staff, "R4b"), staff, "R5b")
    position = walk(position, staff)
    outcome = Outcome(position["agenda"], position["judul"])
    look(outcome, staff["staf"], position["id"])
    assert outcome.verified, outcome.why
    assert public.get("/jdih/6202/feed/document.json").text.count(outcome.page) == 1


def test_a_refused_case_ends_with_its_reason(people: Everybody) -> None:
    staff = people["6202"]
    position = walk(submit(case("6202", "surat_edaran", next(SEEDS)), staff["pengusul"]), staff, "R3b")
    person = staff[position["peran"]]
    path = f"/api/approval/berkas/{position['id']}/tolak"
    person.post(path, giliran=at_desk(position, person)["giliran"], kunci="", alasan="Bukan produk hukum")
    ended = moved(position, person)
    assert (ended["keadaan"], ended["langkah"]) == ("ditolak", None)
    told = person.get(f"/api/intake/berkas/{position['id']}/jejak")
    assert any(entry["rincian"] == "Bukan produk hukum" for entry in told)


def test_a_case_can_be_withdrawn_before_it_is_published_and_not_after(people: Everybody) -> None:
    staff = people["6202"]
    position = walk(submit(case("6202", "surat_edaran", next(SEEDS)), staff["pengusul"]), staff, "R4b")
    proposer = staff["pengusul"]
    proposer.post(f"/api/intake/berkas/{position['id']}/tarik", alasan="Salah berkas")
    ended = moved(position, proposer)
    assert (ended["keadaan"], ended["langkah"]) == ("ditarik", None)
    published = walk(submit(case("6202", "surat_edaran", next(SEEDS)), proposer), staff)
    with pytest.raises(Refused, match="berkas-selesai"):
        proposer.post(f"/api/intake/berkas/{published['id']}/tarik", alasan="Terlambat")


def test_the_next_role_sees_the_case_at_once(people: Everybody) -> None:
    staff = people["61"]
    position = submit(case("61", "surat_edaran", next(SEEDS)), staff["pengusul"])
    waiting = until(lambda: staff["kabag"].get("/api/intake/pekerjaan") or None, "work of the kabag", 5)
    assert position["id"] in {item["posisi"]["id"] for item in waiting}
    assert position["id"] not in {item["posisi"]["id"] for item in staff["staf"].get("/api/intake/pekerjaan")}
