"""Submission: the buku agenda, double clicks, refusals."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from uuid import UUID

import pytest
from httpx import Response

from shared.audit.chain import against, faults
from shared.berkas import find
from shared.samples import encrypted_pdf, nota_dinas, text_named_pdf
from shared.sidik import hashed
from shared.sop.rantai import links, says
from tests.support.bench import Bench
from tests.support.digest import chain_by
from tests.support.people import person

FORM = {
    "nd_nomor": "12/PP.05-ND/6202/XI/2026", "nd_tanggal": "2026-11-20", "nd_hal": "Permohonan",
    "nd_dari": "Subbag Teknis",
    "jenis": "keputusan_kpu_kabkota", "nomor": "33", "tahun": "2026", "tentang": "Penetapan Jadwal",
    "tempat_penetapan": "Sampit", "tanggal_penetapan": "2026-11-19", "penandatangan": "SITI RAHMAH",
}  # fmt: skip


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A small PDF."""
    return nota_dinas(seed=1).born_digital_pdf


def submit(bench: Bench, pdf: bytes, *, naskah: bytes | None = None, peran: str = "pengusul", **more: str) -> Response:
    """Submit through the API."""
    files = {"nota_dinas_berkas": ("nd.pdf", BytesIO(pdf)), "naskah_asli": ("asli.pdf", BytesIO(naskah or pdf))}
    headers = bench.headers(person(peran, more.pop("kantor_orang", "6202")))
    response: Response = bench.client("intake").post(
        "/api/intake/berkas", data={**FORM, **more}, files=files, headers=headers
    )
    return response


def test_a_submission_gets_the_next_number_and_lies_at_the_second_step(bench: Bench, pdf: bytes) -> None:
    first, second = submit(bench, pdf).json(), submit(bench, pdf).json()
    assert int(second["agenda"].split("/")[0]) == int(first["agenda"].split("/")[0]) + 1
    assert (first["langkah"], first["giliran"], first["revisi"]) == ("R2a", 1, 1)


def test_fifty_at_once_leave_no_gap_and_no_double(bench: Bench, pdf: bytes) -> None:
    before = int(submit(bench, pdf).json()["agenda"].split("/")[0])
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: submit(bench, pdf), range(50)))
    numbers = sorted(int(answer.json()["agenda"].split("/")[0]) for answer in answers)
    assert numbers == list(range(before + 1, before + 51))


def test_the_same_key_is_one_submission(bench: Bench, pdf: bytes) -> None:
    first, again = submit(bench, pdf, kunci="k-1").json(), submit(bench, pdf, kunci="k-1").json()
    assert first["id"] == again["id"]


@pytest.mark.parametrize(
    ("naskah", "code"),
    [(b"", "berkas-kosong"), (encrypted_pdf(), "pdf-terkunci"), (text_named_pdf(), "jenis-tidak-dikenal")],
)
def test_bad_documents_are_refused_with_a_code(bench: Bench, pdf: bytes, naskah: bytes, code: str) -> None:
    files = {"nota_dinas_berkas": ("nd.pdf", BytesIO(pdf)), "naskah_asli": ("asli.pdf", BytesIO(naskah))}
    headers = bench.headers(person("pengusul"))
    answer = bench.client("intake").post("/api/intake/berkas", data=FORM, files=files, headers=headers)
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, code, "naskah_asli")
    assert answer.headers["content-type"] == "application/problem+json"


def test_only_a_proposer_of_the_office_may_submit(bench: Bench, pdf: bytes) -> None:
    assert submit(bench, pdf, peran="staf").json()["code"] == "peran-lain"
    assert submit(bench, pdf, kantor_orang="61", kantor="6202").json()["code"] == "kantor-lain"


def test_wrong_fields_name_themselves(bench: Bench, pdf: bytes) -> None:
    assert submit(bench, pdf, jenis="surat_cinta").json()["field"] == "jenis"
    assert submit(bench, pdf, tahun="dua ribu").json()["field"] == "tahun"


def test_what_is_sent_is_bound_by_the_algorithm_of_the_chain_as_well(bench: Bench, pdf: bytes) -> None:
    with chain_by("sha3-512"):
        berkas_id = UUID(submit(bench, pdf).json()["id"])
    with bench.runtime("intake").database.unit() as unit:
        berkas = find(unit, berkas_id)
    expected = f"sha3-512:{hashed('sha3-512', pdf)}"
    assert {one.sidik for one in berkas.dokumen} == {expected}
    told = says(links(berkas)[0])
    assert told["algoritma"] == "sha3-512" and told["dokumen"]
    assert all(one == [one[0], sha256(pdf).hexdigest(), expected] for one in told["dokumen"])
    assert [*faults(berkas.id, links(berkas)), *against(berkas, links(berkas))] == []
    lost = tuple(one.model_copy(update={"sidik": ""}) for one in berkas.dokumen)
    assert against(berkas.model_copy(update={"dokumen": lost}), links(berkas))
