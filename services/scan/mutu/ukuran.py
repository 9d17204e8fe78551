"""What is measured on the picture of one page. Needs the page as a reader shows it, drawn at 75 dpi."""

from dataclasses import dataclass

from PIL import Image

from services.scan.mutu import MM
from services.scan.mutu.cap import cap_in
from services.scan.mutu.tepi import cut_edges

MARGIN_MM = 8
"""Nearer to the edge lie shadows of the lid, holes and staples."""
INK = 60
"""Grey levels by which ink is darker than its paper."""
PAPER_SHARE = 0.8
COLOURED = 90


@dataclass(frozen=True, slots=True)
class Ukuran:
    """`kertas` and `tinta`: grey levels, 0 to 255, of the paper and of the darkest hundredth of the ink.

    `isi`: share of the page under ink, 0 to 1, without its margin. `terpotong`: edges that run through writing.
    `berwarna`: whether there is any colour. `cap`: a round blob of colour as of a seal, in mm from the upper left
    (left, top, right, bottom). `dpi`: of the picture that covers the page; None where no picture does.
    `miring`: degrees by which its lines are off the level and could not be levelled.
    """

    kertas: int
    tinta: int
    isi: float
    terpotong: tuple[str, ...] = ()
    berwarna: bool = False
    cap: tuple[int, int, int, int] | None = None
    dpi: float | None = None
    miring: float = 0.0


def measure(picture: Image.Image, dpi: float | None, miring: float = 0.0) -> Ukuran:
    """All of it, of an RGB picture at 75 dpi; the last two are known beforehand."""
    grey = picture.convert("L")
    inner = grey.crop(_within(grey.size, round(MARGIN_MM * MM)))
    counts = inner.histogram()
    paper = _level(counts, PAPER_SHARE)
    ink = [count if level <= paper - INK else 0 for level, count in enumerate(counts)]
    colour = _has_colour(picture)
    return Ukuran(
        kertas=paper,
        tinta=_level(ink, 0.01) if any(ink) else paper,
        isi=sum(ink) / max(1, sum(counts)),
        terpotong=cut_edges(grey.point([255 if level <= paper - INK else 0 for level in range(256)])),
        berwarna=colour,
        cap=cap_in(picture) if colour else None,
        dpi=dpi,
        miring=miring,
    )


def _within(size: tuple[int, int], margin: int) -> tuple[int, int, int, int]:
    width, height = size
    margin = min(margin, width // 4, height // 4)
    return margin, margin, width - margin, height - margin


def _level(counts: list[int], share: float) -> int:
    """The grey level below which this share lies."""
    wanted, seen = share * sum(counts), 0
    for level, count in enumerate(counts):
        seen += count
        if seen > wanted:
            return level
    return len(counts) - 1


def _has_colour(picture: Image.Image) -> bool:
    """More than a trace of it: a grey scan saved in colour has none."""
    saturation = picture.convert("HSV").getchannel("S").histogram()
    return sum(saturation[COLOURED:]) > 0.0005 * sum(saturation)
