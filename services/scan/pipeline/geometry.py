"""Between a page as it is shown and its own axes; all numbers as PDF writes them."""

from dataclasses import dataclass
from math import cos, radians, sin

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
LETTER: Box = (0, 0, 612, 792)
"""What readers take for a page that does not say how large it is."""


@dataclass(frozen=True, slots=True)
class Lembar:
    """The visible part of a page on its own axes, and degrees clockwise by which it is shown turned."""

    x: float
    y: float
    width: float
    height: float
    rotate: int

    @property
    def from_shown(self) -> Matrix:
        """From the page as it is shown (points from its lower left corner) to its own axes."""
        x, y, width, height = self.x, self.y, self.width, self.height
        return {
            0: (1, 0, 0, 1, x, y),
            90: (0, 1, -1, 0, x + width, y),
            180: (-1, 0, 0, -1, x + width, y + height),
            270: (0, -1, 1, 0, x, y + height),
        }[self.rotate]  # fmt: skip

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height as it is shown."""
        return (self.height, self.width) if self.rotate % 180 else (self.width, self.height)

    def turned(self, degrees: float) -> Matrix:
        """Turn clockwise about the middle."""
        c, s = cos(radians(degrees)), sin(radians(degrees))
        x, y = self.x + self.width / 2, self.y + self.height / 2
        return (c, -s, s, c, x - c * x - s * y, y + s * x - c * y)


def lembar(page: pikepdf.Page) -> Lembar:
    """Of this page: its crop box within its media box."""
    media = corners(page.mediabox) or LETTER
    crop = corners(page.cropbox) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = media
    return Lembar(left, bottom, right - left, top - bottom, rotation(page))


def rotation(page: pikepdf.Page) -> int:
    """Degrees clockwise; 0 where the file says nonsense."""
    given = int(page.rotation) % 360
    return given if given % 90 == 0 else 0


def corners(box: pikepdf.Array) -> Box | None:
    """Left, bottom, right, top; None where the file says nonsense: readers then take no notice of it."""
    try:
        one, two, three, four = (float(value) for value in box)
    except (TypeError, ValueError):
        return None
    return min(one, three), min(two, four), max(one, three), max(two, four)


def numbers(matrix: Matrix) -> str:
    """As operands."""
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in matrix)
