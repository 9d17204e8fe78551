"""Faint print is made as black as bold print, and paper white: the engine cuts black from white once for the page."""

from PIL import Image

from services.scan.pipeline.tones import BETWEEN, Tones

# Straight (1) leaves faint letters broken, 2 brings out noise.
BEND = 1.5
# Grey values below most of the paper that are paper still.
GRAIN = 8
INK_BELOW = round(255 * BETWEEN**BEND)
"""What was ink before is below this afterwards."""


def in_contrast(image: Image.Image, tones: Tones) -> Image.Image:
    """The same grey picture with all grey values between ink and paper."""
    span = max(1, tones.paper - GRAIN - tones.ink)
    return image.point([round(255 * min(1.0, max(0, value - tones.ink) / span) ** BEND) for value in range(256)])
