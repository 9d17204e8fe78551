"""What opens a stranger's file: `python -m services.scan.pemisahan.child`, JSON in and out."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared.documents.sniff import Kind

Answer = dict[str, Any]


def main() -> None:
    """One step."""
    request = json.load(sys.stdin)
    sys.stdout.write(json.dumps(STEPS[request.pop("step")](**request)))


def baca(sources: list[list[str]], target: str, max_page_cm: float) -> Answer:
    """All sources as one still PDF, and what is read on its pages. Answers `{"halaman": [Terbaca…]}`."""
    from services.scan.pemisahan.baca import readings
    from services.scan.pipeline.assemble import assemble

    assemble([(Path(path), Kind(kind)) for path, kind in sources], Path(target), max_page_cm)
    return {"halaman": readings(Path(target))}


def potong(whole: str, folder: str, parts: list[list[Any]]) -> Answer:
    """Each part (its pages, the page of its picture) as `N.pdf` and `N.png` in `folder`."""
    from services.scan.pemisahan.potong import cut, pictured

    for number, (pages, shown) in enumerate(parts):
        cut(Path(whole), pages, Path(folder, f"{number}.pdf"))
        pictured(Path(whole), shown, Path(folder, f"{number}.png"))
    return {"bagian": len(parts)}


STEPS: dict[str, Callable[..., Answer]] = {"baca": baca, "potong": potong}

if __name__ == "__main__":
    main()
