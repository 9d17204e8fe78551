"""Paper that is dark on one side, as in pictures taken by hand, is made equally bright before anything is judged."""

from PIL import Image, ImageFilter

from services.scan.pipeline import leptonica

# Office scanners stay above 0.85; under a lamp or at a window one side has half of the other's light.
EVEN = 0.75
TILE, NEAR = 16, 5
DARK_SHARE, BRIGHT_SHARE = 0.04, 0.9


def in_even_light(image: Image.Image) -> Image.Image:
    """The same grey picture, or one with its paper evened where that is needed."""
    return leptonica.evenly_lit(image) if unevenness(image) < EVEN else image


def unevenness(image: Image.Image) -> float:
    """Brightness of the darkest paper as a share of that of the brightest; print is looked over."""
    paper = image.reduce(TILE).filter(ImageFilter.MaxFilter(NEAR)).histogram()
    return quantile(paper, DARK_SHARE) / max(1, quantile(paper, BRIGHT_SHARE))


def quantile(histogram: list[int], share: float) -> int:
    """The value below which that share lies."""
    wanted, seen = share * sum(histogram), 0
    for value, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return value
    return len(histogram) - 1
