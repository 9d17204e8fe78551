"""What an office scanner makes of a document: pictures without text, a little askew, noisy and unevenly lit."""

from collections.abc import Iterator
from io import BytesIO
from random import Random

import img2pdf
import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from shared.samples.words import acak


def scan_like(
    pdf: bytes,
    *,
    dpi: int = 150,
    skew: float = 0.7,
    noise: float = 6.0,
    grey: bool = True,
    quality: int = 35,
    seed: int = 1,
) -> bytes:
    """An image-only PDF of the same pages and size, as from a scanner; equal input gives equal bytes.

    `dpi` is dots per inch, `skew` the largest slant in degrees either way, `noise` the largest error of a grey value
    (0 to 255), `quality` that of JPEG (1 to 95).
    """
    rng = acak("scan", seed)
    pictures = [_worn(page, rng, skew, noise) for page in _rendered(pdf, dpi, grey)]
    return images_to_pdf([jpeg(picture, quality, dpi) for picture in pictures], dpi)


def page_images(pdf: bytes, dpi: int = 150, *, grey: bool = True) -> list[Image.Image]:
    """Clean pictures of all pages, one channel when `grey`, else RGB."""
    return list(_rendered(pdf, dpi, grey))


def images_to_pdf(pictures: list[bytes], dpi: int) -> bytes:
    """One page a picture (JPEG or PNG bytes), at `dpi` dots per inch, pictures kept as they are."""
    layout = img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
    made = BytesIO(img2pdf.convert(pictures, layout_fun=layout, nodate=True))
    out = BytesIO()
    with pikepdf.open(made) as pdf:
        del pdf.trailer.ID  # it was made from the time of day
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def jpeg(picture: Image.Image, quality: int = 80, dpi: int = 150) -> bytes:
    """The picture as JPEG bytes."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, dpi=(dpi, dpi), optimize=True)
    return out.getvalue()


def _rendered(pdf: bytes, dpi: int, grey: bool) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=dpi / 72, grayscale=grey).to_pil().convert("L" if grey else "RGB")


def _worn(picture: Image.Image, rng: Random, skew: float, noise: float) -> Image.Image:
    slanted = picture.rotate(rng.uniform(-skew, skew), Image.Resampling.BICUBIC, fillcolor="white")
    soft = slanted.filter(ImageFilter.GaussianBlur(0.5))
    lit = ImageChops.multiply(soft, _light(soft, rng))
    return ImageChops.add(lit, _noise(soft, rng, noise), offset=-round(noise / 2))


def _light(picture: Image.Image, rng: Random) -> Image.Image:
    """A lamp that is brighter on one side: values from 225 to 255 across the page."""
    ramp = Image.linear_gradient("L").rotate(rng.choice((0, 90, 180, 270)))
    dim = ramp.point([225 + value * 30 // 255 for value in range(256)])
    return dim.resize(picture.size).convert(picture.mode)


def _noise(picture: Image.Image, rng: Random, amplitude: float) -> Image.Image:
    # Pillow's own noise cannot be seeded; half the resolution looks like a sensor's grain and compresses as it does.
    half = (picture.width // 2 + 1, picture.height // 2 + 1)
    grain = Image.frombytes("L", half, rng.randbytes(half[0] * half[1]))
    scaled = grain.point([round(value * amplitude / 255) for value in range(256)])
    return scaled.resize(picture.size, Image.Resampling.BILINEAR).convert(picture.mode)
