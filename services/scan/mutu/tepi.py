"""Edges of a page that run through writing: the sheet lay askew or too far out when it was scanned."""

from itertools import groupby

from PIL import Image

EDGES = ("kiri", "atas", "kanan", "bawah")
STRIP = 2
"""Pixels from the edge, at 75 dpi two thirds of a millimetre."""
LETTER = range(1, 22)
"""Lengths in pixels, to 7 mm, of what may be a letter that is cut; the shadow of a lid is longer."""
LETTERS = 8
"""A line that is cut leaves more, as real scans show; the frayed edge of a sheet leaves up to six."""
SHADOW = 0.2


def cut_edges(ink: Image.Image) -> tuple[str, ...]:
    """`ink`: one channel, 255 where there is ink. An edge counts when several pieces as long as letters touch it."""
    width, height = ink.size
    strips = {
        "kiri": ink.crop((0, 0, STRIP, height)).rotate(90, expand=True),
        "atas": ink.crop((0, 0, width, STRIP)),
        "kanan": ink.crop((width - STRIP, 0, width, height)).rotate(90, expand=True),
        "bawah": ink.crop((0, height - STRIP, width, height)),
    }
    return tuple(edge for edge in EDGES if _runs_through_writing(strips[edge]))


def _runs_through_writing(strip: Image.Image) -> bool:
    """Ink must reach the very edge and go on inwards; a long dark run is a shadow, and nothing is said beside it."""
    width, height = strip.size
    rows = [strip.crop((0, y, width, y + 1)).tobytes() for y in range(height)]
    through = bytes(min(column) for column in zip(*rows, strict=True))
    runs = [len(list(run)) for dark, run in groupby(through, bool) if dark]
    return sum(run in LETTER for run in runs) >= LETTERS and sum(runs) < SHADOW * width
