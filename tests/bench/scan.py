"""`./terbit bench scan`: the whole pipeline against the bare `tesseract` command and `ocrmypdf`, on the same pages.

The pipeline does all that a scan needs: it turns, straightens, reads, makes and validates PDF/A-2b, tells words and
places; `tesseract` only reads. CPU counts all children. `python -m tests.bench.scan --pages 12` takes more pages of
each kind.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from services.scan.pipeline import PipelineOptions, PipelineResult, process
from services.scan.pipeline.hosted import host
from tests.bench.scan_kinds import Kind, joined, kinds
from tests.bench.scan_peak import Peak
from tests.bench.scan_rivals import LANGUAGE, Run, ocrmypdf, tesseract
from tests.bench.scan_table import Table

PAGES = 3
DEFAULT, COLUMN = 3, 4
TICKS = os.sysconf("SC_CLK_TCK")
OPTIONS = PipelineOptions(languages=LANGUAGE)


def run(as_json: bool, pages: int = PAGES) -> int:
    """All kinds by all engines; 0 when the pipeline is wrong about no more letters than either, and its PDF/A valid."""
    table, spent = Table(), Counter[str]()
    valid = True
    with tempfile.TemporaryDirectory(prefix="terbit-bench-") as name:
        folder, all_kinds = Path(name), kinds(pages)
        pipeline(all_kinds[0], folder)  # the host starts once in the life of a worker
        for kind in all_kinds:
            ours, result = pipeline(kind, folder)
            valid = valid and result.pdfa.status == "valid"
            spent.update(result.ms)
            source = written(kind, folder)
            runs = (ours, tesseract(kind, folder, DEFAULT), tesseract(kind, folder, COLUMN), ocrmypdf(source))
            row = table.add(kind, *runs)
            if not as_json:
                print(row, flush=True)
        one = ratio_of_one_page(all_kinds[1], folder)
        with Peak(host(LANGUAGE).process.pid) as peak:
            pipeline(joined(all_kinds), folder)
    figures = table.figures() | {
        "one_page_vs_ocrmypdf": one, "peak_mb": round(peak.mb), "pdfa_valid": valid,
        "where_ms_per_page": {part: round(ms / table.pages, 1) for part, ms in spent.most_common()},
    }  # fmt: skip
    print(json.dumps(figures) if as_json else json.dumps(figures, indent=1))
    return 0 if valid and figures["not_worse"] else 1


def pipeline(kind: Kind, folder: Path) -> tuple[Run, PipelineResult]:
    """The product's own pipeline; its CPU is this process's and that of the host with all it has begun."""
    source, pid = written(kind, folder), host(LANGUAGE).process.pid
    began, own, theirs = time.monotonic(), time.process_time(), ticks(pid)
    result = process(source, folder / "hasil", OPTIONS)
    cpu = time.process_time() - own + (ticks(pid) - theirs) / TICKS
    return Run(tuple(result.texts), cpu, time.monotonic() - began), result


def ticks(pid: int) -> int:
    """CPU of a process and of all that it has waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15]))


def written(kind: Kind, folder: Path) -> Path:
    path = folder / f"{kind.name}.pdf"
    if not path.exists():
        path.write_bytes(kind.pdf)
    return path


def ratio_of_one_page(kind: Kind, folder: Path) -> float:
    """Wall time of a document of one page."""
    single = kind.first()
    ours, _ = pipeline(single, folder)
    return round(ours.wall / ocrmypdf(written(single, folder)).wall, 3)


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--pages", type=int, default=PAGES, help=f"pages of each kind ({PAGES})")
    given.add_argument("--json", action="store_true", help="one JSON object on the last line")
    asked = given.parse_args()
    sys.exit(run(asked.json, asked.pages))
