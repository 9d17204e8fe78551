"""One file of each kind of harm through the pipeline: a result or a refusal, and nothing left."""

from functools import cache
from pathlib import Path

import pytest

from services.scan.pipeline import PipelineOptions, PipelineTooLarge, PipelineTooLong, process
from services.scan.pipeline.hosted import host
from shared.documents.inspect import Limits
from shared.documents.refusal import DocumentRefused
from tests.support.mutants import HARMS, Mutant, mutants

OPTIONS = PipelineOptions(limits=Limits(max_pages=60), base_seconds=15, page_seconds=5, memory_mb=1024)


@cache
def made() -> list[Mutant]:
    """One of each."""
    return list(mutants(len(HARMS)))


@pytest.mark.parametrize("number", range(len(HARMS)), ids=[harm.__name__ for harm in HARMS])
def test_each_kind_of_harm_ends_well(number: int, tmp_path: Path) -> None:
    mutant, engine = made()[number], host(OPTIONS.languages)
    source, target = tmp_path / "sumber", tmp_path / "hasil"
    source.write_bytes(mutant.content)
    try:
        result = process(source, target, OPTIONS, names=[mutant.name])
    except DocumentRefused as refused:
        assert mutant.name in refused.sentence
    except (PipelineTooLarge, PipelineTooLong):
        pass
    else:
        assert result.pages == len(result.texts) > 0
        if result.path != source:
            result.path.unlink()
    assert [*target.glob("*")] == []
    assert engine.alive, "whoever reads the next page need not start"
