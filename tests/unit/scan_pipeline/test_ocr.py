"""How the ends of the real command are understood."""

from pathlib import Path

import pytest

from services.scan.pipeline.model import PipelineFailed, PipelineOptions
from services.scan.pipeline.ocr import confidences, recognise
from shared.documents.bounded import Bounds, nothing
from shared.documents.refusal import DocumentRefused
from tests.unit.documents import makers

BOUNDS = Bounds(2048, 60, 60)


def read(tmp_path: Path, content: bytes, languages: str = "eng") -> None:
    source = tmp_path / "kerja.pdf"
    source.write_bytes(content)
    recognise(
        source,
        tmp_path / "terbaca.pdf",
        [1],
        redraw=True,
        name="a.pdf",
        options=PipelineOptions(languages=languages),
        bounds=BOUNDS,
        tick=nothing,
    )


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused) as caught:
        read(tmp_path, makers.encrypted(makers.text_pdf(), "rahasia"))
    assert caught.value.code == "pdf-terkunci"


def test_a_missing_language_is_no_fault_of_the_document(tmp_path: Path) -> None:
    with pytest.raises(PipelineFailed, match="xyz"):
        read(tmp_path, makers.text_pdf(), languages="xyz")


def test_the_plain_indonesian_model_is_never_used() -> None:
    with pytest.raises(ValueError, match="ind"):
        PipelineOptions(languages="ind")


def test_mean_confidence(tmp_path: Path) -> None:
    kept = tmp_path / "ocrmypdf.io.x"
    kept.mkdir()
    (kept / "000002_ocr_hocr.hocr").write_text("x_wconf 90 … x_wconf 81")
    (kept / "000003_ocr_hocr.hocr").write_text("no words")
    assert confidences(tmp_path, [2, 3, 4]) == [(2, 85.5)]
