"""What an image is, and whether it can be decoded to its end. Runs in the child of `inspect`."""

import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from shared.documents.facts import Facts, Refused

FORMATS = ("JPEG", "PNG", "TIFF")


def facts_of_image(path: Path, max_pixels: int, max_pages: int) -> Facts:
    """Raises Refused. Pages beyond `max_pages` are counted, not decoded."""
    Image.MAX_IMAGE_PIXELS = max_pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(path, formats=FORMATS) as image:
            return {"pages": decoded_pages(image, max_pages)}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("gambar-terlalu-besar") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise Refused("gambar-rusak") from None


def decoded_pages(image: Image.Image, max_pages: int) -> int:
    """Number of pages: the frames of a TIFF, else one."""
    pages = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    for number in range(pages if pages <= max_pages else 0):
        image.seek(number)
        check_pixels(image)
        image.load()
    return pages


def check_pixels(image: Image.Image) -> None:
    # Pillow checks the first frame only.
    if Image.MAX_IMAGE_PIXELS and image.width * image.height > Image.MAX_IMAGE_PIXELS:
        raise Image.DecompressionBombWarning
