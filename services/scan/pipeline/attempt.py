"""One attempt at a document, in a folder of its own."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.scan.pipeline.judgement import SCAN_COVERAGE, PageFacts, judge
from services.scan.pipeline.kata import SemuaHalaman
from services.scan.pipeline.model import (
    Judgement,
    PageReport,
    Pdfa,
    PdfaVerdict,
    PipelineFailed,
    PipelineOptions,
    PipelineResult,
)
from services.scan.pipeline.pages_read import PagesRead, read_pages
from services.scan.pipeline.running import run_step
from shared.documents.bounded import Bounds, TooLong
from shared.documents.inspect import Inspection

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
    spent: Counter[str] = field(default_factory=Counter)

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
        read = self.read(facts, judgements)
        path, verdict, texts = self.finish(read, target_dir)
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
            halaman=SemuaHalaman(self.words_of(number, read) for number in range(1, self.pages + 1)),
            page_reports=[report(number, judgement, read) for number, judgement in enumerate(judgements, 1)],
            active=active,
            seconds=round(time.monotonic() - self.started, 3),
            ms={part: round(spent) for part, spent in self.spent.items()},
        )

    def prepare(self) -> tuple[list[PageFacts], list[str]]:
        """One PDF of all sources: what is on its pages, and what acted in it."""
        sources = [(str(path.resolve()), one.kind) for path, one in zip(self.sources, self.found, strict=True)]
        answer = self.child("prepare", sources=sources, target=self.at("kerja.pdf"), max_page_cm=self.max_page_cm)
        facts = [PageFacts(**page) for page in answer["pages"]]
        if len(facts) != self.pages:
            raise PipelineFailed(f"{self.name}: {self.pages} pages went in, {len(facts)} came out")
        return facts, answer["active"]

    def read(self, facts: Sequence[PageFacts], judgements: Sequence[Judgement]) -> PagesRead:
        """What is written on the pages that need to be read."""
        requests = {
            number: {
                "source": self.at("kerja.pdf"), "number": number, "segmentation": self.options.segmentation,
                "straighten": page.coverage >= SCAN_COVERAGE, "redraw": must_redraw(page, judgement),
            }
            for number, (page, judgement) in enumerate(zip(facts, judgements, strict=True), 1) if judgement.needs_ocr
        }  # fmt: skip
        read = read_pages(requests, self.options, self.bounds, self.folder, self.tick)
        self.spent.update(read.ms)
        return read

    def finish(self, read: PagesRead, target_dir: Path) -> tuple[Path, PdfaVerdict, list[str]]:
        """The result, whether it is PDF/A, and the text of its pages."""
        made = Path(self.at(RESULT))
        answer = self.child(
            "finish", work=self.at("kerja.pdf"), read={number: str(path) for number, path in read.files.items()},
            failed=sorted(read.failed), target=None if self.signed else str(made),
        )  # fmt: skip
        others: Mapping[str, str] = answer["texts"]
        texts = [read.texts.get(number, others.get(str(number), "")) for number in range(1, self.pages + 1)]
        if self.signed:
            return self.sources[0], SIGNED, texts
        verdict = PdfaVerdict(Pdfa(answer["pdfa"]["status"]), answer["pdfa"]["reason"])
        return made.replace(target_dir / RESULT), verdict, texts

    def words_of(self, number: int, read: PagesRead) -> bytes:
        """The packed words of a page, from what was read or what `finish` left beside."""
        return read.words[number] if number in read.words else Path(self.at(f"kata-{number:05}.json")).read_bytes()

    def child(self, step: str, **request: object) -> dict[str, Any]:
        answer = run_step(self.options.languages, step, request, self.bounds(), self.folder, self.tick)
        self.spent.update(answer["ms"])
        return answer

    def bounds(self) -> Bounds:
        """What is left of the time of this attempt. Raises TooLong when that is nothing."""
        total = self.options.base_seconds + self.pages * self.options.page_seconds
        left = total - (time.monotonic() - self.started)
        if left <= 0:
            raise TooLong(f"not done within {total} s")
        return Bounds(self.options.memory_mb, int(left) + 1, left)

    def at(self, name: str) -> str:
        return str(self.folder.resolve() / name)

    @property
    def max_page_cm(self) -> float:
        return self.options.limits.max_page_cm


def must_redraw(facts: PageFacts, judgement: Judgement) -> bool:
    """Bad text that a reader sees cannot be taken out: such a page becomes a picture of itself."""
    return judgement is Judgement.BURUK and not facts.hidden


def report(number: int, judgement: Judgement, read: PagesRead) -> PageReport:
    return PageReport(number, judgement, number in read.files, read.confidences.get(number), number in read.failed)
