"""The steps that open a stranger's file, each done in a bounded child of the host; JSON in and out."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pypdfium2

from services.scan.pipeline.assemble import Unreadable, assemble
from services.scan.pipeline.cut import Part, cut
from services.scan.pipeline.engine import Engine
from services.scan.pipeline.finish import finished
from services.scan.pipeline.kata import packed
from services.scan.pipeline.measuring import of_others
from services.scan.pipeline.page_words import halaman_of
from services.scan.pipeline.reading import read_page
from services.scan.pipeline.stopwatch import Stopwatch
from services.scan.pipeline.survey import facts_of, raw_text, tidy
from services.scan.terbaca.langkah import cut_out, understand
from shared.documents.facts import Facts, Refused
from shared.documents.inspect_child import facts_of as facts_of_source
from shared.documents.sniff import Kind

Answer = dict[str, Any]


def ready(languages: str) -> Engine:
    """The engine, loaded; with it all modules that a step needs."""
    from shared.documents import image_facts, pdf_facts  # noqa: F401 - what `inspect` imports when it is asked

    return Engine(languages)


def inspect(_: Engine, **request: str | int) -> Facts:
    """What `shared.documents.inspect` wants to know of a source."""
    try:
        return facts_of_source(request)
    except Refused as refused:
        return {"refused": str(refused)}


def prepare(
    _: Engine, sources: list[list[str]], target: str, max_page_cm: float, replaced: list[tuple[int, int, str, str]]
) -> Answer:
    """Assemble the sources and look at each page. Answers `{"pages": [PageFacts…], "active": [Aktif…], "ms": …}`.

    Or `{"unreadable": SOURCE, "ms": …}`: of this picture no page can be made.
    """
    watch = Stopwatch()
    files = [(Path(path), Kind(kind)) for path, kind in sources]
    new = [(source, page, Path(path), Kind(kind)) for source, page, path, kind in replaced]
    try:
        with watch.time("susun"):
            active = assemble(files, Path(target), max_page_cm, new)
    except Unreadable as error:
        return {"unreadable": str(error.source), "ms": watch.ms}
    with watch.time("periksa"):
        pages = [asdict(facts) for facts in facts_of(Path(target))]
    return {"pages": pages, "active": active, "ms": watch.ms}


def excerpt(_: Engine, parts: list[tuple[str, str, int, int]], target: str, max_page_cm: float) -> Answer:
    """Only some pages of the sources, as `prepare` assembles them. Answers `{"ms": …}`."""
    watch = Stopwatch()
    with watch.time("susun"):
        chosen = [Part(Path(path), Kind(kind), first, end) for path, kind, first, end in parts]
        cut(chosen, Path(target), max_page_cm)
    return {"ms": watch.ms}


def finish(_: Engine, work: str, read: dict[str, str], failed: list[int], target: str | None) -> Answer:
    """Put in what was `read` and, unless `target` is None, write it; all other pages have their words already.

    Writes these words to `kata-NUMBER.json`. Answers `{"pdfa": PdfaVerdict?, "texts": {number: text}, "ms": …}`.
    """
    watch, verdict = Stopwatch(), None
    found = {int(number): Path(path) for number, path in read.items()}
    if target:
        with watch.time("pdfa"):
            verdict = asdict(finished(Path(work), found, Path(target)))
    with watch.time("kata"), pypdfium2.PdfDocument(work) as document:
        numbers = [number for number in range(1, len(document) + 1) if number not in {*found, *failed}]
        texts = {number: keep_words(document[number - 1], number) for number in numbers}
    return {"pdfa": verdict, "texts": texts, "ms": watch.ms}


def look(_: Engine, source: str, numbers: list[int]) -> Answer:
    """Measure pages that are not read."""
    return of_others(source, numbers)


def keep_words(page: pypdfium2.PdfPage, number: int) -> str:
    """Write the words of a page that was not read; returns its text."""
    words = json.dumps(packed(halaman_of(page, number)), ensure_ascii=False)
    Path(words_name(number)).write_text(words, encoding="utf-8")
    return tidy(raw_text(page))


def words_name(number: int) -> str:
    return f"kata-{number:05}.json"


STEPS: dict[str, Callable[..., Answer]] = {
    "inspect": inspect, "prepare": prepare, "excerpt": excerpt, "read": read_page, "look": look, "finish": finish,
    "understand": understand, "cut_out": cut_out,
}  # fmt: skip
