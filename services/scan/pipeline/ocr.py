"""OCRmyPDF, run as its command in a bounded child, on the pages that need it."""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from services.scan.pipeline.model import PipelineFailed, PipelineOptions
from shared.documents.bounded import Bounds, Crashed, run
from shared.documents.refusal import refusal

CONFIDENCE = re.compile(r"x_wconf (\d+)")
# OCRmyPDF's exit codes that lie in the document: not readable, invalid output, signed or tagged, encrypted,
# not convertible, and any other error while it worked on the file.
REFUSED = {2: "pdf-rusak", 4: "ocr-gagal", 6: "ocr-gagal", 8: "pdf-terkunci", 10: "ocr-gagal", 15: "ocr-gagal"}


def recognise(
    source: Path,
    target: Path,
    pages: Sequence[int],
    *,
    redraw: bool,
    name: str,
    options: PipelineOptions,
    bounds: Bounds,
    tick: Callable[[], None],
) -> Mapping[int, float]:
    """Write `target`: `source` with a new text layer on `pages` (from 1). Returns the mean confidence of each page.

    `redraw`: what is on these pages is one picture each, which may be turned and straightened, and whose old text
    goes; else the page stays as it is and only gains the layer.
    Works in the folder of `target`. Raises DocumentRefused, PipelineFailed, TooLong, TooMuchMemory.
    """
    command = ocrmypdf(source, target, pages, redraw, options, bounds.wall_seconds)
    try:
        run(command, bounds, folder=target.parent, tick=tick)
    except Crashed as error:
        if code := REFUSED.get(error.code):
            raise refusal(code, name) from error
        raise PipelineFailed(f"OCRmyPDF: {error}") from error
    return dict(confidences(target.parent, pages))


def ocrmypdf(
    source: Path, target: Path, pages: Sequence[int], redraw: bool, options: PipelineOptions, seconds: float
) -> list[str]:
    """PDF/A is left to `finish`, which validates. The kept folder of each page holds the confidences."""
    patience = str(int(seconds) + 1)  # Tesseract's own limit would leave a page without text and say nothing
    return [
        *(sys.executable, "-P", "-m", "ocrmypdf", "--quiet", "--keep-temporary-files"),
        *("--language", options.languages, "--tesseract-pagesegmode", str(options.segmentation)),
        *("--jobs", str(options.jobs), "--tesseract-timeout", patience),
        *("--pages", ",".join(map(str, pages)), "--rotate-pages", "--output-type", "pdf"),
        *(("--mode", "force", "--deskew") if redraw else ("--mode", "skip")),
        *(str(source), str(target)),
    ]


def confidences(folder: Path, pages: Sequence[int]) -> list[tuple[int, float]]:
    """Mean confidence of the words of each page that has any, from Tesseract's hOCR files."""
    found = []
    for page in pages:
        hocr = "".join(path.read_text(errors="replace") for path in folder.glob(f"*/{page:06d}_ocr_hocr.hocr"))
        values = [int(value) for value in CONFIDENCE.findall(hocr)]
        if values:
            found.append((page, round(sum(values) / len(values), 1)))
    return found
