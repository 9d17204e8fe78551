"""The figures of `scan` by kind of page, and together."""

from collections import defaultdict
from typing import Any

from tests.bench.scan_error import Errors, errors
from tests.bench.scan_kinds import Kind
from tests.bench.scan_rivals import Run

ENGINES = ("terbit", "tesseract", "tesseract psm 4", "ocrmypdf")


class Table:
    """Errors, CPU and wall time of each engine."""

    def __init__(self) -> None:
        self.pages = 0
        self.cpu: dict[str, float] = defaultdict(float)
        self.wall: dict[str, float] = defaultdict(float)
        self.errors: dict[str, Errors] = defaultdict(Errors)
        self.kinds: dict[str, dict[str, dict[str, float]]] = {}

    def add(self, kind: Kind, *runs: Run) -> str:
        """One kind by all engines; returns its line."""
        pages, cells = len(kind.printed), {}
        self.pages += pages
        for engine, run in zip(ENGINES, runs, strict=True):
            found = sum((errors(*pair) for pair in zip(kind.printed, run.texts, strict=True)), Errors())
            self.cpu[engine] += run.cpu
            self.wall[engine] += run.wall
            self.errors[engine] += found
            cells[engine] = {
                "cer": found.cer, "wer": found.wer, "cpu_ms": round(run.cpu / pages * 1000),
                "wall_ms": round(run.wall / pages * 1000),
            }  # fmt: skip
        self.kinds[kind.name] = cells
        shown = (f"{engine} {cell['cer']:.2f} % {cell['cpu_ms']} ms" for engine, cell in cells.items())
        return f"{kind.name:16} {'   '.join(shown)}"

    def figures(self) -> dict[str, Any]:
        """All kinds together, as ratios in this run."""
        ours, bare, other = "terbit", "tesseract", "ocrmypdf"
        worse = [
            name for name, cells in self.kinds.items()
            if cells[ours]["cer"] > min(cells[bare]["cer"], cells[other]["cer"])
        ]  # fmt: skip
        return {
            "cpu_vs_tesseract": round(self.cpu[ours] / self.cpu[bare], 3),
            "cpu_vs_ocrmypdf": round(self.cpu[ours] / self.cpu[other], 3),
            "cer": self.errors[ours].cer, "cer_tesseract": self.errors[bare].cer,
            "cer_tesseract_psm_4": self.errors["tesseract psm 4"].cer, "cer_ocrmypdf": self.errors[other].cer,
            "cpu_ms_per_page": {engine: round(cpu / self.pages * 1000) for engine, cpu in self.cpu.items()},
            "wall_ms_per_page": {engine: round(wall / self.pages * 1000) for engine, wall in self.wall.items()},
            "pages": self.pages, "kinds": self.kinds, "worse_on": worse, "not_worse": not worse,
        }  # fmt: skip
