"""One attempt at a document, in a folder of its own."""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.scan.pipeline.judgement import SCAN_COVERAGE, PageFacts, judge
from services.scan.pipeline.model import (
    Judgement,
    PageReport,
    Pdfa,
    PdfaVerdict,
    PipelineFailed,
    PipelineOptions,
    PipelineResult,
)
from services.scan.pipeline.ocr import recognise
from shared.documents.bounded import Bounds, TooLong, run_module
from shared.documents.inspect import Inspection

CHILD = "services.scan.pipeline.child"
RESULT = "hasil.pdf"
SIGNED = PdfaVerdict(Pdfa.TIDAK_DIPERIKSA, "Bertanda tangan elektronik; berkas tidak diubah.")


@dataclass(frozen=True)
class Attempt:
    """The sources as inspected, and the time at which work on them began."""

    folder: Path
    sources: Sequence[Path]
    found: Sequence[Inspection]
    name: str
    options: PipelineOptions
    tick: Callable[[], None]
    started: float = field(default_factory=time.monotonic)

    @property
    def pages(self) -> int:
        return sum(one.pages for one in self.found)

    @property
    def signed(self) -> bool:
        return self.found[0].signed

    def run(self, target_dir: Path) -> PipelineResult:
        """Do all steps; the result lies in `target_dir`, or is the signed source."""
        facts, active = self.prepare()
        judgements = judge(facts)
        readable, confidences = self.read(facts, judgements)
        path, verdict, texts = self.finish(readable, target_dir)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return PipelineResult(
            path=path,
            sha256=digest,
            bytes=path.stat().st_size,
            pages=self.pages,
            signed=self.signed,
            pdfa=verdict,
            texts=texts,
            page_reports=reports(judgements, confidences),
            active=active,
            seconds=round(time.monotonic() - self.started, 3),
        )

    def prepare(self) -> tuple[list[PageFacts], list[str]]:
        """One PDF of all sources: what is on its pages, and what acted in it."""
        sources = [(str(path.resolve()), one.kind) for path, one in zip(self.sources, self.found, strict=True)]
        answer = self.child("prepare", sources=sources, target=self.at("kerja.pdf"), max_page_cm=self.max_page_cm)
        facts = [PageFacts(**page) for page in answer["pages"]]
        self.check_pages(len(facts))
        return facts, answer["active"]

    def read(self, facts: Sequence[PageFacts], judgements: Sequence[Judgement]) -> tuple[Path, Mapping[int, float]]:
        """The PDF with text on all pages, and the confidence of those that were read now."""
        source, target = Path(self.at("kerja.pdf")), Path(self.at("terbaca.pdf"))
        wanted = [number for number, judgement in enumerate(judgements, 1) if judgement.needs_ocr]
        if not wanted:
            return source, {}
        redraw = any(must_redraw(facts[number - 1], judgements[number - 1]) for number in wanted)
        confidences = recognise(
            source,
            target,
            wanted,
            redraw=redraw,
            name=self.name,
            options=self.options,
            bounds=self.bounds(),
            tick=self.tick,
        )
        return target, confidences

    def finish(self, readable: Path, target_dir: Path) -> tuple[Path, PdfaVerdict, list[str]]:
        """The result, whether it is PDF/A, and the text of its pages."""
        candidate = Path(self.at("pdfa.pdf"))
        answer = self.child("finish", candidate=str(readable), target=None if self.signed else str(candidate))
        self.check_pages(len(answer["texts"]))
        if self.signed:
            return self.sources[0], SIGNED, answer["texts"]
        verdict = PdfaVerdict(Pdfa(answer["pdfa"]["status"]), answer["pdfa"]["reason"])
        chosen = candidate if verdict.status is Pdfa.VALID else readable
        return chosen.replace(target_dir / RESULT), verdict, answer["texts"]

    def check_pages(self, pages: int) -> None:
        if pages != self.pages:
            raise PipelineFailed(f"{self.name}: {self.pages} pages went in, {pages} came out")

    def child(self, step: str, **request: object) -> dict[str, Any]:
        return run_module(CHILD, {"step": step, **request}, self.bounds(), folder=self.folder, tick=self.tick)

    def bounds(self) -> Bounds:
        """What is left of the time of this attempt. Raises TooLong when that is nothing."""
        total = self.options.base_seconds + self.pages * self.options.page_seconds
        left = total - (time.monotonic() - self.started)
        if left <= 0:
            raise TooLong(f"not done within {total} s")
        return Bounds(self.options.memory_mb, int(left * self.options.jobs) + 1, left)

    def at(self, name: str) -> str:
        return str(self.folder.resolve() / name)

    @property
    def max_page_cm(self) -> float:
        return self.options.limits.max_page_cm


def must_redraw(facts: PageFacts, judgement: Judgement) -> bool:
    """Scans are straightened, a bad text goes; a drawing without text stays as sharp as it is."""
    return judgement is Judgement.BURUK or facts.coverage >= SCAN_COVERAGE


def reports(judgements: Sequence[Judgement], confidences: Mapping[int, float]) -> list[PageReport]:
    return [
        PageReport(number, judgement, judgement.needs_ocr, confidences.get(number))
        for number, judgement in enumerate(judgements, 1)
    ]
