"""What acts in a document that is handed in, through the API and the job: told in the list, gone from the result."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pikepdf
from httpx import Response
from pikepdf import Dictionary, Name, Pdf, String

from shared.documents.active import active_content
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import signed_pdf
from shared.sop import JenisDokumen
from tests.service.scan.conftest import At, Send, known
from tests.service.scan.test_kelengkapan import checklist
from tests.support.bench import Bench
from tests.unit.documents.makers import changed

LINE = "isi-aktif"


def lively(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("x()"))
    pdf.attachments["a.exe"] = b"MZ"


def line(bench: Bench, scan: Runtime, berkas_id: UUID, orang: Orang) -> tuple[str, str]:
    found = {one["kode"]: one for one in checklist(bench, known(scan, berkas_id), orang)["baris"]}[LINE]
    return found["hasil"], found["penjelasan"]


def test_a_script_is_gone_from_the_result_and_told(
    bench: Bench, scan: Runtime, at: At, upload: Callable[..., Response], send: Send, work: Callable[[UUID], None],
    staf: Orang, plain: bytes, tmp_path: Path,
) -> None:  # fmt: skip
    berkas = at("P5")
    assert upload(berkas, staf, {"a.pdf": changed(plain, lively)}).status_code == 202
    work(berkas.id)
    assert send(berkas, "pindai-selesai", staf).status_code == 200
    result = known(scan, berkas.id).terbaru(JenisDokumen.HASIL_SCAN)
    assert result
    with pikepdf.open(scan.store.fetch(result.sha256, tmp_path / "hasil.pdf")) as pdf:
        assert active_content(pdf) == []
    hasil, said = line(bench, scan, berkas.id, staf)
    assert (hasil, "sudah dihapus dari hasil scan: JavaScript, berkas sisipan" in said) == ("lulus", True)


def test_in_a_signed_document_it_fails(
    bench: Bench, scan: Runtime, at: At, upload: Callable[..., Response], send: Send, work: Callable[[UUID], None],
    staf: Orang, tmp_path: Path,
) -> None:  # fmt: skip
    berkas, signed = at("P5"), changed(signed_pdf(), lively)
    assert upload(berkas, staf, {"a.pdf": signed}).status_code == 202
    work(berkas.id)
    assert send(berkas, "pindai-selesai", staf).status_code == 200
    result = known(scan, berkas.id).terbaru(JenisDokumen.HASIL_SCAN)
    assert result
    assert scan.store.fetch(result.sha256, tmp_path / "hasil.pdf").read_bytes() == signed
    hasil, said = line(bench, scan, berkas.id, staf)
    assert (hasil, "JavaScript, berkas sisipan. Tidak dihapus" in said) == ("gagal", True)
