"""Which way up a page stands and how far it is askew, from black and white strokes; no letter is read for it."""

from contextlib import ExitStack
from dataclasses import dataclass

from PIL import Image

from services.scan.pipeline import leptonica
from services.scan.pipeline.tones import tones_of

# Leptonica's own limit for an angle that can be relied on; pages of text have 5 to 14, with a table 30 and more.
LEVEL = 3.0
# Letters stand closer side by side than one above the other: closing small gaps across leaves a fourth of the pieces
# that closing them down leaves, on real pages and on tables.
ALONG = 1.6
# Inches: what is larger is no letter; what is narrower is a gap within a word.
LETTER, GAP = 0.4, 0.053
FEW = 20
# Strokes above small letters against strokes below, in standard deviations: 15 to 40 on text, 8 to 13 on a table.
RISING = 6.0
SMALLEST_SKEW = 0.1


@dataclass(frozen=True, slots=True)
class Stance:
    """Degrees clockwise by which a page must be turned: first by quarters, then so that its lines are level."""

    turn: int
    skew: float


def stances(image: Image.Image, dpi: int) -> list[Stance]:
    """How the page may stand, the likeliest first; one alone where that is sure."""
    with ExitStack() as stack:
        ink = stack.enter_context(leptonica.binary(image, tones_of(image).ink_below))
        letters = stack.enter_context(leptonica.letters(ink, round(LETTER * dpi)))
        found = []
        for quarters in quarters_to_try(letters, round(GAP * dpi)):
            turned = [stack.enter_context(leptonica.turned(pix, quarters)) for pix in (ink, letters)]
            found += both_ways(quarters * 90, *turned)
        return found


def letter_boxes(image: Image.Image, dpi: int, below: int) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of what may be a letter."""
    with leptonica.binary(image, below) as ink:
        return leptonica.boxes_of_letters(ink, round(LETTER * dpi))


def quarters_to_try(letters: int, gap: int) -> list[int]:
    """The quarter turns after which lines may run from side to side."""
    across, down = leptonica.pieces(letters, gap, 1), leptonica.pieces(letters, 1, gap)
    if down >= ALONG * across or max(across, down) < FEW:
        return [0]
    return [1] if across >= ALONG * down else [0, 1]


def both_ways(turn: int, ink: int, letters: int) -> list[Stance]:
    """The page turned so, and the other way up: one of them where it is sure, else the likelier first."""
    skew = skew_of(ink, letters)
    upright, flipped = Stance(turn, skew), Stance((turn + 180) % 360, skew)
    rising = leptonica.rising(letters)
    if abs(rising) >= RISING:
        return [upright] if rising > 0 else [flipped]
    return [upright, flipped] if rising >= 0 or turn == 0 else [flipped, upright]


def skew_of(ink: int, letters: int) -> float:
    """Degrees clockwise to the level, from all ink (frames tell best) or from letters; 0 where neither is sure."""
    angles = (leptonica.skew(pix) for pix in (ink, letters))
    angle = next((angle for angle, confidence in angles if confidence >= LEVEL), 0.0)
    return angle if abs(angle) >= SMALLEST_SKEW else 0.0


def straightened(image: Image.Image, stance: Stance) -> Image.Image:
    """The picture as it stands when it is upright and its lines are level; what is outside is white."""
    quarter = QUARTERS.get(stance.turn)
    turned = image.transpose(quarter) if quarter is not None else image
    if not stance.skew:
        return turned
    return turned.rotate(-stance.skew, Image.Resampling.BILINEAR, fillcolor="white")


QUARTERS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""Clockwise degrees, which the library counts the other way round."""
