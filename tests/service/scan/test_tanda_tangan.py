"""Signed documents through the API and the job: what their signatures are worth is told in the list and travels on."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from services.scan.jobs import JOBS
from shared.events.jobs import run_job
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import surat_edaran
from shared.samples.pades import pades_signed, updated
from shared.samples.pki import Authority
from shared.sop import Berkas, JenisDokumen
from shared.tanda_tangan import Putusan
from tests.service.scan.conftest import At, Send, jobs, known, scans
from tests.service.scan.test_kelengkapan import checklist
from tests.support.bench import Bench
from tests.unit.documents.signatures.updates import act_when_opened

LINE = "tanda-tangan-sah"
Upload = Callable[..., Response]
Scanned = Callable[..., Berkas]


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.made()


@pytest.fixture(scope="module")
def signed(authority: Authority) -> bytes:
    """All that can be wished for."""
    source, by = surat_edaran().born_digital_pdf, authority.signer("Budi Contoh", "KPU Contoh")
    return pades_signed(source, by, authority, stamp=authority, revocations=authority.revocations())


@pytest.fixture
def scanned(
    bench: Bench, scan: Runtime, at: At, upload: Upload, send: Send, staf: Orang, authority: Authority, tmp_path: Path
) -> Scanned:
    """The berkas after a scan whose result was taken; the worker has trust roots unless told otherwise."""
    folder = tmp_path / "akar"
    folder.mkdir()
    (folder / "akar.pem").write_bytes(authority.root.pem)

    def run(trusting: bool = True, sent: bytes | None = None, **files: bytes) -> Berkas:
        berkas = at("P5", "61", signed=True, **files)
        given: dict[str, Any] = {"files": {"a.pdf": sent}} if sent else {"pakai": "salinan"}
        assert upload(berkas, staf, **given).status_code == 202
        settings = bench.settings_of("scan", **({"trust_roots": str(folder)} if trusting else {}))
        for job in jobs(scan, berkas.id):
            run_job(Runtime("scan", settings), JOBS, str(job.id))
        assert send(berkas, "pindai-selesai", staf).status_code == 200
        return known(scan, berkas.id)

    return run


def line(bench: Bench, berkas: Berkas, orang: Orang) -> tuple[str, str]:
    found = {one["kode"]: one for one in checklist(bench, berkas, orang)["baris"]}[LINE]
    return found["hasil"], found["penjelasan"]


def test_a_good_signature_passes_and_travels_with_the_document(
    bench: Bench, scanned: Scanned, signed: bytes, staf: Orang
) -> None:
    berkas = scanned(salinan=signed)
    result = berkas.terbaru(JenisDokumen.HASIL_SCAN)
    assert result is not None
    assert result.tanda_tangan is not None
    assert (result.tanda_tangan.putusan, result.tanda_tangan.tanda_tangan[0].nama) == (Putusan.SAH, "Budi Contoh")
    assert result.sha256 == sha256(signed).hexdigest()
    hasil, said = line(bench, berkas, staf)
    assert (hasil, said.startswith("Sah: tanda tangan Budi Contoh (KPU Contoh): ")) == ("lulus", True)
    for page in ("kelengkapan", "pindai"):
        shown = bench.client("scan").get(f"/{page}/{berkas.id}", headers=bench.headers(staf)).text
        assert "Sah: tanda tangan Budi Contoh (KPU Contoh)" in shown
    answer = bench.client("scan").get(f"/api/scan/berkas/{berkas.id}/pindaian", headers=bench.headers(staf)).json()
    (one,) = answer["tanda_tangan"]
    assert (one["sha256"], one["tanda_tangan"][0]["keutuhan"]) == (result.sha256, "ditambah")


def test_without_roots_the_chain_is_not_checked(bench: Bench, scanned: Scanned, signed: bytes, staf: Orang) -> None:
    hasil, said = line(bench, scanned(trusting=False, salinan=signed), staf)
    assert hasil == "tidak_diperiksa"
    assert "rantai sertifikat tidak diperiksa" in said
    assert "Buka berkas di aplikasi pemeriksa tanda tangan." in said


def test_what_changed_after_signing_fails_and_needs_a_reason(
    bench: Bench, scanned: Scanned, send: Send, signed: bytes, kasubbag: Orang
) -> None:
    berkas = scanned(salinan=updated(signed, act_when_opened))
    hasil, said = line(bench, berkas, kasubbag)
    assert (hasil, "berkas berubah setelah ditandatangani" in said) == ("gagal", True)
    lines = checklist(bench, berkas, kasubbag)["baris"]
    reasons = {one["kode"]: "Sudah dilihat" for one in lines if one["kode"] != LINE}
    seen = dict.fromkeys(reasons, True)
    refused = send(berkas, "kelengkapan", kasubbag, konfirmasi=seen, catatan=reasons)
    assert (refused.status_code, refused.json()["field"]) == (422, f"catatan-{LINE}")


def test_every_signed_document_is_looked_at(
    bench: Bench, scan: Runtime, scanned: Scanned, signed: bytes, staf: Orang
) -> None:
    stranger = Authority.made("Asing")
    other = pades_signed(signed, stranger.signer("Siti Contoh"), stranger, field="TandaTangan2")
    berkas = scanned(sent=signed, naskah_asli=other, salinan=signed)
    hasil, said = line(bench, berkas, staf)
    assert hasil == "gagal"
    assert said.count("naskah_asli.pdf: ") == said.count("salinan.pdf: ") == 1
    assert said.count("tanda tangan Budi Contoh") == 2
    assert "Tidak sah: tanda tangan yang menyebut Siti Contoh" in said
    (row,) = scans(scan, berkas.id)
    assert set(row.signatures) == {sha256(one).hexdigest() for one in (signed, other)}


def test_an_unsigned_document_shows_nothing_new(
    bench: Bench, scan: Runtime, at: At, upload: Upload, send: Send, work: Callable[..., None], staf: Orang,
    plain: bytes,
) -> None:  # fmt: skip
    berkas = at("P5", salinan=plain)
    assert upload(berkas, staf, {"a.pdf": plain}).status_code == 202
    work(berkas.id)
    assert send(berkas, "pindai-selesai", staf).status_code == 200
    now = known(scan, berkas.id)
    assert LINE not in {one["kode"] for one in checklist(bench, now, staf)["baris"]}
    assert {one.tanda_tangan for one in now.dokumen} == {None}
    assert [row.tanda_tangan for row in scans(scan, berkas.id)] == [None]
