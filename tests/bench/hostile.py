"""`./terbit bench hostile`: malformed, hostile and odd files through the scan pipeline; `TERBIT_HOSTILE=1000` files.

Every file ends in a result or in a refusal with a sentence, in bounded time and memory, and nothing of it is left.
Failures are what the pipeline would try again: none should be. Seconds and megabytes of one run on one machine.
"""

import json
import os
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from services.scan.pipeline import PipelineFailed, PipelineOptions, PipelineTooLarge, PipelineTooLong, process
from services.scan.pipeline.hosted import host
from shared.documents.inspect import Limits
from shared.documents.refusal import DocumentRefused
from tests.bench.scan_peak import Peak
from tests.support.mutants import Mutant, mutants

FILES = 520
OPTIONS = PipelineOptions(limits=Limits(max_pages=60), base_seconds=40, page_seconds=10, memory_mb=1024)


@dataclass
class Tally:
    """What became of the files."""

    ends: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    left: list[str] = field(default_factory=list)


def run(as_json: bool) -> int:
    """Run it; 0 when every file ended well and nothing was left."""
    began, tally = time.monotonic(), Tally()
    with (
        tempfile.TemporaryDirectory(prefix="terbit-hostile-") as folder,
        Peak(host(OPTIONS.languages).process.pid) as peak,
    ):
        for mutant in mutants(int(os.environ.get("TERBIT_HOSTILE", FILES))):
            _try(mutant, Path(folder), tally)
    figures = {
        "files": sum(tally.ends.values()), "ends": dict(tally.ends.most_common()), "failures": tally.failures,
        "left": tally.left, "slowest_seconds": round(tally.slowest[0], 1), "slowest": tally.slowest[1],
        "peak_mb": round(peak.mb),
        "seconds": round(time.monotonic() - began),
    }  # fmt: skip
    print(json.dumps(figures) if as_json else json.dumps(figures, indent=2))
    return 1 if tally.failures or tally.left else 0


def _try(mutant: Mutant, folder: Path, tally: Tally) -> None:
    source, target, began = folder / "sumber", folder / "hasil", time.monotonic()
    source.write_bytes(mutant.content)
    end = _end_of(source, target, mutant, tally)
    tally.ends[end] += 1
    tally.slowest = max(tally.slowest, (time.monotonic() - began, mutant.name))
    source.unlink()
    for path in target.glob("*"):
        if end.startswith("done") and path.is_file():
            path.unlink()
        else:
            tally.left.append(f"{mutant.name}: {path.name}")


def _end_of(source: Path, target: Path, mutant: Mutant, tally: Tally) -> str:
    try:
        result = process(source, target, OPTIONS, names=[mutant.name])
    except DocumentRefused as refused:
        return f"refused {refused.code}"
    except (PipelineTooLong, PipelineTooLarge) as error:
        return f"too heavy {type(error).__name__}"
    except PipelineFailed as error:
        tally.failures.append(f"{mutant.name}: {type(error).__name__}: {str(error)[-200:]}")
        return f"failed {type(error).__name__}"
    return f"done {result.pdfa.status}"
