"""Seals and signatures are blue, purple or red, print is black: without their colour the print under them is read."""

from PIL import Image, ImageChops

from services.scan.pipeline.light import quantile
from services.scan.pipeline.tones import PAPER_SHARE

# Brightest against darkest of red, green and blue on white paper: print has up to 40, faded stamps 60 and more.
COLOURED, DARK = 60, 160
# Of the page: less is dust; of all ink: more is print in colour.
LEAST, MOST = 0.0005, 0.5
WHITE = 255


def has_coloured_ink(picture: Image.Image) -> bool:
    """Whether ink with colour stands on a page that is mostly printed without, in a colour picture of it."""
    brightest, darkest = extremes_of(picture)
    coloured = sum(ImageChops.subtract(brightest, darkest).histogram()[COLOURED:])
    ink = sum(darkest.histogram()[:DARK])
    return LEAST * picture.width * picture.height < coloured < MOST * ink


def without_colour(picture: Image.Image, times: int = 1) -> Image.Image:
    """The same page in grey; the more colour a pixel has, the nearer to paper it comes.

    Once leaves seals pale. More often they go, but print loses its edges, which compression colours as well.
    """
    brightest, darkest = extremes_of(picture)
    colour = ImageChops.subtract(brightest, darkest)
    return ImageChops.add(brightest, colour.point([min(WHITE, times * value) for value in range(256)]))


def extremes_of(picture: Image.Image) -> tuple[Image.Image, Image.Image]:
    """The brightest and the darkest of red, green and blue, as if the paper were white."""
    red, green, blue = (on_white(channel) for channel in picture.split())
    return (
        ImageChops.lighter(ImageChops.lighter(red, green), blue),
        ImageChops.darker(ImageChops.darker(red, green), blue),
    )


def on_white(channel: Image.Image) -> Image.Image:
    paper = max(1, quantile(channel.histogram(), PAPER_SHARE))
    return channel.point([min(WHITE, round(value * WHITE / paper)) for value in range(256)])
