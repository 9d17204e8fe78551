"""The steps that open a stranger's file: `python -m services.scan.pipeline.child REQUEST`, JSON in and out."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from shared.documents.sniff import Kind

Answer = dict[str, Any]


def main() -> None:
    request = json.loads(sys.argv[1])
    sys.stdout.write(json.dumps(STEPS[request.pop("step")](**request)))


def prepare(sources: list[list[str]], target: str, max_page_cm: float) -> Answer:
    """Assemble the sources and look at each page. Answers `{"pages": [PageFacts…], "active": [Aktif…]}`."""
    from services.scan.pipeline.assemble import assemble
    from services.scan.pipeline.survey import facts_of

    active = assemble([(Path(path), Kind(kind)) for path, kind in sources], Path(target), max_page_cm)
    return {"pages": [asdict(facts) for facts in facts_of(Path(target))], "active": active}


def finish(candidate: str, target: str | None) -> Answer:
    """The text of each page, and unless `target` is None, PDF/A. Answers `{"texts": […], "pdfa": PdfaVerdict?}`."""
    from services.scan.pipeline.finish import to_pdfa
    from services.scan.pipeline.survey import texts_of

    verdict = to_pdfa(Path(candidate), Path(target)) if target else None
    return {"texts": texts_of(Path(candidate)), "pdfa": asdict(verdict) if verdict else None}


STEPS: dict[str, Callable[..., Answer]] = {"prepare": prepare, "finish": finish}

if __name__ == "__main__":
    main()
