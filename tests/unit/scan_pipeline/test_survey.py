from pathlib import Path

import pytest

from services.scan.pipeline.survey import facts_of, texts_of, tidy
from tests.unit.documents import makers


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    return path


def test_a_born_digital_page(tmp_path: Path) -> None:
    (facts,) = facts_of(written(tmp_path, makers.text_pdf()))
    assert facts.coverage == 0
    assert not facts.hidden
    assert "Daftar Pemilih Tetap" in facts.text


def test_a_scan_with_a_hidden_layer(tmp_path: Path) -> None:
    (facts,) = facts_of(written(tmp_path, makers.scan_pdf(layer="lapisan lama", dpi=72)))
    assert facts.coverage == pytest.approx(1.0, abs=0.01)
    assert facts.hidden
    assert facts.text.strip() == "lapisan lama"


def test_an_empty_page(tmp_path: Path) -> None:
    (facts,) = facts_of(written(tmp_path, makers.without_content(makers.text_pdf())))
    assert facts.empty
    assert facts.text == ""


def test_texts_keep_the_order_of_pages(tmp_path: Path) -> None:
    assert texts_of(written(tmp_path, makers.text_pdf(("satu\ndua", "tiga")))) == ["satu\ndua", "tiga"]


def test_tidy() -> None:
    assert tidy("Undang\ufffe\r\nUndang \x00a\x0c\r\n\r\n") == "Undang-\nUndang a"
