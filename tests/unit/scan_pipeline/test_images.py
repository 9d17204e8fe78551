from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ExifTags, Image, ImageChops

from services.scan.pipeline.cut import frame
from services.scan.pipeline.images import image_to_pdf, page_layout
from tests.unit.documents import makers

MAX_CM = 120.0
A4 = (595, 842)
F4 = (609, 935)


def converted(tmp_path: Path, content: bytes) -> Path:
    source, target = tmp_path / "gambar", tmp_path / "gambar.pdf"
    source.write_bytes(content)
    image_to_pdf(source, target, MAX_CM)
    return target


def sizes(path: Path) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(path) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def drawn(path: Path, dpi: int) -> Image.Image:
    """The first page."""
    with pypdfium2.PdfDocument(path) as document:
        picture: Image.Image = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
        return picture


def bits(path: Path) -> list[tuple[str, int]]:
    """Colours and bits of the picture of each page."""
    with pikepdf.open(path) as pdf:
        pictures = [image for page in pdf.pages for image in page.get_images().values()]
        return [(str(image.ColorSpace), int(image.BitsPerComponent)) for image in pictures]


UNDER_ITS_TAG = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}  # fmt: skip
"""How an upright picture is stored under each tag of orientation."""


def four_corners(mode: str = "RGB") -> Image.Image:
    """Red and green above, blue and white below."""
    image = Image.new("RGB", (600, 400), "white")
    for colour, corner in (("red", (0, 0)), ("lime", (300, 0)), ("blue", (0, 200))):
        image.paste(colour, (*corner, corner[0] + 300, corner[1] + 200))
    return image.convert(mode)


def under_its_tag(tag: int, kind: str, mode: str = "RGB", **more: str) -> bytes:
    """The four corners in 200 dots per inch across and 100 down, stored as the tag says."""
    exif, image = Image.Exif(), four_corners(mode)
    exif[ExifTags.Base.Orientation] = tag
    if tag in UNDER_ITS_TAG:
        image = image.transpose(UNDER_ITS_TAG[tag])
    return makers.encoded(image, kind, exif=exif, dpi=(200, 100) if tag < 5 else (100, 200), **more)


def looks(path: Path, wanted: Image.Image) -> bool:
    """Whether the first page looks so, but for the shade of its colours."""
    page = drawn(path, 100).resize((30, 20), Image.Resampling.BOX)
    unlike = ImageChops.difference(page, wanted.convert("RGB").resize((30, 20), Image.Resampling.BOX))
    return max(high for _, high in unlike.getextrema()) < 128  # type: ignore[misc]


@pytest.mark.parametrize(
    ("width", "height", "dpi", "page"),
    [
        (1240, 1754, (150, 150), A4),
        (2480, 3508, (72, 72), A4),
        (1700, 2600, (96, 96), F4),
        (3508, 2480, (1, 1), (842, 595)),
        (30_000, 42_000, (150, 150), A4),
        (1240, 877, (150, 75), (842, 595)),
        (1728, 1145, (204, 98), (609, 841)),
        (1728, 1145, (203.8, 97.79), (610, 843)),
    ],
)
def test_paper(width: int, height: int, dpi: tuple[float, float], page: tuple[int, int]) -> None:
    layout = page_layout(width, height, dpi, MAX_CM)
    assert (int(layout[0]), round(layout[1])) == pytest.approx(page, abs=1)
    assert layout[2] <= layout[0] + 0.01
    assert layout[3] <= layout[1] + 0.01


def test_a_jpeg_keeps_its_bytes(tmp_path: Path) -> None:
    content = makers.encoded(Image.effect_noise((310, 438), 30), "JPEG", dpi=(150, 150))
    with pikepdf.open(converted(tmp_path, content)) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.read_raw_bytes() == content


def test_every_page_of_a_tiff(tmp_path: Path) -> None:
    frames = [Image.new("1", (1240, height), 1) for height in (1754, 1754, 1905)]
    content = makers.encoded(
        frames[0], "TIFF", save_all=True, append_images=frames[1:], compression="group4", dpi=(150, 150)
    )
    assert sizes(converted(tmp_path, content)) == [A4, A4, (595, 914)]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "I;16"])
