"""How a page looks is measured: of one that is read on the picture that was drawn for it, of others on a small one.

Runs in a child.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import pypdfium2

from services.scan.mutu import DPI
from services.scan.mutu.ukuran import measure
from services.scan.pipeline.on_page import POINTS, covering_dpi
from services.scan.pipeline.raster import Raster
from services.scan.pipeline.stopwatch import Stopwatch
from services.scan.pipeline.upright import QUARTERS, stances


def of_read(page: pypdfium2.PdfPage, raster: Raster, turn: int, *, straighten: bool) -> dict[str, Any] | None:
    """Of a page that was read, as it stands upright; None where its picture is too large to be drawn as it is."""
    if raster.small.width < raster.lebar * DPI / POINTS - 1:
        return None
    miring = 0.0 if straighten else stances(raster.image, raster.dpi)[0].skew
    quarter = QUARTERS.get(turn)
    small = raster.small.transpose(quarter) if quarter is not None else raster.small
    return asdict(measure(small, covering_dpi(page), miring))


def of_others(source: str, numbers: Iterable[int]) -> dict[str, Any]:
    """Of pages (from 1) that are not read. Answers `{"ukuran": {number: …}, "ms": …}`."""
    watch, found = Stopwatch(), dict[int, Any]()
    with watch.time("ukur"), pypdfium2.PdfDocument(source) as document:
        for number in numbers:
            page = document[number - 1]
            small = page.render(scale=DPI / POINTS, rev_byteorder=True, prefer_bgrx=True).to_pil().convert("RGB")
            found[number] = asdict(measure(small, covering_dpi(page)))
            page.close()
    return {"ukuran": found, "ms": watch.ms}
