"""What is ink and what is paper on a grey page, judged by how much of each grey there is."""

from typing import NamedTuple

from PIL import Image

from services.scan.pipeline.light import quantile

PAPER_SHARE, INK_SHARE, BETWEEN = 0.6, 0.01, 0.6
FAINTEST = 30
OF_DARK, SOME_DARK = 0.2, 500
"""Share of what is no paper that is ink for sure; pixels that are more than specks."""


class Tones(NamedTuple):
    """The grey values of the darkest ink and of most of the paper."""

    ink: int
    paper: int

    @property
    def ink_below(self) -> int:
        """The grey value under which a pixel is ink."""
        return max(1, round(self.ink + (self.paper - self.ink) * BETWEEN))


def tones_of(image: Image.Image) -> Tones:
    """Of a grey picture."""
    histogram = image.histogram()
    paper, ink = quantile(histogram, PAPER_SHARE), quantile(histogram, INK_SHARE)
    dark = histogram[: max(0, paper - FAINTEST)]
    # Of a page with few lines the darkest hundredth is no ink yet, and noise never is.
    return Tones(min(ink, quantile(dark, OF_DARK)) if sum(dark) >= SOME_DARK else 0, paper)
