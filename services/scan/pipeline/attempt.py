"""One attempt at a document, in a folder of its own."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.scan.mutu.laporan import Mutu, looked_at
from services.scan.pipeline.asking import bounds_left, must_redraw, request
from services.scan.pipeline.judgement import SCAN_COVERAGE, PageFacts, is_layer, judge
from services.scan.pipeline.kata import SemuaHalaman
from services.scan.pipeline.model import (
    Judgement,
    PageReport,
    Pdfa,
    PdfaVerdict,
    PipelineFailed,
    PipelineOptions,
    PipelineResult,
    Wish,
)
from services.scan.pipeline.pages_read import PagesRead, Seen, nobody, read_pages
from services.scan.pipeline.quality import measured
from services.scan.pipeline.replacing import Replacement
from services.scan.pipeline.running import run_step
from shared.documents.bounded import Bounds
from shared.documents.inspect import Inspection
from shared.documents.refusal import refusal

RESULT = "hasil.pdf"
SIGNED = PdfaVerdict(Pdfa.TIDAK_DIPERIKSA, "Bertanda tangan elektronik; berkas tidak diubah.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: how each page was judged, which are to be read, and what acted in the sources.

    `digital`: pages whose text is the page itself.
    """

    judgements: list[Judgement]
    digital: frozenset[int]
    wishes: list[Wish]
    active: list[str]


@dataclass(frozen=True)
class Attempt:
    """The sources as inspected, and the time at which work on them began."""

    folder: Path
    sources: Sequence[Path]
    found: Sequence[Inspection]
    titles: Sequence[str]
    options: PipelineOptions
    tick: Callable[[], None]
    replacements: Sequence[Replacement] = ()
    started: float = field(default_factory=time.monotonic)
    spent: Counter[str] = field(default_factory=Counter)

    @property
    def pages(self) -> int:
        """Of all sources together."""
        return sum(one.pages for one in self.found)

    @property
    def signed(self) -> bool:
        """Whether it is one signed PDF."""
        return self.found[0].signed

    def plan(self) -> Plan:
        """Make one PDF of all sources, and look at its pages."""
        sources = [(str(path.resolve()), one.kind) for path, one in zip(self.sources, self.found, strict=True)]
        replaced = [
            (self.sources.index(one.source), one.page, str(one.path.resolve()), one.kind) for one in self.replacements
        ]
        answer = self.child(
            "prepare", sources=sources, target=self.at("kerja.pdf"), max_page_cm=self.max_page_cm, replaced=replaced
        )  # fmt: skip
        if broken := answer.get("unreadable"):
            raise refusal("gambar-rusak", self.title_of(broken))
        facts = [PageFacts(**page) for page in answer["pages"]]
        if len(facts) != self.pages:
            raise PipelineFailed(f"{self.titles[0]}: {self.pages} pages went in, {len(facts)} came out")
        judgements = judge(facts)
        wishes = [
            Wish(number, page.coverage >= SCAN_COVERAGE, must_redraw(page, judgement))
            for number, (page, judgement) in enumerate(zip(facts, judgements, strict=True), 1)
            if judgement.needs_ocr
        ]
        digital = {
            number
            for number, (page, judgement) in enumerate(zip(facts, judgements, strict=True), 1)
            if judgement is Judgement.BAIK and not is_layer(page)
        }
        return Plan(judgements, frozenset(digital), wishes, answer["active"])

    def title_of(self, source: str) -> str:
        """What its sender calls this file."""
        named = zip(self.sources, self.titles, strict=True)
        anew = ((one.path, one.name) for one in self.replacements)
        return next(title for path, title in (*named, *anew) if str(path.resolve()) == source)

    def nothing_read(self) -> PagesRead:
        """For what is read, here or elsewhere."""
        return PagesRead(self.folder)

    def read(self, plan: Plan, read: PagesRead, seen: Seen = nobody) -> None:
        """Read what is still to be read; each is `seen` at once. What cannot be read is given up if any was."""
        requests = {
            wish.number: request(self.at("kerja.pdf"), wish.number, wish, self.options)
            for wish in plan.wishes
            if wish.number not in read.known
        }
        give_up = bool(read.files)
        for reading in read_pages(requests, self.options, self.bounds, self.folder, self.tick, give_up=give_up):
            read.take(reading)
            seen(reading)

    def finish(self, plan: Plan, read: PagesRead, target_dir: Path) -> PipelineResult:
        """The result, in `target_dir`, or the signed source."""
        self.spent.update(read.ms)
        path, verdict, texts = self.put_together(read, target_dir)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        words = SemuaHalaman(self.words_of(number, read) for number in range(1, self.pages + 1))
        mutu = self.quality(read, words)
        return PipelineResult(
            path=path,
            sha256=digest,
            bytes=path.stat().st_size,
            pages=self.pages,
            signed=self.signed,
            pdfa=verdict,
            texts=texts,
            halaman=words,
            page_reports=[report(number, plan, read, mutu[number - 1]) for number in range(1, self.pages + 1)],
            active=plan.active,
            seconds=round(time.monotonic() - self.started, 3),
            ms={part: round(spent) for part, spent in self.spent.items()},
        )

    def put_together(self, read: PagesRead, target_dir: Path) -> tuple[Path, PdfaVerdict, list[str]]:
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

    def quality(self, read: PagesRead, words: SemuaHalaman) -> list[Mutu]:
        """What is to be said of each page; those that were not read are looked at now, unless they cannot be."""
        others = [number for number in range(1, self.pages + 1) if number not in read.known]
        found = measured(self.at("kerja.pdf"), others, self.options, self.bounds, self.folder, self.tick, self.spent)
        return looked_at(words, {**read.sizes, **found}, read.confidences)

    def words_of(self, number: int, read: PagesRead) -> bytes:
        """The packed words of a page, from what was read or what `finish` left beside."""
        return read.words[number] if number in read.words else Path(self.at(f"kata-{number:05}.json")).read_bytes()

    def child(self, step: str, **request: object) -> dict[str, Any]:
        """A step in a bounded child, what it spent counted."""
        answer = run_step(self.options.languages, step, request, self.bounds(), self.folder, self.tick)
        self.spent.update(answer["ms"])
        return answer

    def bounds(self) -> Bounds:
        """What is left of the time of this attempt. Raises TooLong when that is nothing."""
        return bounds_left(self.options, self.pages, self.started)

    def at(self, name: str) -> str:
        """A file in the folder of this attempt."""
        return str(self.folder.resolve() / name)

    @property
    def max_page_cm(self) -> float:
        """The longest side of paper."""
        return self.options.limits.max_page_cm


def report(number: int, plan: Plan, read: PagesRead, mutu: Mutu) -> PageReport:
    """How it went with this page."""
    return PageReport(
        number, plan.judgements[number - 1], number in read.files, read.confidences.get(number), number in read.failed,
        number in plan.digital, mutu,
    )  # fmt: skip