def test_what_a_pdf_cannot_hold_is_put_on_white(tmp_path: Path, mode: str) -> None:
    image = Image.new(mode, (200, 283), 0 if mode != "I;16" else 65_535)
    with pypdfium2.PdfDocument(converted(tmp_path, makers.encoded(image, "PNG"))) as document:
        middle = document[0].render().to_pil().convert("L").getpixel((100, 100))
    assert middle == 255


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "I;16"), ("TIFF", "I;16"), ("TIFF", "I;16B"), ("TIFF", "I")])
def test_grey_of_sixteen_bits_keeps_its_levels(tmp_path: Path, kind: str, mode: str) -> None:
    levels = [0, 20, 120, 235, 255]
    image = Image.new("I", (500, 200))
    for place, level in enumerate(levels):
        image.paste(level * 257, (100 * place, 0, 100 * place + 100, 200))
    path = converted(tmp_path, makers.encoded(image.convert(mode), kind, dpi=(100, 100)))
    page = drawn(path, 100)
    assert [page.getpixel((100 * place + 50, 100)) for place in range(5)] == [(level,) * 3 for level in levels]
    assert bits(path) == [("/DeviceGray", 8)]


def test_pages_beside_one_that_is_put_on_white_stay_what_they_are(tmp_path: Path) -> None:
    first, *others = [Image.new(mode, (200, 283), "white") for mode in ("1", "RGBA", "L", "CMYK")]
    content = makers.encoded(first, "TIFF", save_all=True, append_images=others, dpi=(100, 100))
    assert bits(converted(tmp_path, content)) == [
        ("/DeviceGray", 1), ("/DeviceRGB", 8), ("/DeviceGray", 8), ("/DeviceCMYK", 8),
    ]  # fmt: skip


def test_a_photo_taken_sideways_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = makers.encoded(Image.new("L", (1754, 1240), 255), "JPEG", exif=exif.tobytes(), dpi=(150, 150))
    assert sizes(converted(tmp_path, content)) == [A4]


@pytest.mark.parametrize("tag", range(1, 9))
@pytest.mark.parametrize(
    ("kind", "mode", "more"),
    [
        ("JPEG", "RGB", {}), ("PNG", "RGB", {}), ("PNG", "RGBA", {}), ("PNG", "P", {}),
        ("TIFF", "RGB", {}), ("TIFF", "RGB", {"compression": "tiff_lzw"}), ("TIFF", "RGBA", {}), ("TIFF", "CMYK", {}),
    ],
)  # fmt: skip
def test_every_orientation_stands_upright_in_the_whole_and_alone(
    tmp_path: Path, kind: str, mode: str, more: dict[str, str], tag: int
) -> None:
    whole = converted(tmp_path, under_its_tag(tag, kind, mode, **more))
    assert (sizes(whole), looks(whole, four_corners())) == ([(216, 288)], True)
    if kind == "TIFF":
        alone = tmp_path / "satu.pdf"
        image_to_pdf(frame(tmp_path / "gambar", 0, tmp_path / "satu.tif"), alone, MAX_CM)
        assert drawn(alone, 100).tobytes() == drawn(whole, 100).tobytes()


@pytest.mark.parametrize("tag", range(1, 9))
def test_a_page_in_black_and_white_stays_so_however_it_lies(tmp_path: Path, tag: int) -> None:
    path = converted(tmp_path, under_its_tag(tag, "TIFF", "1", compression="group4"))
    assert (bits(path), looks(path, four_corners("1"))) == ([("/DeviceGray", 1)], True)


def test_a_coarse_fax_is_as_high_as_it_was(tmp_path: Path) -> None:
    fax = makers.encoded(Image.new("1", (1728, 1145), 1), "TIFF", compression="group4", dpi=(204, 98))
    assert sizes(converted(tmp_path, fax)) == [(610, 841)]
