"""No result of the pipeline acts, whichever way it took; what acted is said, and a signed document is left alone."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Pdf

from services.scan.pipeline import Pdfa, PipelineOptions, PipelineResult, process
from services.scan.pipeline.finish import finished
from shared.documents.active import Aktif, active_content
from tests.unit.documents import makers
from tests.unit.documents.active import corpus

ALL = [Aktif.JAVASCRIPT, Aktif.PROGRAM, Aktif.OTOMATIS, Aktif.LAMPIRAN, Aktif.MEDIA]
TEXT = makers.text_pdf()


def lively(source: bytes) -> bytes:
    """With something of most kinds, and a link that may stay."""

    def add(pdf: Pdf) -> None:
        for name in ("named script", "attachment on a page", "movie", "triggers of a page"):
            corpus.OTHERS[name][1](pdf)
        corpus.behind_a_link(corpus.ACTIONS["launch"][1], pdf)
        corpus.link(pdf, A=corpus.action("URI", URI=pikepdf.String("https://jdih.kpu.go.id")))

    return makers.changed(source, add)


def run(folder: Path, *contents: bytes) -> PipelineResult:
    """The pipeline on these files."""
    paths = [folder / f"{number}.pdf" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return process(paths, folder / "keluar", PipelineOptions(jobs=2))


@pytest.mark.parametrize(
    ("sources", "pdfa"),
    [
        ((TEXT,), Pdfa.VALID),
        ((makers.scan_pdf(),), Pdfa.VALID),
        ((makers.text_pdf(("Satu",)), TEXT, makers.scan_pdf()), Pdfa.VALID),
        ((makers.text_pdf(core_font=True),), Pdfa.GAGAL),
    ],
    ids=["good text", "read", "joined", "no PDF/A"],
)
def test_a_result_does_not_act(tmp_path: Path, sources: tuple[bytes, ...], pdfa: Pdfa) -> None:
    result = run(tmp_path, *map(lively, sources))
    assert result.active == ALL
    assert result.pdfa.status is pdfa, result.pdfa.reason
    with pikepdf.open(result.path) as pdf:
        assert active_content(pdf) == []
        links = [str(one.A.URI) for page in pdf.pages for one in page.obj.get("/Annots", []) if "/A" in one]
    assert links == ["https://jdih.kpu.go.id"] * len(sources)


def test_nothing_is_said_where_nothing_acts(tmp_path: Path) -> None:
    assert run(tmp_path, TEXT).active == []


def test_a_signed_document_is_left_alone_and_told(tmp_path: Path) -> None:
    content = makers.with_signature_field(lively(TEXT), signed=True)
    result = run(tmp_path, content)
    assert (result.signed, result.active, result.path.read_bytes()) == (True, ALL, content)


def test_what_acts_is_never_made_a_result(tmp_path: Path) -> None:
    candidate, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    candidate.write_bytes(lively(TEXT))
    with pytest.raises(RuntimeError, match="JavaScript"):
        finished(candidate, {}, target)
    assert not target.exists()
