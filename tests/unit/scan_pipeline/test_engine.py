"""The engine's own words, and what is said when it cannot start."""

import pytest
from PIL import Image

from services.scan.pipeline.engine import Engine, words_of
from services.scan.pipeline.hosted import host
from services.scan.pipeline.model import PipelineFailed, PipelineOptions
from tests.unit.documents import makers

ROWS = """5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t91.5\tKOMISI
5\t1\t1\t1\t1\t2\t45\t20\t30\t8\t88\tPEMILIHAN
2\t1\t2\t0\t0\t0\t10\t40\t99\t30\t-1\t
5\t1\t2\t1\t1\t1\t10\t40\t30\t8\t12\t\x20
5\t1\t3\t1\t1\t1\t10\t60\t30\t8\t77\tbahwa
5\t1\t3\t2\t1\t1\t10\t80\t30\t8\t77\ta\tb
"""


def test_words_of_the_table() -> None:
    words = list(words_of(ROWS))
    assert [word.text for word in words] == ["KOMISI", "PEMILIHAN", "bahwa", "a\tb"]
    assert [(word.block, word.line) for word in words] == [(0, 0), (0, 0), (1, 1), (1, 2)]
    assert (words[0].left, words[0].top, words[0].right, words[0].bottom, words[0].confidence) == (10, 20, 40, 28, 91.5)


def test_it_reads_again_and_again() -> None:
    engine, image = Engine("eng"), makers.picture(makers.text_pdf())
    first, blank, second = (engine.read(one, 150, 4) for one in (image, Image.new("L", (600, 800), 255), image))
    assert [word.text for word in first[:3]] == ["KEPUTUSAN", "KOMISI", "PEMILIHAN"]
    assert blank == []
    assert second == first


def test_a_missing_language_is_no_fault_of_the_document() -> None:
    with pytest.raises(PipelineFailed, match=r"xyz.*apt-get install"):
        host("eng+xyz")


def test_the_plain_indonesian_model_is_never_used() -> None:
    with pytest.raises(ValueError, match="ind"):
        PipelineOptions(languages="ind")
