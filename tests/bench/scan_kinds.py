"""The same pages as an office scanner, an old fax and a telephone make them."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from random import Random

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from shared.samples import keputusan_provinsi, scan_like
from shared.samples.scan import images_to_pdf, jpeg

QUARTERS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
PAGES_OF_SAMPLE = (0, 1, 4)
"""Title page, considerations, table."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Pages of one kind: a PDF of pictures alone, their dots per inch, and what is printed on each."""

    name: str
    pdf: bytes
    dpi: int
    printed: tuple[str, ...]

    def first(self) -> "Kind":
        """Its first page alone."""
        buffer = BytesIO()
        with pikepdf.open(BytesIO(self.pdf)) as whole:
            del whole.pages[1:]
            whole.save(buffer)
        return Kind(f"{self.name}, one page", buffer.getvalue(), self.dpi, self.printed[:1])


def kinds(pages: int) -> list[Kind]:
    """All kinds, with so many pages each."""
    clean, printed = sample(pages)
    made = {
        "300 dpi": (scan_like(clean, dpi=300, seed=1), 300),
        "200 dpi": (scan_like(clean, dpi=200, seed=2), 200),
        "150 dpi": (scan_like(clean, dpi=150, seed=3), 150),
        "96 dpi": (scan_like(clean, dpi=96, skew=0.3, noise=3, quality=60, seed=4), 96),
        "colour": (scan_like(clean, dpi=200, grey=False, seed=5), 200),
        "black and white": (each(scan_like(clean, dpi=300, noise=12, seed=6), 300, black_and_white), 300),
        "skew": (scan_like(clean, dpi=200, skew=4, seed=7), 200),
        "noise": (scan_like(clean, dpi=200, noise=70, seed=8), 200),
        "telephone": (each(scan_like(clean, dpi=200, skew=1.5, noise=15, grey=False, seed=9), 200, telephone), 200),
    }  # fmt: skip
    for turn in QUARTERS:
        made[f"rotated {turn}"] = (each(scan_like(clean, dpi=200, seed=turn), 200, rotated(turn)), 200)
    return [Kind(name, pdf, dpi, printed) for name, (pdf, dpi) in made.items()]


def sample(pages: int) -> tuple[bytes, tuple[str, ...]]:
    """Pages of decisions, born digital, and their text."""
    out, texts, seed = pikepdf.Pdf.new(), list[str](), 1
    while len(texts) < pages:
        contoh = keputusan_provinsi(pages=6, seed=seed)
        with pikepdf.open(BytesIO(contoh.born_digital_pdf)) as source:
            for index in PAGES_OF_SAMPLE[: pages - len(texts)]:
                out.pages.append(source.pages[index])
                texts.append(contoh.pages[index])
        seed += 1
    buffer = BytesIO()
    out.save(buffer)
    return buffer.getvalue(), tuple(texts)


def pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pictures of the pages, with their own pixels."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil() for page in document]


def each(pdf: bytes, dpi: int, change: Callable[[Image.Image], bytes]) -> bytes:
    """The same pages with each picture changed."""
    return images_to_pdf([change(picture) for picture in pictures(pdf, dpi)], dpi)


def black_and_white(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.convert("L").point([255 * (value > 150) for value in range(256)], "1").save(out, "PNG")
    return out.getvalue()


def rotated(turn: int) -> Callable[[Image.Image], bytes]:
    """Turned so that it must be turned clockwise by `turn` degrees to stand upright."""
    return lambda picture: jpeg(picture.convert("L").transpose(QUARTERS[360 - turn]), 60, 200)


def telephone(picture: Image.Image) -> bytes:
    """Held by hand under a lamp: a little out of square and out of focus, dark on one side."""
    width, height = picture.size
    rng = Random(width)
    lean = [rng.uniform(0, 0.012) for _ in range(8)]
    corners = (
        -lean[0] * width, -lean[1] * height, -lean[2] * width, (1 + lean[3]) * height,
        (1 + lean[4]) * width, (1 + lean[5]) * height, (1 + lean[6]) * width, -lean[7] * height,
    )  # fmt: skip
    leaning = picture.transform(
        picture.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=(205, 200, 190)
    )
    lamp = Image.linear_gradient("L").rotate(90).point([130 + value * 125 // 255 for value in range(256)])
    lit = ImageChops.multiply(leaning, lamp.resize(picture.size).convert("RGB"))
    return jpeg(lit.filter(ImageFilter.GaussianBlur(0.9)), 45, 200)


def joined(kinds: Sequence[Kind]) -> Kind:
    """All pages of all kinds as one long document."""
    with ExitStack() as stack:
        whole, *others = (stack.enter_context(pikepdf.open(BytesIO(kind.pdf))) for kind in kinds)
        for other in others:
            whole.pages.extend(other.pages)
        buffer = BytesIO()
        whole.save(buffer)
    return Kind("long", buffer.getvalue(), 0, tuple(text for kind in kinds for text in kind.printed))
