"""Images to PDF without loss: the same pixels, on paper of a sensible size, the right way up. Runs in a child."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import img2pdf
from PIL import ExifTags, Image, ImageOps

POINTS_PER_CM = 72 / 2.54
# 72 and 96 are what programs write who do not know; the lines of a coarse fax lie at 98.
TRUE_DPI = range(97, 2401)
PLAIN_MODES = {"1", "L", "P", "RGB", "CMYK"}
# Values of the tag of orientation: a PDF can turn a picture, but not mirror it; lying ones have their sides changed.
MIRRORED, LYING = {2, 4, 5, 7}, {5, 6, 7, 8}
# A4 and F4 (folio), short and long side in cm.
PAPERS = ((21.0, 29.7), (21.5, 33.0))


def image_to_pdf(source: Path, target: Path, max_page_cm: float) -> None:
    """Write the image, or each page of a TIFF, as one page of a PDF; no side longer than `max_page_cm`."""

    def layout(width: int, height: int, dpi: tuple[float, float]) -> tuple[float, float, float, float]:
        return page_layout(width, height, dpi, max_page_cm)

    with target.open("wb") as file:
        img2pdf.convert(
            list(plain_images(source)),
            outputstream=file,
            layout_fun=layout,
            rotation=img2pdf.Rotation.ifvalid,
            first_frame_only=not is_tiff(source),
        )


def page_layout(
    width: int, height: int, dpi: tuple[float, float], max_page_cm: float
) -> tuple[float, float, float, float]:
    """Width and height of page and image in points, from pixels and dots per inch."""
    paper = (width / dpi[0] * 72, height / dpi[1] * 72)
    if all(int(value) in TRUE_DPI for value in dpi) and max(paper) <= max_page_cm * POINTS_PER_CM:
        return (*paper, *paper)
    page = standard_paper(width, height)
    scale = min(page[0] / width, page[1] / height)
    return (*page, width * scale, height * scale)


def standard_paper(width: int, height: int) -> tuple[float, float]:
    """A4 or F4 in points, whichever is nearer to the shape of the image, lying if the image lies."""
    ratio = max(width, height) / min(width, height)
    short, long = min(PAPERS, key=lambda paper: abs(paper[1] / paper[0] - ratio))
    sides = (short * POINTS_PER_CM, long * POINTS_PER_CM)
    return sides if width <= height else (sides[1], sides[0])


def is_tiff(source: Path) -> bool:
    with Image.open(source) as image:
        return image.format == "TIFF"


def plain_images(source: Path) -> Iterator[bytes | str]:
    """The image as it is where a PDF can hold it, else its pages upright and on white."""
    with opened(source) as image:
        frames = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
        if all(is_plain(image, number) for number in range(frames)):
            yield str(source)
            return
        for number in range(frames):
            image.seek(number)
            yield flattened(image)


@contextmanager
def opened(source: Path) -> Iterator[Image.Image]:
    """The image, by its file: opened by its path, Pillow scrambles a TIFF that lies."""
    with source.open("rb") as file, Image.open(file) as image:
        yield image


def is_plain(image: Image.Image, number: int) -> bool:
    image.seek(number)
    return image.mode in PLAIN_MODES and "transparency" not in image.info and stands(image)


def stands(image: Image.Image) -> bool:
    """Whether a PDF shows it the right way up; a TIFF would be turned twice, by Pillow and by its tag."""
    tag = orientation(image)
    return tag == 1 if image.format == "TIFF" else tag not in MIRRORED


def orientation(image: Image.Image) -> object:
    return image.getexif().get(ExifTags.Base.Orientation, 1)


def upright(image: Image.Image) -> Image.Image:
    """A copy as it is to be looked at, without the tag; its dots per inch are turned with it."""
    lying, dpi = orientation(image) in LYING, image.info.get("dpi")
    copy = ImageOps.exif_transpose(image)
    if lying and dpi:
        copy.info["dpi"] = dpi[::-1]
    return copy


def flattened(image: Image.Image) -> bytes:
    picture = upright(image)
    dpi = picture.info.get("dpi", (72, 72))
    if picture.mode.startswith("I"):
        picture = in_eight_bits(picture)
    if picture.mode not in PLAIN_MODES or "transparency" in picture.info:
        picture = on_white(picture)
    buffer = BytesIO()
    kind = "TIFF" if picture.mode == "CMYK" else "PNG"
    picture.save(buffer, kind, dpi=dpi, compression="tiff_lzw")
    return buffer.getvalue()


def in_eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of sixteen bits, which `convert` alone would cut off at 255."""
    return picture.convert("I").point(lambda level: level / 256).convert("L")


def on_white(picture: Image.Image) -> Image.Image:
    colour = picture.convert("RGBA")
    white = Image.new("RGB", colour.size, "white")
    white.paste(colour, mask=colour.getchannel("A"))
    return white
